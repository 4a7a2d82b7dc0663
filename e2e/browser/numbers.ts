/** What a cluster that is read whole knows. */
export function known<T>(value: T | null): T {
  if (value === null) throw new Error('it is unknown, though everything is read');
  return value;
}

/** A count as the page writes it: "3,412". */
export function written(count: number | string): string {
  return Number(count).toLocaleString('en');
}
