import type { Json, JsonObject } from '../encode/message.ts';
import { apiVersionOf, type KindInfo, kindName } from '../kinds.ts';
import { kubernetesVersion } from '../view/nodeView.ts';

const verbs = ['get', 'list', 'watch'];

/** The documents by which clients find out what is served; undefined for any other path. */
export function discovery(path: string, served: readonly KindInfo[]): JsonObject | undefined {
  if (path === '/version') return version;
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/api/v1') return resources('v1', served, '', 'v1');
  const groups = [...new Set(served.filter((info) => info.group !== '').map((info) => info.group))];
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map((name) => group(name, served)) };
  for (const name of groups) {
    if (path === `/apis/${name}`) return { kind: 'APIGroup', apiVersion: 'v1', ...group(name, served) };
    for (const version of versionsOf(name, served))
      if (path === `/apis/${name}/${version}`) return resources(`${name}/${version}`, served, name, version);
  }
  return undefined;
}

const version = {
  major: '1',
  minor: '37',
  emulationMajor: '1',
  emulationMinor: '37',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '36',
  gitVersion: kubernetesVersion,
  gitCommit: 'demo',
  gitTreeState: 'clean',
  buildDate: '2026-11-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'demo/simulated',
};

function group(name: string, served: readonly KindInfo[]): { readonly [key: string]: Json } {
  const versions = versionsOf(name, served).map((version) => ({ groupVersion: apiVersionOf({ group: name, version }), version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** The stable ones first, then beta, then alpha; the later one first (apimachinery pkg/version: CompareKubeAwareVersionStrings). */
function versionsOf(group: string, served: readonly KindInfo[]): string[] {
  const versions = new Set(served.filter((info) => info.group === group).map(({ version }) => version));
  const rank = (version: string): number[] => {
    const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor ?? 0)];
  };
  const order = (a: string, b: string): number => {
    const theirs = rank(b);
    return rank(a).reduce((found, part, index) => found || (theirs[index] ?? 0) - part, 0);
  };
  return [...versions].sort(order);
}

function resources(groupVersion: string, served: readonly KindInfo[], group: string, version: string): JsonObject {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: served
      .filter((info) => info.group === group && info.version === version)
      .map((info) => ({
        name: info.resource,
        singularName: info.singular,
        namespaced: info.namespaced,
        kind: kindName(info),
        verbs,
        ...(info.shortNames.length > 0 ? { shortNames: info.shortNames } : undefined),
      })),
  };
}
