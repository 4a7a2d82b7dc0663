import { describe, expect, test } from 'vitest';
import { configMap, gateway, ingress, modelOf, networkPolicy, node, pod, service, serviceCIDR, slice, subjectsOf } from '../samples.ts';

const dual = serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']);
const both = ['10.96.0.9', 'fd00:96::9'];
const ips = (...list: string[]) => list.map((ip) => ({ ip, hostname: '', ipMode: '' }));

test('a load balancer lacks a family of its Service until it is given an address of it', () => {
  const balanced = (...list: string[]) => service('x/a', both, { type: 'LoadBalancer', loadBalancer: ips(...list) });
  const { store, model } = modelOf(dual, balanced('203.0.113.1'));
  expect(model.findings({ code: 'load-balancer-lacks-family' }).items[0]).toMatchObject({
    title: 'The load balancer of Service x/a has no IPv6 address',
    detail: 'The Service has IPv4 and IPv6; its status names 203.0.113.1. From outside it is reached over IPv4 alone.',
    objects: [{ kind: 'Service', namespace: 'x', name: 'a' }],
  });
  store.apply([{ put: balanced('203.0.113.1', '2001:db8::1') }]);
  expect(subjectsOf(model, 'load-balancer-lacks-family')).toEqual([]);
  store.apply([{ put: balanced() }]);
  expect(subjectsOf(model, 'load-balancer-lacks-family')).toEqual([]);
  store.apply([{ put: service('x/a', both, { type: 'LoadBalancer', loadBalancer: [{ ip: '', hostname: 'lb.example', ipMode: '' }] }) }]);
  expect(subjectsOf(model, 'load-balancer-lacks-family')).toEqual([]);
});

