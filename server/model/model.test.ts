import { expect, test } from 'vitest';
import { addressAnswer, searchAnswer } from '../../shared/wire/addresses.ts';
import { mapAnswer } from '../../shared/wire/map.ts';
import { namespaceList } from '../../shared/wire/namespaces.ts';
import { nodeDetail, nodeList } from '../../shared/wire/nodes.ts';
import { overview } from '../../shared/wire/overview.ts';
import { freeList, nodeBlockList, poolDetail, poolList } from '../../shared/wire/pools.ts';
import { serviceDetail, serviceList } from '../../shared/wire/services.ts';
import { Store } from '../store/store.ts';
import { Model } from './model.ts';
import type { ModelEvent } from './questions.ts';
import { addressOfText, cidrOfText, endpoint, modelOf, namespace, node, pod, service, serviceCIDR, slice } from './samples.ts';

const records = [
  namespace('a'),
  serviceCIDR('k', ['10.96.0.0/24', 'fd00:96::/112']),
  node('n', { podCIDRs: ['10.244.0.0/24'], addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] }),
  service('a/x', ['10.96.0.1', 'fd00:96::1'], { policy: 'PreferDualStack' }),
  slice('a/x', '4', 'IPv4', [endpoint('10.244.0.2')]),
  pod('a/p', 'n', ['10.244.0.2']),
];

test('every answer is what the wire says, with the revision that http adds', () => {
  const { model } = modelOf(...records);
  const revision = '1000';
  const pool = 'pod/nodes/10.244.0.0-24';
  const shapes = [
    [overview, model.overview()],
    [poolList, model.pools()],
    [poolDetail, model.pool(pool)],
    [poolDetail, model.pool('service/k/10.96.0.0-24')],
    [nodeBlockList, model.poolBlocks(pool)],
    [freeList, model.freeBlocks(pool, { prefix: 26 })],
    [mapAnswer, model.map(cidrOfText('10.0.0.0/8'))],
    [addressAnswer, model.address(addressOfText('10.244.0.2'))],
    [searchAnswer, model.search('10.244.0.2')],
    [searchAnswer, model.search('a/')],
    [serviceList, model.services()],
    [serviceDetail, model.service('a', 'x')],
    [nodeList, model.nodes()],
    [nodeDetail, model.node('n')],
    [namespaceList, model.namespaces()],
  ] as const;
  for (const [schema, answer] of shapes) expect(schema.strict().parse({ ...answer, revision })).toEqual({ ...answer, revision });
});

function followed(): { store: Store; events: ModelEvent[] } {
  const { store, model } = modelOf(...records);
  const events: ModelEvent[] = [];
  model.subscribe((event) => events.push(event));
  return { store, events };
}

const sorted = ({ topics, prefixes }: ModelEvent) => ({ topics: [...topics].sort(), prefixes });

test('a new pod is told with its address and the views it changes', () => {
  const { store, events } = followed();
  store.apply([{ put: pod('a/q', 'n', ['10.244.0.3', 'FD00::3']) }]);
  expect(events.map(sorted)).toEqual([
    { topics: ['addresses', 'map', 'nodes', 'overview', 'pools', 'status'], prefixes: ['10.244.0.3/32', 'fd00::3/128'] },
  ]);
});

test('a pod that only changed its phase to Running touches no address', () => {
  const { store, events } = followed();
  store.apply([{ put: pod('a/p', 'n', ['10.244.0.2'], { phase: 'Pending' }) }]);
  expect(events.map(sorted)).toEqual([{ topics: ['nodes', 'overview'], prefixes: [] }]);
});

test('a moved Service address is told with both addresses; a node block with its CIDR; a range with its own', () => {
  const { store, events } = followed();
  store.apply([{ put: service('a/x', ['10.96.0.9', 'fd00:96::1']) }]);
  store.apply([{ put: node('n', { podCIDRs: ['10.244.7.0/24'], addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] }) }]);
  store.apply([{ remove: { kind: 'ServiceCIDR', key: 'k' } }]);
  expect(events.map(({ prefixes }) => prefixes)).toEqual([
    ['10.96.0.1/32', '10.96.0.9/32'],
    ['10.244.0.0/24', '10.244.7.0/24'],
    ['10.96.0.0/24', 'fd00:96::/112'],
  ]);
});

test('a namespace that comes or goes concerns those who look at Services, one that changes concerns nobody', () => {
  const { store, events } = followed();
  store.apply([{ put: namespace('new') }]);
  store.apply([{ put: namespace('new') }]);
  store.apply([{ remove: { kind: 'Namespace', key: 'new' } }]);
  const told = { topics: ['overview', 'services', 'status'], prefixes: [] };
  expect(events.map(sorted)).toEqual([told, told]);
});

test('64 changed addresses are named, 65 are not', () => {
  for (const [count, named] of [
    [64, true],
    [65, false],
  ] as const) {
    const { store, events } = followed();
    store.apply(Array.from({ length: count }, (_, i) => ({ put: pod(`b/${i}`, 'n', [`10.9.0.${i}`]) })));
    expect(events).toHaveLength(1);
    expect(events[0]?.prefixes?.length ?? null).toBe(named ? 64 : null);
  }
});

test('a reading that changed is told, and after stop or the undo nothing is', () => {
  const store = new Store(1);
  store.setReading('Namespace', { state: 'synced' });
  const model = new Model(store);
  const events: ModelEvent[] = [];
  const undo = model.subscribe((event) => events.push(event));
  store.setReading('Pod', { state: 'forbidden' });
  const topics = ['addresses', 'map', 'nodes', 'overview', 'pools', 'services', 'status'];
  expect(events.map(sorted)).toEqual([{ topics, prefixes: [] }]);
  undo();
  store.apply([{ put: namespace('a') }]);
  model.subscribe((event) => events.push(event));
  model.stop();
  store.apply([{ put: namespace('b') }]);
  expect(events).toHaveLength(1);
  expect(model.overview().namespaces).toBe(2);
});
