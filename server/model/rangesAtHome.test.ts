import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddressRange } from '../../shared/net/addressRange.ts';
import { difference, intersection, rangeSet } from '../../shared/net/rangeSet.ts';
import { isHome } from '../../shared/plan/outsideHome.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import { type Declared, OutsideRanges } from './outsideRanges.ts';
import { rangesAtHome } from './rangesAtHome.ts';

type Held = Parameters<typeof rangesAtHome>[0];

function declared(...ranges: [text: string, contains: boolean | null][]): readonly Declared[] {
  const read = ranges.map(([text, contains]): OutsideRange => {
    const range = parseAddressRange(text);
    if (!range) throw new Error(`not a range: ${text}`);
    return { range, owner: 'it', note: null, kind: 'reserved', contains };
  });
  return new OutsideRanges(read).all;
}

const pods = (text: string, isDeclared = true): Held => {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`not a range: ${text}`);
  return { kind: 'pod', declared: isDeclared, set: rangeSet(range.family, [range]) };
};
const ids = (pool: Held, near: readonly Declared[]) => [...rangesAtHome(pool, near, near)].map(({ id }) => id).sort();

test('a pool is at home in what is allotted to the cluster, and in the wider range around that', () => {
  const near = declared(['10.0.0.0/8', null], ['10.244.0.0/14', true], ['10.244.7.0/24', null]);
  expect(ids(pods('10.244.0.0/16'), near)).toEqual(['outside/10.0.0.0-8', 'outside/10.244.0.0-14']);
});

test('a declared pool that reaches beyond its home is at home nowhere; of an inferred one what lies in the range counts', () => {
  const near = declared(['10.0.0.0/8', null], ['10.244.0.0/16', true]);
  expect(ids(pods('10.244.0.0/15'), near)).toEqual([]);
  expect(ids(pods('10.244.0.0/15', false), near)).toEqual(['outside/10.244.0.0-16']);
});

/** The plain way: each range is held against each home. */
function pairwise(pool: Held, near: readonly Declared[]): string[] {
  return near
    .filter(({ range }) => {
      const needed = pool.declared ? pool.set : intersection(pool.set, rangeSet(range.family, [range]));
      return near.some((home) => {
        const isWithin = home.range.first >= range.first && home.range.last <= range.last;
        return isWithin && isHome(home, pool.kind) && difference(needed, rangeSet(range.family, [home.range])).runs.length === 0;
      });
    })
    .map(({ id }) => id)
    .sort();
}

const anyRun = fc
  .record({ first: fc.bigInt({ min: 0n, max: 24n }), more: fc.bigInt({ min: 0n, max: 12n }) })
  .map(({ first, more }) => ({ first, last: first + more }));
const anyDeclared = fc
  .record({ run: anyRun, contains: fc.constantFrom(true, false, null), kind: fc.constantFrom('vpc' as const, 'peer' as const, null) })
  .map(({ run, contains, kind }): OutsideRange => ({ range: { family: 'IPv4', ...run }, owner: 'it', note: null, kind, contains }));

test('the sweep finds what holding each range against each home finds', () => {
  fc.assert(
    fc.property(
      fc.array(anyDeclared, { maxLength: 16 }),
      fc.array(anyRun, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('pod' as const, 'service' as const, 'node' as const),
      fc.boolean(),
      (ranges, runs, kind, isDeclared) => {
        const set = rangeSet('IPv4', runs);
        // Those that share an address with the pool: others are not asked about.
        const near = new OutsideRanges(ranges).all.filter(({ range }) => intersection(set, rangeSet('IPv4', [range])).runs.length > 0);
        const pool = { kind, declared: isDeclared, set };
        expect(ids(pool, near)).toEqual(pairwise(pool, near));
      },
    ),
    { numRuns: 1000 },
  );
});
