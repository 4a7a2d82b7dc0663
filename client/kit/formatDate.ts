const dateOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clockOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** An RFC 3339 time as a date in the reader's zone ("11 Mar 2025"); undefined where it is no time. */
export function formatDate(time: string): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : dateOnly.format(date);
}

/** The same as a time of day ("08:58:12"). */
export function formatClock(time: string): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : clockOnly.format(date);
}
