import type { Ends } from '../../../shared/wire/plan.ts';

/** Sorts by what ends first: full, then by date, then not within ten years, then what nobody knows. */
export function compareEnds(a: Ends | null, b: Ends | null): number {
  const [keyA, keyB] = [keyOf(a), keyOf(b)];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function keyOf(ends: Ends | null): string {
  if (ends?.kind === 'full') return '0';
  if (ends?.kind === 'date') return `1 ${ends.likely}`;
  return ends?.kind === 'not-within' ? '2' : '3';
}

/** Of some, what ends first; undefined where none is full or has a date. */
export function firstEnding<T>(all: readonly T[], ends: (one: T) => Ends | null): T | undefined {
  const ending = all.filter((one) => ['full', 'date'].includes(ends(one)?.kind ?? ''));
  return ending.reduce<T | undefined>(
    (first, one) => (first === undefined || compareEnds(ends(one), ends(first)) < 0 ? one : first),
    undefined,
  );
}
