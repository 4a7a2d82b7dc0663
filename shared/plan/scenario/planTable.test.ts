import { expect, test } from 'vitest';
import { planOf } from './planOf.ts';
import { planCSV, planMarkdown } from './planTable.ts';
import { sampleCluster } from './sampleClusters.ts';
import { parseScenario } from './scenarioText.ts';

const read = parseScenario('nodes=24@2027-01-11;services=10.0.0.0/20');
if (!read.ok) throw new Error(read.why);
const plan = planOf(sampleCluster(['IPv4']), read.scenario);

test('a plan in Markdown', () => {
  expect(
    planMarkdown(plan),
  ).toBe(`| family | what | limited by | used | left today | ends | earliest | latest | left in the scenario | ends then | earliest then | latest then |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| IPv4 | node blocks | blocks | 215 | 41 | 2027-03-02 | 2027-03-02 | 2027-03-02 | 41 | 2027-01-11 | 2027-01-11 | 2027-01-11 |
| IPv4 | addresses for pods | maxPods | 8600 | 15050 | 2028-12-18 | 2028-12-18 | 2028-12-18 | 15050 | 2029-04-18 | 2029-04-18 | 2029-04-18 |
| IPv4 | Service addresses | service | 3113 | 981 | 2027-06-11 | 2027-06-11 | 2027-06-11 | 5075 | 2029-09-06 | 2029-09-06 | 2029-09-06 |

- 2 of the 24 nodes added on 2027-01-11 get no podCIDR: no IPv4 block is left.
- 10.0.0.0/20 overlaps the office.
- 10.0.0.0/20: 4094 addresses, a static band of 256; a new Service draws from any of the ranges at random.
`);
});

test('a plan as CSV has a line a row, ended as RFC 4180 ends them', () => {
  const lines = planCSV(plan).split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toBe('IPv4,node blocks,blocks,215,41,2027-03-02,2027-03-02,2027-03-02,41,2027-01-11,2027-01-11,2027-01-11');
});

test('what is not known is said, and never a zero', () => {
  const cluster = sampleCluster(['IPv6']);
  const unknown = planOf({ ...cluster, pods: [], services: cluster.services.map((space) => ({ ...space, growth: null })) }, read.scenario);
  expect(planCSV(unknown).split('\r\n')[1]).toBe(
    'IPv6,Service addresses,service,451,65084,not enough is known,,,65084,not enough is known,,',
  );
});
