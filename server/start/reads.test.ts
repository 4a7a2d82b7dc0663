import { expect, test } from 'vitest';
import { kinds, optionalKinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { isSettled, readingLines } from './reads.ts';

const lines = (store: Store) =>
  readingLines(
    (kind) => store.reading(kind),
    (kind) => store.count(kind),
  );

test('what is read, what is waited for, what is forbidden and what is not served each have their line', () => {
  const store = new Store(0);
  for (const kind of kinds) store.setReading(kind, { state: 'synced' });
  store.setReading('Node', { state: 'stale' });
  store.setReading('Pod', { state: 'forbidden', error: 'pods is forbidden:\n User "u" cannot list' });
  store.setReading('IPAddress', { state: 'not-served' });
  store.setReading('Service', { state: 'syncing', error: 'connect ECONNREFUSED 10.0.0.1:6443' });
  store.setReading('EndpointSlice', { state: 'syncing' });
  expect(lines(store)).toEqual([
    'Reads      Namespace (0), ServiceCIDR (0), Node (0)',
    'Waits for  Service: connect ECONNREFUSED 10.0.0.1:6443',
    'Waits for  EndpointSlice: it is still being read',
    'May not    read Pod: pods is forbidden: User "u" cannot list; the Status page has the rule to add',
    'Has no     IPAddress: this API server does not serve it',
  ]);
});

test('kinds that a cluster need not have share a line for each state, and are named only where they are', () => {
  const store = new Store(0);
  for (const kind of kinds) store.setReading(kind, { state: optionalKinds.includes(kind) ? 'not-served' : 'synced' });
  const core = lines(store);
  expect(core).toHaveLength(1);
  store.setReading('IPAddressPool.metallb.io', { state: 'synced' });
  expect(lines(store)).toEqual(core); // served, and empty
  const meta = { uid: 'u', resourceVersion: '1', namespace: 'metallb-system', createdAt: 0, deletedAt: 0 };
  store.apply([
    { put: { kind: 'IPAddressPool.metallb.io', ...meta, name: 'vips', addresses: [], autoAssign: true, avoidBuggyIPs: false } },
  ]);
  for (const kind of ['ConfigMap/kubeadm-config', 'ConfigMap/kube-proxy', 'ConfigMap/kubevip', 'ResourceClaim'] as const)
    store.setReading(kind, { state: 'forbidden', error: 'configmaps "kubeadm-config" is forbidden' });
  store.setReading('CiliumNode.cilium.io', { state: 'syncing' });
  expect(lines(store)).toEqual([
    ...core,
    'Reads      IPAddressPool.metallb.io (1)',
    'Waits for  CiliumNode.cilium.io: whether there are such objects is not known yet',
    'May not    read ConfigMap/kubeadm-config, ConfigMap/kube-proxy, ConfigMap/kubevip and 1 more; the Status page has the rules to add',
  ]);
});

test('it is settled once no kind is still being read for the first time', () => {
  const store = new Store(0);
  for (const kind of kinds) if (kind !== 'Pod') store.setReading(kind, { state: 'synced' });
  expect(isSettled((kind) => store.reading(kind))).toBe(false);
  store.setReading('Pod', { state: 'forbidden' });
  expect(isSettled((kind) => store.reading(kind))).toBe(true);
});
