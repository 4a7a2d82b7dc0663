import { expect, test } from 'vitest';
import type { AnyRecord, EndpointRecord } from '../../records/records.ts';
import type { TopologyAnswer } from '../questions.ts';
import { endpoint, modelOf, namespace, node, service, slice } from '../samples.ts';

const controller = { managedBy: 'endpointslice-controller.k8s.io' };
const unready = { ready: false, serving: false };
const leaving = { ready: false, serving: true, terminating: true };
const gone = { ready: false, serving: false, terminating: true };

function onNode(address: string, podName: string, nodeName: string, rest: Partial<EndpointRecord> = {}): EndpointRecord {
  return endpoint(address, { nodeName, zone: 'z1', targetKind: 'Pod', targetNamespace: 'shop', targetName: podName, ...rest });
}

const shop: AnyRecord[] = [
  namespace('shop'),
  node('n1', { zone: 'z1', podCIDRs: ['10.244.1.0/24', 'fd00:10:244:1::/64'] }),
  node('n2', { zone: 'z2' }),
  service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
  slice('shop/web', 'v4', 'IPv4', [onNode('10.244.1.2', 'a', 'n1'), onNode('10.244.2.2', 'b', 'n2', unready)], controller),
];

const columns = (answer: TopologyAnswer | undefined) =>
  answer?.nodes.map(({ column, name, family, state, objects }) => [column, name, ...(family ? [family] : []), state, objects].join(' '));
const edges = (answer: TopologyAnswer | undefined) =>
  answer?.edges.map(({ from, to, family, state, count }) => `${from} → ${to}: ${count} ${family ?? 'both'} ${state}`);

test('a Service leads over its slices, pods and nodes to zones; a family without a slice is drawn as missing', () => {
  const answer = modelOf(...shop).model.topology({ service: 'shop/web' });
  expect(columns(answer)).toEqual([
    'service web missing 1',
    'slice web-v4 IPv4 partly 1',
    'slice  IPv6 missing 0',
    'pod b notReady 1',
    'pod a ready 1',
    'node n2 notReady 1',
    'node n1 ready 1',
    'zone z2 notReady 1',
    'zone z1 ready 1',
  ]);
  expect(edges(answer)).toEqual([
    'service/shop/web → slice/shop/web-v4: 2 IPv4 partly',
    'service/shop/web → missing/shop/web/IPv6: 0 IPv6 missing',
    'slice/shop/web-v4 → target/Pod/shop/b/n2: 1 IPv4 notReady',
    'target/Pod/shop/b/n2 → node/n2: 1 IPv4 notReady',
    'slice/shop/web-v4 → target/Pod/shop/a/n1: 1 IPv4 ready',
    'target/Pod/shop/a/n1 → node/n1: 1 IPv4 ready',
    'node/n2 → zone/z2: 1 IPv4 notReady',
    'node/n1 → zone/z1: 1 IPv4 ready',
  ]);
  expect(answer?.nodes[0]).toEqual({
    id: 'service/shop/web',
    column: 'service',
    ref: { kind: 'Service', namespace: 'shop', name: 'web' },
    name: 'web',
    objects: 1,
    state: 'missing',
    count: 2,
    endpoints: { ready: 1, serving: 1, terminating: 0, notReady: 1 },
    addresses: ['10.96.0.9', 'fd00:96::9'],
    silent: ['IPv6'],
  });
  expect(answer?.nodes.find(({ id }) => id === 'node/n1')?.addresses).toEqual(['10.244.1.0/24', 'fd00:10:244:1::/64']);
  expect(answer).toMatchObject({
    scope: { kind: 'Service', namespace: 'shop', name: 'web' },
    counts: { services: 1, IPv4: { ready: 1, notReady: 1 }, IPv6: null },
    folded: { services: 0, slices: 0, endpoints: 0, nodes: 0, zones: 0 },
  });
});

test('both families of a pod come together by its targetRef; the same address without a target joins nothing', () => {
  const { model } = modelOf(
    ...shop,
    slice('shop/web', 'v6', 'IPv6', [onNode('fd00:10:244:1::2', 'a', 'n1')], controller),
    service('shop/out', ['10.96.0.10']),
    slice('shop/out', 'x', 'IPv4', [endpoint('10.244.1.2')], {}),
    slice('shop/out', 'y', 'IPv4', [endpoint('10.244.1.2')], {}),
  );
  const both = model.topology({ service: 'shop/web' });
  expect(both?.nodes.find(({ name }) => name === 'a')).toMatchObject({ count: 2, addresses: ['10.244.1.2', 'fd00:10:244:1::2'] });
  expect(edges(both)).toContain('target/Pod/shop/a/n1 → node/n1: 2 both ready');
  expect(columns(model.topology({ service: 'shop/out' }))).toEqual([
    'service out ready 1',
    'slice out-x IPv4 ready 1',
    'slice out-y IPv4 ready 1',
    'pod 10.244.1.2 ready 1',
    'pod 10.244.1.2 ready 1',
  ]);
});

