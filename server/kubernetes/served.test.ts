import { describe, expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { kindTable } from './kindTable.ts';
import { groupVersion, pathOf, resource } from './resource.ts';
import { placeOf, type Served } from './served.ts';

/** "group/version": plurals, or why they are not known. */
const served = (versions: Record<string, readonly string[] | Failure>): Served => ({
  groups: new Set(Object.keys(versions).map((version) => version.split('/')[0] ?? '')),
  versions: new Map(
    Object.entries(versions).map(([version, plurals]) => [version, plurals instanceof Failure ? plurals : new Set(plurals)]),
  ),
});
const place = (kind: keyof typeof kindTable, versions: Record<string, readonly string[] | Failure>) => {
  const found = placeOf(kindTable[kind], served(versions));
  return typeof found === 'string' ? found : found instanceof Failure ? found.message : groupVersion(found);
};

describe('a kind is read', () => {
  const cilium = 'CiliumPodIPPool.cilium.io';
  test.each([
    [
      'at the best version that serves it',
      { 'cilium.io/v2': ['ciliumpodippools'], 'cilium.io/v2alpha1': ['ciliumpodippools'] },
      'cilium.io/v2',
    ],
    [
      'at a lesser one where the best lacks it',
      { 'cilium.io/v2': ['ciliumnodes'], 'cilium.io/v2alpha1': ['ciliumpodippools'] },
      'cilium.io/v2alpha1',
    ],
    ['nowhere where its group has other kinds', { 'cilium.io/v2': ['ciliumnodes'] }, 'nowhere'],
    ['nowhere where there is no such group', { 'metallb.io/v1beta1': ['ipaddresspools'] }, 'nowhere'],
    [
      'nobody knows where, if the best version may have it',
      { 'cilium.io/v2': new Failure('server', 'away'), 'cilium.io/v2alpha1': ['ciliumpodippools'] },
      'away',
    ],
  ])('%s', (_, versions, where) => {
    expect(place(cilium, versions)).toBe(where);
  });

  test('ResourceClaims by the oldest version of a server that has no newer one', () => {
    expect(place('ResourceClaim', { 'resource.k8s.io/v1beta1': ['resourceclaims'] })).toBe('resource.k8s.io/v1beta1');
    expect(place('ResourceClaim', { 'resource.k8s.io/v1': ['resourceclaims'], 'resource.k8s.io/v1beta2': ['resourceclaims'] })).toBe(
      'resource.k8s.io/v1',
    );
  });

  test('Antrea’s pools as v1alpha2 only where v1beta1 lacks them', () => {
    expect(place('IPPool.crd.antrea.io', { 'crd.antrea.io/v1beta1': ['egresses'], 'crd.antrea.io/v1alpha2': ['ippools'] })).toBe(
      'crd.antrea.io/v1alpha2',
    );
  });
});

describe('Calico’s group is the one that serves the blocks', () => {
  const pools = 'IPPool.crd.projectcalico.org';
  const [crd, v3] = ['crd.projectcalico.org/v1', 'projectcalico.org/v3'];
  test.each([
    ['the classic one, with Calico’s API server beside it', { [crd]: ['ippools', 'ipamblocks'], [v3]: ['ippools'] }, crd],
    ['projectcalico.org where that holds the kinds itself', { [v3]: ['ippools', 'ipamblocks'] }, v3],
    ['projectcalico.org, though pools were left behind in the other', { [crd]: ['ippools'], [v3]: ['ippools', 'ipamblocks'] }, v3],
    ['the classic one where there are pools and no blocks at all', { [crd]: ['ippools'], [v3]: ['ippools'] }, crd],
    ['none where the view alone is left', { [v3]: ['ippools'] }, 'nowhere'],
  ])('%s', (_, versions: Record<string, string[]>, where) => {
    expect(place(pools, versions)).toBe(where);
  });
});

test('a ConfigMap of a CNI is read where the CNI’s group is', () => {
  expect(place('ConfigMap/cilium-config', { 'cilium.io/v2': [] })).toBe('v1');
  expect(place('ConfigMap/ovn-config', { 'cilium.io/v2': [] })).toBe('nowhere');
});

test.each([
  [resource('', 'v1', 'pods'), '/api/v1/pods?limit=1'],
  [resource('cilium.io', 'v2', 'ciliumnodes'), '/apis/cilium.io/v2/ciliumnodes?limit=1'],
  [
    resource('', 'v1', 'configmaps', { namespace: 'kube-system', name: 'kube-proxy' }),
    '/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Dkube-proxy&limit=1',
  ],
])('the path of %o', (from, path) => {
  expect(pathOf(from, { limit: '1' })).toBe(path);
});
