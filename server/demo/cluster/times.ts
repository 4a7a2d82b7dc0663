const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

const dates = new Map<number, string>(); // by days since 1970
const two: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** "2026-11-23T06:24:42Z": metav1.Time has whole seconds. Written often, so by table. */
export function isoSeconds(time: number): string {
  const days = Math.floor(time / day);
  let date = dates.get(days);
  if (date === undefined) {
    if (dates.size > 10_000) dates.clear();
    date = new Date(days * day).toISOString().slice(0, 10);
    dates.set(days, date);
  }
  const rest = Math.floor((time - days * day) / second);
  return `${date}T${two[Math.floor(rest / 3600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}Z`;
}
