import { z } from 'zod';
import { addressCount, family, knownTotal, listOf, listQuery, provenance, reference, revision } from './basics.ts';

export const poolKind = z.enum(['pod', 'service', 'node', 'loadBalancer', 'secondary']);
export const limit = z.enum(['addresses', 'blocks', 'maxPods', 'service']).describe('What ends first');

export const poolAddresses = z.object({
  total: addressCount,
  reserved: addressCount.nullable(),
  usable: addressCount.nullable().describe('Without what the allocator in use never gives out'),
  handedOut: addressCount.nullable().describe('Inside blocks that belong to a node; null where there are no blocks'),
  recorded: addressCount
    .nullable()
    .describe('Addresses that the allocator’s own objects say are taken, leaked ones included; null where it writes none down'),
  inUse: addressCount.nullable().describe('Distinct addresses that a live object holds'),
  free: addressCount
    .nullable()
    .describe(
      'What can still be given out: usable less what is recorded or in use; 0 for a pool that gives nothing new; null where the range itself is inferred: there may be more of it',
    ),
});

export const pool = z.object({
  id: z.string().describe('kind/name/range, stable'),
  kind: poolKind,
  name: z.string(),
  family,
  ranges: z.array(z.string()).describe('CIDRs, or a-b where a range is none; both ends belong to it'),
  cidr: z.string().describe('The smallest prefix around all of them: where the map shows it'),
  object: reference.nullable().describe('The object that declares it; null where a flag does, or nobody'),
  addresses: poolAddresses,
  blocks: z
    .object({
      prefixLength: z.number().int(),
      total: z.number().describe('2^(block length − pool length)'),
      handedOut: z.number().nullable().describe('Null where nodes are not read'),
      free: z.number().nullable().describe('Null where nodes are not read, or the range itself is inferred: there may be more of it'),
    })
    .nullable(),
  static: z
    .object({
      first: z.string().nullable(),
      last: z.string().nullable(),
      size: z.number().int(),
      inUse: z.number().int().nullable(),
      nextFree: z.string().nullable().describe('Null where none is free, or what is in use is not read'),
    })
    .nullable()
    .describe('The static band of a Service range (KEP-3070); size 0 where the range is too small for one'),
  limit,
  state: z.enum(['ready', 'not-ready', 'disabled', 'deleting', 'unknown']).describe('disabled: it gives nothing new'),
  blockedBy: z.array(reference).describe('What keeps a range that is being deleted'),
  provenance: z.array(provenance),
});
export type Pool = z.infer<typeof pool>;

export const poolList = listOf(pool).extend({
  families: z.array(family).nullable().describe('Families of the cluster, the primary one first; null where nothing that is read says so'),
});
export type PoolList = z.infer<typeof poolList>;
export const poolsQuery = z.object({ ...listQuery, kind: poolKind.optional(), family: family.optional() });

/** One node's piece of a pod pool. */
export const nodeBlock = z.object({
  cidr: z.string(),
  node: z.string(),
  inUse: addressCount.nullable(),
  usable: addressCount,
  maxPods: z.number().int().nullable(),
  limit: limit.nullable().describe('Null where maxPods is unknown'),
});
export type NodeBlock = z.infer<typeof nodeBlock>;
export const nodeBlockList = listOf(nodeBlock).extend({ total: knownTotal });
export type NodeBlockList = z.infer<typeof nodeBlockList>;
export const blocksQuery = z.object({ ...listQuery });

/** One address of a pool that somebody holds. */
export const poolHolder = z.object({ address: z.string(), holders: z.array(reference) });
export type PoolHolder = z.infer<typeof poolHolder>;
export const poolHolderList = listOf(poolHolder).extend({ total: knownTotal });

/** One pool with the head of its blocks (pods) or holders (the others); the rest by cursor from /blocks and /holders. */
export const poolDetail = z.object({
  revision,
  ...pool.shape,
  blockList: nodeBlockList.omit({ revision: true }).nullable(),
  holderList: poolHolderList.omit({ revision: true }).nullable(),
});
export type PoolDetail = z.infer<typeof poolDetail>;
export const poolQuery = z.object({ limit: listQuery.limit, cursor: listQuery.cursor });

/** Free, aligned prefixes of one length inside a pool, lowest first. */
export const freeList = z.object({
  revision,
  pool: z.string(),
  prefixLength: z.number().int(),
  total: z
    .string()
    .nullable()
    .describe('How many there are, as a decimal string; null where what is in use is not read: then none is named'),
  items: z.array(z.string()).describe('The lowest of them, at most limit'),
});
export type FreeList = z.infer<typeof freeList>;
export const freeQuery = z.object({
  prefix: z.coerce.number().int().min(0).max(128),
  within: z.string().max(64).optional().describe('A prefix that they have to lie in'),
  limit: listQuery.limit,
});
