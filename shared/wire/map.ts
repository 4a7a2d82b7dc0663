import { z } from 'zod';
import { addressCount, family, reference, revision } from './basics.ts';

export const cellFlag = z.enum(['reserved', 'conflict', 'leaked', 'terminating', 'outside']);

export const cell = z.object({
  index: z.number().int().describe('Position in the grid, 0 … 2^bits − 1'),
  count: z.number().int().describe('How many like cells follow in a row, this one included'),
  cidr: z.string().describe('Of the first of them'),
  inUse: addressCount.nullable().describe('Null where what holds addresses there is not read'),
  handedOut: addressCount.nullable(),
  reserved: addressCount.nullable(),
  usable: addressCount.nullable(),
  maxPods: z.number().int().nullable().describe('Of the one node whose block this cell is; null where there is no such node'),
  holders: z.array(reference).describe('Who holds the whole cell: a node its block, an object its address; at most 8'),
  more: z.number().int().describe('Holders beyond those listed'),
  pools: z.array(z.string()),
  flags: z.array(cellFlag),
});
export type Cell = z.infer<typeof cell>;

/** The cells of one prefix in address order. Empty runs are left out: a cell that is not named is known to be free and to hold nothing. */
export const mapAnswer = z.object({
  revision,
  cidr: z.string(),
  family,
  bits: z.number().int(),
  cellPrefix: z.number().int(),
  inUse: addressCount.nullable(),
  pools: z.array(z.string()).describe('Pools that overlap this prefix'),
  block: z.object({ prefixLength: z.number().int() }).nullable().describe('The block length of the pod pool this prefix lies in'),
  cells: z.array(cell),
});
export type MapAnswer = z.infer<typeof mapAnswer>;

export const mapQuery = z.object({
  cidr: z.string().max(64),
  bits: z.coerce.number().int().min(1).max(8).optional().describe('8, or what the prefix has left'),
  pool: z.string().max(512).optional(),
});
