import { describe, expect, test } from 'vitest';
import type { AnyRecord } from '../records/records.ts';
import { cidrOfText as cidr, ipAddress, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

type Model = ReturnType<typeof modelOf>['model'];
type By = 'namespace' | 'zone' | 'node' | 'age' | 'findings';

const told = (model: Model, prefix: string, by: By, bits = 1) => model.map(cidr(prefix), { bits, by })?.cells.map((cell) => cell.by);
const whole = { more: 0, unlooked: 0, since: null };

test('by namespace: who holds an address, each once for each, and those without a namespace', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/25'], addresses: [{ type: 'InternalIP', address: '10.244.0.130' }] }),
    pod('shop/1', 'a', ['10.244.0.2']),
    pod('shop/2', 'a', ['10.244.0.3']),
    pod('kube-system/dns', 'a', ['10.244.0.4']),
    pod('kube-system/proxy', 'a', ['10.244.0.130'], { hostNetwork: true }),
    pod('shop/ended', 'a', ['10.244.0.5'], { phase: 'Succeeded' }),
  );
  expect(told(model, '10.244.0.0/24', 'namespace')).toEqual([
    {
      ...whole,
      groups: [
        { name: 'shop', count: 2 },
        { name: 'kube-system', count: 1 },
      ],
    },
    {
      ...whole,
      groups: [
        { name: 'kube-system', count: 1 },
        { name: null, count: 1 },
      ],
    },
  ]);
});

test('an IPAddress object says again what its Service says, and counts where no Service has the address', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/24']),
    service('shop/web', ['10.96.0.9']),
    ipAddress('10.96.0.9', 'shop/web'),
    ipAddress('10.96.0.10', 'gone/gone'),
  );
  expect(told(model, '10.96.0.0/25', 'namespace')?.[0]?.groups).toEqual([
    { name: 'shop', count: 1 },
    { name: null, count: 1 },
  ]);
});

test('four groups are listed, the largest first, and what is in others is counted', () => {
  const pods = [...'aabbccdde'].map((namespace, i) => pod(`${namespace}/p${i}`, 'n', [`10.244.0.${i + 2}`]));
  const { model } = modelOf(
    node('n', { podCIDRs: ['10.244.0.0/24'] }),
    ...pods,
    pod('e/more', 'n', ['10.244.0.20']),
    pod('f/x', 'n', ['10.244.0.21']),
  );
  expect(told(model, '10.244.0.0/24', 'namespace')?.[0]).toEqual({
    ...whole,
    groups: ['a', 'b', 'c', 'd'].map((name) => ({ name, count: 2 })),
    more: 3,
  });
});

test('by node and zone: of a cell with node blocks its blocks, whatever is in them', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'], zone: 'z1' }),
    node('b', { podCIDRs: ['10.244.1.0/24', '10.244.2.0/24'], zone: 'z2' }),
    node('c', { podCIDRs: ['10.244.3.0/24'] }),
    pod('x/1', 'b', ['10.244.0.9']),
  );
  expect(told(model, '10.244.0.0/21', 'node')?.[0]?.groups).toEqual([
    { name: 'b', count: 2 },
    { name: 'a', count: 1 },
    { name: 'c', count: 1 },
  ]);
  expect(told(model, '10.244.0.0/21', 'zone')?.[0]?.groups).toEqual([
    { name: 'z2', count: 2 },
    { name: 'z1', count: 1 },
    { name: null, count: 1 },
  ]);
  // A cell inside a block is the node's.
  expect(told(model, '10.244.0.8/30', 'node', 2)?.map((by) => by?.groups)).toEqual([
    [{ name: 'a', count: 1 }],
    [{ name: 'a', count: 1 }],
    [{ name: 'a', count: 1 }],
  ]);
});

test('by node elsewhere: addresses by the node that their pod is on, of nodes themselves by these, and what is on none', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.0.0.128/25']),
    node('a', { zone: 'z1', addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] }),
    pod('x/1', 'a', ['10.0.0.9']),
    pod('x/2', 'b', ['10.0.0.10']),
    pod('x/host', 'a', ['10.0.0.1'], { hostNetwork: true }),
    pod('x/pending', '', ['10.0.0.11']),
    service('x/web', ['10.0.0.200']),
  );
  expect(told(model, '10.0.0.0/24', 'node')?.map((by) => by?.groups)).toEqual([
    [
      { name: 'a', count: 2 },
      { name: 'b', count: 1 },
      { name: null, count: 1 },
    ],
    [{ name: null, count: 1 }],
  ]);
  expect(told(model, '10.0.0.0/25', 'zone')?.[0]?.groups).toEqual([
    { name: 'z1', count: 2 },
    { name: null, count: 2 },
  ]);
});

test('by age: when the nodes of the blocks came, elsewhere the holders', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/24']),
    node('a', { podCIDRs: ['10.244.0.0/24'], createdAt: 1_700_000_000_000 }),
    node('b', { podCIDRs: ['10.244.1.0/24'], createdAt: 1_600_000_000_000 }),
    pod('x/1', 'a', ['10.244.0.9'], { createdAt: 1_500_000_000_000 }),
    service('x/web', ['10.96.0.9'], { createdAt: 1_650_000_000_000 }),
    service('x/undated', ['10.96.0.10'], { createdAt: 0 }),
  );
  expect(told(model, '10.244.0.0/22', 'age')?.[0]).toEqual({
    ...whole,
    groups: [],
    since: { oldest: '2020-09-13T12:26:40.000Z', newest: '2023-11-14T22:13:20.000Z' },
  });
  expect(told(model, '10.96.0.0/24', 'age')?.map((by) => by?.since)).toEqual([
    { oldest: '2022-04-15T05:20:00.000Z', newest: '2022-04-15T05:20:00.000Z' },
    null,
  ]);
});

