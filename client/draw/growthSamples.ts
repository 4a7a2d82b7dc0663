import { dayText } from '../../shared/plan/scenario/days.ts';
import type { GrowthSeries, GrowthSide } from './growthSeries.ts';

/** Series for tests, on 2026-11-26: 215 nodes of 256 blocks after 26 weeks of three more a week. */

const today = 20_783;
const step = 3 / 7;

export const nodesToday: GrowthSide = {
  used: 215,
  limits: [{ day: dayText(today), limit: 256 }],
  additions: [],
  growth: {
    day: dayText(today),
    level: 215,
    steady: step,
    fading: 0,
    season: [],
    errors: { low: -2, high: 2, exponent: 0.75, days: 182 },
  },
  ends: { kind: 'date', likely: '2027-03-02', earliest: '2027-02-08', latest: '2027-04-09' },
};

/** With 24 nodes on 11 Jan 2027 and a /25, of which 297 fit. */
export const nodesThen: GrowthSide = {
  ...nodesToday,
  limits: [{ day: dayText(today), limit: 297 }],
  additions: [{ day: '2027-01-11', by: 24 }],
  ends: { kind: 'date', likely: '2027-04-12', earliest: '2027-03-13', latest: '2027-06-04' },
};

export const nodes: GrowthSeries = {
  today: dayText(today),
  history: Array.from({ length: 183 }, (_, i) => ({ day: dayText(today - 182 + i), value: Math.round(215 - (182 - i) * step) })),
  shifts: [],
  now: nodesToday,
  scenario: null,
};
