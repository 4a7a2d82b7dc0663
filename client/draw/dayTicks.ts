import { scaleUtc, utcFormat } from 'd3';

/** A round day of an axis and its text, which begins at x. */
export interface DayTick {
  readonly day: number;
  readonly x: number;
  readonly text: string;
}

const length = 86_400_000; // ms
export const letter = 6.2; // px a letter of 11 px is wide, at most
const monthAndYear = utcFormat('%b %Y');
const month = utcFormat('%b');
const year = utcFormat('%Y');
const dayAndMonth = utcFormat('%-d %b');

/** Round days from one to another (counted from 1970-01-01, UTC), as many as have room for their texts between left and right. */
export function dayTicks([from, to]: readonly [number, number], left: number, right: number): DayTick[] {
  const scale = scaleUtc([from * length, to * length], [left, right]);
  for (let count = Math.max(2, Math.floor((right - left) / 56)); count > 1; count--) {
    const dates = scale.ticks(count).filter((date) => date.getTime() % length === 0);
    for (const stride of [1, 2]) {
      const ticks = ticksOf(thinned(dates, stride), scale).filter((tick) => endOf(tick) <= right);
      if (ticks.every((tick, i) => i === 0 || tick.x >= endOf(ticks[i - 1] ?? tick) + 6)) return ticks;
    }
  }
  return [];
}

function ticksOf(dates: readonly Date[], scale: (date: Date) => number): DayTick[] {
  const textOf = textsOf(dates);
  return dates.map((date, i) => ({ day: date.getTime() / length, x: scale(date), text: textOf(date, i === 0) }));
}

/** Every second one, new year among them. */
function thinned(dates: readonly Date[], stride: number): readonly Date[] {
  const kept = Math.max(0, dates.findIndex(isNewYear));
  return dates.filter((_, i) => (i - kept) % stride === 0);
}

function isNewYear(date: Date): boolean {
  return date.getUTCMonth() === 0 && date.getUTCDate() === 1;
}

function endOf({ x, text }: DayTick): number {
  return x + 4 + text.length * letter;
}

/** Days, months or years, whichever all of them are; the year where it begins. */
function textsOf(dates: readonly Date[]): (date: Date, isFirst: boolean) => string {
  if (dates.length > 1 && dates.every(isNewYear)) return year;
  if (dates.some((date) => date.getUTCDate() !== 1)) return dayAndMonth;
  return (date, isFirst) => (isFirst || isNewYear(date) ? monthAndYear(date) : month(date));
}
