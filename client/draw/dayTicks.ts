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
    const areYears = dates.length > 1 && dates.every((date) => date.getUTCMonth() === 0 && date.getUTCDate() === 1);
    const ticks = dates
      .map((date, i) => ({ day: date.getTime() / length, x: scale(date), text: textOf(date, i === 0, areYears) }))
      .filter((tick) => endOf(tick) <= right);
    if (ticks.every((tick, i) => i === 0 || tick.x >= endOf(ticks[i - 1] ?? tick) + 6)) return ticks;
  }
  return [];
}

function endOf({ x, text }: DayTick): number {
  return x + 4 + text.length * letter;
}

function textOf(date: Date, isFirst: boolean, areYears: boolean): string {
  if (areYears) return year(date);
  if (date.getUTCDate() !== 1) return dayAndMonth(date);
  return isFirst || date.getUTCMonth() === 0 ? monthAndYear(date) : month(date);
}
