import type { StoredKindInfo } from '../kinds.ts';

/** A kind of a CRD. */
export function customKind(
  apiVersion: `${string}/${string}`,
  name: string,
  resource: string,
  scope: 'Cluster' | 'Namespaced',
  olderVersions: readonly string[] = [],
): StoredKindInfo {
  const [group = '', version = ''] = apiVersion.split('/');
  return {
    kind: `${name}.${group}`,
    group,
    version,
    resource,
    singular: name.toLowerCase(),
    shortNames: [],
    namespaced: scope === 'Namespaced',
    olderVersions,
    isCustom: true,
  };
}
