import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOfCidr } from '../../net/addressRange.ts';
import { type Cidr, cidrOf, containsCidr, formatCidr, lastValue } from '../../net/cidr.ts';
import { type KnownRange, overlapOf, specialKnown } from '../knownRange.ts';
import { known, read, sampleCluster } from '../scenario/sampleClusters.ts';
import { type FoundRanges, findRange } from './findRange.ts';
import { parseRangeWish } from './rangeWish.ts';

const cluster = sampleCluster(['IPv4', 'IPv6']).known;

function find(text: string, ranges: readonly KnownRange[] = cluster, seed = 'a1'): FoundRanges {
  const wish = parseRangeWish(text, 'IPv4');
  if (!wish.ok) throw new Error(wish.why);
  return findRange(wish.wish, ranges, seed);
}

const best = (text: string) => find(text).found.map(({ cidr }) => formatCidr(cidr))[0];

test('for Services: the other half of a prefix that has a Service range in it', () => {
  expect(find('a /20 for Services').found[0]).toEqual({
    cidr: read('10.96.16.0/20'),
    reasons: [
      'Together with Services 10.96.0.0/20 it is one 10.96.0.0/19.',
      'In 10.0.0.0/8, as other ranges of the cluster.',
      '4,094 addresses for Services, a static band of 256.',
      'Overlaps none of the 3 known IPv4 ranges.',
    ],
  });
});

const allotted = [known('10.112.0.0/12', 'outside', '10.112.0.0/12 of the platform team')];
const findAllotted = (text: string, homes: readonly KnownRange[] = allotted, ranges = cluster) => {
  const wish = parseRangeWish(text, 'IPv4');
  if (!wish.ok) throw new Error(wish.why);
  return findRange(wish.wish, ranges, 'a1', { allotted: homes });
};

test('what is allotted to the cluster comes before everything else, and says so', () => {
  const { found, why } = findAllotted('a /20 for Services');
  expect(why).toBeNull();
  expect(found.map(({ cidr }) => formatCidr(cidr))).toEqual([
    '10.112.0.0/20',
    '10.112.32.0/20',
    '10.112.64.0/20',
    '10.112.16.0/20',
    '10.112.48.0/20',
  ]);
  expect(found[0]?.reasons).toEqual([
    'In 10.112.0.0/12 of the platform team, which is allotted to this cluster.',
    'It can grow to 10.112.0.0/19, which is free, too.',
    'In 10.0.0.0/8, as other ranges of the cluster.',
    '4,094 addresses for Services, a static band of 256.',
    'Overlaps none of the 3 known IPv4 ranges.',
  ]);
});

test('also where it is no private range, and the narrower of two is named', () => {
  const homes = [known('2001:db9::/32', 'outside', 'all of it'), known('2001:db9:7::/48', 'outside', 'ours')];
  const { found } = findAllotted('a /112 for Services', homes);
  expect(found.every(({ cidr }) => containsCidr(read('2001:db9::/32'), cidr))).toBe(true);
  expect(findAllotted('a /64 in 2001:db9:7::/48', homes).found[0]?.reasons[0]).toBe('In ours, which is allotted to this cluster.');
});

test('where nothing is free in it, that is said of what lies elsewhere', () => {
  const { found, why } = findAllotted('a /11 for pods');
  expect(found.length).toBeGreaterThan(0);
  expect(why).toBe('No /11 is free in what is allotted to this cluster, 10.112.0.0/12 of the platform team: these lie elsewhere.');
  const full = [...cluster, known('10.112.0.0/12', 'pod', 'pods 10.112.0.0/12')];
  expect(findAllotted('a /20 for Services', allotted, full).why).toContain('these lie elsewhere');
  expect(findAllotted('a /20 in 192.168.0.0/16').why).toBeNull();
});

