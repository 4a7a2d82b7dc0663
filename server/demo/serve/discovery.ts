import type { Json, JsonObject } from '../encode/message.ts';
import { type Kind, type KindInfo, servedKinds } from '../kinds.ts';
import { kubernetesVersion } from '../view/nodeView.ts';

const verbs = ['get', 'list', 'watch'];

/** The documents by which clients find out what is served; undefined for any other path. */
export function discovery(path: string, unserved: ReadonlySet<Kind>): JsonObject | undefined {
  const served = servedKinds.filter((info) => !unserved.has(info.kind));
  if (path === '/version') return version;
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/api/v1') return resources('v1', served, '', 'v1');
  const groups = [...new Set(served.filter((info) => info.group !== '').map((info) => info.group))];
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(group) };
  for (const name of groups) {
    if (path === `/apis/${name}`) return { kind: 'APIGroup', apiVersion: 'v1', ...group(name) };
    if (path === `/apis/${name}/v1`) return resources(`${name}/v1`, served, name, 'v1');
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

function group(name: string): { readonly [key: string]: Json } {
  const only = { groupVersion: `${name}/v1`, version: 'v1' };
  return { name, versions: [only], preferredVersion: only };
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
        kind: info.kind,
        verbs,
        ...(info.shortNames.length > 0 ? { shortNames: info.shortNames } : undefined),
      })),
  };
}
