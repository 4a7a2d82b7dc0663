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
  selector: z.boolean().describe('Whether it has a selector: without one its endpoints are made by hand'),
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
  groups: z
    .array(z.object({ key: z.string(), count: z.number().int() }))
    .nullable()
    .describe(
      'All groups of those that match, in the order of the list; null where none are asked for, behind a cursor, or Services are not read',
    ),
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
  group: z
    .enum(['namespace', 'policy'])
    .optional()
    .describe('Orders by it unless sort says otherwise, and adds groups; a Service without a policy is in the group "none"'),
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

const outcome = z.enum(['accepted', 'rejected', 'unknown']).describe('unknown: what decides it is not read, and reason says what that is');
const noOther = 'Empty where it is not accepted';

export const serviceChange = z.object({
  change: z.object({ policy: policy.optional(), families: z.array(family).optional() }).describe('The fields that it sets, all else kept'),
  result: outcome,
  families: z.array(family).describe(`What it has then. ${noOther}`),
  gains: z.array(family).describe(noOther),
  loses: z.array(family).describe(noOther),
  reason: z.string().nullable().describe('Null where it is accepted'),
});

export const serviceDetail = z.object({
  revision,
  ...service.shape,
  explain: z.array(z.object({ code: z.string(), text: z.string() })).describe('Why it has the families it has, the policy first'),
  predict: z
    .array(serviceChange)
    .nullable()
    .describe("What each change of policy or families would do now; null where the cluster's families are not known"),
  slices: z.array(serviceSlice),
});

/** Values of type, policy, families and addresses are the API server's to refuse. */
export const predictQuery = z.object({
  from: z.string().min(1).max(320).optional().describe('namespace/name of a Service that is changed; left out: a new Service'),
  type: z
    .string()
    .max(64)
    .optional()
    .describe('Left out: not set, of a change kept; empty: not set, of a change removed; so with all that follow'),
  headless: z.enum(['true', 'false']).optional().describe('true: clusterIP is "None"'),
  selector: z.enum(['true', 'false']).optional().describe('Of a new Service true by default'),
  policy: z.string().max(64).optional().describe('spec.ipFamilyPolicy'),
  families: z.string().max(256).optional().describe('spec.ipFamilies, with commas'),
  clusterIP: z.string().max(64).optional().describe('spec.clusterIP; left out: the first of clusterIPs'),
  clusterIPs: z.string().max(512).optional().describe('spec.clusterIPs, with commas'),
});

export const servicePrediction = z.object({
  revision,
  result: outcome,
  status: z.number().int().nullable().describe("The API server's, where it refuses: 422, or 500 where a range has no address left"),
  type: serviceType.nullable(),
  policy: policy.nullable().describe('Null for ExternalName, and where it is not accepted'),
  families: z.array(family).describe(noOther),
  clusterIPs: z.array(z.string()).describe(`The address, "None", or the family of one that is picked. ${noOther}`),
  gains: z.array(family).describe(noOther),
  loses: z.array(family).describe(noOther),
  field: z.string().nullable().describe('What is blamed first, as the API server names it; null where it blames no field'),
  reason: z.string().nullable().describe('Null where it is accepted'),
});
export type ServicePrediction = z.infer<typeof servicePrediction>;
export type ServiceDetail = z.infer<typeof serviceDetail>;
