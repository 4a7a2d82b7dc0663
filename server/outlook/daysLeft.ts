import type { Ends } from '../../shared/plan/forecast/ends.ts';
import type { Outlook } from './outlook.ts';
import type { Target } from './targets.ts';

/** How many days are left of a target; infinite: it does not end within ten years. */
export interface DaysLeft extends Pick<Target, 'id' | 'kind' | 'family'> {
  readonly likely: number;
  readonly earliest: number;
  readonly latest: number;
}

/** Of all whose end is known. */
export function daysLeftOf({ today, targets, seen }: Outlook): DaysLeft[] {
  return targets.flatMap(({ id, kind, family, limit }) => {
    const ends = seen.get(id)?.forecast?.ends;
    const left = limit === null || !ends ? null : untilEnds(ends, today);
    return left ? [{ id, kind, family, ...left }] : [];
  });
}

/** Null where too few days are known. */
function untilEnds(ends: Ends, today: number): Pick<DaysLeft, 'likely' | 'earliest' | 'latest'> | null {
  const until = (day: number | null) => (day === null ? Number.POSITIVE_INFINITY : Math.max(0, day - today));
  switch (ends.kind) {
    case 'date':
      return { likely: until(ends.likely), earliest: until(ends.earliest), latest: until(ends.latest) };
    case 'not-within':
      return { likely: until(null), earliest: until(ends.earliest), latest: until(null) };
    case 'full':
      return { likely: 0, earliest: 0, latest: 0 };
    case 'not-enough':
      return null;
  }
}