test.each([
  ['one ready, one not', [{}, unready], 'partly'],
  ['none ready', [unready, unready], 'notReady'],
  ['one terminates and still serves', [leaving, unready], 'serving'],
  ['all terminate', [gone, gone], 'terminating'],
  ['one terminates, one is not ready', [gone, unready], 'notReady'],
  ['no endpoint, and none of the other family', [], 'empty'],
] as const)('the state of a slice: %s', (_, endpoints, state) => {
  const { model } = modelOf(
    service('a/x', ['10.96.0.1']),
    slice(
      'a/x',
      '1',
      'IPv4',
      endpoints.map((rest, i) => endpoint(`10.0.0.${i}`, rest)),
    ),
  );
  expect(model.topology({ service: 'a/x' })?.nodes.find(({ column }) => column === 'slice')?.state).toBe(state);
});

test('an empty slice of one family is missing where the other has endpoints', () => {
  const { model } = modelOf(...shop, slice('shop/web', 'v6', 'IPv6', [], controller));
  expect(columns(model.topology({ service: 'shop/web' }))?.slice(0, 3)).toEqual([
    'service web missing 1',
    'slice web-v4 IPv4 partly 1',
    'slice web-v6 IPv6 missing 1',
  ]);
});

test('a slice says who made it: the controller, from an Endpoints object, or somebody else', () => {
  const { model } = modelOf(
    service('a/x', ['10.96.0.1']),
    slice('a/x', '1', 'IPv4', [endpoint('10.0.0.1')], controller),
    slice('a/x', '2', 'IPv4', [endpoint('10.0.0.2')], { managedBy: 'endpointslicemirroring-controller.k8s.io' }),
    slice('a/x', '3', 'IPv4', [endpoint('10.0.0.3')], { managedBy: 'dra.example.com' }),
    slice('a/x', '4', 'FQDN', [endpoint('db.example.com')]),
  );
  const slices = model.topology({ service: 'a/x' })?.nodes.filter(({ column }) => column === 'slice');
  expect(slices?.map(({ name, family, made, managedBy }) => [name, family, made, managedBy])).toEqual([
    ['x-1', 'IPv4', 'controller', 'endpointslice-controller.k8s.io'],
    ['x-2', 'IPv4', 'mirrored', 'endpointslicemirroring-controller.k8s.io'],
    ['x-3', 'IPv4', 'other', 'dra.example.com'],
    ['x-4', undefined, 'other', null],
  ]);
});

test('over a node pass the Services that have an endpoint there, and of their endpoints only those', () => {
  const { model } = modelOf(...shop, slice('shop/none', 'h', 'IPv4', [endpoint('10.9.9.9', { nodeName: 'n1' })], { serviceName: '' }));
  const answer = model.topology({ node: 'n1' });
  expect(columns(answer)).toEqual([
    'service web missing 1',
    'slice web-v4 IPv4 ready 1',
    'slice  IPv6 missing 0',
    'slice none-h IPv4 ready 1',
    'pod 10.9.9.9 ready 1',
    'pod a ready 1',
    'node n1 ready 1',
    'zone z1 ready 1',
  ]);
  expect(answer?.counts).toMatchObject({ services: 1, IPv4: { ready: 2, notReady: 0 }, IPv6: null });
  expect(model.topology({ node: 'never' })).toBeUndefined();
  expect(model.topology({ node: 'n2' })?.nodes.map(({ name }) => name)).toContain('b');
});

test('of a namespace the Services with a silent family stand first, then those with trouble, then the others', () => {
  const { model } = modelOf(
    ...shop,
    service('shop/a-well', ['10.96.0.1']),
    slice('shop/a-well', '1', 'IPv4', [endpoint('10.0.0.1')]),
    service('shop/b-partly', ['10.96.0.2']),
    slice('shop/b-partly', '1', 'IPv4', [endpoint('10.0.0.2'), endpoint('10.0.0.3', unready)]),
    service('shop/a-empty', ['10.96.0.3']),
    service('other/x', ['10.96.0.4']),
  );
  const services = (query: object) =>
    model.topology({ namespace: 'shop', ...query })?.nodes.flatMap(({ column, name }) => (column === 'service' ? [name] : []));
  expect(services({})).toEqual(['web', 'b-partly', 'a-well', 'a-empty']);
  expect(services({ problems: 'true' })).toEqual(['web', 'b-partly']);
  expect(services({ family: 'IPv6' })).toEqual(['web']);
  expect(model.topology({ namespace: 'never' })).toBeUndefined();
  const bad = model.topology({ namespace: 'shop', problems: 'true' });
  expect(bad?.nodes.flatMap(({ column, name }) => (column === 'pod' ? [name] : []))).toEqual(['10.0.0.3', 'b']);
});

