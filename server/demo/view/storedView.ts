import type { StoredState } from '../cluster/objects.ts';
import type { JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export function storedView(seed: number, object: StoredState): JsonObject {
  const rest = object.labels ? { labels: object.labels } : {};
  return { metadata: metadata(seed, object, { generation: 1, rest }), ...object.body };
}
