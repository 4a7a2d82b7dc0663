import { type Errors, errorsAhead } from './errors.ts';
import { seasonOn } from './season.ts';

/** How a series goes on, in plain numbers, which cross the wire: valueOn says what that makes of a day. */
export interface Growth {
  /** The last day that was counted. */
  readonly day: number;
  /** On that day, without what the day of the week adds. */
  readonly level: number;
  /** A day, for good. */
  readonly steady: number;
  /** A day at first, half as much after 60 days, and so on: growth that may be ending. */
  readonly fading: number;
  /** What a day of the week adds, by day modulo 7. */
  readonly season: readonly number[];
  readonly errors: Errors;
}

/** A day of the growth path; it lies from low to high four times in five. */
export interface Band {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

const life = 60 / Math.LN2; // days after which a 1/e is left of what is halved in 60

/** Growth over some days, of which a part fades. */
export function grown(steady: number, fading: number, days: number): number {
  return steady * days + fading * life * (1 - Math.exp(-days / life));
}

/** What a series will be on a day, never below nothing. Before its last day, what the fitted line makes of it, without a band. */
export function valueOn({ day: last, level, steady, fading, season, errors }: Growth, day: number): Band {
  const ahead = day - last;
  const likely = level + (ahead > 0 ? grown(steady, fading, ahead) : (steady + fading) * ahead) + seasonOn(season, day);
  const { low, high } = ahead > 0 ? errorsAhead(errors, ahead) : { low: 0, high: 0 };
  return { low: Math.max(0, likely + low), likely: Math.max(0, likely), high: Math.max(0, likely + high) };
}

/** Growth a day as somebody says that it will be: as sure as they are, so without a band. */
export function growthOf(day: number, level: number, perDay: number): Growth {
  return { day, level, steady: perDay, fading: 0, season: [], errors: { low: 0, high: 0, exponent: 1, days: 1 } };
}
