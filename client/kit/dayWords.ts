const day = 86_400_000; // ms
const year = 365.25; // days
const exact = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });

/** A day of the API ("2027-03-02", UTC) counted from 1970-01-01. */
export function dayNumber(text: string): number {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / day);
}

export function daysUntil(text: string, today: string): number {
  return dayNumber(text) - dayNumber(today);
}

/** "2 March 2027" */
export function dayWords(text: string): string {
  return exact.format(new Date(text));
}

/** A day that nobody knows exactly, the farther the rougher: "2 March 2027", after a year and a half "March 2029", after five years "2032". */
export function aboutDay(text: string, today: string): string {
  return rough(text, today) ?? exact.format(new Date(text));
}

/** The same where there is little room: "2 Mar 2027", "Mar 2029", "2032". */
export function aboutDayShort(text: string, today: string): string {
  const words = rough(text, today);
  return words ? words.replace(/^(\p{L}{3})\p{L}*/u, '$1') : short.format(new Date(text));
}

/** When it is in a sentence: "in May", of another year than the next twelve months "in May 2029", after five years "about 2032". */
export function inMonth(text: string, today: string): string {
  const ahead = daysUntil(text, today);
  if (ahead >= 5 * year) return `about ${text.slice(0, 4)}`;
  const name = month.format(new Date(text));
  return ahead < 330 ? `in ${name}` : `in ${name} ${text.slice(0, 4)}`;
}

/** Two days in a sentence: "between 8 February and 9 April 2027"; the year once, and left out where it is `known`. */
export function betweenDays(from: string, to: string, today: string, known?: string): string {
  const [first, last] = [aboutDay(from, today), aboutDay(to, today)];
  if (first === last) return daysUntil(to, today) < 1.5 * year ? `on ${first}` : `in ${first}`;
  const ofYear = to.slice(0, 4);
  if (rough(to, today) !== undefined || from.slice(0, 4) !== ofYear) return `between ${first} and ${last}`;
  const end = known === ofYear ? dayAndMonth.format(new Date(to)) : last;
  return `between ${dayAndMonth.format(new Date(from))} and ${end}`;
}

/** "today", "tomorrow", "in 5 days", "in 3 weeks" */
export function inDays(days: number): string {
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days < 14 ? `in ${days} days` : `in ${Math.round(days / 7)} weeks`;
}

/** A span of the past: "9 days", "8 weeks", "13 months", "3 years". */
export function spanWords(days: number): string {
  const of = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (days < 14) return of(days, 'day');
  if (days < 120) return of(Math.round(days / 7), 'week');
  return days < 2 * year ? of(Math.round(days / (year / 12)), 'month') : of(Math.round(days / year), 'year');
}

function rough(text: string, today: string): string | undefined {
  const ahead = daysUntil(text, today);
  if (ahead >= 5 * year) return text.slice(0, 4);
  return ahead >= 1.5 * year ? `${month.format(new Date(text))} ${text.slice(0, 4)}` : undefined;
}
