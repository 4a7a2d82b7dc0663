import { expect, test } from 'vitest';
import type { Family } from '../../net/address.ts';
import { formatCidr } from '../../net/cidr.ts';
import { dayText } from './days.ts';
import type { Plan, Side } from './plan.ts';
import type { PlanCluster } from './planCluster.ts';
import { planOf } from './planOf.ts';
import { known, sampleCluster, today } from './sampleClusters.ts';
import { noScenario } from './scenario.ts';
import { parseScenario } from './scenarioText.ts';

function plan(cluster: PlanCluster, text: string): Plan {
  const read = parseScenario(text);
  if (!read.ok) throw new Error(`${read.value}: ${read.why}`);
  return planOf(cluster, read.scenario);
}

const side = (of: Side | null) => (of === null ? '-' : `${of.left} ${of.ends.kind === 'date' ? dayText(of.ends.likely) : of.ends.kind}`);

/** What is left and when it ends: today → in the scenario; rows that the scenario leaves alone are not there. */
function changes({ rows }: Plan, all: boolean): string[] {
  return rows
    .filter((row) => all || side(row.today) !== side(row.scenario))
    .map((row) => `${row.what} ${row.family} by ${row.limitedBy}: ${side(row.today)} → ${side(row.scenario)}`);
}

function said({ nodesWithout, overlaps, notes }: Plan): string[] {
  return [
    ...nodesWithout.map(({ day, added, without, lacks }) => `${without} of ${added} on ${dayText(day)} without ${lacks}`),
    ...overlaps.map(({ proposed, how, known }) => `${formatCidr(proposed)} ${how} ${known.what}`),
    ...notes.map(({ code }) => code),
  ];
}

