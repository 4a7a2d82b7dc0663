import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CountedPool, countsOf, drawnTogether, sumOfCounts } from './drawnTogether.ts';

interface Named extends CountedPool {
  readonly id: string;
}

function pool(range: string, used: number, rest: Partial<CountedPool> = {}): Named {
  const usable = 2 ** (32 - Number(range.split('/')[1]));
  const addresses = { usable: `${usable}`, recorded: null, inUse: `${used}`, free: `${usable - used}` };
  return {
    id: range,
    kind: 'service',
    family: 'IPv4',
    ranges: [range],
    state: 'ready',
    limit: 'addresses',
    blocks: null,
    addresses,
    ...rest,
  };
}

const ids = (pools: readonly Named[]) => pools.map(({ id }) => id);
const together = (...pools: Named[]) =>
  drawnTogether(pools).map(({ unit, pools: all, distinct }) => ({
    all: ids(all),
    distinct: ids(distinct),
    ...sumOfCounts(distinct.map((one) => countsOf(one, unit))),
  }));

test('two Service ranges are one, and what lies in another counts once', () => {
  expect(together(pool('10.96.0.0/24', 200), pool('10.96.0.0/28', 5), pool('10.97.0.0/25', 7))).toEqual([
    {
      all: ['10.96.0.0/24', '10.96.0.0/28', '10.97.0.0/25'],
      distinct: ['10.96.0.0/24', '10.97.0.0/25'],
      used: 207n,
      total: 384n,
      left: 177n,
    },
  ]);
});

test('equal ranges of two objects count once; families and kinds stay apart', () => {
  const groups = together(
    pool('10.96.0.0/24', 3),
    { ...pool('10.96.0.0/24', 3), id: 'again' },
    pool('10.0.0.0/24', 1, { kind: 'loadBalancer' }),
    pool('10.0.1.0/24', 1, { family: 'IPv6', ranges: ['fd00::/120'] }),
  );
  expect(groups.map(({ all, used }) => [all, used])).toEqual([
    [['10.96.0.0/24', 'again'], 3n],
    [['10.0.0.0/24'], 1n],
    [['10.0.1.0/24'], 1n],
  ]);
});

test.each([
  ['what is being deleted gives nothing out', 'deleting', ['10.96.0.0/24']],
  ['nor does what is not ready', 'not-ready', ['10.96.0.0/24']],
  ['nor what is disabled', 'disabled', ['10.96.0.0/24']],
  ['of which nothing says how it stands, does', 'unknown', ['10.97.0.0/24', '10.96.0.0/24']],
])('%s', (_, state, all) => {
  expect(together(pool('10.97.0.0/24', 1, { state }), pool('10.96.0.0/24', 1))[0]?.all).toEqual(all);
});

test('where nothing gives out, what is out of use on purpose is no group', () => {
  expect(together(pool('10.96.0.0/24', 1, { state: 'deleting' }))[0]?.all).toEqual(['10.96.0.0/24']);
  expect(together(pool('10.96.0.0/24', 1, { state: 'disabled' }))).toEqual([]);
});

test('blocks are counted apart from addresses, and a sum of which a part is not known is not known', () => {
  const blocks = (handedOut: number | null, free: number | null) => ({
    kind: 'pod',
    limit: 'blocks',
    blocks: { total: 256, handedOut, free },
  });
  const [cut, flat] = together(
    pool('10.244.0.0/16', 900, blocks(7, 249)),
    pool('10.245.0.0/16', 900, blocks(7, null)),
    pool('10.246.0.0/24', 9, { kind: 'pod' }),
  );
  expect([cut?.used, cut?.total, cut?.left]).toEqual([14n, null, null]);
  expect([flat?.used, flat?.total, flat?.left]).toEqual([9n, 256n, 247n]);
});

test('what an allocator has written down is used, whoever holds it', () => {
  const addresses = { usable: '256', recorded: '40', inUse: '30', free: '210' };
  expect(together(pool('10.0.0.0/24', 0, { addresses }))[0]?.used).toBe(46n);
});

test.each([
  ['deleting', 'what is being deleted'],
  ['not-ready', 'what is not ready'],
  ['ready', 'what is of a family that no Service can have'],
])('%s: of %s nothing is left, and used is no more than is held', (state) => {
  const addresses = { usable: '30', recorded: '4', inUse: '5', free: '0' };
  expect(countsOf(pool('10.104.0.0/27', 0, { state, addresses }), 'addresses')).toEqual({ used: 5n, total: 30n, left: 0n });
});

test('a range that is full is used whole, though some is held by nobody', () => {
  const addresses = { usable: '30', recorded: '30', inUse: '5', free: '0' };
  expect(countsOf(pool('10.104.0.0/27', 0, { addresses }), 'addresses').used).toBe(30n);
});

test('law: together is used what lies in any of the ranges, however they are nested and in whatever order', () => {
  const range = fc.record({ length: fc.integer({ min: 26, max: 32 }), at: fc.nat(63) });
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), fc.uniqueArray(fc.nat(63)), (ranges, held) => {
      const cidrs = ranges.map(({ length, at }) => ({ length, first: at - (at % 2 ** (32 - length)) }));
      const inside = (value: number) => cidrs.some(({ first, length }) => value >= first && value < first + 2 ** (32 - length));
      const pools = cidrs.map(({ first, length }) =>
        pool(`10.0.0.${first}/${length}`, held.filter((value) => value >= first && value < first + 2 ** (32 - length)).length),
      );
      const [group] = together(...pools);
      expect(group?.used).toBe(BigInt(held.filter(inside).length));
      expect(group?.total).toBe(BigInt(Array.from({ length: 64 }, (_, value) => value).filter(inside).length));
    }),
  );
});
