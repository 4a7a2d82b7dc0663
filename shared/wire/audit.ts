import { z } from 'zod';
import { family, knownTotal, listOf, listQuery, reference, revision } from './basics.ts';

/** Which families an object has, in its own order; unknown where only a host name is said. */
const familySets = ['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4', 'none', 'unknown'] as const;
export const familySet = z.enum(familySets);
export type FamilySet = z.infer<typeof familySet>;

const setCounts = z
  .object({
    IPv4: z.number().int(),
    IPv6: z.number().int(),
    'IPv4,IPv6': z.number().int(),
    'IPv6,IPv4': z.number().int(),
    none: z.number().int(),
    unknown: z.number().int().describe('Only a host name is said: DNS decides'),
  })
  .describe('Objects by their families: one alone, both with either first, neither');
export type SetCounts = z.infer<typeof setCounts>;

export const auditLists = ['nodes', 'pods', 'services', 'loadBalancers', 'ingresses', 'gateways', 'networkPolicies'] as const;
export const auditListName = z.enum(auditLists);
export type AuditListName = z.infer<typeof auditListName>;

export const auditStep = z.object({
  id: z.string().describe('Stable'),
  title: z.string(),
  state: z.enum(['done', 'open', 'unknown', 'not-needed']),
  done: z.number().int().nullable().describe('Null where it is not known'),
  total: z.number().int().nullable(),
  what: z.string().describe('What to do, or why there is nothing to do'),
  list: auditListName.nullable().describe('Its open items: /audit/{list}?todo=true'),
});
export type AuditStep = z.infer<typeof auditStep>;

const breaks = z.object({
  id: z.string().describe('Stable'),
  severity: z.enum(['critical', 'warning', 'info']),
  title: z.string(),
  total: z.number().int().nullable().describe('Exact; null where it is not known'),
  detail: z.string(),
  remedy: z.string(),
  examples: z.array(reference).describe('At most 20 of them'),
  list: auditListName.nullable().describe('All of them: /audit/{list}?leaving=…'),
});
export type AuditBreak = z.infer<typeof breaks>;

export const audit = z.object({
  revision,
  families: z.array(family).describe('Families that a new Service can have, the primary one first where that is known'),
  dual: z.boolean().describe('Whether Services or pods of this cluster can have both families'),
  counts: z
    .object({
      nodes: setCounts.nullable(),
      pods: setCounts.nullable().describe('Live pods on the pod network'),
      services: setCounts.nullable(),
      loadBalancers: setCounts.nullable().describe('Services of type LoadBalancer, by the addresses in their status'),
      ingresses: setCounts.nullable(),
      gateways: setCounts.nullable(),
      networkPolicies: setCounts.nullable().describe('By the families of their ipBlocks'),
    })
    .describe('Null where the kind is not read'),
  steps: z.array(auditStep).describe('From one family to two, in order'),
  findings: z
    .array(z.object({ code: z.string(), severity: z.enum(['critical', 'warning', 'info']), title: z.string(), count: z.number().int() }))
    .describe('Findings about families'),
});
export type Audit = z.infer<typeof audit>;

export const leaving = z.object({
  revision,
  leaving: family,
  staying: family,
  primary: z.boolean().nullable().describe('Whether the family that leaves is the primary one of Services; null where that is not known'),
  breaks: z.array(breaks).describe('What breaks, the gravest first; what is counted and is none is there with 0'),
});
export type Leaving = z.infer<typeof leaving>;
export const leavingQuery = z.object({ leaving: family });

export const auditItem = z.object({
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  families: z
    .array(family)
    .nullable()
    .describe('In its own order; null where only a host name is said. Of a workload: those of any of its pods'),
  says: z.array(z.string()).describe('Addresses, CIDRs and host names that say so, at most 8'),
  policy: z.string().nullable().describe('Of a Service: ipFamilyPolicy'),
  pods: z.object({ all: z.number().int(), IPv4: z.number().int(), IPv6: z.number().int(), both: z.number().int() }).nullable(),
  todo: z.string().nullable().describe('What is left to do for two families; null: nothing'),
  count: z.number().int().nullable().describe('Of a workload: pods to be made anew'),
  patch: z.string().nullable().describe('The command that does it, to be run by somebody: this product writes nothing'),
});
export type AuditItem = z.infer<typeof auditItem>;

export const auditList = listOf(auditItem).extend({ total: knownTotal });
export type AuditList = z.infer<typeof auditList>;

export const auditListQuery = z.object({
  ...listQuery,
  namespace: z.string().max(253).optional(),
  families: z
    .enum([...familySets, 'both'])
    .optional()
    .describe('Only those with exactly these; both: in either order'),
  todo: z.enum(['true', 'false']).optional().describe('true: only those with something left to do for two families'),
  leaving: family.optional().describe('Only those that break, or lose their only address, where this family is taken away'),
});
