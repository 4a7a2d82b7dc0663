import { z } from 'zod';
import { family, reference, revision } from './basics.ts';
import { pool } from './pools.ts';

const byFamily = z
  .object({ both: z.number().int(), IPv4: z.number().int(), IPv6: z.number().int(), none: z.number().int() })
  .describe('Objects with both families, IPv4 only, IPv6 only, neither');
export type ByFamily = z.infer<typeof byFamily>;

/** One observation that wants attention, from the objects as they are. */
export const attention = z.object({
  code: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  title: z.string(),
  count: z.number().int(),
  objects: z.array(reference).describe('At most 5 of them'),
});
export type Attention = z.infer<typeof attention>;

export const overview = z.object({
  revision,
  pools: z.array(pool).describe('Fullest first, by what binds'),
  families: z
    .object({ nodes: byFamily.nullable(), pods: byFamily.nullable(), services: byFamily.nullable() })
    .describe('Null where the kind is not read'),
  policies: z.object({ SingleStack: z.number(), PreferDualStack: z.number(), RequireDualStack: z.number(), none: z.number() }).nullable(),
  pods: z
    .object({ running: z.number(), hostNetwork: z.number(), terminated: z.number() })
    .nullable()
    .describe('Live on the pod network; on the host network; ended but still listed; null where pods are not read'),
  namespaces: z.number().int().nullable(),
  nodesThatFit: z
    .array(z.object({ family, prefixLength: z.number().int(), blocks: z.number().describe('Blocks that are left'), pool: z.string() }))
    .describe('By family, what is left to hand to new nodes; the smaller ends first'),
  podsThatFit: z.number().int().nullable().describe('On the nodes there are'),
  findings: z.object({ critical: z.number().int(), warning: z.number().int(), info: z.number().int(), items: z.array(attention) }),
});
export type Overview = z.infer<typeof overview>;