test('it is looked for in all that is allotted, also across ranges that touch', () => {
  const full = Array.from({ length: 70 }, (_, i) => known(`10.1.${i}.0/24`, 'outside', `home ${i}`));
  const taken = [...cluster, ...full.map(({ range, what }) => ({ ...known('10.1.0.0/24', 'pod', `pods in ${what}`), range }))];
  const { found, why } = findAllotted('a /24 for Services', [...full, known('10.200.0.0/16', 'outside', 'the last')], taken);
  expect(why).toBeNull();
  expect(found[0]?.reasons).toContain('In the last, which is allotted to this cluster.');
  const halves = [known('10.1.0.0/21', 'outside', 'one half'), known('10.1.8.0/21', 'outside', 'the other')];
  const across = findAllotted('a /20 for Services', halves);
  expect(across.why).toBeNull();
  expect(across.found[0]).toMatchObject({ cidr: read('10.1.0.0/20') });
  expect(across.found[0]?.reasons).toContain('In several ranges that are allotted to this cluster.');
});

test('where nothing is free anywhere, all that was searched is named', () => {
  const full = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '11.112.0.0/16'].map((text) => known(text, 'pod', text));
  expect(findAllotted('a /20 for Services', [known('11.112.0.0/16', 'outside', 'ours')], full).why).toContain(
    'No /20 is free in the private ranges and what is allotted to this cluster: nothing of it is free.',
  );
});

test('for pods: the other half of the prefix around the pod range', () => {
  expect(best('a /16 for pods')).toBe('10.245.0.0/16');
});

test('for IPv6 Services: in the /48 that has some already', () => {
  expect(best('a /112 for Services')).toBe('fd00:10:96::1:0/112');
});

test('a ULA /48 is drawn, the same for the same cluster and another one for another', () => {
  const [mine, again, others] = [find('/48 in ULA'), find('/48 in ULA'), find('/48 in ULA', cluster, 'b2')];
  expect(mine.found).toHaveLength(5);
  expect(mine).toEqual(again);
  expect(mine.found[0]?.cidr).not.toEqual(others.found[0]?.cidr);
  expect(mine.found[0]?.reasons[0]).toBe('Its 40 bits behind fd are drawn, as RFC 4193 wants: no other network is likely to have it.');
});

test('what lies beside a ULA /48 that is there was not drawn, and nothing says so', () => {
  const used = [...cluster, known('fd00:244::/48', 'pod', 'pods fd00:244::/48')];
  const drawn = (seed: string) =>
    find('/48 in ULA', used, seed).found.filter(({ reasons }) => reasons.some((text) => text.includes('are drawn')));
  const others = drawn('b2').map(({ cidr }) => formatCidr(cidr));
  expect(others).toHaveLength(5);
  expect(drawn('a1').filter(({ cidr }) => others.includes(formatCidr(cidr)))).toEqual([]);
});

test('IPv6 ranges end at a nibble', () => {
  const { found, why } = find('/50 in ULA');
  expect(found.every(({ cidr }) => cidr.prefixLength === 48)).toBe(true);
  expect(why).toBe('A /50 does not end at a nibble: these are of /48, the next wider one.');
});

test.each([
  [
    'a /56 for Services in IPv6',
    'A Service range wider than /64 is accepted and gives out nothing: ask for a /64 or longer, such as a /112.',
  ],
  ['a /31 for Services', 'A /31 gives out nothing to Services: all of its addresses are kept. Ask for a shorter prefix.'],
  ['a /128 for Services', 'A /128 gives out nothing to Services: all of its addresses are kept. Ask for a shorter prefix.'],
  ['/7', 'A /7 does not fit into the private ranges.'],
  ['/24 in 10.244.0.0/16', 'No /24 is free in 10.244.0.0/16: nothing of it is free. It is taken by pods 10.244.0.0/16.'],
  [
    '/20 in 203.0.112.0/20',
    'No /20 is free in 203.0.112.0/20: the widest that is free is a /21. It is taken by Documentation (TEST-NET-3), RFC 5737.',
  ],
])('%s: none, for %s', (text, why) => {
  expect(find(text)).toEqual({ found: [], why });
});

