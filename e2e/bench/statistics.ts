/** The value below which so many percent of the list lie (nearest rank, 0 to 100); NaN for an empty list. */
export function percentile(list: readonly number[], percent: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN;
}

/** The middle one, or the mean of the middle two; NaN for an empty list. */
export function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
