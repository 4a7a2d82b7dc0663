import { describe, expect, test } from 'vitest';
import { nodeReader } from './node.ts';
import { podReader } from './pod.ts';
import { podInterfaces } from './podInterfaces.ts';

const json = JSON.stringify;
const status = (value: unknown) => ({ 'k8s.v1.cni.cncf.io/network-status': typeof value === 'string' ? value : json(value) });
const eni = (value: unknown) => ({ 'vpc.amazonaws.com/pod-eni': json(value) });
const ovn = (value: unknown) => ({ 'k8s.ovn.org/pod-networks': json(value) });

describe('network-status of Multus', () => {
  test('gives every interface but the default one; one name may stand for several, and addresses may be missing', () => {
    const annotation = status([
      { name: 'kindnet', interface: 'eth0', ips: ['10.244.0.5'], default: true },
      { name: 'shop/rack', interface: 'net1', ips: ['10.90.0.10', 'fd00:90::2'], mac: '02:00:00:00:00:01' },
      { name: 'shop/rack', interface: 'net2', ips: ['10.90.0.11'] },
      { name: 'shop/sriov', interface: 'net3' },
    ]);
    expect(podInterfaces(annotation, ['10.244.0.5'])).toEqual([
      { network: 'shop/rack', interface: 'net1', ips: ['10.90.0.10', 'fd00:90::2'], subnets: [] },
      { network: 'shop/rack', interface: 'net2', ips: ['10.90.0.11'], subnets: [] },
      { network: 'shop/sriov', interface: 'net3', ips: [], subnets: [] },
    ]);
  });

  test('gives an interface that has a name or a network alone; what says default, in a word too, repeats the podIPs', () => {
    const annotation = status([
      { interface: 'net1', ips: ['10.90.0.1'] },
      { name: 'shop/rack', ips: ['10.90.0.2'] },
      { name: 'kindnet', interface: 'eth0', ips: ['10.90.0.3'], default: 'true' },
      { ips: ['10.90.0.4'] },
    ]);
    expect(podInterfaces(annotation, [])).toEqual([
      { network: '', interface: 'net1', ips: ['10.90.0.1'], subnets: [] },
      { network: 'shop/rack', interface: '', ips: ['10.90.0.2'], subnets: [] },
    ]);
  });

  test('that names an address twice, or one that the pod has, tells it once', () => {
    const annotation = status([
      { name: 'a', ips: ['10.90.0.1', '10.244.0.5'] },
      { name: 'b', ips: ['10.90.0.1', '10.90.0.2'] },
      { name: 'c', ips: ['10.90.0.2'] },
    ]);
    expect(podInterfaces(annotation, ['10.244.0.5']).map(({ network, ips }) => [network, ips])).toEqual([
      ['a', ['10.90.0.1']],
      ['b', ['10.90.0.2']],
    ]);
  });

  test('that repeats the podIPs without saying default adds none of them', () => {
    expect(podInterfaces(status([{ name: 'cbr0', interface: 'eth0', ips: ['10.244.0.5'] }]), ['10.244.0.5'])).toEqual([]);
  });

  test.each(['', 'no JSON', '{}', 'null', '[null, 5, "x", [], {}]', '[{"name": {}, "ips": "10.0.0.1"}]'])('"%s" says nothing', (text) => {
    expect(podInterfaces(status(text), [])).toEqual([]);
  });
});

describe('pod-eni of the Amazon VPC CNI', () => {
  test('gives the subnets of branch interfaces; their address is the pod’s own', () => {
    const branch = { eniId: 'eni-1', privateIp: '192.168.3.4', ipv6Addr: '', vlanId: 1, subnetCidr: '192.168.0.0/19', subnetV6Cidr: '' };
    const expected = { network: 'vpc.amazonaws.com/pod-eni', interface: 'eni-1', subnets: ['192.168.0.0/19'] };
    expect(podInterfaces(eni([branch]), ['192.168.3.4'])).toEqual([{ ...expected, ips: [] }]);
    expect(podInterfaces(eni([branch]), [])).toEqual([{ ...expected, ips: ['192.168.3.4'] }]);
  });
});

test('a branch interface of both families has both addresses and both subnets', () => {
  const branch = { eniId: 'eni-1', privateIp: '192.168.3.4', ipv6Addr: 'fd00::4', subnetCidr: '192.168.0.0/19', subnetV6Cidr: 'fd00::/64' };
  expect(podInterfaces(eni([branch]), [])).toEqual([
    {
      network: 'vpc.amazonaws.com/pod-eni',
      interface: 'eni-1',
      ips: ['192.168.3.4', 'fd00::4'],
      subnets: ['192.168.0.0/19', 'fd00::/64'],
    },
  ]);
});