test.each<[families: string, scenario: string, changes: string[], said: string[]]>([
  [
    'IPv4,IPv6',
    '',
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 41 2027-03-02',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 15050 2028-12-18',
      'services IPv4 by service: 981 2027-06-11 → 981 2027-06-11',
      'blocks IPv6 by blocks: 65321 not-within → 65321 not-within',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 15050 2028-12-18',
      'services IPv6 by service: 65084 not-within → 65084 not-within',
    ],
    [],
  ],
  [
    'IPv4,IPv6',
    'nodes=24@2027-01-11',
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 41 2027-01-11',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 15050 2029-04-18',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 15050 2029-04-18',
    ],
    ['2 of 24 on 2027-01-11 without IPv4', 'nodes-without-both'],
  ],
  [
    'IPv4,IPv6',
    'nodes=60@2020-01-01', // as today
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 41 2026-11-26',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 19560 2029-07-31',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 19560 2029-07-31',
    ],
    ['19 of 60 on 2026-11-26 without IPv4', 'nodes-without-both', 'day-is-over'],
  ],
  [
    'IPv4,IPv6',
    'nodes=24@2027-01-11;mask4=25',
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 82 2027-04-11',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 15050 2029-04-29',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 15050 2029-04-29',
    ],
    ['mask-new-nodes'],
  ],
  [
    'IPv4,IPv6',
    'nodes=60',
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 41 2026-11-26',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 19560 2029-07-31',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 19560 2029-07-31',
    ],
    ['19 of 60 on 2026-11-26 without IPv4', 'nodes-without-both'],
  ],
  [
    'IPv4,IPv6',
    'nodes=30,30@2027-02-01',
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 41 2026-12-22',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 18350 2029-06-01',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 18350 2029-06-01',
    ],
    ['30 of 30 on 2027-02-01 without IPv4', 'nodes-without-both'],
  ],
  [
    'IPv4,IPv6',
    'nodes=24;mask4=26',
    [
      'blocks IPv4 by blocks: 41 2027-03-02 → 164 2027-10-19',
      'pods IPv4 by addresses: 15050 2028-12-18 → 16514 2029-03-01',
      'pods IPv6 by maxPods: 15050 2028-12-18 → 17690 2029-04-29',
    ],
    ['mask-new-nodes', 'mask-below-max-pods'],
  ],
  ['IPv4,IPv6', 'mask4=23', ['blocks IPv4 by blocks: 41 2027-03-02 → 20 2027-01-12'], ['mask-new-nodes', 'mask-freed-with-one']],
  ['IPv4,IPv6', 'services=10.112.0.0/20', ['services IPv4 by service: 981 2027-06-11 → 5075 2029-09-06'], ['service-range']],
  [
    'IPv4,IPv6',
    'services=10.96.0.0/19',
    ['services IPv4 by service: 981 2027-06-11 → 5077 2029-09-07'],
    ['10.96.0.0/19 around Services 10.96.0.0/20', 'service-range'],
  ],
  [
    'IPv4,IPv6',
    'services=10.0.0.0/20',
    ['services IPv4 by service: 981 2027-06-11 → 5075 2029-09-06'],
    ['10.0.0.0/20 inside the office', 'service-range'],
  ],
  ['IPv4,IPv6', 'pods=10.244.0.0/15', ['blocks IPv4 by blocks: 41 2027-03-02 → 297 2028-10-19'], ['pod-range-widened']],
  ['IPv4,IPv6', 'pods=10.244.0.0/16', [], ['pod-range-there']],
  ['IPv4,IPv6', 'pods=10.245.0.0/16', [], ['pod-range-not-used']],
  [
    'IPv4,IPv6',
    'services=10.112.0.0/20,10.112.0.0/20',
    ['services IPv4 by service: 981 2027-06-11 → 5075 2029-09-06'],
    ['10.112.0.0/20 same 10.112.0.0/20, proposed for services', 'service-range'],
  ],
  [
    'IPv4,IPv6',
    'growth=blocks/IPv4/0,services/IPv4/70',
    ['blocks IPv4 by blocks: 41 2027-03-02 → 41 not-within', 'services IPv4 by service: 981 2027-06-11 → 981 2027-03-05'],
    [],
  ],
  [
    'IPv4,IPv6',
    'drop=IPv6',
    [
      'blocks IPv6 by blocks: 65321 not-within → -',
      'pods IPv6 by maxPods: 15050 2028-12-18 → -',
      'services IPv6 by service: 65084 not-within → -',
    ],
    ['family-dropped-nodes', 'family-dropped-services', 'family-dropped-stays'],
  ],
  [
    'IPv6,IPv4',
    'drop=IPv6',
    [
      'blocks IPv6 by blocks: 65321 not-within → -',
      'pods IPv6 by maxPods: 15050 2028-12-18 → -',
      'services IPv6 by service: 65084 not-within → -',
    ],
    ['family-dropped-nodes', 'family-dropped-services', 'family-dropped-primary', 'family-dropped-stays'],
  ],
  [
    'IPv6,IPv4',
    'nodes=24@2027-01-11;maxPods=250',
    [
      'pods IPv6 by maxPods: 15050 2028-12-18 → 15050 2029-09-19',
      'blocks IPv4 by blocks: 41 2027-03-02 → 41 2027-01-11',
      'pods IPv4 by maxPods: 15050 2028-12-18 → 15050 2029-09-19',
    ],
    ['2 of 24 on 2027-01-11 without IPv4', 'nodes-without-leak', 'max-pods-new-nodes'],
  ],
  ['IPv6,IPv4', 'mask6=72', [], ['mask-refused']],
  [
    'IPv4',
    'add=IPv6;pods=fd00:10:244::/48;services=fd00:10:96::/112',
    [
      'blocks IPv6 by blocks: - → 65536 not-within',
      'pods IPv6 by maxPods: - → 0 not-enough',
      'services IPv6 by service: - → 65535 not-enough',
    ],
    ['service-range', 'family-added-nodes', 'family-added-mask', 'family-added-services'],
  ],
  [
    'IPv4',
    'add=IPv6',
    [],
    ['family-needs-pod-range', 'family-needs-service-range', 'family-added-nodes', 'family-added-mask', 'family-added-services'],
  ],
  ['IPv4', 'services=fd00:10:96::/112', [], ['service-range-dead']],
  ['IPv6', 'nodes=100', ['pods IPv6 by maxPods: 15050 2028-12-18 → 26050 2030-06-21'], []],
  ['IPv6', 'mask6=60', ['blocks IPv6 by blocks: 65321 not-within → 4082 not-within'], ['mask-new-nodes', 'mask-freed-with-one']],
  ['IPv6', 'services=fd00:10:97::/56', [], ['service-range-empty']],
  ['IPv6', 'drop=IPv6', [], ['family-is-the-only-one']],
  [
    'IPv6',
    'add=IPv4;pods=10.244.0.0/22;services=10.96.0.0/30',
    ['blocks IPv4 by blocks: - → 4 2026-12-06', 'pods IPv4 by maxPods: - → 0 not-enough', 'services IPv4 by service: - → 2 not-enough'],
    ['service-range-small', 'family-added-nodes', 'family-added-mask', 'family-added-services'],
  ],
])('%s: %s', (families, scenario, rows, words) => {
  const result = plan(sampleCluster(families.split(',') as Family[]), scenario);
  expect(changes(result, scenario === '')).toEqual(rows);
  expect(said(result)).toEqual(words);
});

