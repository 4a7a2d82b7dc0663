import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Family } from '../../shared/net/address.ts';
import { AddressIndex } from './addressIndex.ts';

const base: Record<Family, bigint> = { IPv4: 0x0af40000n, IPv6: 0xfd00_0010_0244_0000_0000_0000_0000_0000n };
const top: Record<Family, bigint> = { IPv4: 0xffffffffn, IPv6: (1n << 128n) - 1n };

/** Near each other (so that gaps and neighbours occur) and across all words. */
function keys(family: Family): fc.Arbitrary<bigint> {
  return fc.oneof(
    fc.bigInt(0n, 40n).map((n) => base[family] + n),
    fc.bigInt(0n, 3000n).map((n) => base[family] + n * 3n),
    fc.bigInt(0n, top[family]),
    fc.constantFrom(0n, top[family]),
  );
}

for (const family of ['IPv4', 'IPv6'] as const) {
  test(`an ${family} index answers like a sorted list of the same keys, whatever came and went`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: keys(family), put: fc.boolean(), value: fc.nat(0xffffffff) }), { maxLength: 400 }),
        fc.array(fc.tuple(keys(family), keys(family), fc.nat(family === 'IPv4' ? 32 : 128)), { minLength: 3, maxLength: 6 }),
        (steps, questions) => {
          const index = new AddressIndex(family);
          const plain = new Map<bigint, number>();
          for (const { key, put, value } of steps) {
            if (put) {
              expect(index.put(key, value)).toBe(!plain.has(key));
              plain.set(key, value);
            } else expect(index.delete(key)).toBe(plain.delete(key));
          }
          compare(index, plain, questions, family);
        },
      ),
      { numRuns: 60 },
    );
  });

  test(`an ${family} index of many leaves keeps its order through splits and merges`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.boolean(), keys(family), keys(family), (seed, rising, a, b) => {
        const index = new AddressIndex(family);
        const plain = new Map<bigint, number>();
        let state = seed;
        const next = () => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return state >>> 8;
        };
        for (let i = 0; i < 3000; i++) {
          const key = base[family] + BigInt(rising ? i * 2 : next() % 9000);
          index.put(key, i);
          plain.set(key, i);
        }
        compare(index, plain, [[a, b, 20]], family);
        for (const key of [...plain.keys()]) {
          if (next() % 10 === 0) continue;
          index.delete(key);
          plain.delete(key);
        }
        compare(index, plain, [[a, b, 28]], family);
        for (const key of [...plain.keys()]) {
          index.delete(key);
          plain.delete(key);
        }
        compare(index, plain, [[a, b, 30]], family);
      }),
      { numRuns: 8 },
    );
  });
}

function compare(index: AddressIndex, plain: Map<bigint, number>, questions: [bigint, bigint, number][], family: Family): void {
  const sorted = [...plain.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  expect(index.size).toBe(sorted.length);
  const seen: [bigint, number][] = [];
  index.scan(0n, top[family], (key, value) => {
    seen.push([key, value]);
    return true;
  });
  expect(seen).toEqual(sorted.map((key) => [key, plain.get(key)]));
  for (const [first, last, prefixLength] of questions) {
    const within = sorted.filter((key) => key >= first && key <= last);
    expect(index.rank(first)).toBe(sorted.filter((key) => key < first).length);
    expect(index.count(first, last)).toBe(within.length);
    expect(index.get(first)).toBe(plain.get(first));
    expect(index.ceiling(first)).toBe(sorted.find((key) => key >= first));
    expect(index.floor(first)).toBe(sorted.findLast((key) => key <= first));
    expect(index.at(within.length)).toBe(sorted[within.length]);
    const shift = BigInt((family === 'IPv4' ? 32 : 128) - prefixLength);
    expect(index.countPrefixes(first, last, prefixLength)).toBe(new Set(within.map((key) => key >> shift)).size);
    let gap: bigint | undefined = first;
    while (gap <= last && plain.has(gap)) gap++;
    if (gap > last) gap = undefined;
    expect(index.firstGap(first, last)).toBe(gap);
  }
}

test('the lowest free address behind 10.244.0.0, .1 and .2 is 10.244.0.3', () => {
  const index = new AddressIndex('IPv4');
  for (const n of [0n, 1n, 2n, 5n]) index.put(base.IPv4 + n, 0);
  expect(index.firstGap(base.IPv4, base.IPv4 + 255n)).toBe(base.IPv4 + 3n);
  expect(index.firstGap(base.IPv4, base.IPv4 + 2n)).toBeUndefined();
});

test('an empty index has no keys, no neighbours and one long gap', () => {
  const index = new AddressIndex('IPv6');
  expect(index.count(0n, top.IPv6)).toBe(0);
  expect(index.ceiling(0n)).toBeUndefined();
  expect(index.floor(top.IPv6)).toBeUndefined();
  expect(index.firstGap(5n, 9n)).toBe(5n);
});
