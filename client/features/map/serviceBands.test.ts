import { describe, expect, test } from 'vitest';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { binBits, dynamicBins, staticBand } from './serviceBands.ts';

const band = (first: string, last: string, size: number) => ({ first, last, size, inUse: 0, nextFree: null });

describe('staticBand', () => {
  test('a /20 has 256, the last of them behind a map of 256', () => {
    const found = staticBand(cidr('10.96.0.0/20'), band('10.96.0.1', '10.96.1.0', 256));
    expect(found && { ...found, range: formatCidr(found.range) }).toEqual({ range: '10.96.0.0/24', last: 256n, beyond: '10.96.1.0' });
  });
  test('a /24 has 16', () => {
    const found = staticBand(cidr('10.96.0.0/24'), band('10.96.0.1', '10.96.0.16', 16));
    expect(found && { ...found, range: formatCidr(found.range) }).toEqual({ range: '10.96.0.0/24', last: 16n, beyond: null });
  });
  test('a /28 has none', () => {
    expect(staticBand(cidr('10.96.0.0/28'), { first: null, last: null, size: 0, inUse: 0, nextFree: null })).toBeUndefined();
    expect(staticBand(cidr('10.96.0.0/28'), null)).toBeUndefined();
  });
});

test.each([
  ['10.96.0.0/20', 6],
  ['10.96.0.0/24', 4],
  ['10.96.0.0/27', 1],
  ['10.96.0.0/30', 1],
  ['fd00:96::/112', 6],
] as const)('%s is cut by %i bits', (range, bits) => expect(binBits(cidr(range))).toBe(bits));

describe('dynamicBins', () => {
  const answer = wireMap('10.96.0.0/24', 4, [
    wireCell(0, '10.96.0.0/28', { inUse: '2' }),
    wireCell(3, '10.96.0.48/28', { inUse: '11', count: 2 }),
  ]);
  test('bins wholly inside the static band are left out; those without a cell are empty', () => {
    const bins = dynamicBins(answer, cidr('10.96.0.0/24'), { last: 16n });
    expect(bins).toHaveLength(15);
    expect(bins.slice(0, 5).map((bin) => `${formatCidr(bin.cidr)} ${bin.inUse}`)).toEqual([
      '10.96.0.16/28 0',
      '10.96.0.32/28 0',
      '10.96.0.48/28 11',
      '10.96.0.64/28 11',
      '10.96.0.80/28 0',
    ]);
  });
  test('without a band all bins are dynamic', () => expect(dynamicBins(answer, cidr('10.96.0.0/24'), undefined)).toHaveLength(16));
});
