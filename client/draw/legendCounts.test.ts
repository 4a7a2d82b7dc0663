import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Shade } from './cellShade.ts';
import { legendCounts } from './legendCounts.ts';

describe('legendCounts', () => {
  test('counts by shade, fullest first', () => {
    expect(legendCounts([1, 5, 5, 'free'], 4n, [])).toEqual([
      { shade: 5, count: 2n },
      { shade: 1, count: 1n },
      { shade: 'free', count: 1n },
    ]);
  });
  test('the largest group comes first, then all the others and none of them', () => {
    expect(legendCounts(['groupNone', 'group2', 'groupOther', 'group1', 'free'], 5n, []).map((entry) => entry.shade)).toEqual([
      'group1',
      'group2',
      'groupOther',
      'groupNone',
      'free',
    ]);
  });
  test('the gravest comes first', () => {
    expect(legendCounts(['info', 'warning', 'critical'], 3n, []).map((entry) => entry.shade)).toEqual(['critical', 'warning', 'info']);
  });
  test('what a strip hides is one entry', () => {
    expect(legendCounts(['free', 1], 65536n, []).at(-1)).toEqual({ shade: 'leftOut', count: 65534n });
  });
  test('some shades are listed even at zero', () => {
    expect(legendCounts([], 0n, ['free', 'reserved'])).toEqual([
      { shade: 'free', count: 0n },
      { shade: 'reserved', count: 0n },
    ]);
  });
  test('the counts add up to the whole', () => {
    const shade = fc.constantFrom<Shade>(
      1,
      2,
      3,
      4,
      5,
      'free',
      'inUse',
      'reserved',
      'conflict',
      'leaked',
      'terminating',
      'unknown',
      'outside',
      'group1',
      'group8',
      'groupOther',
      'groupNone',
      'critical',
      'warning',
      'info',
    );
    fc.assert(
      fc.property(fc.array(shade, { maxLength: 300 }), fc.bigInt(0n, 1n << 64n), (shades, more) => {
        const total = BigInt(shades.length) + more;
        const sum = legendCounts(shades, total, [1, 'free']).reduce((all, entry) => all + entry.count, 0n);
        expect(sum).toBe(total);
      }),
    );
  });
});
