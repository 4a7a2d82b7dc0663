import type { Named } from '../records/named.ts';
import type { Kind, RecordOf } from '../records/records.ts';
import { Failure } from './failure.ts';
import type { KindReader } from './kindReader.ts';
import { type Meta, namedFrom } from './meta.ts';
import type { Resource } from './resource.ts';
import { fields, type Unchecked } from './unchecked.ts';

/** A custom object's parts; each is without fields where it is absent. */
export interface CustomObject {
  readonly metadata: Unchecked;
  readonly spec: Unchecked;
  readonly status: Unchecked;
}

/** A kind that is read in JSON and that no schema of ours checks: toFields takes what it finds, and throws at nothing. */
export function customReader<K extends Kind>(parts: {
  readonly kind: K;
  readonly resources: readonly [Resource, ...Resource[]];
  readonly big?: boolean;
  readonly toFields: (object: CustomObject) => Omit<RecordOf[K], keyof Named | 'kind'>;
}): KindReader<K> {
  const { kind, resources, big = false, toFields } = parts;
  return {
    kind,
    objectKind: kind.split('.', 1)[0] ?? kind,
    resources,
    withGroup: '',
    big,
    format: 'json',
    fromProtobuf() {
      throw new Failure('malformed', `a ${kind} in protobuf, though JSON was asked for`);
    },
    fromJson(object) {
      const { metadata, spec, status } = fields(object);
      const named = namedFrom(fields(metadata) as Meta);
      const own = toFields({ metadata: fields(metadata), spec: fields(spec), status: fields(status) });
      return { kind, ...named, ...own } as unknown as RecordOf[K];
    },
  };
}
