/** Milliseconds since 1970 as RFC 3339, null for 0: the object did not say. */
export function timeText(milliseconds: number): string | null {
  const time = new Date(milliseconds);
  return milliseconds === 0 || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
