import type { Family } from '../../net/address.ts';
import { type Addition, type Ends, endsOf } from '../forecast/ends.ts';
import { type Growth, growthOf } from '../forecast/growth.ts';
import { type LimitStep, limitOn } from '../forecast/series.ts';
import type { Side } from './plan.ts';
import type { Planned, Scenario } from './scenario.ts';

/** How one thing stands and goes on. Where no growth is known, what is added may still reach the limit, and that date is known. */
export function sideOf(
  today: number,
  used: number,
  limits: readonly LimitStep[],
  growth: Growth | null,
  additions: readonly Addition[] = [],
): Side {
  const now = limitOn(limits, today) ?? 0;
  return { used, limits, additions, left: Math.max(0, now - used), ends: endsAfter(today, used, now, limits, growth, additions), growth };
}

function endsAfter(
  today: number,
  used: number,
  now: number,
  limits: readonly LimitStep[],
  growth: Growth | null,
  additions: readonly Addition[],
): Ends {
  if (used >= now) return { kind: 'full' };
  const ends = endsOf(growth ?? growthOf(today, used, 0), limits, today, additions);
  return growth || ends.kind === 'date' ? ends : { kind: 'not-enough', have: 0, need: 7 };
}

/** The growth that the scenario says, else that of the past. */
export function growthIn(
  { growth }: Scenario,
  what: Planned,
  family: Family,
  today: number,
  used: number,
  known: Growth | null,
): Growth | null {
  const said = growth.find((one) => one.what === what && one.family === family);
  return said ? growthOf(today, used, said.perWeek / 7) : known;
}
