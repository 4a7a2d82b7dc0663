import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnyRecord, kinds } from '../../records/records.ts';
import { recordsOfCluster } from '../../testing/recordedCluster.ts';
import { addressOfText, cidrOfText, modelOf, node, pod, service } from '../samples.ts';
import { ciliumNode, configMap, object } from './samples.ts';
import { saidPools, says } from './says.ts';

test('Cilium’s cluster-pool mode: ranges and masks from cilium-config, two addresses kept of each block, a /64 good for 65,534', () => {
  const { model } = modelOf(
    configMap('ConfigMap/cilium-config', {
      ipam: 'cluster-pool',
      'cluster-pool-ipv4-cidr': '10.0.0.0/16 10.2.0.0/16',
      'cluster-pool-ipv4-mask-size': '24',
      'cluster-pool-ipv6-cidr': 'fd00::/56',
      'cluster-pool-ipv6-mask-size': '64',
    }),
    ciliumNode('n', {
      podCIDRs: ['10.0.1.0/24', 'fd00:0:0:1::/64'],
      addresses: [{ type: 'CiliumInternalIP', ip: '10.0.1.7' }],
      health: ['10.0.1.9'],
    }),
    node('n', { maxPods: 300, podCIDRs: ['10.244.0.0/24'] }),
    pod('x/a', 'n', ['10.0.1.20']),
  );
  const [four, six] = model.pools({ kind: 'pod' }).items.filter(({ name }) => name === 'cilium-config');
  expect(four).toMatchObject({
    ranges: ['10.0.0.0/16', '10.2.0.0/16'],
    cidr: '10.0.0.0/14',
    addresses: { total: '131072', usable: '130048', handedOut: '256', recorded: null, inUse: '3', free: '130045' },
    blocks: { prefixLength: 24, total: 512, handedOut: 1, free: 511 },
  });
  expect(six).toMatchObject({ addresses: { usable: String(256n * 65534n) }, blocks: { prefixLength: 64, total: 256, handedOut: 1 } });
});

test('OVN-Kubernetes: a node’s slices of its annotation rule, three addresses at the start and the broadcast are kept', () => {
  const { model } = modelOf(
    configMap('ConfigMap/ovn-config', { net_cidr: '10.128.0.0/14/23, fd01::/48/64' }),
    node('n', { ovnSubnets: [{ network: 'default', cidrs: ['10.128.2.0/23', 'fd01:0:0:2::/64'] }], maxPods: 510 }),
    pod('x/a', 'n', ['10.128.2.5', 'fd01:0:0:2::5']),
  );
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([
    { name: 'default', addresses: { inUse: '1', handedOut: '512' }, blocks: { prefixLength: 23, total: 512, handedOut: 1 } },
    { name: 'default', blocks: { prefixLength: 64, total: 65536, handedOut: 1 } },
  ]);
  expect(model.node('n')).toMatchObject({
    usable: { IPv4: '508', IPv6: '65533' },
    inUse: { IPv4: 1, IPv6: 1 },
    remaining: 507,
    limit: 'addresses',
  });
  expect(model.address(addressOfText('10.128.2.2')).state).toBe('reserved');
});

test('kube-vip: cidr- and range- of one name are one pool, both families apart', () => {
  const { model } = modelOf(
    configMap('ConfigMap/kubevip', { 'cidr-global': '192.168.7.0/30,fd00:7::/126', 'range-global': '192.168.8.1-192.168.8.3' }),
    service('x/lb', ['10.96.0.9'], { type: 'LoadBalancer', loadBalancer: [{ ip: '192.168.8.2', hostname: '', ipMode: '' }] }),
  );
  expect(model.pools({ kind: 'loadBalancer' }).items).toMatchObject([
    {
      id: 'loadBalancer/kube-vip.global/IPv4',
      ranges: ['192.168.7.0/30', '192.168.8.1-192.168.8.3'],
      addresses: { total: '7', inUse: '1', free: '6' },
    },
    { id: 'loadBalancer/kube-vip.global/IPv6', addresses: { total: '4', inUse: '0', free: '4' } },
  ]);
});

test('the Amazon VPC CNI: a subnet that a pod’s annotation names is a range whose rest is unknown', () => {
  const eni = { network: 'vpc.amazonaws.com/pod-eni', interface: 'eni-1', ips: ['10.7.0.5'], subnets: ['10.7.0.0/20'] };
  const { model, store } = modelOf(pod('x/a', 'n', ['10.7.0.5'], { interfaces: [eni] }));
  const pools = () => model.pools({ kind: 'pod' }).items;
  expect(pools()).toMatchObject([{ id: 'pod/aws.10.7.0.0-20/IPv4', addresses: { total: '4096', usable: null, inUse: '1', free: null } }]);
  store.apply([{ remove: { kind: 'Pod', key: 'x/a' } }]);
  expect(pools()).toEqual([]);
});

