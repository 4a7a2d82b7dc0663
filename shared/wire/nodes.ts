import { z } from 'zod';
import { family, knownTotal, listOf, listQuery, revision } from './basics.ts';
import { limit } from './pools.ts';

export const node = z.object({
  name: z.string(),
  zone: z.string().nullable(),
  ready: z.boolean().nullable(),
  addresses: z.object({ IPv4: z.array(z.string()), IPv6: z.array(z.string()) }),
  podCIDRs: z.array(z.string()),
  families: z
    .object({ addresses: z.array(family), podCIDRs: z.array(family), pods: z.array(family) })
    .describe('In the order they stand; where the three disagree the node is skewed'),
  skewed: z.boolean(),
  pods: z
    .object({
      running: z.number().int().describe('Live pods on the pod network'),
      hostNetwork: z.number().int(),
      terminated: z.number().int().describe('Succeeded or Failed, still listed'),
    })
    .nullable()
    .describe('Null where pods are not read'),
  inUse: z
    .object({ IPv4: z.number().int(), IPv6: z.number().int() })
    .nullable()
    .describe('Pod addresses inside this node’s blocks; null where pods are not read'),
  usable: z
    .object({ IPv4: z.string().nullable(), IPv6: z.string().nullable() })
    .describe('Usable addresses of its blocks; null without a block'),
  maxPods: z.number().int().nullable(),
  limit: limit.nullable(),
  remaining: z.number().int().nullable().describe('How many more pods get an address here'),
  createdAt: z.string().nullable(),
  findings: z.array(z.string()),
});
export type Node = z.infer<typeof node>;
export const nodeList = listOf(node).extend({
  total: knownTotal,
  zones: z.array(z.string()).describe('Zones of all nodes, filters aside, sorted: what the filter can be; at most 1000'),
});
export type NodeList = z.infer<typeof nodeList>;
export const nodesQuery = z.object({
  ...listQuery,
  zone: z.string().max(253).optional(),
  finding: z.string().max(64).optional(),
  family: family.optional(),
  problems: z.enum(['true', 'false']).optional(),
});

export const nodeDetail = z.object({ revision, ...node.shape });
export type NodeDetail = z.infer<typeof nodeDetail>;
