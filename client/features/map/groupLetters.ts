import type { MapCell } from './cells.ts';

/** The name behind each letter, A first; undefined where a letter is free. At most eight. */
export type GroupLetters = readonly (string | undefined)[];

/** As many as have a colour of their own; all others are one group together. */
export const mostLetters = 8;

/** How much the cells hold of each named group. */
export function groupTotals(cells: Iterable<Pick<MapCell, 'by'>>): Map<string, number> {
  const totals = new Map<string, number>();
  for (const cell of cells)
    for (const { name, count } of cell.by?.groups ?? []) if (name !== null) totals.set(name, (totals.get(name) ?? 0) + count);
  return totals;
}

/**
 * Letters for the largest groups, largest first, equals by name: the same numbers give the same letters. Names in `wanted` have one
 * however small they are, because a link asks for them. A name that had a letter `before`, on the map one comes from, keeps it.
 */
export function lettersFor(totals: ReadonlyMap<string, number>, wanted: readonly string[], before: GroupLetters = []): GroupLetters {
  const bySize = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const first = wanted.filter((name) => totals.has(name)).slice(0, mostLetters);
  const chosen = new Set([...first, ...bySize.filter((name) => !first.includes(name)).slice(0, mostLetters - first.length)]);
  const letters: (string | undefined)[] = Array.from({ length: mostLetters }, (_, at) => {
    const name = before[at];
    return name !== undefined && chosen.has(name) ? name : undefined;
  });
  return filled(
    letters,
    bySize.filter((name) => chosen.has(name)),
  );
}

/** The same map after a change: no letter moves or goes, whatever grew or shrank; a new name gets one while one is free. */
export function lettersKept(letters: GroupLetters, totals: ReadonlyMap<string, number>): GroupLetters {
  const free = letters.filter((name) => name === undefined).length;
  const added = [...totals.keys()].filter((name) => !letters.includes(name));
  if (free === 0 || added.length === 0) return letters;
  const bySize = added.sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || (a < b ? -1 : 1));
  return filled([...letters], bySize);
}

function filled(letters: (string | undefined)[], names: readonly string[]): GroupLetters {
  for (const name of names) {
    if (letters.includes(name)) continue;
    const at = letters.indexOf(undefined);
    if (at < 0) break;
    letters[at] = name;
  }
  return letters;
}
