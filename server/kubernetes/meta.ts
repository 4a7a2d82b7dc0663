import { type Decoded, flag, int64, many, message, one, text, textMap } from './message.ts';

/** meta/v1.Time: seconds in protobuf, RFC 3339 in JSON. */
const timeMessage = message('Time', { seconds: int64(1) });
type Time = Decoded<typeof timeMessage> | string;

/** meta/v1.ObjectMeta without labels: what every kind needs. */
const named = {
  name: text(1),
  namespace: text(3),
  uid: text(5),
  resourceVersion: text(6),
  creationTimestamp: one(8, timeMessage),
  deletionTimestamp: one(9, timeMessage),
};

const owned = { ownerReferences: many(13, message('OwnerReference', { kind: text(1), name: text(3), controller: flag(6) })) };

export const objectMeta = message('ObjectMeta', named);
export const labelledMeta = message('LabelledMeta', { ...named, labels: textMap(11) });
export const ownedMeta = message('OwnedMeta', { ...named, ...owned });
/** Annotations can be long: only what needs one of them reads them. */
export const wholeMeta = message('WholeMeta', { ...named, labels: textMap(11), annotations: textMap(12), ...owned });
export const annotatedMeta = message('AnnotatedMeta', { resourceVersion: text(6), annotations: textMap(12) });

/** The object's metadata, in either wire form. */
export type Meta = {
  readonly [P in keyof Decoded<typeof wholeMeta>]: P extends 'creationTimestamp' | 'deletionTimestamp'
    ? Time | null
    : Decoded<typeof wholeMeta>[P];
};

/** The fields that every record has. */
export function namedFrom(meta: Meta | null | undefined) {
  return {
    uid: meta?.uid ?? '',
    resourceVersion: meta?.resourceVersion ?? '',
    namespace: meta?.namespace ?? '',
    name: meta?.name ?? '',
    createdAt: milliseconds(meta?.creationTimestamp),
    deletedAt: milliseconds(meta?.deletionTimestamp),
  };
}

/** The owner that controls an object, as "Kind/name"; '' where none does. */
export function controllerOf(meta: Meta | null | undefined): string {
  const owner = meta?.ownerReferences?.find(({ controller }) => controller);
  return owner ? `${owner.kind ?? ''}/${owner.name ?? ''}` : '';
}

/** Milliseconds since 1970; 0 where absent or unreadable. */
function milliseconds(time: Time | null | undefined): number {
  if (!time) return 0;
  if (typeof time === 'string') return Date.parse(time) || 0;
  const seconds = time.seconds ?? 0;
  return (typeof seconds === 'number' ? seconds : seconds.toNumber()) * 1000;
}
