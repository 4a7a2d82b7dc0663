import type { Cluster } from '../cluster.ts';
import type { MaskGroup } from './nodeMasks.ts';

/** Each length of node block with each maxPods that it meets, its nodes by name, and the pools that are cut so. */
export function* masksOf(
  cluster: Cluster,
): Iterable<Omit<MaskGroup, 'nodes'> & { readonly nodes: readonly string[]; readonly subject: string; readonly pools: readonly string[] }> {
  for (const group of cluster.findings.masks) {
    const { family, prefixLength, maxPods } = group;
    const pools = cluster.pools.all.filter(
      (pool) => pool.kind === 'pod' && pool.family === family && pool.blocks?.of === 'host-local' && pool.blocks.length === prefixLength,
    );
    const subject = `${family}/${prefixLength}/${maxPods}`;
    yield { ...group, nodes: [...group.nodes].sort(), subject, pools: pools.map(({ id }) => id) };
  }
}
