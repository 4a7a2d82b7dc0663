import { z } from 'zod';
import { holderAs } from './addresses.ts';
import { addressCount, family, listQuery, reference, revision } from './basics.ts';
import { mark, time, timeAsked } from './time.ts';

export type { Mark } from './time.ts';

/** How the history itself is kept; part of /status. */
export const historyStatus = z.object({
  engine: z.enum(['sqlite', 'memory', 'postgresql']),
  where: z.string().describe('A file, or host and database; never a password'),
  state: z
    .enum(['starting', 'recording', 'failing', 'refused'])
    .describe('failing: what happens is kept in memory and tried again; refused: a newer version wrote it, and it is left alone'),
  error: z.string().nullable(),
  fault: z
    .enum(['corrupt', 'newer', 'full', 'read-only', 'gone', 'failed'])
    .nullable()
    .describe('What kind of error it is; null without one. gone: the database gives no answer'),
  note: z.string().nullable().describe('What was done that somebody should know of: a corrupt file was moved aside'),
  since: time.nullable().describe('When the history of this cluster begins'),
  until: time.nullable().describe('Up to when all that happened is written: now, while it is recording; null: nothing yet'),
  answers: z.boolean().describe('Whether what is stored can be asked for: also where nothing can be written'),
  tenanciesSince: time.nullable().describe('From when on it is known who held what: older is removed first'),
  bytes: z.number().int().nullable().describe('The room it takes'),
});
export type HistoryStatus = z.infer<typeof historyStatus>;

export const historyPoint = z.object({
  at: time.describe('The start of its step'),
  total: addressCount,
  usable: addressCount.nullable(),
  handedOut: addressCount.nullable().describe('Of a step of several samples: the most there was, as with all that is taken'),
  recorded: addressCount.nullable(),
  inUse: addressCount.nullable(),
  inUseLeast: addressCount.nullable().describe('The least that was in use in the step'),
  blocks: z.object({ prefixLength: z.number().int(), total: z.number(), handedOut: z.number().nullable() }).nullable(),
  limit: z.enum(['addresses', 'blocks']),
  samples: z
    .number()
    .int()
    .describe('How many it was made from, one each five minutes: fewer than the step has room for where there is a gap'),
  origin: z
    .enum(['counted', 'imported', 'made'])
    .describe('imported: all or some of it was counted by kube-state-metrics and kept by a Prometheus; made: made up for the demo cluster'),
  made: z.boolean().describe('Made up for the demo cluster'),
});

/** How full a pool was. A step of which nothing is known is no point: a gap is a gap, never zero. */
export const poolHistory = z.object({
  revision,
  pool: z.string(),
  from: time,
  to: time,
  step: z
    .number()
    .int()
    .describe('Seconds; as asked, or longer where what is that old was rolled up. Steps begin at multiples of it, in UTC'),
  since: time.nullable().describe('When the history of this cluster begins'),
  points: z.array(historyPoint).describe('In order of time, at most 1000'),
  marks: z.array(mark),
  made: z.boolean().describe('Some of it was made up, for the demo cluster'),
  imported: z.boolean().describe('Some of it was imported from a Prometheus'),
});
export type PoolHistory = z.infer<typeof poolHistory>;
export const poolHistoryQuery = z.object({
  pool: z.string().min(1).max(512).describe('id of the pool'),
  from: timeAsked.optional().describe('Where it begins, RFC 3339, such as 2026-11-20T14:30:00Z; a day before "to" where it is left out'),
  to: timeAsked.optional().describe('Where it ends, RFC 3339; now where it is left out'),
  step: z.coerce
    .number()
    .int()
    .min(300)
    .max(31_536_000)
    .optional()
    .describe('Seconds, a multiple of 300, of which at most 1000 lie from "from" to "to"; chosen to fit where it is left out'),
});

/** What was counted of every pool around a moment that is over. */
export const poolsThen = z.object({
  revision,
  at: time.describe('The moment that was asked for'),
  step: z
    .number()
    .int()
    .nullable()
    .describe('Seconds that each count stands for: over more than 300 it is the most there was. Null where nothing was counted then'),
  items: z
    .array(historyPoint.extend({ pool: z.string().describe('id of the pool, which may be gone since') }))
    .describe('The last count of each pool before the moment; a pool that is not there was not counted then'),
});
export type PoolsThen = z.infer<typeof poolsThen>;
export const poolsThenQuery = z.object({
  at: timeAsked.describe('A moment that is over, RFC 3339, such as 2026-11-20T14:30:00Z'),
});

const bounds = z
  .object({ earliest: time.nullable(), latest: time })
  .describe('Equal where the moment is exact; earliest is null where nothing says how long before it may have been');

export const tenancy = z.object({
  object: reference,
  uid: z.string(),
  as: holderAs,
  from: bounds,
  to: bounds.nullable().describe('Null while it holds it'),
  exists: z.boolean().describe('The very object is still there, by its uid'),
  made: z.boolean().describe('Made up for the demo cluster'),
});

/** Who held an address: pods, Services, load balancers, nodes. */
export const addressHistory = z.object({
  revision,
  address: z.string(),
  family,
  since: time.nullable().describe('Before this nothing is known: the history begins, or what ended earlier was removed'),
  until: time.nullable().describe('Up to when all that happened is written, where it cannot be now; null: up to now'),
  tenancies: z.array(tenancy).describe('The latest first'),
  more: z.boolean().describe('There are earlier ones: ask with cursor = next'),
  next: z
    .string()
    .nullable()
    .describe('Where the next page begins, also among tenancies that began at once; null where there are no earlier ones'),
  marks: z.array(mark).describe('In the time that the tenancies span; from since, where there are no earlier ones'),
  made: z.boolean(),
});
export type AddressHistory = z.infer<typeof addressHistory>;
export const addressHistoryQuery = z.object({
  before: timeAsked.optional().describe('Only who began to hold it before this time, RFC 3339'),
  cursor: listQuery.cursor,
  limit: listQuery.limit,
});
