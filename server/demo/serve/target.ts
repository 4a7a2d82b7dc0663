import type { KindInfo } from '../kinds.ts';

/** What a path names: all objects of a kind, those of a namespace, or one. */
export interface Target {
  readonly info: KindInfo;
  readonly namespace: string; // '' for all of them, and for cluster-wide kinds
  readonly name: string; // '' for a list
}

/** Undefined where the path names nothing that is served. */
export function targetOf(path: string, kinds: readonly KindInfo[]): Target | undefined {
  const parts = path.split('/').slice(1).map(decode);
  if (parts.some((part) => part === undefined || part === '')) return undefined;
  const [root, ...rest] = parts as string[];
  if (root === 'api') return inGroup(kinds, '', rest);
  if (root === 'apis') return inGroup(kinds, rest[0] ?? '', rest.slice(1));
  return undefined;
}

function inGroup(kinds: readonly KindInfo[], group: string, parts: readonly string[]): Target | undefined {
  const [version, ...rest] = parts;
  const find = (resource: string | undefined, namespaced?: boolean): KindInfo | undefined =>
    kinds.find(
      (info) =>
        info.group === group &&
        info.version === version &&
        info.resource === resource &&
        (namespaced === undefined || info.namespaced === namespaced),
    );
  if (rest.length === 1) {
    const info = find(rest[0]);
    return info && { info, namespace: '', name: '' };
  }
  if (rest.length === 2) {
    const info = find(rest[0], false);
    return info && { info, namespace: '', name: rest[1] ?? '' };
  }
  if (rest[0] !== 'namespaces' || rest.length > 4) return undefined;
  const info = find(rest[2], true);
  return info && { info, namespace: rest[1] ?? '', name: rest[3] ?? '' };
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
