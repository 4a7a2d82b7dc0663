import type { ConfigMapKind } from '../../records/configMap.ts';
import { type KindReader, kindReader } from '../kindReader.ts';
import { type Decoded, message, one, textMap } from '../message.ts';
import { type Meta, namedFrom, objectMeta } from '../meta.ts';
import { resource } from '../resource.ts';

const configMap = message('ConfigMap', { metadata: one(1, objectMeta), data: textMap(2) });

interface ConfigMap {
  readonly metadata?: Meta | null;
  readonly data?: Decoded<typeof configMap>['data'];
}

/** Settings of a ConfigMap's data, by the name that their own program gives them. What it throws is why they cannot be read. */
export type Settings = (data: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;

/** One ConfigMap, read by its name: nothing of any other ever crosses the wire. */
export function configMapReader<K extends ConfigMapKind>(parts: {
  readonly kind: K;
  readonly namespace: string;
  readonly withGroup?: string;
  readonly settings: Settings;
}): KindReader<ConfigMapKind> & { readonly kind: K } {
  const { kind, namespace, withGroup, settings } = parts;
  const name = kind.slice('ConfigMap/'.length);
  const reader = kindReader<ConfigMapKind, ConfigMap>({
    kind,
    objectKind: 'ConfigMap',
    resource: resource('', 'v1', 'configmaps', { namespace, name }),
    ...(withGroup !== undefined && { withGroup }),
    message: configMap,
    toRecord: ({ metadata, data }) => ({ kind, ...namedFrom(metadata), ...read(settings, data ?? {}) }),
  });
  return { ...reader, kind };
}

function read(settings: Settings, data: Readonly<Record<string, string>>) {
  try {
    return { values: settings(data), error: '' };
  } catch (error) {
    return { values: {}, error: oneLine(error instanceof Error ? error.message : String(error)) };
  }
}

/** What a parser says, without the excerpt of the text below its first line. */
const oneLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 300);

/** The named keys, as they stand. */
export function only(data: Readonly<Record<string, string>>, wanted: (key: string) => boolean): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).filter(([key]) => wanted(key)));
}
