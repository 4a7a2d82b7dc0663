import { expect, test } from 'vitest';
import { modelOf, node, pod } from './samples.ts';

const internal = (...texts: string[]) => texts.map((address) => ({ type: 'InternalIP', address }));
const pods = (count: number, on: string, network: string) =>
  Array.from({ length: count }, (_, i) => pod(`x/${on}-${i}`, on, [`${network}${i + 2}`]));

test('a node with its families in the order they stand, its pods by kind, and the room it has', () => {
  const { model } = modelOf(
    pod('x/1', 'a', ['fd00:10:244::2', '10.244.0.2']),
    pod('x/2', 'a', ['10.0.0.1', 'fd01::1'], { hostNetwork: true }),
    pod('x/3', 'a', ['10.244.0.9'], { phase: 'Succeeded' }),
    node('a', {
      zone: 'z1',
      podCIDRs: ['fd00:10:244::/64', '10.244.0.0/24'],
      addresses: internal('FD01::1', '10.0.0.1'),
    }),
  );
  expect(model.nodes().items).toEqual([
    {
      name: 'a',
      zone: 'z1',
      ready: true,
      addresses: { IPv4: ['10.0.0.1'], IPv6: ['fd01::1'] },
      podCIDRs: ['fd00:10:244::/64', '10.244.0.0/24'],
      families: { addresses: ['IPv6', 'IPv4'], podCIDRs: ['IPv6', 'IPv4'], pods: ['IPv6', 'IPv4'] },
      skewed: false,
      pods: { running: 1, hostNetwork: 1, terminated: 1 },
      inUse: { IPv4: 1, IPv6: 1 },
      usable: { IPv4: '253', IPv6: '18446744073709551614' },
      maxPods: 110,
      limit: 'maxPods',
      remaining: 108,
      createdAt: '2023-11-14T22:13:20.000Z',
      findings: ['address-text-unusual'],
    },
  ]);
});

test('the block ends first on a node with a /29: 5 usable, 2 in use, 3 left', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/29', 'fd00::/64'] }), ...pods(2, 'a', '10.244.0.'));
  expect(model.nodes().items[0]).toMatchObject({ limit: 'addresses', remaining: 3, usable: { IPv4: '5' }, inUse: { IPv4: 2 } });
});

test('without maxPods nobody knows what is left; with more pods than maxPods nothing is', () => {
  const { model } = modelOf(node('a', { maxPods: null }), node('b', { maxPods: 1 }), ...pods(3, 'b', '10.9.0.'));
  expect(model.nodes().items).toMatchObject([
    { name: 'a', limit: null, remaining: null, maxPods: null },
    { name: 'b', limit: 'maxPods', remaining: 0 },
  ]);
});

test('a node without a block gives no address where others have one', () => {
  const { store, model } = modelOf(node('a'), node('b'));
  expect(model.nodes().items[0]).toMatchObject({ limit: 'maxPods', remaining: 110, findings: [] });
  expect(model.overview().podsThatFit).toBe(220);
  store.apply([{ put: node('b', { podCIDRs: ['10.244.0.0/24'] }) }]);
  expect(model.nodes().items[0]).toMatchObject({ limit: 'blocks', remaining: 0, findings: ['node-without-block'] });
  expect(model.overview().podsThatFit).toBe(110);
});

test.each([
  ['all speak of both', ['10.0.0.1', 'fd01::1'], ['10.244.0.0/24', 'fd00::/64'], ['10.244.0.2', 'fd00::2'], false],
  ['in another order', ['fd01::1', '10.0.0.1'], ['10.244.0.0/24', 'fd00::/64'], ['fd00::2', '10.244.0.2'], false],
  ['no IPv6 address, though blocks of both', ['10.0.0.1'], ['10.244.0.0/24', 'fd00::/64'], [], true],
  ['pods of one family on a dual node', ['10.0.0.1', 'fd01::1'], ['10.244.0.0/24', 'fd00::/64'], ['10.244.0.2'], true],
  ['no blocks: the CNI hands out addresses', ['10.0.0.1', 'fd01::1'], [], ['10.9.0.2', 'fd00::2'], false],
  ['nothing is said yet', [], [], [], false],
])('skew: %s', (_, addresses, podCIDRs, podIPs, skewed) => {
  const { model } = modelOf(node('a', { addresses: internal(...addresses), podCIDRs }), pod('x/1', 'a', podIPs));
  expect(model.nodes().items[0]).toMatchObject({ skewed, findings: skewed ? ['node-families-disagree'] : [] });
});

test('two nodes with one block both see its pods; a block listed twice is one', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24', '10.244.0.0/24', '10.244.0.0/25'] }),
    node('b', { podCIDRs: ['10.244.0.0/24'] }),
    pod('x/1', 'a', ['10.244.0.9']),
  );
  expect(model.nodes().items).toMatchObject([
    { inUse: { IPv4: 1 }, usable: { IPv4: '253' } },
    { inUse: { IPv4: 1 }, usable: { IPv4: '253' } },
  ]);
});

