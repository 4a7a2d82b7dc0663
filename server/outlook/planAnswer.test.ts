import { expect, test } from 'vitest';
import { findRange } from '../../shared/plan/findRange/findRange.ts';
import { parseRangeWish } from '../../shared/plan/findRange/rangeWish.ts';
import { type Forecast, forecast } from '../../shared/plan/forecast/forecast.ts';
import { rehearseMask } from '../../shared/plan/rehearseMask.ts';
import { sampleCluster } from '../../shared/plan/scenario/sampleClusters.ts';
import { parseScenario } from '../../shared/plan/scenario/scenarioText.ts';
import * as wire from '../../shared/wire/plan.ts';
import { endsAnswer, forecastAnswer, foundRangesAnswer, maskAnswer, planAnswer } from './planAnswer.ts';

const cluster = sampleCluster(['IPv4', 'IPv6']);
const revision = '7';
const head: Omit<Parameters<typeof forecastAnswer>[0], 'basis' | 'ends'> = {
  id: 'pod/cluster/10.244.0.0-16',
  pools: ['pod/cluster/10.244.0.0-16'],
  kind: 'pod',
  name: 'cluster',
  family: 'IPv4',
  ranges: ['10.244.0.0/16'],
  limit: 'blocks',
  used: 159,
  total: 300,
  left: 141,
  perWeek: 7,
  days: 60,
  made: false,
  imported: false,
  withoutHistory: null,
};
const headOf = ({ basis, ends }: Forecast) => ({ ...head, basis, ends: endsAnswer(ends) });

test('a plan on the wire', () => {
  const read = parseScenario('services=10.0.0.0/20;nodes=24@2027-01-11');
  if (!read.ok) throw new Error(read.why);
  const answer = planAnswer(cluster, read.scenario, (of, family) => (of === 'pods' ? null : `${of}/${family}`));
  expect(wire.planAnswer.parse(JSON.parse(JSON.stringify({ revision, ...answer })))).toEqual({ revision, ...answer });
  expect(answer.scenario).toBe('nodes=24@2027-01-11;services=10.0.0.0/20');
  expect(answer.base.today.services[0]).toEqual({ family: 'IPv4', ranges: ['10.96.0.0/20'] });
  expect(answer.base.scenario.services[0]).toEqual({ family: 'IPv4', ranges: ['10.96.0.0/20', '10.0.0.0/20'] });
  expect(answer.base.scenario.pods[0]).toEqual({
    family: 'IPv4',
    ranges: ['10.244.0.0/16'],
    blockLength: 24,
    usable: '253',
    ofControllerManager: true,
  });
  expect(answer.rows.map(({ forecast }) => forecast).slice(0, 3)).toEqual(['blocks/IPv4', null, 'services/IPv4']);
  expect(answer.rows[0]).toMatchObject({
    what: 'blocks',
    family: 'IPv4',
    today: { used: 215, left: 41, ends: { kind: 'date', likely: '2027-03-02' } },
    scenario: { ends: { kind: 'date', likely: '2027-01-11' }, additions: [{ day: '2027-01-11', by: 24 }] },
  });
  expect(answer.overlaps).toEqual([{ proposed: '10.0.0.0/20', of: 'services', how: 'inside', known: 'the office', range: '10.0.0.0/16' }]);
  expect(answer.nodesWithout).toEqual([{ day: '2027-01-11', added: 24, without: 2, lacks: 'IPv4', mask: 25 }]);
});

test.each([
  ['date', 300],
  ['not-within', 1_000_000],
  ['full', 158],
] as const)('a forecast on the wire: %s', (kind, limit) => {
  const history = Array.from({ length: 60 }, (_, day) => ({ day, value: 100 + day }));
  const limits = [{ day: 0, limit }];
  const seen = forecast(history, limits, 59);
  const answer = forecastAnswer(headOf(seen), seen, { counts: history, alive: [], limits }, 59);
  expect(wire.forecastAnswer.parse(JSON.parse(JSON.stringify({ revision, ...answer })))).toEqual({ revision, ...answer });
  expect(answer.ends?.kind).toBe(kind);
  expect(answer.history[59]).toEqual({ day: '1970-03-01', value: 159 });
});

test('a forecast without enough days on the wire', () => {
  const seen = forecast([], [], 0, 'alive');
  const answer = forecastAnswer(headOf(seen), seen, { counts: [], alive: [], limits: [] }, 0);
  expect(wire.forecastAnswer.parse({ revision, ...answer })).toEqual({ revision, ...answer });
  expect(answer).toMatchObject({ basis: 'alive', ends: { kind: 'not-enough', have: 0, need: 7 }, growth: null });
});

test('a rehearsed mask on the wire', () => {
  const [pods] = cluster.pods;
  if (!pods) throw new Error('the sample has pods');
  const answer = maskAnswer('IPv4', rehearseMask(pods, 23));
  expect(wire.maskAnswer.parse({ revision, ...answer })).toEqual({ revision, ...answer });
  expect(answer).toMatchObject({
    from: 24,
    to: 23,
    keep: 215,
    usable: '509',
    fitBefore: '41',
    fitAfter: '20',
    collide: '108',
    freedWithOne: 107,
  });
  expect(answer.collisions[0]).toEqual({ block: '10.244.0.0/23', nodes: ['node-1', 'node-2'], isFreedWithOne: true });
});

test('found ranges on the wire', () => {
  const read = parseRangeWish('a /20 for Services', 'IPv4');
  if (!read.ok) throw new Error(read.why);
  const answer = foundRangesAnswer(findRange(read.wish, cluster.known, 'a1'));
  expect(wire.foundRanges.parse({ revision, ...answer })).toEqual({ revision, ...answer });
  expect(answer.found[0]?.cidr).toBe('10.96.16.0/20');
});

test.each([
  [wire.planQuery, {}, { scenario: '' }],
  [wire.maskQuery, { family: 'IPv4', prefix: '25' }, { family: 'IPv4', prefix: 25 }],
  [wire.forecastsQuery, { kind: 'service' }, { kind: 'service', limit: 100 }],
  [wire.foundRangesQuery, { wish: '/20' }, { wish: '/20' }],
])('a query is read', (schema, query, read) => {
  expect(schema.parse(query)).toEqual(read);
});