test('notes write numbers as the page around them does', () => {
  const cluster = sampleCluster(['IPv4', 'IPv6'], 250);
  const texts = plan(cluster, 'nodes=2000@2020-01-01;maxPods=1500;mask4=23;services=10.112.0.0/20,fd00:97::/64').notes.map(
    ({ text }) => text,
  );
  expect(texts).toEqual([
    'A node that gets no IPv4 block gets no IPv6 block either.',
    '2020-01-01 is over: the 2,000 nodes of that day are counted as joining today.',
    'IPv4: 250 nodes keep the block they have; only new nodes get a /23.',
    'IPv4: 125 blocks of /23 hold blocks of several nodes. When one of those nodes is deleted, the whole /23 counts as free and may be given again (kubernetes#70957).',
    'IPv4: a /23 has 509 addresses for pods, fewer than maxPods, which is 1,500.',
    "maxPods of 1,500 is set on each new node, by its kubelet's --max-pods or the maxPods of its KubeletConfiguration; nodes that are there keep theirs.",
    '10.112.0.0/20: 4,094 addresses, a static band of 256; a new Service draws from any of the ranges at random.',
    'fd00:97::/64: ≈ 1.8 × 10¹⁹ addresses, a static band of 256; a new Service draws from any of the ranges at random.',
  ]);
});

test('a block leaks of the family that comes before the one that has none left', () => {
  const texts = (families: Family[]) => plan(sampleCluster(families, 250), 'nodes=24').notes.map(({ code, text }) => `${code}: ${text}`);
  const either = 'A node that gets no IPv4 block gets no IPv6 block either';
  expect(texts(['IPv4', 'IPv6'])).toEqual([`nodes-without-both: ${either}.`]);
  expect(texts(['IPv6', 'IPv4'])).toEqual([
    `nodes-without-leak: ${either}, and each try for one leaks a block of IPv6 until kube-controller-manager is restarted.`,
  ]);
});

test('of each family, what ends first', () => {
  const dual = sampleCluster(['IPv4', 'IPv6']);
  expect(plan(dual, 'pods=10.244.0.0/15').first).toEqual([
    { family: 'IPv4', today: 'blocks', scenario: 'services' },
    { family: 'IPv6', today: 'pods', scenario: 'pods' },
  ]);
});

test('a range ends first although pods fill the nodes sooner, and pods do where no range ends', () => {
  const cluster = sampleCluster(['IPv4']);
  const sooner = 'growth=pods/IPv4/5000';
  expect(plan(cluster, sooner).rows.map(({ what, scenario }) => `${what} ${side(scenario)}`)).toEqual([
    'blocks 41 2027-03-02',
    'pods 15050 2026-12-18',
    'services 981 2027-06-11',
  ]);
  expect(plan(cluster, sooner).first).toEqual([{ family: 'IPv4', today: 'blocks', scenario: 'blocks' }]);
  expect(plan(cluster, `${sooner},blocks/IPv4/0,services/IPv4/0`).first).toEqual([{ family: 'IPv4', today: 'blocks', scenario: 'pods' }]);
  expect(plan(cluster, 'growth=pods/IPv4/0,blocks/IPv4/0,services/IPv4/0').first).toEqual([
    { family: 'IPv4', today: 'blocks', scenario: null },
  ]);
});

test('the primary family comes first', () => {
  expect(plan(sampleCluster(['IPv6', 'IPv4']), '').first.map(({ family }) => family)).toEqual(['IPv6', 'IPv4']);
});

test('what is full ends before everything else', () => {
  const { rows, first } = planOf(sampleCluster(['IPv4'], 256), noScenario);
  expect(rows[0]?.today).toMatchObject({ used: 256, left: 0, ends: { kind: 'full' } });
  expect(first).toEqual([{ family: 'IPv4', today: 'blocks', scenario: 'blocks' }]);
});

