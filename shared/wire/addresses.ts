import { z } from 'zod';
import { family, reference, revision } from './basics.ts';
import { outsideHead } from './ranges.ts';

export const holderAs = z
  .enum(['podIP', 'hostIP', 'clusterIP', 'nodeAddress', 'loadBalancer', 'externalIP', 'endpoint', 'secondary', 'virtual', 'record'])
  .describe('virtual: a Vip or an Egress; record: an allocator has written it down as taken');
export const addressState = z.enum(['in-use', 'free', 'reserved', 'leaked', 'terminated', 'conflict', 'outside']);

export const holder = z.object({
  object: reference,
  as: holderAs,
  pool: z.string().nullable(),
  since: z.string().nullable().describe('RFC 3339: when the object was created'),
  state: z
    .enum(['live', 'terminated', 'terminating', 'pending', 'leaked', 'kept'])
    .describe('Of a record: leaked where nobody holds the address, kept where that is on purpose'),
  by: reference
    .nullable()
    .describe('The object that says so, where that is another one: an IPAMBlock for a node, a ResourceClaim for a pod'),
  note: z.string().nullable().describe('What for: "VXLAN tunnel", "interface net1"'),
});
export type Holder = z.infer<typeof holder>;

/** The nearest known ranges on either side of what lies in none. */
export const surroundings = z.object({
  below: z.object({ pool: z.string(), range: z.string() }).nullable(),
  above: z.object({ pool: z.string(), range: z.string() }).nullable(),
});
export type Surroundings = z.infer<typeof surroundings>;

/** Ranges outside of what the cluster knows that something lies in. */
export const declaredAround = z
  .array(outsideHead)
  .optional()
  .describe('Ranges of --ranges FILE that it lies in, the narrowest first, at most 20; absent where no file declares any');

export const addressAnswer = z.object({
  revision,
  address: z.string(),
  family,
  special: z.string().nullable().describe('Name of the special-purpose range it lies in (IANA registries)'),
  holders: z.array(holder),
  pools: z.array(z.string()),
  block: z.object({ cidr: z.string(), node: z.string() }).nullable(),
  state: addressState.nullable().describe('Null where nobody is seen to hold it, but not all who could are read'),
  before: z.string().nullable().describe('The nearest address below that somebody holds'),
  after: z.string().nullable().describe('The nearest address above that somebody holds'),
  around: surroundings.nullable().describe('Null where it lies in a known range of the cluster'),
  declared: declaredAround,
});
export type AddressAnswer = z.infer<typeof addressAnswer>;

export const searchHit = z.object({
  object: reference,
  match: z.enum(['name', 'address', 'cidr']),
  addresses: z.array(z.string()),
});
export type SearchHit = z.infer<typeof searchHit>;

/** What a text means: one address, a prefix, or names that contain it. */
export const searchAnswer = z.object({
  revision,
  query: z.string(),
  as: z.enum(['address', 'cidr', 'name']),
  address: addressAnswer.omit({ revision: true }).nullable(),
  cidr: z
    .object({ cidr: z.string(), family, pools: z.array(z.string()), inUse: z.string().nullable(), around: surroundings.nullable() })
    .nullable(),
  total: z.number().int().describe('Names that match; at least this many where it was capped'),
  items: z.array(searchHit).describe('At most 20'),
  declared: z
    .object({ total: z.number().int(), items: z.array(outsideHead).describe('At most 20') })
    .optional()
    .describe(
      'Ranges of --ranges FILE: an address lies in them, a prefix shares addresses with them, a text is part of their owner or note. Absent where no file declares any',
    ),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
export const searchQuery = z.object({ q: z.string().trim().min(1).max(256) });
