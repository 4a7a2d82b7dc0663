import type { ConfigMapState } from '../cluster/objects.ts';
import type { JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export function configMapView(seed: number, configMap: ConfigMapState): JsonObject {
  return {
    metadata: metadata(seed, configMap, { rest: configMap.labels ? { labels: configMap.labels } : {} }),
    data: configMap.data,
  };
}