describe('pod-networks of OVN-Kubernetes', () => {
  const role = (name: string, ...ip_addresses: string[]) => ({ ip_addresses, role: name });

  test('gives networks of the user’s, primary and secondary, without lengths', () => {
    const annotation = ovn({
      default: role('infrastructure-locked', '10.244.3.5/24'),
      'red/blue': role('primary', '10.100.0.5/16', 'fd00:100::5/64'),
      'red/green': { ip_address: '10.200.0.7/24', role: 'secondary' },
      'red/odd': role('something', '10.1.1.1/24'),
    });
    expect(podInterfaces(annotation, ['10.244.3.5'])).toEqual([
      { network: 'red/blue', interface: '', ips: ['10.100.0.5', 'fd00:100::5'], subnets: [] },
      { network: 'red/green', interface: '', ips: ['10.200.0.7'], subnets: [] },
    ]);
  });

  test('that Multus names as well are told once', () => {
    const both = {
      ...status([{ name: 'red/green', interface: 'net1', ips: ['10.200.0.7'] }]),
      ...ovn({ 'red/green': role('secondary', '10.200.0.7/24') }),
    };
    expect(podInterfaces(both, [])).toEqual([{ network: 'red/green', interface: 'net1', ips: ['10.200.0.7'], subnets: [] }]);
  });
});

test('pods without such annotations share one empty list', () => {
  expect(podInterfaces({ other: 'x' }, [])).toBe(podInterfaces(null, []));
});

describe('in protobuf', () => {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
  const field = (number: number, value: string | Buffer) =>
    Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(Buffer.byteLength(value))]), Buffer.from(value)]);
  const annotated = (annotations: Record<string, string>, namespace = 'shop', name = 'a') =>
    Buffer.concat([
      field(1, name),
      field(3, namespace),
      ...Object.entries(annotations).map(([key, value]) => field(12, Buffer.concat([field(1, key), field(2, value)]))),
    ]);
  const oneNetwork = status([{ name: 'shop/rack', interface: 'net1', ips: ['10.90.0.10'] }]);
  const rack = { network: 'shop/rack', interface: 'net1', ips: ['10.90.0.10'], subnets: [] };

  test('annotations are read where the bytes name one that matters', () => {
    expect(podReader.fromProtobuf(field(1, annotated(oneNetwork))).interfaces).toEqual([rack]);
    expect(podReader.fromProtobuf(field(1, annotated({ other: json([rack]) }))).interfaces).toEqual([]);
  });

  test('a name that stands elsewhere, as in managedFields, changes nothing', () => {
    const managed = field(17, 'f:k8s.v1.cni.cncf.io/network-status');
    const record = podReader.fromProtobuf(field(1, Buffer.concat([annotated({}), managed])));
    expect(record).toMatchObject({ name: 'a', namespace: 'shop', interfaces: [] });
  });

  test('a pod of the control plane has its flags and its interfaces', () => {
    const pod = Buffer.concat([
      field(1, annotated(oneNetwork, 'kube-system', 'kube-apiserver-a')),
      field(2, field(2, field(3, 'kube-apiserver'))),
    ]);
    expect(podReader.fromProtobuf(pod)).toMatchObject({ interfaces: [rack], controlPlaneArgs: ['kube-apiserver'] });
  });

  test('a node’s slices of OVN-Kubernetes are read as well', () => {
    const node = field(1, annotated({ 'k8s.ovn.org/node-subnets': json({ default: ['10.244.3.0/24', 'fd00:244:0:3::/64'] }) }, '', 'n'));
    expect(nodeReader.fromProtobuf(node).ovnSubnets).toEqual([{ network: 'default', cidrs: ['10.244.3.0/24', 'fd00:244:0:3::/64'] }]);
  });
});

test.each([
  ['{"default": "10.244.3.0/24"}', [{ network: 'default', cidrs: ['10.244.3.0/24'] }]],
  [
    '{"default": ["10.244.3.0/24"], "red/blue": ["10.100.3.0/24"], "x": [], "y": null, "z": {}}',
    [
      { network: 'default', cidrs: ['10.244.3.0/24'] },
      { network: 'red/blue', cidrs: ['10.100.3.0/24'] },
    ],
  ],
  ['["10.244.3.0/24"]', []],
  ['10.244.3.0/24', []],
])('node-subnets %s', (text, expected) => {
  const metadata = { name: 'n', resourceVersion: '1', annotations: { 'k8s.ovn.org/node-subnets': text } };
  expect(nodeReader.fromJson({ metadata }).ovnSubnets).toEqual(expected);
});
