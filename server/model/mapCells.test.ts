import { expect, test } from 'vitest';
import { cidrOfText as cidr, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

const named = (...names: string[]) => names.map((name) => ({ kind: 'Node', name }));

test('a /16 of node blocks: a cell a block, runs of like cells in one, empty ones left out', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.3.0/24'], maxPods: 30 }),
    pod('x/1', 'a', ['10.244.0.9']),
    pod('x/2', 'a', ['10.244.0.10']),
  );
  expect(model.map(cidr('10.244.0.0/16'))).toEqual({
    cidr: '10.244.0.0/16',
    family: 'IPv4',
    bits: 8,
    cellPrefix: 24,
    inUse: '2',
    pools: ['pod/nodes/10.244.0.0-22'],
    block: null,
    cells: [
      {
        index: 0,
        count: 1,
        cidr: '10.244.0.0/24',
        inUse: '2',
        handedOut: '256',
        reserved: '3',
        usable: '253',
        maxPods: 110,
        holders: named('a'),
        more: 0,
        pools: ['pod/nodes/10.244.0.0-22'],
        flags: [],
      },
      {
        index: 3,
        count: 1,
        cidr: '10.244.3.0/24',
        inUse: '0',
        handedOut: '256',
        reserved: '3',
        usable: '253',
        maxPods: 30,
        holders: named('b'),
        more: 0,
        pools: ['pod/nodes/10.244.0.0-22'],
        flags: [],
      },
    ],
  });
});

test('a block seen address by address: its reserved ends, its pods, and the free ones in runs', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/28'] }), pod('x/1', 'a', ['10.244.0.5'], { deletedAt: 9 }));
  const answer = model.map(cidr('10.244.0.0/28'));
  expect(answer).toMatchObject({ bits: 4, cellPrefix: 32, block: { prefixLength: 28 } });
  expect(answer?.cells.map(({ index, count, inUse, holders, flags }) => [index, count, inUse, holders, flags])).toEqual([
    [0, 2, '0', [], ['reserved']],
    [2, 3, '0', [], []],
    [5, 1, '1', [{ kind: 'Pod', namespace: 'x', name: '1' }], ['terminating']],
    [6, 9, '0', [], []],
    [15, 1, '0', [], ['reserved']],
  ]);
});

test('like cells in a row are one entry with a count', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['fd00:10:244::/64'] }));
  expect(model.map(cidr('fd00:10:244::/64'), { bits: 4 })?.cells.map(({ index, count, cidr: first }) => [index, count, first])).toEqual([
    [0, 1, 'fd00:10:244::/68'],
    [1, 15, 'fd00:10:244:0:1000::/68'],
  ]);
});

test('the whole of IPv6 is as cheap as a /64, and a cell names eight nodes and counts the others', () => {
  const nodes = Array.from({ length: 11 }, (_, i) => node(`n${String(i).padStart(2, '0')}`, { podCIDRs: [`fd00:0:0:${i}::/64`] }));
  const { model } = modelOf(...nodes);
  const cells = model.map(cidr('::/0'))?.cells ?? [];
  expect(cells).toHaveLength(1);
  expect(cells[0]).toMatchObject({ index: 253, cidr: 'fd00::/8', handedOut: (11n << 64n).toString(), more: 3 });
  expect(cells[0]?.holders).toEqual(named('n00', 'n01', 'n02', 'n03', 'n04', 'n05', 'n06', 'n07'));
});

test('a Service range: reserved ends, addresses in use with their Services, no block and no node', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/24']), service('a/web', ['10.96.0.200']));
  const cells = model.map(cidr('10.96.0.0/24'), { bits: 2 })?.cells;
  expect(
    cells?.map(({ index, inUse, reserved, usable, handedOut, holders }) => ({ index, inUse, reserved, usable, handedOut, holders })),
  ).toEqual([
    { index: 0, inUse: '0', reserved: '1', usable: '63', handedOut: null, holders: [] },
    { index: 3, inUse: '1', reserved: '1', usable: '63', handedOut: null, holders: [{ kind: 'Service', namespace: 'a', name: 'web' }] },
  ]);
});

test('a conflict is flagged at every size, an address in no pool is outside', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/24']),
    service('a/web', ['10.96.0.9', '10.99.0.1']),
    service('a/twin', ['10.96.0.9']),
  );
  expect(model.map(cidr('10.96.0.0/24'), { bits: 1 })?.cells[0]?.flags).toEqual(['conflict']);
  expect(model.map(cidr('10.96.0.8/30'))?.cells).toMatchObject([
    { index: 1, flags: ['conflict'], holders: [{ name: 'twin' }, { name: 'web' }] },
  ]);
  expect(model.map(cidr('10.99.0.0/24'), { bits: 8 })?.cells).toMatchObject([{ index: 1, pools: [], flags: ['outside'] }]);
});

test('many objects in a cell without blocks are counted and not named', () => {
  const services = Array.from({ length: 9 }, (_, i) => service(`a/s${i}`, [`10.96.0.${i + 1}`]));
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/24']), ...services);
  expect(model.map(cidr('10.96.0.0/24'), { bits: 1 })?.cells[0]).toMatchObject({ inUse: '9', holders: [], more: 9 });
});

test('bits are cut to what the prefix has left; an unknown pool is unknown', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }));
  expect(model.map(cidr('10.244.0.0/30'), { bits: 8 })).toMatchObject({ bits: 2, cellPrefix: 32 });
  expect(model.map(cidr('10.244.0.1/32'))).toMatchObject({ bits: 0, cellPrefix: 32, cells: [{ index: 0, count: 1, flags: ['reserved'] }] });
  expect(model.map(cidr('10.0.0.0/8'), { bits: 8, pool: 'pod/nodes/10.244.0.0-24' })?.block).toEqual({ prefixLength: 24 });
  expect(model.map(cidr('10.0.0.0/8'), { bits: 8, pool: 'pod/nodes/never' })).toBeUndefined();
});
