import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AddressRange, formatAddressRange, parseAddressRange } from '../../shared/net/addressRange.ts';
import { difference, rangeSet } from '../../shared/net/rangeSet.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import { outsideKnown } from './outsideKnown.ts';

function declared(range: AddressRange, contains: boolean | null): OutsideRange {
  return { range, owner: 'it', note: null, kind: null, contains };
}

function range(text: string, contains: boolean | null = null): OutsideRange {
  const parsed = parseAddressRange(text);
  if (!parsed) throw new Error(`not a range: ${text}`);
  return declared(parsed, contains);
}

const texts = (ranges: readonly { readonly range: AddressRange; readonly what: string }[]) =>
  ranges.map(({ range: of, what }) => `${formatAddressRange(of)}: ${what}`);
const taken = (...outside: OutsideRange[]) => texts(outsideKnown(outside).taken);

test('what is declared is taken, but what is meant for the cluster is not, nor the wider range around it there', () => {
  expect(taken(range('10.0.0.0/8'), range('fd00::/16'))).toEqual(['10.0.0.0/8: it 10.0.0.0/8', 'fd00::/16: it fd00::/16']);
  expect(taken(range('10.0.0.0/8'), range('10.128.0.0/9', true), range('10.200.0.0/16'))).toEqual([
    '10.0.0.0/9: it 10.0.0.0/8',
    '10.200.0.0/16: it 10.200.0.0/16',
  ]);
});

test('the same range twice is the cluster’s, whichever stands first', () => {
  expect(taken(range('10.0.0.0/8'), range('10.0.0.0/8', true))).toEqual([]);
  expect(taken(range('10.0.0.0/8', true), range('10.0.0.0/8'))).toEqual([]);
});

test('what is meant for the cluster is there to be preferred', () => {
  expect(texts(outsideKnown([range('10.0.0.0/8'), range('10.112.0.0/12', true)]).allotted)).toEqual(['10.112.0.0/12: 10.112.0.0/12 of it']);
});

/** The plain way: each range is held against each other one. */
function takenPairwise(outside: readonly OutsideRange[]): string[] {
  return outside
    .filter(({ contains }) => contains !== true)
    .flatMap(({ range: { family, first, last }, owner }) => {
      const homes = outside.flatMap(({ range: home, contains }) =>
        contains === true && home.family === family && home.first >= first && home.last <= last ? [home] : [],
      );
      const left = difference(rangeSet(family, [{ first, last }]), rangeSet(family, homes));
      return left.runs.map((run) => `${formatAddressRange({ family, ...run })}: ${owner} ${formatAddressRange({ family, first, last })}`);
    });
}

const anyRange = fc
  .record({
    family: fc.constantFrom('IPv4' as const, 'IPv6' as const),
    first: fc.bigInt({ min: 0n, max: 24n }),
    more: fc.bigInt({ min: 0n, max: 12n }),
    contains: fc.constantFrom(true, false, null),
  })
  .map(({ family, first, more, contains }) => declared({ family, first, last: first + more }, contains));

test('the sweep finds what comparing every two ranges finds', () => {
  fc.assert(
    fc.property(fc.array(anyRange, { maxLength: 16 }), (outside) => {
      expect(texts(outsideKnown(outside).taken)).toEqual(takenPairwise(outside));
    }),
    { numRuns: 500 },
  );
});
