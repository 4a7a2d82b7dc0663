import { z } from 'zod';
import { revision } from './basics.ts';
import { historyStatus } from './history.ts';

export const readingState = z.enum(['synced', 'syncing', 'stale', 'forbidden', 'not-served']);

export const kindStatus = z.object({
  kind: z.string(),
  optional: z.boolean().describe('Of CNIs, load balancers and the like: read where the cluster has it, and not served is nothing amiss'),
  resource: z.string().describe('group/plural, or plural for the core group'),
  state: readingState,
  connected: z.boolean(),
  objects: z.number().int().nullable().describe('Null where the kind was never read; while it is syncing, those that have come so far'),
  lastEvent: z.string().nullable().describe('RFC 3339: the last byte for this kind, bookmarks included'),
  error: z.string().nullable(),
  missing: z.object({ verb: z.string(), resource: z.string() }).nullable(),
  rule: z.string().nullable().describe('The RBAC rule that would give it, as YAML; for one object alone it names that in resourceNames'),
  restarts: z.number().int(),
  relists: z.number().int(),
  decodeErrors: z.number().int(),
});
export type KindStatus = z.infer<typeof kindStatus>;

export const status = z.object({
  revision,
  cluster: z.object({
    name: z.string(),
    version: z.string().nullable(),
    server: z.string(),
    source: z.string().describe('Where the connection was learned: --kubeconfig, KUBECONFIG, ~/.kube/config, in-cluster, demo'),
    demo: z.boolean(),
  }),
  connected: z.boolean().describe('At least one kind is being followed'),
  synced: z.boolean().describe('Every kind that may be read is whole'),
  warnings: z.array(z.string()).describe('Things worth knowing about the reading itself, such as a restored etcd'),
  kinds: z.array(kindStatus),
  history: historyStatus,
  memory: z.object({ rss: z.number().int(), heapUsed: z.number().int() }).describe('Bytes'),
  uptime: z.number().describe('Seconds'),
  version: z.string(),
  now: z.string().describe('The server’s clock, RFC 3339: ages are counted against it'),
});
export type Status = z.infer<typeof status>;