test('of many owners three are named', () => {
  const many = [0, 1, 2, 3].map((i) => known(`10.9.${i}.0/24`, 'outside', `office ${i}`));
  expect(find('/22 in 10.9.0.0/22', many).why).toBe(
    'No /22 is free in 10.9.0.0/22: nothing of it is free. It is taken by office 0, office 1, office 2 and 1 more.',
  );
});

test('API servers of before ServiceCIDR objects are thought of', () => {
  expect(find('a /104 for Services in fd00:10:96::/48').found[0]?.reasons).toContain(
    '16,777,215 addresses for Services, a static band of 256. API servers without ServiceCIDR objects take at most 20 host bits.',
  );
});

const site = read('10.64.0.0/20');
const anyKnown = fc.array(
  fc
    .record({
      offset: fc.bigInt({ min: 0n, max: (1n << 12n) - 1n }),
      length: fc.integer({ min: 20, max: 32 }),
      use: fc.constantFrom('pod' as const, 'service' as const, 'outside' as const),
    })
    .map(
      ({ offset, length, use }): KnownRange => ({
        range: rangeOfCidr(cidrOf({ family: 'IPv4', value: site.value + offset }, length)),
        use,
        what: 'x',
      }),
    ),
  { maxLength: 12 },
);

const isFree = (cidr: Cidr, ranges: readonly KnownRange[]) =>
  [...ranges, ...specialKnown].every(({ range }) => overlapOf(rangeOfCidr(cidr), range) === null);

test('what is found is free, of its length and in its place; none is found exactly where none is there', () => {
  fc.assert(
    fc.property(
      anyKnown,
      fc.integer({ min: 20, max: 28 }),
      fc.constantFrom('services' as const, 'pods' as const, 'any' as const),
      (ranges, prefixLength, use) => {
        const { found, why } = findRange({ family: 'IPv4', prefixLength, use, within: site }, ranges, 's');
        for (const { cidr, reasons } of found) {
          expect(cidr.prefixLength).toBe(prefixLength);
          expect(cidrOf(cidr, prefixLength)).toEqual(cidr);
          expect(containsCidr(site, cidr)).toBe(true);
          expect(isFree(cidr, ranges)).toBe(true);
          expect(reasons.length).toBeGreaterThan(0);
        }
        expect(new Set(found.map(({ cidr }) => formatCidr(cidr))).size).toBe(found.length);
        let isAny = false;
        for (let value = site.value; value <= lastValue(site) && !isAny; value += 1n << BigInt(32 - prefixLength))
          isAny = isFree({ family: 'IPv4', value, prefixLength }, ranges);
        expect(found.length > 0).toBe(isAny);
        expect(why === null).toBe(isAny);
      },
    ),
  );
});

test('in IPv6 what is found ends at a nibble, overlaps nothing, and holds what was asked for', () => {
  const anyRange = fc.record({ value: fc.bigInt({ min: 0n, max: (1n << 120n) - 1n }), length: fc.integer({ min: 8, max: 128 }) }).map(
    ({ value, length }): KnownRange => ({
      range: rangeOfCidr(cidrOf({ family: 'IPv6', value: (0xfdn << 120n) + value }, length)),
      use: 'pod',
      what: 'x',
    }),
  );
  fc.assert(
    fc.property(fc.array(anyRange, { maxLength: 8 }), fc.integer({ min: 9, max: 128 }), (ranges, asked) => {
      for (const { cidr } of findRange({ family: 'IPv6', prefixLength: asked, use: 'any', within: null }, ranges, 's').found) {
        expect(cidr.prefixLength % 4).toBe(0);
        expect(asked - cidr.prefixLength).toBeLessThan(4);
        expect(cidr.prefixLength).toBeLessThanOrEqual(asked);
        expect(cidr.value >> 120n).toBe(0xfdn);
        expect(isFree(cidr, ranges)).toBe(true);
      }
    }),
  );
});
