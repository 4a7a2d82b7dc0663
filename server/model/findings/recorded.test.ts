import { expect, test } from 'vitest';
import { expectedOfCluster, recordsOfCluster } from '../../testing/recordedCluster.ts';
import { modelOf } from '../samples.ts';

const { pools, addresses } = expectedOfCluster();
const { model } = modelOf(...recordsOfCluster());
const inState = (state: string) => addresses.filter((one) => one.state === state).map(({ address }) => address);
const named = (code: string) => model.findings({ code, limit: 1000 }).items.map(({ address }) => address);

test.each([
  ['cni-address-leaked', [...pools.flatMap(({ leaked }) => leaked.map(({ address }) => address)), ...inState('leaked')]],
  ['cni-address-borrowed', pools.flatMap(({ borrowed }) => borrowed.map(({ address }) => address))],
  ['address-held-twice', [...pools.flatMap(({ conflicts }) => conflicts.map(({ address }) => address)), ...inState('conflict')]],
])('of nine projects on a real API server, %s names each address that a right reader finds, and no other', (code, expected) => {
  expect(named(code).sort()).toEqual([...new Set(expected)].sort());
});

test('their leaked handle, the pool without a block left and the sources that disagree are named', () => {
  const objects = (code: string) => model.findings({ code }).items.map((found) => found.objects.map(({ kind, name }) => `${kind} ${name}`));
  expect(objects('cni-handle-leaked')).toEqual([[`IPAMHandle k8s-pod-network.${'d7'.repeat(32)}`]]);
  expect(objects('pod-blocks-claimed')).toEqual([['IPPool default-ipv4-ippool']]);
  expect(objects('sources-disagree').flat()).toEqual(expect.arrayContaining(['ConfigMap kubeadm-config', 'ConfigMap kube-proxy']));
});
