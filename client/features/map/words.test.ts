import { describe, expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { freeCell, type MapCell } from './cells.ts';
import { knownRanges } from './knownRanges.ts';
import { amountInUse, holderName, spokenCell, stateWord, stripWords } from './words.ts';

const block: MapCell = {
  ...freeCell(cidr('10.244.7.0/24'), []),
  inUse: 61n,
  handedOut: 256n,
  usable: 253n,
  maxPods: 110,
  holders: [{ kind: 'Node', name: 'worker-b03' }],
};
const blocks = { grain: 'blocks', range: cidr('10.244.0.0/16') } as const;
const addresses = { grain: 'addresses', range: cidr('10.244.7.0/24') } as const;

describe('spokenCell', () => {
  test('a block: its node and how much is in use', () =>
    expect(spokenCell(blocks, block, 3)).toBe('10.244.7.0/24, node worker-b03, 61 of 253 in use'));
  test('a free block', () => expect(spokenCell(blocks, freeCell(cidr('10.244.12.0/24'), []), 'free')).toBe('10.244.12.0/24, free'));
  test('a block that two nodes have', () =>
    expect(spokenCell(blocks, { ...block, holders: [...block.holders, { kind: 'Node', name: 'worker-c01' }] }, 'conflict')).toBe(
      '10.244.7.0/24, node worker-b03, and 1 more, 61 of 253 in use, conflict',
    ));
  test('an address: its holder and its state', () =>
    expect(
      spokenCell(
        addresses,
        { ...freeCell(cidr('10.244.7.19/32'), []), inUse: 1n, holders: [{ kind: 'Pod', namespace: 'payments', name: 'ledger' }] },
        'inUse',
      ),
    ).toBe('10.244.7.19, Pod payments/ledger, in use'));
});

test('a share of 2⁶⁴ is not spoken', () => expect(amountInUse({ inUse: 14n, usable: 1n << 64n })).toBe('14 in use'));
test('an unknown whole is left out', () => expect(amountInUse({ inUse: 14n, usable: null })).toBe('14 in use'));
test('nodes are written small, kinds as Kubernetes writes them', () => {
  expect(holderName({ kind: 'Node', name: 'a' })).toBe('node a');
  expect(holderName({ kind: 'Service', namespace: 'shop', name: 'web' })).toBe('Service shop/web');
});
test('a block with a shade is handed out, a part with one is in use', () => {
  expect([stateWord(1, 'blocks'), stateWord(1, 'parts'), stateWord('outside', 'addresses')]).toEqual([
    'handed out',
    'in use',
    'outside every range',
  ]);
});

test('where pods are not read what is in use of a block is unknown, not 0', () => {
  expect(amountInUse({ inUse: null, usable: 253n })).toBe('in use unknown');
});

describe('stripWords', () => {
  const strip = { y: 0, height: 32, first: 32n, last: 65535n, cells: 65504n };
  test('blocks left out, from the first to the last', () => {
    const scene = { grain: 'blocks', range: cidr('fd00:244::/48'), cellPrefix: 64, inUse: 3n, known: null } as const;
    expect(stripWords(scene, strip)).toEqual({ left: '65,504 free /64s not drawn', right: 'fd00:244:0:20:: – fd00:244:0:ffff::' });
  });
  test('addresses that nobody could tell of are not called free, blocks without a node are', () => {
    const unknown = { range: cidr('10.0.0.0/16'), inUse: null, known: null };
    expect(stripWords({ ...unknown, grain: 'addresses', cellPrefix: 32 }, strip).left).toBe('65,504 addresses not drawn');
    expect(stripWords({ ...unknown, grain: 'blocks', cellPrefix: 24 }, strip).left).toBe('65,504 free /24s not drawn');
  });
  test('one address', () => {
    const scene = { grain: 'addresses', range: cidr('10.0.0.0/24'), cellPrefix: 32, inUse: 3n, known: null } as const;
    expect(stripWords(scene, { ...strip, first: 5n, last: 5n, cells: 1n })).toEqual({
      left: '1 free address not drawn',
      right: '10.0.0.5 – 10.0.0.5',
    });
  });
  test('what lies in no range is not called free', () => {
    const scene = { grain: 'addresses', range: cidr('10.0.0.0/16'), cellPrefix: 32, inUse: 3n } as const;
    const upTo = (text: string) => ({ ...scene, known: knownRanges([{ ranges: [text] }], 'IPv4') });
    expect(stripWords(upTo('10.0.0.0/24'), { ...strip, first: 256n }).left).toBe('65,504 addresses not drawn, in no range of the cluster');
    expect(stripWords(upTo('10.0.0.0/24'), strip).left).toBe('65,504 addresses not drawn');
  });
});