test('Kube-OVN: a Subnet of another VPC may overlap: what is in use of it cannot be told from the cluster’s own', () => {
  const subnet = (name: string, vpc: string) =>
    object('Subnet.kubeovn.io', name, {
      protocol: 'IPv4',
      cidrBlock: '10.16.0.0/24',
      gateway: '10.16.0.1',
      excludeIps: ['10.16.0.1', '10.16.0.250..10.16.1.9'],
      vpc,
      provider: 'ovn',
    });
  const { model } = modelOf(subnet('a', ''), subnet('b', 'tenant'));
  expect(model.pools({ kind: 'pod' }).items.map(({ addresses: { reserved, usable } }) => [reserved, usable])).toEqual([
    ['8', '248'],
    ['8', '248'],
  ]);
  expect(model.pools({ kind: 'pod' }).items.map(({ addresses: { inUse, recorded, free } }) => [inUse, recorded, free])).toEqual([
    ['0', '0', '248'],
    [null, null, null],
  ]);
});

test('MetalLB: blanks around the dash, single addresses and text that is none', () => {
  const { model } = modelOf(
    object('IPAddressPool.metallb.io', 'metallb-system/p', {
      addresses: ['10.0.0.1 - 10.0.0.4', '10.0.1.0/32', 'x-y', ''],
      autoAssign: true,
      avoidBuggyIPs: false,
    }),
  );
  expect(model.pools().items).toMatchObject([
    {
      id: 'loadBalancer/metallb.metallb-system.p/IPv4',
      name: 'p',
      ranges: ['10.0.0.1-10.0.0.4', '10.0.1.0/32'],
      addresses: { total: '5', usable: '5', free: '5' },
    },
  ]);
});

test('free prefixes of a pool that is several ranges lie in each of them, past what is held, recorded and reserved', () => {
  const { model } = modelOf(
    object('IPPool.whereabouts.cni.cncf.io', 'kube-system/r', {
      range: '192.168.50.0/28',
      allocations: [{ offset: '5', pod: 'x/gone', interface: 'net1' }],
    }),
  );
  expect(model.freeBlocks('secondary/whereabouts.kube-system.r/IPv4', { prefix: 30 })).toEqual({
    pool: 'secondary/whereabouts.kube-system.r/IPv4',
    prefixLength: 30,
    total: '1',
    items: ['192.168.50.8/30'],
  });
});

test('the map of a pool: reserved, recorded and leaked addresses have their flags', () => {
  const { model } = modelOf(
    object('IPPool.whereabouts.cni.cncf.io', 'kube-system/r', {
      range: '192.168.50.0/29',
      allocations: [{ offset: '5', pod: 'x/gone', interface: 'net1' }],
    }),
  );
  expect(
    model.map(cidrOfText('192.168.50.0/29'), { bits: 3 })?.cells.map(({ cidr, inUse, usable, flags }) => [cidr, inUse, usable, flags]),
  ).toEqual([
    ['192.168.50.0/32', '0', '0', ['reserved']],
    ['192.168.50.5/32', '0', '1', ['leaked']],
    ['192.168.50.7/32', '0', '0', ['reserved']],
  ]);
});

test('no text in any field of any object makes a reader throw', () => {
  const all = recordsOfCluster();
  const garbage = fc.oneof(
    fc.string(),
    fc.constantFrom('', '10.0.0.0/33', '::/129', '10.0.0.9-10.0.0.1', 'fd00::-10.0.0.1', '999999999999999999999999999999999999999999'),
  );
  const spoil = (value: unknown, text: string): unknown => {
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map((item) => spoil(item, text));
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, key === 'kind' || key === 'name' ? item : spoil(item, text)]),
      );
    return value;
  };
  fc.assert(
    fc.property(fc.constantFrom(...all), garbage, (record, text) => {
      const spoilt = spoil(record, text) as AnyRecord;
      says(spoilt);
      const only = <K extends AnyRecord['kind']>(kind: K) => (spoilt.kind === kind ? [spoilt] : []) as never;
      saidPools({ all: only, podSubnets: () => [text] });
    }),
    { numRuns: 500 },
  );
  expect(kinds.length).toBeGreaterThan(30);
});
