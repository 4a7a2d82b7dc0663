import { z } from 'zod';
import { addressCount, family, reference, revision } from './basics.ts';
import { outsideHead } from './ranges.ts';
import { mark, time, timeAsked } from './time.ts';

export const cellFlag = z.enum(['reserved', 'conflict', 'leaked', 'terminating', 'outside']);

/** What the map can be told apart by, beside amounts. */
export const mapGroupBy = z.enum(['namespace', 'zone', 'node', 'age', 'findings']);
export type MapGroupBy = z.infer<typeof mapGroupBy>;

export const cellGroups = z.object({
  groups: z
    .array(z.object({ name: z.string().nullable(), count: z.number().int() }))
    .describe(
      'The largest first, by findings the gravest, at most 4. By namespace: who holds an address, once for each, null for those without one; by zone and node: addresses held by what is there, null for all others, of a cell with node blocks the blocks instead; by findings: objects of the cell (pods, Services, nodes, and the nodes whose blocks lie in it) that have the code',
    ),
  more: z.number().int().describe('Counted in groups beyond those listed'),
  unlooked: z
    .number()
    .int()
    .describe(
      'Addresses, or blocks, that were not looked at, because the cell holds more than its part of what one answer looks at; 0 where the counts are whole. Those addresses that were are spread evenly over the cell',
    ),
  since: z
    .object({ oldest: z.string(), newest: z.string() })
    .nullable()
    .describe('By age: when the nodes of its blocks, else its holders, were created (RFC 3339); null otherwise, and where nobody holds it'),
});
export type CellGroups = z.infer<typeof cellGroups>;

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
  uncertain: z
    .number()
    .int()
    .optional()
    .describe('At a past moment: of the addresses in use those of which it is not sure that somebody held them then; absent where all are'),
  maybe: z
    .array(reference)
    .optional()
    .describe('At a past moment: of the holders listed those of whom it is not sure that they held it then; absent where all did'),
  by: cellGroups
    .optional()
    .describe('What the cell holds, told apart as `by` asks; absent where it was not asked, and where what it would count is not read'),
});
export type Cell = z.infer<typeof cell>;

/** What is known of a moment that is over. */
export const pastMoment = z.object({
  at: time,
  since: time.describe('Before this it is not known who held what'),
  made: z.boolean().describe('Made up, for the demo cluster: it is before this cluster was first looked at'),
  exact: z
    .boolean()
    .describe('False where not all of it is sure: changes may have been missed, or when they happened is known within bounds only'),
  marks: z.array(mark).describe('Why not all is sure: what was at that moment'),
  blocksSince: time.nullable().describe('From when on it is known which node had which block; null: nothing of it is'),
  pools: z
    .array(z.object({ pool: z.string(), was: z.enum(['there', 'not-yet', 'gone', 'unknown']) }))
    .describe(
      'Ranges as they are now and whether they were there then, and those of then that are gone, which the cells do not know of. unknown: nothing was sampled around that moment',
    ),
});
export type PastMoment = z.infer<typeof pastMoment>;

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
  declared: z
    .object({
      ranges: z.array(outsideHead).describe('Those that cells name'),
      cells: z.array(
        z.object({
          index: z.number().int(),
          count: z.number().int().describe('How many like cells follow in a row, this one included'),
          isWhole: z.boolean().describe('Whether all of the cell lies in them'),
          ranges: z.array(z.string()).describe('Ids, at most 4, the narrowest first'),
          more: z.number().int(),
        }),
      ),
    })
    .optional()
    .describe('Cells that share addresses with ranges of --ranges FILE, used or not; absent where no file declares any'),
  past: pastMoment.optional().describe('Of a past moment, where one was asked for'),
});
export type MapAnswer = z.infer<typeof mapAnswer>;

export const mapQuery = z.object({
  cidr: z.string().max(64),
  bits: z.coerce.number().int().min(1).max(8).optional().describe('8, or what the prefix has left'),
  pool: z.string().max(512).optional(),
  by: mapGroupBy.optional().describe('Tells apart what each cell holds; not at a past moment'),
  at: timeAsked
    .optional()
    .describe('A past moment: the answer says what is known of it, of ranges as they are now. Who is no longer there is named as it was'),
});

/** Every held address of a prefix of at most 65,536 addresses, by offsets from its first. */
export const mapAddresses = z.object({
  revision,
  cidr: z.string(),
  family,
  held: z
    .array(z.tuple([z.number().int(), z.number().int()]))
    .nullable()
    .describe('Runs of addresses in use: offset and length. Null where what holds addresses there is not read'),
  conflicts: z.array(z.number().int()).describe('Offsets of addresses that are claimed more than once'),
  recorded: z
    .array(z.tuple([z.number().int(), z.number().int()]))
    .describe(
      'Runs of addresses that an allocator has written down as taken, and that nobody is seen to hold; of a past moment none is known',
    ),
  past: pastMoment.optional(),
});
export type MapAddresses = z.infer<typeof mapAddresses>;
export const mapAddressesQuery = z.object({ cidr: z.string().max(64), at: timeAsked.optional().describe('A past moment') });

/** Addresses that somebody holds and that lie in no known range, by the /24 (IPv4) or /64 (IPv6) around them. */
export const outsideAnswer = z.object({
  revision,
  total: z
    .number()
    .int()
    .nullable()
    .describe(
      'All of these addresses; null, and nothing listed, until everything is read that says which ranges there are, and who holds addresses',
    ),
  items: z.array(
    z.object({
      cidr: z.string(),
      family,
      inUse: z.number().int(),
      first: z.string().describe('The lowest of these addresses'),
      last: z.string(),
      holders: z.array(reference).describe('At most 3'),
      declared: z
        .array(outsideHead)
        .optional()
        .describe('Ranges of --ranges FILE that these addresses lie in, at most 3; absent where no file declares any'),
    }),
  ),
  more: z.number().int().describe('Addresses in no range beyond those listed'),
});
export type OutsideAnswer = z.infer<typeof outsideAnswer>;