test('a pod that moves to another node, and a node that comes back under its name, are counted where they are', () => {
  const { store, model } = modelOf(node('a'), node('b'), pod('x/1', 'a', ['10.9.0.1']));
  store.apply([{ put: pod('x/1', 'b', ['10.9.0.1'], { uid: 'another' }) }]);
  store.apply([{ remove: { kind: 'Node', key: 'b' } }]);
  expect(model.nodes().items).toMatchObject([{ name: 'a', pods: { running: 0 } }]);
  store.apply([{ put: node('b', { uid: 'again' }) }]);
  expect(model.nodes().items[1]).toMatchObject({ name: 'b', pods: { running: 1 }, families: { pods: ['IPv4'] } });
});

test.each([
  [{}, ['a', 'b', 'c']],
  [{ zone: 'z1' }, ['a']],
  [{ family: 'IPv6' }, ['c']],
  [{ problems: 'true' }, ['c']],
  [{ problems: 'false' }, ['a', 'b', 'c']],
  [{ finding: 'node-families-disagree' }, ['c']],
  [{ finding: 'node-families-disagree', zone: 'z1' }, []],
  [{ finding: 'node-without-block' }, []],
  [{ finding: 'constructor' }, []],
  [{ q: '10.0.0.2' }, ['b']],
  [{ q: 'C' }, ['c']],
  [{ sort: 'remaining' }, ['b', 'a', 'c']],
  [{ sort: '-remaining' }, ['a', 'b', 'c']],
  [{ sort: '-zone' }, ['b', 'a', 'c']],
  [{ sort: '-findings' }, ['c', 'a', 'b']],
] as const)('nodes asked for with %j: %j', (query, names) => {
  const { model } = modelOf(
    node('a', { zone: 'z1', addresses: internal('10.0.0.1') }),
    node('b', { zone: 'z2', addresses: internal('10.0.0.2'), maxPods: 9 }),
    node('c', { addresses: internal('fd01::1'), podCIDRs: [], maxPods: null }),
    pod('x/1', 'c', ['10.9.0.1']),
  );
  const answer = model.nodes(query);
  expect(answer.items.map(({ name }) => name)).toEqual(names);
  expect(answer.total).toBe(names.length);
  expect(answer.zones).toEqual(['z1', 'z2']); // of all nodes: what the filter can be, not what it left
});

test('zones come with their first node and go with their last', () => {
  const { store, model } = modelOf(node('a', { zone: 'z2' }), node('b', { zone: 'z1' }), node('c', { zone: 'z2' }), node('d'));
  expect(model.nodes().zones).toEqual(['z1', 'z2']);
  store.apply([{ put: node('a', { zone: 'z3' }) }]);
  expect(model.nodes().zones).toEqual(['z1', 'z2', 'z3']);
  store.apply([{ put: node('c') }, { remove: { kind: 'Node', key: 'b' } }, { put: pod('x/1', 'a', ['10.9.0.1']) }]);
  expect(model.nodes().zones).toEqual(['z3']);
  store.replace('Node', []);
  expect(model.nodes().zones).toEqual([]);
});

test('1000 zones are named, the 1001st is not', () => {
  const name = (i: number) => `z${String(i).padStart(4, '0')}`;
  const { model } = modelOf(...Array.from({ length: 1001 }, (_, i) => node(`n${i}`, { zone: name(i) })));
  const { zones } = model.nodes({ limit: 1 });
  expect(zones).toHaveLength(1000);
  expect(zones.at(-1)).toBe(name(999));
});

test('one node is the item of its list; a name that only pods speak of is none', () => {
  const { store, model } = modelOf(node('a', { zone: 'z1', podCIDRs: ['10.244.0.0/24'] }), node('b'), pod('x/1', 'ghost', ['10.9.0.1']));
  expect(model.node('b')).toEqual(model.nodes().items[1]);
  expect(model.node('b')).toMatchObject({ name: 'b', limit: 'blocks', findings: ['node-without-block'] });
  for (const name of ['ghost', 'A', '', 'constructor']) expect(model.node(name)).toBeUndefined();
  store.apply([{ remove: { kind: 'Node', key: 'b' } }]);
  expect(model.node('b')).toBeUndefined();
});

test('where pods can no longer be read nobody knows what remains: the order by it is that of the names', () => {
  const { store, model } = modelOf(node('a', { maxPods: 9 }), node('b', { maxPods: 5 }));
  const names = () => model.nodes({ sort: 'remaining' }).items.map(({ name }) => name);
  expect(names()).toEqual(['b', 'a']);
  store.setReading('Pod', { state: 'forbidden' });
  expect(names()).toEqual(['a', 'b']);
});
