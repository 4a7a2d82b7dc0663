import type { Demo } from '../../server/demo/startDemo.ts';

/** How many objects there are of each kind that is served, by "group/plural" or, in the core group, "plural"; ConfigMaps aside, which are read one by one. */
export function countsOf({ cluster }: Demo): ReadonlyMap<string, number> {
  return new Map(
    cluster.kinds.served
      .filter(({ kind }) => kind !== 'ConfigMap')
      .map(({ kind, group, resource }) => [group === '' ? resource : `${group}/${resource}`, cluster.storage.count(kind)]),
  );
}
