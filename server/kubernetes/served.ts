import { Failure } from './failure.ts';
import type { KindReader } from './kindReader.ts';
import { groupVersion, type Resource } from './resource.ts';

/** What a server is known to serve of the groups that are of interest. */
export interface Served {
  readonly groups: ReadonlySet<string>;
  /** "group/version" → its plurals, or why they are not known. What is not served is missing. */
  readonly versions: ReadonlyMap<string, ReadonlySet<string> | Failure>;
}

/** Where a kind is to be read: the best of its places, 'nowhere', or why that is not known. */
export function placeOf(reader: Pick<KindReader<never>, 'resources' | 'withGroup'>, served: Served): Resource | 'nowhere' | Failure {
  if (reader.withGroup !== '') return served.groups.has(reader.withGroup) ? reader.resources[0] : 'nowhere';
  for (const resource of reader.resources) {
    const plurals = served.versions.get(groupVersion(resource));
    if (plurals instanceof Failure) return plurals; // it may be a better place than those behind it
    if (plurals?.has(resource.plural) && (resource.beside === '' || plurals.has(resource.beside))) return resource;
  }
  return 'nowhere';
}
