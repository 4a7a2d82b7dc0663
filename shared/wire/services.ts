import { z } from 'zod';
import { family, knownTotal, listOf, listQuery, reference, revision } from './basics.ts';

export const endpointCounts = z.object({
  ready: z.number().int(),
  serving: z.number().int(),
  terminating: z.number().int(),
  notReady: z.number().int(),
});
export type EndpointCounts = z.infer<typeof endpointCounts>;

export const serviceType = z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);
export const policy = z.enum(['SingleStack', 'PreferDualStack', 'RequireDualStack']);

export const service = z.object({
  namespace: z.string(),
  name: z.string(),
  type: serviceType,
  headless: z.boolean(),
  policy: policy.nullable().describe('Null for ExternalName'),
  families: z.array(family),
  clusterIPs: z.array(z.string()).describe('Canonical addresses; ["None"] when headless'),
  externalName: z.string().nullable(),
  nodePorts: z.array(z.number().int()),
  externalIPs: z.array(z.string()),
  loadBalancer: z.array(z.object({ ip: z.string().optional(), hostname: z.string().optional(), ipMode: z.string().optional() })),
  endpoints: z
    .object({ IPv4: endpointCounts.nullable(), IPv6: endpointCounts.nullable() })
    .describe('By slice family; null where the Service has no slice of that family, or slices are not read'),
  createdAt: z.string().nullable(),
  findings: z.array(z.string()).describe('Codes of findings that name this Service'),
});
export type Service = z.infer<typeof service>;

export const serviceList = listOf(service).extend({
  total: knownTotal,
  counts: z
    .object({
      policy: z.object({ SingleStack: z.number(), PreferDualStack: z.number(), RequireDualStack: z.number(), none: z.number() }).nullable(),
    })
    .describe('Of all Services that match the filters, page aside'),
});
export type ServiceList = z.infer<typeof serviceList>;

export const servicesQuery = z.object({
  ...listQuery,
  namespace: z.string().max(253).optional(),
  policy: policy.optional(),
  family: family.optional(),
  type: serviceType.optional(),
  finding: z.string().max(64).optional(),
  problems: z.enum(['true', 'false']).optional().describe('true: only Services that a finding names'),
});

export const serviceSlice = z.object({
  name: z.string(),
  addressType: z.string(),
  managedBy: z.string().nullable(),
  endpoints: endpointCounts,
  items: z
    .array(
      z.object({
        address: z.string(),
        ready: z.boolean(),
        serving: z.boolean(),
        terminating: z.boolean(),
        node: z.string().nullable(),
        zone: z.string().nullable(),
        target: reference.nullable(),
      }),
    )
    .describe('At most 100 endpoints; the rest is counted in endpoints'),
});

export const serviceDetail = z.object({ revision, ...service.shape, slices: z.array(serviceSlice) });
export type ServiceDetail = z.infer<typeof serviceDetail>;
