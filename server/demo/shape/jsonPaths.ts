import type { Json } from '../encode/message.ts';

const maps = ['labels', 'annotations', 'data', 'fieldsV1', 'selector', 'capacity', 'allocatable', 'limits', 'requests'];

/** The paths of keys in JSON with the types of their values: "spec.ports[].port:number". The keys of maps are "*". For tests. */
export function jsonPaths(value: Json, into = new Set<string>(), path = ''): Set<string> {
  if (Array.isArray(value)) {
    into.add(`${path}:array`);
    for (const item of value as readonly Json[]) jsonPaths(item, into, `${path}[]`);
  } else if (typeof value === 'object' && value !== null) {
    if (path !== '') into.add(`${path}:object`);
    const key = path.slice(path.lastIndexOf('.') + 1);
    if (key === 'fieldsV1') return into; // names the fields of others
    for (const [name, inner] of Object.entries(value)) {
      const step = maps.includes(key) ? '*' : name;
      jsonPaths(inner, into, path === '' ? step : `${path}.${step}`);
    }
  } else into.add(`${path}:${value === null ? 'null' : typeof value}`);
  return into;
}
