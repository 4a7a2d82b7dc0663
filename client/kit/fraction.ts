/** part / whole of two counts as a number from 0 to 1, exact to 10⁻⁶; null where either is unknown or the whole is nothing. */
export function fraction(part: string | number | null | undefined, whole: string | number | null | undefined): number | null {
  if (part === null || part === undefined || whole === null || whole === undefined) return null;
  const size = BigInt(whole);
  if (size <= 0n) return null;
  const share = Number((BigInt(part) * 1_000_000n) / size) / 1_000_000;
  return Math.min(1, Math.max(0, share));
}
