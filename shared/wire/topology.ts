import { z } from 'zod';
import { family, reference, revision } from './basics.ts';
import { endpointCounts } from './services.ts';

/** Left to right, as traffic goes. */
export const topologyColumn = z.enum(['service', 'slice', 'pod', 'node', 'zone']);
export type TopologyColumn = z.infer<typeof topologyColumn>;

export const topologyState = z
  .enum(['ready', 'partly', 'notReady', 'serving', 'terminating', 'missing', 'empty', 'unknown'])
  .describe(
    'ready: all endpoints are; partly: some; notReady: none; serving, terminating: none, and the best of them terminates and still serves, or does not; ' +
      'missing: a family of the Service that has no endpoint, though another has; empty: no endpoint, and none elsewhere; unknown: slices are not read',
  );
export type TopologyState = z.infer<typeof topologyState>;

export const topologyNode = z.object({
  id: z.string().describe('Names it in edges; the same as long as the objects behind it are'),
  column: topologyColumn,
  ref: reference
    .nullable()
    .describe('The object; null where several are folded, and for zones, addresses without a target and missing families'),
  name: z.string().describe('The object’s name, the zone, the address of an endpoint without a target; "" where several are folded'),
  objects: z.number().int().describe('How many objects stand here: 1, or more where they are folded; 0 for a missing family'),
  family: family.optional().describe('Of slices and missing families'),
  state: topologyState,
  count: z.number().int().describe('Endpoints that pass here; one of two families counts in both'),
  endpoints: endpointCounts.nullable().describe('The same by what they do; null where slices are not read'),
  addresses: z.array(z.string()).describe('clusterIPs of a Service, addresses of an endpoint, podCIDRs of a node; at most 4'),
  silent: z.array(family).optional().describe('Of a Service: its families without a ready endpoint, where it has an endpoint at all'),
  made: z
    .enum(['controller', 'mirrored', 'other'])
    .optional()
    .describe(
      'Of slices: by the EndpointSlice controller, from an Endpoints object, or by somebody else: by hand, a DRA driver, an operator',
    ),
  managedBy: z.string().nullable().optional().describe('Of slices: the label endpointslice.kubernetes.io/managed-by'),
  nodes: z.number().int().optional().describe('Of folded endpoints: on how many nodes they are'),
});
export type TopologyNode = z.infer<typeof topologyNode>;

export const topologyEdge = z.object({
  from: z.string(),
  to: z.string(),
  family: family.nullable().describe('Null where endpoints of both families pass, or of none'),
  state: topologyState,
  count: z.number().int().describe('Endpoints that pass'),
});
export type TopologyEdge = z.infer<typeof topologyEdge>;

export const topologyMatrix = z.object({
  rows: z.array(
    z.object({
      service: reference,
      families: z.array(family),
      silent: z.array(family),
      ready: z.object({ IPv4: z.number().int(), IPv6: z.number().int() }),
      endpoints: z.object({ IPv4: z.number().int(), IPv6: z.number().int() }).describe('On every node and on none'),
      cells: z.array(
        z.object({
          node: z.number().int().describe('Its place in nodes'),
          ready: z.object({ IPv4: z.number().int(), IPv6: z.number().int() }),
          endpoints: z.object({ IPv4: z.number().int(), IPv6: z.number().int() }),
        }),
      ),
    }),
  ),
  nodes: z.array(z.object({ name: z.string(), zone: z.string().nullable() })).describe('By zone, then by name'),
  moreNodes: z.number().int().describe('Nodes with endpoints of these Services beyond those that are columns'),
});
export type TopologyMatrix = z.infer<typeof topologyMatrix>;

export const topologyAnswer = z.object({
  revision,
  scope: reference.describe('The Service, Namespace or Node that was asked for'),
  nodes: z.array(topologyNode).describe('At most 500; what is worst comes first in each column'),
  edges: z.array(topologyEdge),
  matrix: topologyMatrix.nullable().describe('With matrix=true, in place of nodes and edges'),
  counts: z
    .object({ services: z.number().int(), IPv4: endpointCounts.nullable(), IPv6: endpointCounts.nullable() })
    .describe('All of the scope, filters aside, whatever is folded; a family is null without a slice of it, or where slices are not read'),
  folded: z
    .object({
      services: z.number().int(),
      slices: z.number().int(),
      endpoints: z.number().int(),
      nodes: z.number().int(),
      zones: z.number().int(),
    })
    .describe('How many do not stand on their own'),
});
export type TopologyAnswer = z.infer<typeof topologyAnswer>;

export const topologyQuery = z.object({
  service: z.string().max(512).optional().describe('namespace/name; exactly one of service, namespace and node is given'),
  namespace: z.string().max(253).optional(),
  node: z.string().max(253).optional(),
  family: family.optional(),
  problems: z.enum(['true', 'false']).optional().describe('true: only endpoints that are not ready, and what misses a family'),
  matrix: z.enum(['true', 'false']).optional().describe('true: counts by Service and node'),
});
