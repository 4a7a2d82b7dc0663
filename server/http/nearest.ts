import { distance } from 'fastest-levenshtein';

/** The known name that takes the fewest edits to get to; undefined where none is known or none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined; // the cost of a distance is the product of the lengths
  let best: string | undefined;
  let fewest = Math.max(3, Math.ceil(name.length / 2)) + 1;
  for (const candidate of known) {
    const edits = distance(name, candidate);
    if (edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}
