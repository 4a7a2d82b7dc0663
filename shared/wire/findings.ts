import { z } from 'zod';
import { listOf, listQuery, reference } from './basics.ts';

export const severity = z.enum(['critical', 'warning', 'info']);
export type Severity = z.infer<typeof severity>;

/** One thing that is wrong with one object, pool or address. */
export const finding = z.object({
  id: z.string().describe('code and what it is about: the same as long as it holds'),
  code: z.string().describe('Stable: for scripts'),
  severity,
  title: z.string().describe('What is wrong with what, in a line'),
  detail: z.string().describe('The numbers behind it, and what follows from them'),
  objects: z.array(reference).describe('What it is about, the first one before all; at most 20'),
  more: z.number().int().describe('Objects beyond those listed'),
  pools: z.array(z.string()).describe('Ids of the pools concerned'),
  address: z.string().nullable().describe('The address, or the CIDR, that it is about: where the map shows it'),
  since: z.string().describe('RFC 3339: since when it is known to hold; not before this product was started'),
  remedy: z.string().describe('What to do about it'),
});
export type Finding = z.infer<typeof finding>;

/** How many findings there are of one code, filters applied. */
export const findingGroup = z.object({
  code: z.string(),
  severity,
  title: z.string().describe('What all of them have in common'),
  count: z.number().int(),
});
export type FindingGroup = z.infer<typeof findingGroup>;

export const findingList = listOf(finding).extend({
  counts: z
    .object({ critical: z.number().int(), warning: z.number().int(), info: z.number().int() })
    .describe('Of what matches, by severity'),
  groups: z.array(findingGroup).describe('Of what matches, by code, the gravest first'),
});
export type FindingList = z.infer<typeof findingList>;

export const findingsQuery = z.object({
  ...listQuery,
  severity: severity.optional(),
  code: z.string().max(64).optional(),
  namespace: z.string().max(253).optional(),
  pool: z.string().max(512).optional().describe('Id of a pool that it concerns'),
  kind: z.string().max(64).optional().describe('Kind of an object that it concerns'),
});