test('source ranges of one family leave the other open, until the Service has one family or the ranges both', () => {
  const fenced = (clusterIPs: readonly string[], ...ranges: string[]) =>
    service('x/a', clusterIPs, { type: 'LoadBalancer', loadBalancerSourceRanges: ranges });
  const { store, model } = modelOf(dual, fenced(both, '198.51.100.0/24', ' 192.0.2.0/24'));
  const code = 'source-ranges-one-family';
  expect(model.findings({ code }).items[0]).toMatchObject({
    title: 'Service x/a restricts who may come over IPv4 alone',
    detail: expect.stringContaining('kube-proxy does not restrict IPv6 then'),
  });
  store.apply([{ put: fenced(both, '198.51.100.0/24', '2001:db8::/32') }]);
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: fenced(['10.96.0.9'], '198.51.100.0/24') }]);
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: fenced(both) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('a headless Service without selector from before two families has one, and may be given both', () => {
  const headless = (...families: string[]) => service('x/a', ['None'], { hasSelector: false, families });
  const { store, model } = modelOf(dual, headless('IPv4'), slice('x/a', '6', 'IPv6', []));
  const code = 'headless-one-family';
  expect(model.findings({ code }).items[0]?.detail).toBe(
    'Made today it would have both families. It has slices of IPv6 all the same: mirrored ones and those made by hand do not go by its families.',
  );
  store.apply([{ remove: { kind: 'EndpointSlice', key: 'x/a-6' } }]);
  expect(model.findings({ code }).items[0]?.detail).toBe('Made today it would have both families. It has no slice of IPv6.');
  store.apply([{ put: headless('IPv4', 'IPv6') }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

describe('a NetworkPolicy', () => {
  const found = (...blocks: Parameters<typeof networkPolicy>[1][]) => {
    const { model } = modelOf(dual, networkPolicy('x/a', ...blocks));
    return ['network-policy-one-family', 'network-policy-anywhere-one-family'].filter((code) => subjectsOf(model, code).length > 0);
  };

  test.each<[string, Parameters<typeof networkPolicy>[1][], string[]]>([
    ['of labels alone', [], []],
    [
      'of both families',
      [
        ['ingress', '10.0.0.0/8'],
        ['ingress', 'fd00::/8'],
      ],
      [],
    ],
    ['of one family', [['ingress', '10.0.0.0/8']], ['network-policy-one-family']],
    [
      'of one family each way',
      [
        ['ingress', '10.0.0.0/8'],
        ['egress', 'fd00::/8'],
      ],
      ['network-policy-one-family'],
    ],
    ['from anywhere in IPv4', [['ingress', '0.0.0.0/0']], ['network-policy-anywhere-one-family']],
    [
      'from anywhere in IPv4, and some IPv6',
      [
        ['ingress', '0.0.0.0/0'],
        ['ingress', 'fd00::/8'],
      ],
      ['network-policy-anywhere-one-family'],
    ],
    [
      'from anywhere',
      [
        ['ingress', '0.0.0.0/0'],
        ['ingress', '::/0'],
      ],
      [],
    ],
    ['of what is no CIDR', [['egress', 'anywhere']], []],
  ])('%s', (_, blocks, codes) => {
    expect(found(...blocks)).toEqual(codes);
  });

  test('is told by its rules, and is let be in a cluster of one family', () => {
    const { store, model } = modelOf(dual, networkPolicy('x/a', ['ingress', '10.0.0.0/8'], ['egress', '0.0.0.0/0', '10.0.0.0/8']));
    expect(model.findings({ code: 'network-policy-one-family' }).items[0]).toMatchObject({
      id: 'network-policy-one-family/NetworkPolicy x/a',
      title: 'NetworkPolicy x/a names IPv4 alone',
      detail: 'Its ingress rules name 10.0.0.0/8, and no IPv6. Nothing of the other family matches: for its pods the other family is shut.',
      objects: [{ kind: 'NetworkPolicy', namespace: 'x', name: 'a' }],
    });
    expect(model.findings({ code: 'network-policy-anywhere-one-family' }).items[0]?.detail).toBe(
      'Its egress rules name 0.0.0.0/0, and not ::/0: anywhere in IPv4, and in IPv6 only what else they name.',
    );
    store.apply([{ put: serviceCIDR('kubernetes', ['10.96.0.0/24']) }]);
    expect(subjectsOf(model, 'network-policy-one-family')).toEqual([]);
    store.apply([{ put: dual }]);
    expect(subjectsOf(model, 'network-policy-one-family')).toHaveLength(1);
    store.setReading('NetworkPolicy', { state: 'forbidden' });
    expect(subjectsOf(model, 'network-policy-one-family')).toEqual([]);
    store.setReading('NetworkPolicy', { state: 'synced' });
    store.apply([{ remove: { kind: 'NetworkPolicy', key: 'x/a' } }]);
    expect(subjectsOf(model, 'network-policy-one-family')).toEqual([]);
  });
});

test('an Ingress and a Gateway with addresses of one family are told, and those with a host name are not', () => {
  const { store, model } = modelOf(
    dual,
    ingress('x/a', ['203.0.113.1']),
    ingress('x/named', ['lb.example']),
    gateway('x/g', ['2001:db8::1'], { wanted: [{ ip: '2001:db8::1', hostname: '' }] }),
  );
  const found = () => [subjectsOf(model, 'ingress-lacks-family'), subjectsOf(model, 'gateway-lacks-family')];
  expect(found()).toEqual([['Ingress x/a'], ['Gateway.gateway.networking.k8s.io x/g']]);
  expect(model.findings({ code: 'gateway-lacks-family' }).items[0]).toMatchObject({
    title: 'Gateway x/g has no IPv4 address',
    detail: 'Its status names 2001:db8::1. Its spec asks for 2001:db8::1. Clients that have IPv4 alone do not reach it.',
  });
  store.apply([{ put: ingress('x/a', ['203.0.113.1', '2001:db8::2']) }, { put: gateway('x/g', []) }]);
  expect(found()).toEqual([[], []]);
});

test('settings of kube-proxy that know one family are told in a cluster of two', () => {
  const proxy = (values: Readonly<Record<string, string>>) => configMap('kube-proxy', values);
  const { store, model } = modelOf(
    dual,
    proxy({ bindAddress: '192.0.2.1', clusterCIDR: '10.244.0.0/16', mode: 'nftables', nodePortAddresses: '192.0.2.0/24' }),
  );
  const code = 'kube-proxy-lacks-family';
  expect(subjectsOf(model, code)).toEqual(['bindAddress', 'clusterCIDR', 'nodePortAddresses']);
  store.apply([{ put: proxy({ bindAddress: '0.0.0.0', clusterCIDR: '10.244.0.0/16,fd00:244::/56', nodePortAddresses: '' }) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

describe('pods that lack a family of their node', () => {
  const code = 'pods-lack-family';
  const old = node('n', { podCIDRs: ['10.244.0.0/24'] });
  const anew = node('n', { podCIDRs: ['10.244.0.0/24', 'fd00:244::/64'] });
  const web = (name: string, ...podIPs: string[]) => pod(`x/${name}`, 'n', podIPs, { owner: 'ReplicaSet/web-7d9f8c7b5d' });

  test('are told by namespace and workload, whether pods or node come first', () => {
    const { store, model } = modelOf(web('web-1', '10.244.0.2'), web('web-2', '10.244.0.3'), pod('y/lone', 'n', ['10.244.0.4']), old);
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([{ put: anew }]);
    expect(model.findings({ code }).items).toMatchObject([
      {
        id: 'pods-lack-family/x',
        title: '2 pods in x lack a family that their nodes have',
        detail: '1 workload: Deployment web (2). They are missing from slices of the other family, with no event.',
        objects: [{ kind: 'Deployment', namespace: 'x', name: 'web' }],
      },
      { id: 'pods-lack-family/y', title: '1 pod in y lacks a family that its node has', objects: [{ kind: 'Pod', name: 'lone' }] },
    ]);
    store.apply([{ put: web('web-1', '10.244.0.2', 'fd00:244::2') }]);
    expect(model.findings({ code }).items[0]?.title).toBe('1 pod in x lacks a family that its node has');
    store.apply([{ remove: { kind: 'Pod', key: 'x/web-2' } }, { put: pod('y/lone', 'n', ['10.244.0.4'], { phase: 'Succeeded' }) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('are none where the node goes, or has one family again', () => {
    const { store, model } = modelOf(anew, web('web-1', '10.244.0.2'));
    expect(subjectsOf(model, code)).toEqual(['x']);
    store.apply([{ put: old }]);
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([{ put: anew }]);
    expect(subjectsOf(model, code)).toEqual(['x']);
    store.apply([{ remove: { kind: 'Node', key: 'n' } }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });
});
