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

/** Round days from one to another (counted from 1970-01-01, UTC), those whose text fits between left and right and leaves the next one room. */
export function dayTicks([from, to]: readonly [number, number], left: number, right: number): DayTick[] {
  const scale = scaleUtc([from * length, to * length], [left, right]);
  const dates = scale.ticks(Math.max(2, Math.floor((right - left) / 76))).filter((date) => date.getTime() % length === 0);
  const areYears = dates.length > 1 && dates.every((date) => date.getUTCMonth() === 0 && date.getUTCDate() === 1);
  const ticks: DayTick[] = [];
  let free = left;
  for (const date of dates) {
    const x = scale(date);
    const text = textOf(date, ticks.length === 0, areYears);
    if (x < free || x + 4 + text.length * letter > right) continue;
    ticks.push({ day: date.getTime() / length, x, text });
    free = x + 4 + text.length * letter + 6;
  }
  return ticks;
}

function textOf(date: Date, isFirst: boolean, areYears: boolean): string {
  if (areYears) return year(date);
  if (date.getUTCDate() !== 1) return dayAndMonth(date);
  return isFirst || date.getUTCMonth() === 0 ? monthAndYear(date) : month(date);
}
