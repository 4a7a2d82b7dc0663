import { isoSeconds } from '../cluster/times.ts';
import { uidOf } from '../cluster/uid.ts';
import type { JsonObject } from '../encode/message.ts';

/** The metadata that every kind has, in the order in which the API server writes it. */
export function metadata(
  seed: number,
  object: {
    readonly name: string;
    readonly namespace: string;
    readonly serial: number;
    readonly resourceVersion: number;
    readonly createdAt: number;
    readonly deletedAt: number;
  },
  more: { readonly generateName?: string; readonly generation?: number; readonly gracePeriod?: number; readonly rest: JsonObject },
): JsonObject {
  return {
    name: object.name,
    ...(more.generateName ? { generateName: more.generateName } : undefined),
    ...(object.namespace ? { namespace: object.namespace } : undefined),
    uid: uidOf(seed, object.serial),
    resourceVersion: String(object.resourceVersion),
    ...(more.generation ? { generation: more.generation } : undefined),
    creationTimestamp: isoSeconds(object.createdAt),
    ...(object.deletedAt
      ? { deletionTimestamp: isoSeconds(object.deletedAt), deletionGracePeriodSeconds: more.gracePeriod ?? 0 }
      : undefined),
    ...more.rest,
  };
}
