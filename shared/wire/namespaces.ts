import { z } from 'zod';
import { knownTotal, listOf, listQuery } from './basics.ts';

export const namespace = z.object({
  name: z.string(),
  services: z.number().int().nullable().describe('Services in it; null where Services are not read'),
});
export type Namespace = z.infer<typeof namespace>;

/** The namespaces of the cluster; where that kind is not read, those that Services name. */
export const namespaceList = listOf(namespace).extend({ total: knownTotal });
export type NamespaceList = z.infer<typeof namespaceList>;
export const namespacesQuery = z.object({ ...listQuery });
