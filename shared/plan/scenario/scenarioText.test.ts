import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cidrOf, parseCidr } from '../../net/cidr.ts';
import { type GrowthSaid, noScenario, planned, type Scenario } from './scenario.ts';
import { formatScenario, parseScenario } from './scenarioText.ts';

const read = (text: string) => {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
};

const all: Scenario = {
  nodes: [
    { count: 24, day: 20_829 },
    { count: 3, day: null },
  ],
  masks: { IPv4: 25, IPv6: 64 },
  maxPods: 110,
  podRanges: [read('10.244.0.0/15')],
  serviceRanges: [read('10.112.0.0/20'), read('fd00:96:1::/112')],
  growth: [
    { what: 'blocks', family: 'IPv4', perWeek: 5 },
    { what: 'services', family: 'IPv6', perWeek: -0.5 },
  ],
  add: 'IPv6',
  drop: 'IPv4',
};

test('every edit has its text', () => {
  expect(formatScenario(all)).toBe(
    'nodes=24@2027-01-11,3;mask4=25;mask6=64;maxPods=110;pods=10.244.0.0/15;services=10.112.0.0/20,fd00:96:1::/112;growth=blocks/IPv4/5,services/IPv6/-0.5;add=IPv6;drop=IPv4',
  );
  expect(parseScenario(formatScenario(all))).toEqual({ ok: true, scenario: all });
});

test('no edits are no text', () => {
  expect(formatScenario(noScenario)).toBe('');
  expect(parseScenario('')).toEqual({ ok: true, scenario: noScenario });
});

test('parts come in any order, and a mask may have its slash', () => {
  expect(parseScenario('mask4=/25;nodes=3')).toEqual({
    ok: true,
    scenario: { ...noScenario, nodes: [{ count: 3, day: null }], masks: { IPv4: 25, IPv6: null } },
  });
});

test.each([
  ['node=3', 'node=3', 'there is no node: there are nodes, mask4, mask6, maxPods, pods, services, growth, add, drop'],
  ['__proto__=3', '__proto__=3', 'there is no __proto__: there are nodes, mask4, mask6, maxPods, pods, services, growth, add, drop'],
  ['=3', '=3', 'there is no part without a name: there are nodes, mask4, mask6, maxPods, pods, services, growth, add, drop'],
  ['nodes', 'nodes', 'nodes has no value'],
  ['nodes=3;nodes=4', 'nodes=4', 'nodes is there twice'],
  ['nodes=0', '0', 'it must be a whole number from 1 to 65536'],
  ['nodes=3@2027-02-30', '3@2027-02-30', 'the part behind "@" is a day, such as 2027-01-11'],
  ['nodes=3@', '3@', 'the part behind "@" is a day, such as 2027-01-11'],
  ['mask4=33', '33', 'it must be a whole number from 1 to 32'],
  ['mask6=129', '129', 'it must be a whole number from 1 to 128'],
  ['maxPods=many', 'many', 'it must be a whole number from 1 to 65536'],
  ['pods=10.244.0.1/16', '10.244.0.1/16', 'bits behind the prefix length are set: write 10.244.0.0/16'],
  ['services=10.96.0.0', '10.96.0.0', 'it has no prefix length: write address/length'],
  ['growth=blocks/IPv4', 'blocks/IPv4', 'write one of blocks, pods, services, the family, and how many a week: blocks/IPv4/5'],
  ['growth=blocks/IPv4/1e9', 'blocks/IPv4/1e9', 'how many a week is a number up to 1000000'],
  ['growth=pods/IPv4/1,pods/IPv4/2', 'pods/IPv4/1,pods/IPv4/2', 'growth of pods in IPv4 is there twice'],
  ['add=ipv6', 'ipv6', 'a family is IPv4 or IPv6'],
  ['add=IPv6;drop=IPv6', 'drop=IPv6', 'IPv6 is added and dropped'],
])('%s is no scenario: %s, %s', (text, value, why) => {
  expect(parseScenario(text)).toEqual({ ok: false, value, why });
});

test('a text without end is not read', () => {
  expect(parseScenario('x'.repeat(5000))).toMatchObject({ ok: false, why: 'it has 5000 characters; the longest has 4096' });
});

const anyCidr = fc.oneof(
  fc
    .record({ value: fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), length: fc.integer({ min: 0, max: 32 }) })
    .map(({ value, length }) => cidrOf({ family: 'IPv4', value }, length)),
  fc
    .record({ value: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), length: fc.integer({ min: 0, max: 128 }) })
    .map(({ value, length }) => cidrOf({ family: 'IPv6', value }, length)),
);
const anyFamily = fc.constantFrom('IPv4' as const, 'IPv6' as const);
const anyGrowth: fc.Arbitrary<GrowthSaid> = fc.record({
  what: fc.constantFrom(...planned),
  family: anyFamily,
  perWeek: fc.integer({ min: -99_999, max: 99_999 }).map((hundredths) => hundredths / 100),
});
const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    nodes: fc.array(fc.record({ count: fc.integer({ min: 1, max: 65_536 }), day: fc.option(fc.integer({ min: 0, max: 2_000_000 })) }), {
      maxLength: 4,
    }),
    masks: fc.record({ IPv4: fc.option(fc.integer({ min: 1, max: 32 })), IPv6: fc.option(fc.integer({ min: 1, max: 128 })) }),
    maxPods: fc.option(fc.integer({ min: 1, max: 65_536 })),
    podRanges: fc.array(anyCidr, { maxLength: 4 }),
    serviceRanges: fc.array(anyCidr, { maxLength: 4 }),
    growth: fc.uniqueArray(anyGrowth, { maxLength: 4, selector: ({ what, family }) => `${what}/${family}` }),
    add: fc.option(anyFamily),
    drop: fc.option(anyFamily),
  })
  .filter(({ add, drop }) => add === null || add !== drop);

test('a scenario is what is read of its text', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
    }),
  );
});

test('whatever the text, it is read or refused, and what is read has one text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const result = parseScenario(text);
      if (result.ok) expect(parseScenario(formatScenario(result.scenario))).toEqual(result);
    }),
  );
});
