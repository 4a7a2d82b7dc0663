import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { aboutDay, aboutDayShort, betweenDays, daysUntil } from '../../kit/dayWords.ts';
import { isUnusual } from '../../kit/poolStates.ts';

/** What stands on a runway, and what it says to those who do not see it. */
export interface RunwayWords {
  /** "2 Mar 2027", "not within 10 years" */
  short: string;
  /** On a line of its own: "does not end within 10 years" */
  alone: string;
  /** "ends about 2 March 2027, between 8 February and 9 April" */
  long: string;
  /** It has no end whatever happens: a line without one is drawn. */
  isEndless: boolean;
}

const words = (short: string, long = short, alone = short): RunwayWords => ({ short, alone, long, isEndless: false });

/** When something ends, in words; null: nothing is known of it. A pool that gives nothing out has no end. */
export function runwayWords(
  head: Pick<ForecastHead, 'ends' | 'family' | 'ranges' | 'basis'> | null,
  pool: Pick<Pool, 'state'> | null,
  today: string,
): RunwayWords {
  if (pool && isUnusual(pool)) return words('gives nothing out');
  const basis = head?.basis === 'alive' ? ', by creation times of what is alive' : '';
  const ends = head?.ends ?? null;
  switch (ends?.kind) {
    case undefined:
      return head?.family === 'IPv6' && head.ranges.length === 1 && head.ranges[0]?.endsWith('/64')
        ? {
            ...words('one /64: not a limit', 'one /64 of 2⁶⁴ addresses: not a limit', 'one /64 (2⁶⁴ addresses): not a limit'),
            isEndless: true,
          }
        : words('end not known', 'when it ends is not known');
    case 'full':
      return words('used up');
    case 'not-enough':
      return words(
        `${ends.have} of ${ends.need} days of history`,
        `when it ends is not known yet: ${ends.have} of ${ends.need} days of history`,
      );
    case 'not-within': {
      if (ends.earliest === null)
        return words('not within 10 years', `does not end within ten years${basis}`, 'does not end within 10 years');
      const fastest = `at its fastest about ${aboutDay(ends.earliest, today)}`; // a band is drawn from there
      return words(
        'likely not within 10 years',
        `is not likely to end within ten years, ${fastest}${basis}`,
        `not likely to end within 10 years; ${fastest}`,
      );
    }
    case 'date': {
      const { earliest, likely, latest } = ends;
      const isRough = daysUntil(likely, today) >= 548;
      const short = `${isRough ? 'about ' : ''}${aboutDayShort(likely, today)}`;
      const band =
        latest === null
          ? `not before ${aboutDay(earliest, today)}, perhaps not within ten years`
          : betweenDays(earliest, latest, today, isRough ? undefined : likely.slice(0, 4));
      return words(short, `ends about ${aboutDay(likely, today)}, ${band}${basis}`, `ends about ${aboutDay(likely, today)}`);
    }
  }
}
