import { z } from 'zod';

/** Shapes that every answer is built from. Fields are those of the API's conventions: counts of addresses are decimal strings. */

export const family = z.enum(['IPv4', 'IPv6']);
export const revision = z.string().regex(/^\d+$/).describe('A decimal number that only grows');
export const addressCount = z
  .string()
  .regex(/^\d+$/)
  .describe('A count of addresses, as a decimal string: an IPv6 pool does not fit a double');
export const reference = z
  .object({ kind: z.string(), group: z.string().optional(), namespace: z.string().optional(), name: z.string() })
  .describe('An object; namespace is absent for cluster-wide kinds, group for those of Kubernetes itself');
export const confidence = z.enum(['declared', 'observed', 'inferred']);
export const provenance = z.object({ source: z.string(), confidence });

export type Reference = z.infer<typeof reference>;
export type Provenance = z.infer<typeof provenance>;

/** How many items match; null where what is listed was never read whole, or may not be. */
export const knownTotal = z.number().int().nullable().describe('Null where the kind of object is not read: see /status');

/** The envelope of every list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ revision, total: z.number().int(), items: z.array(item), next: z.string().nullable() });
}

/** Query of every list: page size, cursor, sort field ("-field" descends), text filter. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('How many items at most'),
  cursor: z.string().min(1).max(1024).optional().describe('`next` of the answer before: the page behind it'),
  sort: z
    .string()
    .max(64)
    .optional()
    .describe('A field, with "-" before it to descend; the answer to an unknown one names those that there are'),
  q: z.string().max(256).optional().describe('A text that names or addresses of the items contain'),
};

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().describe('Stable: for scripts'),
    value: z.string().nullable().describe('What was wrong'),
    id: z.string().describe('Names this very answer in the log'),
  })
  .describe('application/problem+json (RFC 9457)');
export type Problem = z.infer<typeof problem>;
