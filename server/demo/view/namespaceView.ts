import type { NamespaceState } from '../cluster/objects.ts';
import type { JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export function namespaceView(seed: number, namespace: NamespaceState): JsonObject {
  return {
    metadata: metadata(seed, namespace, { rest: { labels: { 'kubernetes.io/metadata.name': namespace.name } } }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: namespace.deletedAt ? 'Terminating' : 'Active' },
  };
}
