import { stringify } from 'yaml';

/** An object as it may be shown, and the paths of what was taken out of it. */
export interface ShownObject {
  readonly yaml: string;
  readonly leftOut: readonly string[];
}

/** Lists of containers in a pod's spec. What is in one is no map with keys of the user's own, such as labels, which may be called "env". */
const containerLists: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);
/** What a container is started and probed with: tokens and passwords stand there. Whoever may see addresses need not be one who may see these. */
const ofContainers: ReadonlySet<string> = new Set(['env', 'envFrom', 'args', 'command', 'httpHeaders']);
/** Where keys are the user's own: the object's, or those of a template in it. */
const annotations = /(^|\.)metadata\.annotations$/;
/** kubectl, and others like it (objectset.rio.cattle.io/applied), note the whole object as it was applied: with all that is left out elsewhere. */
const appliedObject = /last-applied|\/applied$/;

/** An object of the API server's JSON as YAML (1.1, as kubectl reads it: "on" is quoted), without what may hold secrets and without managedFields. */
export function shownObject(object: object): ShownObject {
  const leftOut = new Set<string>();
  const shown = without(object, '', { inContainer: false }, leftOut);
  return { yaml: stringify(shown, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }), leftOut: [...leftOut] };
}

interface Where {
  readonly inContainer: boolean;
}

function without(value: unknown, path: string, where: Where, leftOut: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, `${path}[]`, where, leftOut));
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [key, own] of Object.entries(value)) {
    const at = annotations.test(path) ? `${path}["${key}"]` : path === '' ? key : `${path}.${key}`;
    if (isLeftOut(key, path, where)) leftOut.add(at);
    else kept.push([key, without(own, at, { inContainer: where.inContainer || (containerLists.has(key) && Array.isArray(own)) }, leftOut)]);
  }
  return Object.fromEntries(kept);
}

function isLeftOut(key: string, path: string, { inContainer }: Where): boolean {
  if (key === 'managedFields') return path.endsWith('metadata');
  if (annotations.test(path)) return appliedObject.test(key);
  // With terminationMessagePolicy FallbackToLogsOnError it is the end of the container's log.
  if (key === 'message' && path.endsWith('.terminated')) return true;
  return inContainer && ofContainers.has(key);
}