test('by findings: objects that have a code, each once, the gravest code first', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'], maxPods: 2 }),
    node('b', { podCIDRs: ['10.244.1.0/24'] }),
    pod('x/1', 'a', ['10.244.0.9']),
    pod('x/2', 'a', ['10.244.0.10']),
    pod('x/3', 'b', ['10.244.0.20']), // on b, whose block is another
    pod('x/4', 'b', ['10.244.0.20']),
  );
  const groups = told(model, '10.244.0.0/16', 'findings', 8)?.[0]?.groups ?? [];
  expect(groups).toEqual([
    { name: 'address-held-twice', count: 2 },
    { name: 'pod-outside-node-block', count: 2 },
    { name: 'node-full', count: 1 },
  ]);
  // The node is no object of the single addresses of its block.
  expect(told(model, '10.244.0.8/31', 'findings')?.map((by) => by?.groups)).toEqual([[], []]);
});

describe('by findings an object has the codes of whatever names it:', () => {
  const at = (...addresses: string[]) => addresses.map((address) => ({ type: 'InternalIP', address }));
  /** With an address and a block of each family, so that nothing is to be said of it by itself. */
  const whole = (name: string, i: number, block: string) =>
    node(name, { podCIDRs: [block, `fd00:244:0:${i}::/64`], maxPods: 110, addresses: at(`10.0.0.${i}`, `fd00:10::${i}`) });
  const dual = { policy: 'PreferDualStack', families: ['IPv4', 'IPv6'] } as const;
  const ranges = serviceCIDR('k', ['10.96.0.0/24', 'fd00:96::/120']);
  const web = ipAddress('10.96.0.9', 'x/web');
  test.each<[what: string, code: string, address: string, records: AnyRecord[]]>([
    [
      'a Service itself',
      'service-prefers-dual-has-one',
      '10.96.0.9',
      [ranges, web, service('x/web', ['10.96.0.9'], { ...dual, families: ['IPv4'] })],
    ],
    [
      'its other address',
      'service-address-without-ipaddress',
      '10.96.0.9',
      [ranges, web, service('x/web', ['10.96.0.9', 'fd00:96::7'], dual), ipAddress('fd00:96::8', 'x/web')],
    ],
    ['a text of it', 'address-text-unusual', '10.96.0.9', [ranges, web, service('x/web', ['10.96.0.9'], { externalIPs: ['010.1.2.3'] })]],
    ['a node itself', 'node-full', '10.0.0.1', [node('a', { maxPods: 1, addresses: at('10.0.0.1') }), pod('x/1', 'a', ['10.244.0.9'])]],
    ['its block', 'node-block-shared', '10.0.0.1', [whole('a', 1, '10.244.0.0/25'), whole('b', 2, '10.244.0.0/25')]],
    ['a look at all nodes', 'node-mask-starves', '10.0.0.1', [whole('a', 1, '10.244.0.0/28')]],
    ['its address', 'address-held-twice', '10.0.0.1', ['a', 'b'].map((name) => node(name, { addresses: at('10.0.0.1') }))],
    [
      'a pod itself',
      'pod-outside-node-block',
      '10.244.1.9',
      [whole('a', 1, '10.244.0.0/24'), whole('b', 2, '10.244.1.0/24'), pod('x/1', 'a', ['10.244.1.9'])],
    ],
  ])('%s', (_, code, address, records) => {
    const { model } = modelOf(...records);
    expect(told(model, `${address}/32`, 'findings', 0)?.[0]?.groups.map(({ name }) => name)).toContain(code);
  });
});

test('one answer looks at a bounded number of addresses, spread over the cells and over each of them', () => {
  const pods = Array.from({ length: 40_000 }, (_, i) => pod(i < 20_000 ? `low/p${i}` : `high/p${i}`, '', [`10.244.${i >> 8}.${i & 255}`]));
  const { model } = modelOf(...pods, pod('far/away', '', ['10.0.0.1']));
  const [small, large] = model.map(cidr('10.0.0.0/8'), { bits: 1, by: 'namespace' })?.cells ?? [];
  expect(small?.by).toEqual({ ...whole, groups: [{ name: 'far', count: 1 }] });
  expect(large?.by).toEqual({
    groups: [
      { name: 'low', count: 16_384 },
      { name: 'high', count: 16_383 },
    ],
    more: 0,
    since: null,
    unlooked: 40_000 - 32_767,
  });
});

test('what would be counted from kinds that are not read is left out', () => {
  const { store, model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'], zone: 'z' }), pod('x/1', 'a', ['10.244.0.9']));
  store.setReading('Pod', { state: 'forbidden' });
  const asked = (by: By) => told(model, '10.244.0.0/23', by)?.[0];
  expect([asked('namespace'), asked('findings')]).toEqual([undefined, undefined]);
  expect(asked('zone')?.groups).toEqual([{ name: 'z', count: 1 }]);
  store.setReading('Node', { state: 'syncing' });
  expect([asked('zone'), asked('node'), asked('age')]).toEqual([undefined, undefined, undefined]);
});

test('without `by` nothing is told apart', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }));
  expect(model.map(cidr('10.244.0.0/24'))?.cells[0]).not.toHaveProperty('by');
});
