const dateOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const clockOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** An RFC 3339 time as a date in the reader's zone ("11 Mar 2025"); undefined where it is no time. */
export function formatDate(time: string): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : dateOnly.format(date);
}

const shortDayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const minuteOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A day without its year ("17 Nov"); undefined where it is no time. */
export function formatShortDay(time: string | number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : shortDayOnly.format(date);
}

/** A moment to the minute in the reader's zone ("17 Nov 21:40"), with its year where that is another than now's. */
export function formatMoment(time: string | number, now: number): string | undefined {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return undefined;
  const day = date.getFullYear() === new Date(now).getFullYear() ? shortDayOnly : dateOnly;
  return `${day.format(date)} ${minuteOnly.format(date)}`;
}

/** Two moments as one span ("17 Nov 21:40 – 18 Nov 22:07", "17 Nov 04:00 – 04:11"). */
export function formatSpan(from: string | number, to: string | number, now: number): string | undefined {
  const [first, last] = [formatMoment(from, now), formatMoment(to, now)];
  if (first === undefined || last === undefined) return undefined;
  const isOneDay = new Date(from).toDateString() === new Date(to).toDateString();
  return `${first} – ${isOneDay ? minuteOnly.format(new Date(to)) : last}`;
}

/** A time of day ("08:58:12"). */
export function formatClock(time: string): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : clockOnly.format(date);
}

/** A day of the API ("2027-04-12", UTC) as "12 Apr 2027", wherever the reader is. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : dayOnly.format(date);
}
