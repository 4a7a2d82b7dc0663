import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressShade, bindingLimit, blockShade, type CellAmounts, rangeShade, stepOf } from './cellShade.ts';

const block: CellAmounts = { inUse: 61n, handedOut: 256n, reserved: 3n, usable: 253n, maxPods: 110, size: 256n, flags: [] };

describe('bindingLimit', () => {
  test('maxPods binds in a /24', () => expect(bindingLimit(block)).toBe(110n));
  test('addresses bind in a /28', () => expect(bindingLimit({ usable: 13n, maxPods: 110 })).toBe(13n));
  test('one that is unknown leaves the other', () => {
    expect(bindingLimit({ usable: null, maxPods: 110 })).toBe(110n);
    expect(bindingLimit({ usable: 253n, maxPods: null })).toBe(253n);
  });
  test('nothing known is unknown, not zero', () => expect(bindingLimit({ usable: null, maxPods: null })).toBeNull());
});

describe('stepOf', () => {
  test.each([
    [0n, 100n, 1],
    [20n, 100n, 1],
    [21n, 100n, 2],
    [40n, 100n, 2],
    [60n, 100n, 3],
    [61n, 100n, 4],
    [80n, 100n, 4],
    [81n, 100n, 5],
    [100n, 100n, 5],
    [130n, 100n, 5],
    [1n, 1n << 64n, 1],
    [0n, 0n, 1],
    [1n, 0n, 5],
  ] as const)('%d of %d is step %i', (part, whole, step) => expect(stepOf(part, whole)).toBe(step));
  test('more in use is never a lower step', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 1n << 70n), fc.bigInt(0n, 1n << 70n), fc.bigInt(1n, 1n << 70n), (part, more, whole) => {
        expect(stepOf(part, whole)).toBeLessThanOrEqual(stepOf(part + more, whole));
      }),
    );
  });
});

describe('blockShade', () => {
  test('61 of maxPods 110 is the third step', () => expect(blockShade(block, 256n)).toBe(3));
  test('a block nobody has is free', () => expect(blockShade({ ...block, inUse: 0n, handedOut: null }, 256n)).toBe('free'));
  test('a block handed out and empty is the first step, not free', () => expect(blockShade({ ...block, inUse: 0n }, 256n)).toBe(1));
  test('an overlap is a conflict whatever is in use', () => expect(blockShade({ ...block, flags: ['conflict'] }, 256n)).toBe('conflict'));
  test('a block reserved as a whole is reserved', () =>
    expect(blockShade({ ...block, inUse: 0n, handedOut: null, reserved: 256n }, 256n)).toBe('reserved'));
  test('a block without a known limit is unknown', () =>
    expect(blockShade({ ...block, usable: null, maxPods: null }, 256n)).toBe('unknown'));
  test('a /20 of sixteen /24s is shaded by what is handed out of it', () =>
    expect(blockShade({ ...block, size: 4096n, handedOut: 2560n, maxPods: null }, 256n)).toBe(4));
});

describe('rangeShade', () => {
  const cell: CellAmounts = { inUse: 12n, handedOut: null, reserved: 0n, usable: 16n, maxPods: null, size: 16n, flags: [] };
  test('12 of 16 is the fourth step', () => expect(rangeShade(cell)).toBe(4));
  test('nothing in use is free', () => expect(rangeShade({ ...cell, inUse: 0n })).toBe('free'));
  test('nothing usable is reserved', () => expect(rangeShade({ ...cell, inUse: 0n, reserved: 16n })).toBe('reserved'));
  test('unknown usable falls back to the size', () => expect(rangeShade({ ...cell, usable: null })).toBe(4));
});

describe('addressShade', () => {
  test.each([
    [1n, [], 'inUse'],
    [0n, [], 'free'],
    [0n, ['reserved'], 'reserved'],
    [1n, ['reserved'], 'inUse'],
    [2n, ['conflict'], 'conflict'],
    [1n, ['terminating'], 'terminating'],
    [0n, ['leaked'], 'leaked'],
    [0n, ['outside'], 'outside'],
  ] as const)('%d in use with flags %j is %s', (inUse, flags, shade) => expect(addressShade({ inUse, flags })).toBe(shade));
});

test('where what holds addresses is not read, nothing is shaded as empty', () => {
  const unread = { ...block, inUse: null };
  expect(blockShade(unread, 256n)).toBe('unknown');
  expect(rangeShade(unread)).toBe('unknown');
  expect(addressShade({ inUse: null, flags: [] })).toBe('unknown');
  expect(addressShade({ inUse: null, flags: ['reserved'] })).toBe('reserved');
  // Nodes tell which blocks are theirs: the others are free all the same.
  expect(blockShade({ ...unread, handedOut: null }, 256n)).toBe('free');
});
