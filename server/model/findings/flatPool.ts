import type { CountedPool } from './rule.ts';

/**
 * What is taken and what there is of a pool whose addresses end one by one: one that is not cut for nodes, and one of Calico, whose nodes
 * borrow single addresses when no block is left. Undefined for others, and where its end is not known.
 */
export function flatUse({
  pool,
  answer,
}: CountedPool): { readonly taken: bigint; readonly usable: bigint; readonly free: bigint } | undefined {
  const { usable, free } = answer.addresses;
  if (pool.kind === 'service' || pool.kind === 'node' || !pool.gives || (pool.blocks !== null && pool.blocks.of !== 'calico'))
    return undefined;
  if (usable === null || free === null || usable === '0') return undefined;
  return { taken: BigInt(usable) - BigInt(free), usable: BigInt(usable), free: BigInt(free) };
}

/** Who goes without where such a pool is full. */
export function goesWithout({ pool: { kind } }: CountedPool): string {
  return kind === 'loadBalancer'
    ? 'The next Service of type LoadBalancer that needs it stays without an address.'
    : 'The next pod that needs it stays in ContainerCreating.';
}
