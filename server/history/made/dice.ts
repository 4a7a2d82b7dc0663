/** A text as a number to throw dice with. */
export function seedOf(text: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}

/** The same seed and number, the same dice: from 0 to 1. */
export function dice(seed: number, n: number): number {
  let hash = Math.imul(seed ^ Math.imul(n + 1, 2_654_435_769), 2_246_822_519);
  hash = Math.imul(hash ^ (hash >>> 15), 3_266_489_917);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
