/** The q-quantile of numbers in any order, between neighbours in proportion (Hyndman and Fan 1996, type 7); NaN where there are none. */
export function quantile(numbers: readonly number[], q: number): number {
  if (numbers.length === 0) return Number.NaN;
  const sorted = Float64Array.from(numbers).sort();
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  return low + ((sorted[Math.min(below + 1, sorted.length - 1)] as number) - low) * (at - below);
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}
