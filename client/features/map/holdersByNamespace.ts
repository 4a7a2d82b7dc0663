import type { MapCell } from './cells.ts';

/** How many addresses the objects of one namespace hold; null for objects without one. */
export interface NamespaceShare {
  readonly namespace: string | null;
  readonly count: number;
}

/** Addresses by the namespace of their first holder, most first, at most `most` of them; `more` counts the namespaces left out and their addresses. */
export function holdersByNamespace(
  cells: Iterable<MapCell>,
  most: number,
): { shares: NamespaceShare[]; more: { namespaces: number; count: number } } {
  const counts = new Map<string | null, number>();
  for (const cell of cells) {
    const [holder] = cell.holders;
    if (!holder) continue;
    const namespace = holder.namespace ?? null;
    counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  const sorted = [...counts]
    .map(([namespace, count]) => ({ namespace, count }))
    .sort((a, b) => b.count - a.count || (a.namespace ?? '').localeCompare(b.namespace ?? ''));
  const rest = sorted.slice(most);
  return { shares: sorted.slice(0, most), more: { namespaces: rest.length, count: rest.reduce((sum, share) => sum + share.count, 0) } };
}
