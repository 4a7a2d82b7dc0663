import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cidrOf, parseCidr } from '../../net/cidr.ts';
import { type GrowthSaid, noScenario, planned, type Scenario } from './scenario.ts';
import { formatScenario, parseScenario, scenarioFaultText } from './scenarioText.ts';

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
  for (const text of ['', ';', ' ; ']) expect(parseScenario(text)).toEqual({ ok: true, scenario: noScenario });
});

test('parts come in any order, and a mask may have its slash', () => {
  expect(parseScenario('mask4=/25;nodes=3')).toEqual({
    ok: true,
    scenario: { ...noScenario, nodes: [{ count: 3, day: null }], masks: { IPv4: 25, IPv6: null } },
  });
});

const known = 'write one of nodes, mask4, mask6, maxPods, pods, services, growth, add, drop';
test.each([
  ['node=3', `node: "3": there is no such field: ${known}`],
  ['__proto__=3', `__proto__: "3": there is no such field: ${known}`],
  ['=3', `scenario: "=3": there is no such field: ${known}`],
  ['nodes', 'nodes: it has no value: write nodes=24@2027-01-11, or leave it out'],
  ['growth=', 'growth: it has no value: write growth=blocks/IPv4/5, or leave it out'],
  ['nodes=3;nodes=4', 'nodes: "4": it is there twice: write it once'],
  ['nodes=0', 'nodes: "0": write a whole number from 1 to 65,536'],
  ['nodes=3,x', 'nodes: "x": write a whole number from 1 to 65,536'],
  ['nodes=3@2027-02-30', 'nodes: "3@2027-02-30": write a day behind "@", such as 2027-01-11, or leave "@" out for today'],
  ['nodes=3@', 'nodes: "3@": write a day behind "@", such as 2027-01-11, or leave "@" out for today'],
  ['mask4=33', 'mask4: "33": write a whole number from 1 to 32'],
  ['mask6=129', 'mask6: "129": write a whole number from 1 to 128'],
  ['maxPods=many', 'maxPods: "many": write a whole number from 1 to 65,536'],
  ['pods=10.244.0.1/16', 'pods: "10.244.0.1/16": bits behind the prefix length are set: write 10.244.0.0/16'],
  ['services=10.96.0.0', 'services: "10.96.0.0": it has no prefix length: write address/length'],
  ['growth=blocks/IPv4', 'growth: "blocks/IPv4": write one of blocks, pods, services, the family, and how many a week: blocks/IPv4/5'],
  ['growth=blocks/IPv4/1e9', 'growth: "blocks/IPv4/1e9": write how many a week as a number of at most 1,000,000'],
  ['growth=pods/IPv4/1,pods/IPv4/2', 'growth: "pods/IPv4/1,pods/IPv4/2": pods of IPv4 are there twice: write them once'],
  ['add=ipv6', 'add: "ipv6": write IPv4 or IPv6'],
  ['add=IPv6;drop=IPv6', 'drop: "IPv6": it is added, too: leave out either add or drop'],
])('%s is no scenario: %s', (text, said) => {
  const result = parseScenario(text);
  expect(result.ok ? 'it was read' : scenarioFaultText(result)).toBe(said);
});

test('of a list the item that is wrong is the value', () => {
  expect(parseScenario('nodes=3;services=10.96.0.0/16,10.97.0.1/16')).toEqual({
    ok: false,
    field: 'services',
    value: '10.97.0.1/16',
    why: 'bits behind the prefix length are set: write 10.97.0.0/16',
  });
});

test('a text without end and a list without end are not read', () => {
  expect(parseScenario('x'.repeat(5000))).toMatchObject({ field: 'scenario', why: 'it has 5,000 characters: write at most 4,096' });
  expect(parseScenario(`pods=${'10.0.0.0/8,'.repeat(33)}`)).toMatchObject({ field: 'pods', why: 'it has 34 items: write at most 32' });
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
