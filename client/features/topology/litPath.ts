import type { TopologyEdge } from '../../../shared/wire/topology.ts';

/** What lights up with an entry: all that leads to it and all that it leads to, column by column; edges by their place in the list. */
export function litPath(edges: readonly TopologyEdge[], id: string): { nodes: ReadonlySet<string>; edges: ReadonlySet<number> } {
  const nodes = new Set([id]);
  const lit = new Set<number>();
  for (const [near, far] of [
    ['to', 'from'],
    ['from', 'to'],
  ] as const) {
    let ends = new Set([id]);
    while (ends.size > 0) {
      const next = new Set<string>();
      for (const [at, edge] of edges.entries()) {
        if (!ends.has(edge[near])) continue;
        lit.add(at);
        nodes.add(edge[far]);
        next.add(edge[far]);
      }
      ends = next;
    }
  }
  return { nodes, edges: lit };
}
