const minute = 60_000;

const written = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A moment as people read it, in UTC as the history is kept: "17 Nov 2026, 21:40 UTC". What is no time stays as it is. */
export function momentText(time: string | number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : `${written.format(date)} UTC`;
}

/** The day of it: "17 Nov". */
export function dayText(time: number): string {
  return dayOnly.format(new Date(time));
}

/** As the address bar holds it, to the minute: "2026-11-17T21:40:00Z". */
export function atOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}:00Z`;
}

/** As a field for date and time holds it, and back; undefined for what is no time. */
export function fieldOf(time: number): string {
  return new Date(time).toISOString().slice(0, 16);
}

export function timeOfField(field: string): number | undefined {
  const time = Date.parse(`${field}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Whole minutes that are over, of which something is known; undefined where there is none yet. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(since: number, now: number): Span | undefined {
  const from = Math.ceil(since / minute) * minute;
  const to = Math.floor(now / minute) * minute;
  return from < to ? { from, to } : undefined;
}

const hour = 60 * minute;
const day = 24 * hour;

/** What an arrow and a page key move by: an hour and a day, and less where the whole history is shorter. */
export function stepsOf({ from, to }: Span): { readonly small: number; readonly large: number } {
  const length = to - from;
  if (length >= 2 * day) return { small: hour, large: day };
  if (length >= 6 * hour) return { small: hour, large: 6 * hour };
  return length >= hour ? { small: 5 * minute, large: hour } : { small: minute, large: 5 * minute };
}

/** Where a key leads from a moment; undefined for keys that lead nowhere. */
export function afterKey(key: string, shift: boolean, time: number, span: Span): number | undefined {
  const { small, large } = stepsOf(span);
  const within = (to: number) => Math.min(span.to, Math.max(span.from, to));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(time - (shift ? large : small));
    case 'ArrowRight':
    case 'ArrowUp':
      return within(time + (shift ? large : small));
    case 'PageDown':
      return within(time - large);
    case 'PageUp':
      return within(time + large);
    case 'Home':
      return span.from;
    case 'End':
      return span.to;
    default:
      return undefined;
  }
}
