import { z } from 'zod';
import { addressCount, family, listOf, listQuery } from './basics.ts';

/** Ranges that --ranges FILE declares: what lies outside of what a cluster knows. */

export const outsideKind = z.enum(['vpc', 'peer', 'vpn', 'reserved']);

export const outsideHead = z.object({
  id: z.string().describe('Stays the same as long as the file declares that range'),
  family,
  range: z.string().describe('A CIDR, or a-b where it is none'),
  owner: z.string(),
  note: z.string().nullable(),
  kind: outsideKind.nullable().describe('Null where the file does not say'),
});
export type OutsideHead = z.infer<typeof outsideHead>;

export const outsideOverlap = z.object({
  pool: z.string().describe('Id of the pool'),
  addresses: addressCount.describe('That both have'),
  how: z.enum(['same', 'inside', 'around', 'partly']).describe('How the declared range lies to the pool'),
  isConflict: z.boolean().describe('False where the pool is meant to lie in it, and where nothing of an inferred pool is seen in it'),
});

export const listedRange = z.object({
  ...outsideHead.shape,
  cidr: z.string().describe('The smallest prefix around it'),
  contains: z.boolean().nullable().describe('Whether the cluster is meant to lie in it; null: its kind decides'),
  addresses: addressCount,
  inUse: addressCount.nullable().describe('Of them, held by something of the cluster; null where what could hold them is not read'),
  overlaps: z.array(outsideOverlap).describe('At most 20, conflicts first'),
  more: z.number().int().describe('Overlaps beyond those listed'),
});
export type ListedRange = z.infer<typeof listedRange>;

export const rangeList = listOf(listedRange).extend({
  isDeclared: z.boolean().describe('Whether --ranges names a file at all'),
});
export type RangeList = z.infer<typeof rangeList>;

export const rangesQuery = z.object({
  ...listQuery,
  family: family.optional(),
  kind: outsideKind.optional(),
  pool: z.string().max(512).optional().describe('Those that share an address with this pool'),
});
