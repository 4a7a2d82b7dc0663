const length = 86_400_000; // ms

/** A day counted from 1970-01-01 as "2027-01-11" (ISO 8601, UTC). */
export function dayText(day: number): string {
  return new Date(day * length).toISOString().slice(0, 10);
}

/** Reads "2027-01-11"; undefined for what is no day of the calendar. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = Date.parse(`${text}T00:00:00Z`) / length;
  return Number.isInteger(day) && dayText(day) === text ? day : undefined; // 2027-02-30 is read as a day in March
}