function large(endpoints: number, nodes: number, families: readonly ('IPv4' | 'IPv6')[] = ['IPv4', 'IPv6']): AnyRecord[] {
  const records: AnyRecord[] = [
    service(
      'a/big',
      families.map((family) => (family === 'IPv4' ? '10.96.0.1' : 'fd00::1')),
    ),
  ];
  for (const family of families) {
    for (let from = 0; from < endpoints; from += 100) {
      const of = Array.from({ length: Math.min(100, endpoints - from) }, (_, i) => {
        const n = from + i;
        const address = family === 'IPv4' ? `10.${n >> 8}.${n & 255}.2` : `fd00::${n.toString(16)}`;
        return endpoint(address, {
          nodeName: `n${String(n % nodes).padStart(3, '0')}`,
          zone: `z${n % 3}`,
          targetKind: 'Pod',
          targetNamespace: 'a',
          targetName: `p${n}`,
          ...(n === 4711 && family === 'IPv6' ? unready : {}),
        });
      });
      records.push(slice('a/big', `${family}-${from}`, family, of, controller));
    }
  }
  return records;
}

test('5,000 endpoints on 180 nodes: folded by node, the one that is not ready on its own, and what is folded is counted', () => {
  const answer = modelOf(...large(5000, 180)).model.topology({ service: 'a/big' });
  expect(answer?.folded).toEqual({ services: 0, slices: 100, endpoints: 9998, nodes: 158, zones: 0 });
  expect(answer?.nodes.length).toBeLessThan(60);
  expect(answer?.nodes.find(({ column, state }) => column === 'pod' && state !== 'ready')).toMatchObject({
    name: 'p4711',
    state: 'partly',
    objects: 1,
  });
  const rest = answer?.nodes.filter(({ column }) => column === 'pod').at(-1);
  expect(rest).toMatchObject({ ref: null, objects: 4411, nodes: 159, state: 'ready' });
  const pods = answer?.nodes.filter(({ column }) => column === 'pod') ?? [];
  expect(pods.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  expect(pods.reduce((sum, { objects }) => sum + objects, 0)).toBe(5000);
});

test('a namespace of 500 Services: 16 of them stand on their own', () => {
  const records = Array.from({ length: 500 }, (_, i) => [
    service(`a/s${i}`, ['10.96.0.1']),
    slice(`a/s${i}`, '1', 'IPv4', [endpoint(`10.0.${i >> 8}.${i & 255}`, { nodeName: `n${i % 7}` })]),
  ]).flat();
  const answer = modelOf(namespace('a'), ...records).model.topology({ namespace: 'a' });
  expect(answer?.counts).toMatchObject({ services: 500, IPv4: { ready: 500 }, IPv6: null });
  expect(answer?.folded).toMatchObject({ services: 484, slices: 484, endpoints: 484 });
  expect(answer?.nodes.filter(({ column }) => column === 'service').at(-1)).toMatchObject({ id: 'rest/service', objects: 484, count: 484 });
});

test('however many slices somebody makes, an answer has at most 500 nodes', () => {
  const records = Array.from({ length: 24 }, (_, s) => [
    service(`a/s${s}`, ['10.96.0.1']),
    ...Array.from({ length: 40 }, (_, i) =>
      slice(
        `a/s${s}`,
        `${i}`,
        ['IPv4', 'IPv6', 'FQDN'][i % 3] ?? '',
        [endpoint(`10.0.${s}.${i}`, { nodeName: `n${s * 40 + i}`, zone: `z${i}` })],
        {
          managedBy: ['', 'endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io', 'x'][i % 4] ?? '',
        },
      ),
    ),
  ]).flat();
  const answer = modelOf(namespace('a'), ...records).model.topology({ namespace: 'a' });
  expect(answer?.nodes.length).toBeLessThanOrEqual(150);
  expect(new Set(answer?.nodes.map(({ id }) => id)).size).toBe(answer?.nodes.length);
});

test('by Service and node: how many endpoints are there, and how many of them are ready', () => {
  const answer = modelOf(
    ...shop,
    slice('shop/web', 'v6', 'IPv6', [onNode('fd00:10:244:1::2', 'a', 'n1'), endpoint('fd00::9')], controller),
  ).model.topology({
    namespace: 'shop',
    matrix: 'true',
  });
  expect(answer?.nodes).toEqual([]);
  expect(answer?.matrix).toEqual({
    nodes: [
      { name: 'n1', zone: 'z1' },
      { name: 'n2', zone: 'z2' },
    ],
    moreNodes: 0,
    rows: [
      {
        service: { kind: 'Service', namespace: 'shop', name: 'web' },
        families: ['IPv4', 'IPv6'],
        silent: [],
        ready: { IPv4: 1, IPv6: 2 },
        endpoints: { IPv4: 2, IPv6: 2 },
        cells: [
          { node: 0, ready: { IPv4: 1, IPv6: 1 }, endpoints: { IPv4: 1, IPv6: 1 } },
          { node: 1, ready: { IPv4: 0, IPv6: 0 }, endpoints: { IPv4: 1, IPv6: 0 } },
        ],
      },
    ],
  });
});

test('what is not read is unknown, not missing', () => {
  const { store, model } = modelOf(...shop);
  store.setReading('EndpointSlice', { state: 'forbidden' });
  const answer = model.topology({ service: 'shop/web' });
  expect(columns(answer)).toEqual(['service web unknown 1']);
  expect(answer).toMatchObject({ counts: { IPv4: null, IPv6: null }, nodes: [{ endpoints: null, silent: [] }] });
});