test('where growth is not known there is no date, unless what is added alone reaches the limit', () => {
  const cluster = sampleCluster(['IPv4']);
  const unknown = { ...cluster, pods: cluster.pods.map((space) => ({ ...space, blockGrowth: null })) };
  expect(plan(unknown, 'nodes=40').rows[0]?.scenario?.ends).toEqual({ kind: 'not-enough', have: 0, need: 7 });
  expect(plan(unknown, 'nodes=41@2027-01-11').rows[0]?.scenario?.ends).toEqual({
    kind: 'date',
    likely: 20_829,
    earliest: 20_829,
    latest: 20_829,
  });
});

test('a day that is gone is today', () => {
  expect(plan(sampleCluster(['IPv4']), 'nodes=42@2020-01-01').nodesWithout).toEqual([
    { day: today, added: 42, without: 1, lacks: 'IPv4', mask: 25 },
  ]);
});

test('a block that overlaps the Service range is not there to be given', () => {
  const cluster = sampleCluster(['IPv4']);
  const around = {
    ...cluster,
    pods: cluster.pods.map((space) => ({ ...space, around: [{ family: 'IPv4' as const, value: 0x0af4ff10n, prefixLength: 28 }] })),
  };
  expect(planOf(around, noScenario).rows[0]?.today?.left).toBe(40);
});

test('proposed ranges are held against special ranges and one another', () => {
  const result = plan(sampleCluster(['IPv4']), 'services=198.18.0.0/16,198.18.1.0/24');
  expect(result.overlaps.map(({ proposed, how, known }) => `${formatCidr(proposed)} ${how} ${known.what}`)).toEqual([
    '198.18.0.0/16 inside Benchmarking, RFC 2544',
    '198.18.1.0/24 inside Benchmarking, RFC 2544',
    '198.18.1.0/24 inside 198.18.0.0/16, proposed for services',
  ]);
});

test('a CNI with several pools takes any further range, and nothing is said of flags and faults of kube-controller-manager', () => {
  const cluster = sampleCluster(['IPv4', 'IPv6']);
  const calico = { ...cluster, pods: cluster.pods.map((space) => ({ ...space, ofControllerManager: false })) };
  expect(plan(calico, 'pods=10.245.0.0/16').rows[0]?.scenario?.left).toBe(41 + 256);
  expect(said(plan(calico, 'pods=10.245.0.0/16'))).toEqual(['pod-range-of-plugin']);
  expect(said(plan(calico, 'mask4=23'))).toEqual(['mask-of-plugin']);
  expect(said(plan(calico, 'nodes=60'))).toEqual(['19 of 60 on 2026-11-26 without IPv4']);
  expect(said(plan(calico, 'drop=IPv6'))).toEqual(['family-dropped-services', 'family-dropped-stays']);
});

test.each<[families: string, scenario: string, mask: number | null]>([
  ['IPv4', 'nodes=60', 25],
  ['IPv4', 'nodes=300', 27], // 82 fit with a /25, 164 with a /26
  ['IPv4', 'nodes=60000', null],
  ['IPv4,IPv6', 'nodes=60', 25],
  ['IPv4', 'nodes=100;mask4=25', 26],
])('%s: %s gives all of them a block with /%s', (families, scenario, mask) => {
  expect(plan(sampleCluster(families.split(',') as Family[]), scenario).nodesWithout).toMatchObject([{ mask }]);
});

test('a mask that is proposed does what is said of it', () => {
  expect(plan(sampleCluster(['IPv4']), 'nodes=300;mask4=27').nodesWithout).toEqual([]);
  expect(plan(sampleCluster(['IPv4']), 'nodes=300;mask4=26').nodesWithout).toHaveLength(1);
  const cluster = sampleCluster(['IPv4']);
  const calico = { ...cluster, pods: cluster.pods.map((space) => ({ ...space, ofControllerManager: false })) };
  expect(plan(calico, 'nodes=60').nodesWithout).toMatchObject([{ mask: null }]);
});

test('a range that is known by its two ends is overlapped in part', () => {
  const cluster = { ...sampleCluster(['IPv4']), known: [known('10.112.0.9-10.112.99.9', 'loadBalancer', 'MetalLB edge')] };
  expect(plan(cluster, 'services=10.112.0.0/20').overlaps).toMatchObject([{ how: 'partly', known: { what: 'MetalLB edge' } }]);
});

test('where nobody knows what pods hold, nothing is said of them, and blocks are planned all the same', () => {
  const cluster = sampleCluster(['IPv4']);
  const plan = planOf({ ...cluster, pods: cluster.pods.map((space) => ({ ...space, inUse: null })) }, noScenario);
  expect(plan.rows.map(({ what }) => what)).toEqual(['blocks', 'services']);
});
