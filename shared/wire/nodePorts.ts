import { z } from 'zod';
import { knownTotal, listOf, listQuery, provenance, reference } from './basics.ts';

/** One port that Services hold. A port is taken in both families; TCP and UDP share one only within a Service. */
export const heldPort = z.object({
  port: z.number().int(),
  services: z.array(reference),
  static: z.boolean().describe('In the static band'),
});
export type HeldPort = z.infer<typeof heldPort>;

/** NodePorts as a pool of numbers, and those that are held, in order. */
export const nodePorts = listOf(heldPort).extend({
  total: knownTotal,
  range: z.object({ first: z.number().int(), last: z.number().int() }),
  size: z.number().int(),
  static: z
    .object({
      first: z.number().int().nullable(),
      last: z.number().int().nullable(),
      size: z.number().int(),
      inUse: z.number().int().nullable(),
      nextFree: z.number().int().nullable(),
    })
    .describe('Where a Service may ask for a port with little risk of a clash (KEP-3668); size 0 where the range is too small for one'),
  inUse: z.number().int().nullable().describe('Distinct ports of the range that Services hold, health check ports included'),
  free: z.number().int().nullable(),
  outside: z.number().int().nullable().describe('Ports that Services hold outside the range, from before it was changed'),
  provenance: z.array(provenance),
});
export type NodePorts = z.infer<typeof nodePorts>;
export const nodePortsQuery = z.object({ limit: listQuery.limit, cursor: listQuery.cursor });
