import { expect, test } from 'vitest';
import type { ForecastAnswer } from '../../../shared/wire/plan.ts';
import { answer, balancer, date, never, row, today } from './answersForTests.ts';
import { basisLines, planSeries, scenarioLimitName, todayLimitName } from './planSeries.ts';

const past: ForecastAnswer = {
  ...balancer('x', null),
  revision: '1',
  today,
  withoutHistory: null,
  growth: null,
  shifts: [{ day: '2026-10-01', by: 30 }],
  history: [{ day: '2026-11-25', value: 214 }],
  alive: [{ day: '2026-11-24', value: 210 }],
  limits: [
    { day: '2026-01-01', limit: 128 },
    { day: today, limit: 300 },
  ],
};

test('the past is that of the forecast; the limit of today is that of the plan', () => {
  const series = planSeries(today, row('blocks', 'IPv4', never, date('2027-04-12')), past);
  expect(series).toMatchObject({ history: past.history, alive: past.alive, shifts: past.shifts });
  expect(series.now?.limits).toEqual([
    { day: '2026-01-01', limit: 128 },
    { day: today, limit: 256 },
  ]);
  expect(series.scenario?.ends).toEqual(date('2027-04-12'));
});

test('without a past there is the one day that is known, and a scenario that changes nothing is none', () => {
  expect(planSeries(today, row('pods', 'IPv4', never), undefined)).toMatchObject({ history: [{ day: today, value: 215 }], scenario: null });
  expect(planSeries(today, row('pods', 'IPv6', null, never), undefined)).toMatchObject({ history: [], now: null });
});

test('a limit that is moved is called by what moved it', () => {
  const plan = answer([]);
  const { base } = plan;
  const then = {
    ...base,
    scenario: {
      ...base.scenario,
      pods: base.today.pods.map((space) => (space.family === 'IPv4' ? { ...space, blockLength: 25 } : space)),
      services: [
        { family: 'IPv4' as const, ranges: ['10.96.0.0/20', '10.112.0.0/20'] },
        { family: 'IPv6' as const, ranges: ['fd00:96::/112', 'fd00:97::/112', 'fd00:98::/112'] },
      ],
    },
  };
  const name = (what: 'blocks' | 'pods' | 'services', family: 'IPv4' | 'IPv6') =>
    scenarioLimitName({ base: then }, row(what, family, never));
  expect(name('blocks', 'IPv4')).toBe('with /25:');
  expect(name('blocks', 'IPv6')).toBe('scenario:');
  expect(name('services', 'IPv4')).toBe('with 10.112.0.0/20:');
  expect(name('services', 'IPv6')).toBe('with 2 more ranges:');
  expect(name('pods', 'IPv4')).toBe('scenario:');
  expect(todayLimitName(plan, row('blocks', 'IPv4', never))).toBe('capacity in /24s:');
  expect(todayLimitName(plan, row('services', 'IPv4', never))).toBe('capacity');
});

test('what is not counted is said once, with names where it is not true of all', () => {
  const of = (name: string, change: Partial<ForecastAnswer>) => ({ name, past: { ...past, ...change } });
  expect(basisLines([of('a', { basis: 'alive' }), of('b', { basis: 'alive' })])).toEqual([
    'The past is read from creation times of what is alive: what is gone is missing, so that it seems to grow faster.',
  ]);
  expect(basisLines([of('a', {}), of('b', { basis: 'mixed', days: 3 })])).toEqual([
    'b: 3 days were counted; before, creation times of what is alive have to do.',
  ]);
  expect(basisLines([of('a', { withoutHistory: 'the disk is full' })])).toEqual(['The history cannot be read: the disk is full']);
  expect(basisLines([of('a', {})])).toEqual([]);
});
