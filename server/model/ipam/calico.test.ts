import { expect, test } from 'vitest';
import { addressOfText, modelOf, node, pod } from '../samples.ts';
import { handleGaps } from './calico.ts';
import { calicoBlock, calicoPool, object } from './samples.ts';

const pool4 = (model: ReturnType<typeof modelOf>['model']) => model.pools().items.find(({ id }) => id === 'pod/calico.default/IPv4');
const state = (model: ReturnType<typeof modelOf>['model'], text: string) => model.address(addressOfText(text)).state;

test('Calico gives out the first and the last address of a block: a /26 has 64', () => {
  const { model } = modelOf(
    calicoPool('default', '10.48.0.0/24'),
    calicoBlock('10.48.0.0/26', 'n', [
      [0, { pod: 'first', namespace: 'x', node: 'n' }],
      [63, { pod: 'last', namespace: 'x', node: 'n' }],
    ]),
    pod('x/first', 'n', ['10.48.0.0']),
    pod('x/last', 'n', ['10.48.0.63']),
  );
  expect(pool4(model)).toMatchObject({
    addresses: { total: '256', reserved: '0', usable: '256', handedOut: '64', recorded: '2', inUse: '2', free: '254' },
    blocks: { prefixLength: 26, total: 4, handedOut: 1, free: 3 },
    provenance: [{ source: 'IPPool.crd.projectcalico.org/default', confidence: 'declared' }],
  });
  expect(model.poolBlocks('pod/calico.default/IPv4')?.items).toEqual([
    { cidr: '10.48.0.0/26', node: 'n', inUse: '2', usable: '64', maxPods: null, limit: null },
  ]);
});

test('a record whose pod is gone is leaked, of a pod with another address too; one whose pod has none yet is not', () => {
  const { model } = modelOf(
    calicoPool('default', '10.48.0.0/24'),
    calicoBlock('10.48.0.0/26', 'n', [
      [1, { pod: 'gone', namespace: 'x', node: 'n' }],
      [2, { pod: 'moved', namespace: 'x', node: 'n' }],
      [3, { pod: 'starting', namespace: 'x', node: 'n' }],
      [4, { pod: 'ended', namespace: 'x', node: 'n' }],
    ]),
    pod('x/moved', 'n', ['10.48.0.9']),
    pod('x/starting', 'n', [], { phase: 'Pending' }),
    pod('x/ended', 'n', ['10.48.0.4'], { phase: 'Succeeded' }),
  );
  expect(['10.48.0.1', '10.48.0.2', '10.48.0.3', '10.48.0.4'].map((text) => state(model, text))).toEqual([
    'leaked',
    'leaked',
    'in-use',
    'reserved',
  ]);
  expect(pool4(model)?.addresses).toMatchObject({ recorded: '4', inUse: '1', free: '251' });
});

test('a tunnel address is its node’s while the node is there, and leaked when it has gone', () => {
  const { model, store } = modelOf(
    calicoPool('default', '10.48.0.0/24'),
    node('n'),
    calicoBlock('10.48.0.0/26', 'n', [[5, { type: 'vxlanTunnelAddress', node: 'n' }]]),
  );
  expect(model.address(addressOfText('10.48.0.5'))).toMatchObject({
    state: 'in-use',
    holders: [{ as: 'nodeAddress', note: 'VXLAN tunnel' }, { as: 'record' }],
  });
  store.apply([{ remove: { kind: 'Node', key: 'n' } }]);
  expect(state(model, '10.48.0.5')).toBe('leaked');
  store.apply([{ put: node('n') }]);
  expect(state(model, '10.48.0.5')).toBe('in-use');
});

test('what Windows keeps, what cools down and what a virtual machine has is taken and no leak', () => {
  const { model } = modelOf(
    calicoPool('default', '10.48.0.0/24'),
    calicoBlock('10.48.0.0/26', 'n', [
      [0, { handle: 'windows-reserved-ipam-handle' }],
      [7, { handle: 'k8s-pod-network.abc', released: true }],
      [8, { vmi: 'vm', namespace: 'x', node: 'n' }],
    ]),
  );
  expect(['10.48.0.0', '10.48.0.7', '10.48.0.8'].map((text) => state(model, text))).toEqual(['reserved', 'reserved', 'reserved']);
});

test('a reservation is kept in the pools that it lies in, cut to them', () => {
  const { model } = modelOf(
    calicoPool('default', '10.48.0.0/24', { disabled: true }),
    object('IPReservation.crd.projectcalico.org', 'r', { reservedCIDRs: ['10.48.0.128/25', '10.48.1.0/24', 'nonsense'] }),
  );
  expect(pool4(model)).toMatchObject({ state: 'disabled', addresses: { reserved: '128', usable: '128', free: '0' } });
  expect(state(model, '10.48.0.200')).toBe('reserved');
});

test('a block and its affinity are one block; a pending affinity is none', () => {
  const affinity = (cidr: string, on: string, confirmed: string) =>
    object('BlockAffinity.crd.projectcalico.org', `${on}-${cidr}`.replaceAll(/[.:/]/g, '-'), {
      cidr,
      node: on,
      virtual: false,
      state: confirmed,
      deleted: false,
    });
  const { model, store } = modelOf(
    calicoPool('default', '10.48.0.0/24'),
    calicoBlock('10.48.0.0/26', 'n', []),
    affinity('10.48.0.0/26', 'n', 'confirmed'),
    affinity('10.48.0.64/26', 'm', 'confirmed'),
    affinity('10.48.0.128/26', 'o', 'pending'),
  );
  expect(pool4(model)?.blocks).toEqual({ prefixLength: 26, total: 4, handedOut: 2, free: 2 });
  store.apply([{ remove: { kind: 'BlockAffinity.crd.projectcalico.org', key: 'n-10-48-0-0-26' } }]);
  expect(pool4(model)?.blocks?.handedOut).toBe(2);
});

test('where Calico’s blocks take the cluster’s range over, podCIDRs mean nothing and the flag is a further source', () => {
  const flags = pod('kube-system/kube-controller-manager-cp', 'cp', [], {
    hostNetwork: true,
    controlPlaneArgs: ['--cluster-cidr=10.48.0.0/24', '--node-cidr-mask-size=26'],
  });
  const { model, store } = modelOf(flags, calicoPool('default', '10.48.0.0/24'), node('n', { podCIDRs: ['10.48.0.192/26'] }), node('m'));
  expect(model.pools({ kind: 'pod' }).items.map(({ id }) => id)).toEqual(['pod/calico.default/IPv4', 'pod/cluster-cidr/10.48.0.0-24']);
  expect(model.nodes().items.map(({ remaining }) => remaining)).toEqual([0, 61]);
  store.apply([{ put: calicoBlock('10.48.0.0/26', 'n', []) }]);
  expect(model.pools({ kind: 'pod' }).items.map(({ id, provenance }) => [id, provenance.map(({ source }) => source)])).toEqual([
    ['pod/calico.default/IPv4', ['IPPool.crd.projectcalico.org/default', 'Pod/kube-system/kube-controller-manager-cp --cluster-cidr']],
  ]);
  // A node claims another block, or borrows, when its own are full: no more than maxPods ends it.
  expect(model.nodes().items.map(({ remaining, limit }) => [remaining, limit])).toEqual([
    [110, 'maxPods'],
    [110, 'maxPods'],
  ]);
});

test('blocks without the pools that they come from are an inferred range', () => {
  const { model } = modelOf(calicoBlock('10.48.0.0/26', 'n', []), calicoBlock('10.48.0.192/26', 'm', []));
  expect(model.pools().items).toMatchObject([
    {
      id: 'pod/calico-blocks/10.48.0.0-24',
      addresses: { usable: '256', free: null },
      blocks: { prefixLength: 26, handedOut: 2, free: null },
    },
  ]);
});

test('a handle that counts an address which no allocation carries has a gap', () => {
  const block = calicoBlock('10.48.0.0/26', 'n', [[1, { handle: 'k8s-pod-network.a' }]]);
  const handle = (handle: string, count: number) =>
    object('IPAMHandle.crd.projectcalico.org', handle, { handle, deleted: false, blocks: [{ cidr: '10.48.0.0/26', count }] });
  const blockOf = (cidr: string) => (cidr === '10.48.0.0/26' ? block : undefined);
  expect(handleGaps(handle('k8s-pod-network.a', 1), blockOf)).toEqual([]);
  expect(handleGaps(handle('k8s-pod-network.b', 1), blockOf)).toEqual([{ cidr: '10.48.0.0/26', counted: 1, found: 0 }]);
});

test('ordinals that lie outside their block and texts that are no CIDR are counted as unreadable', () => {
  const { model } = modelOf(
    calicoPool('default', 'ten'),
    calicoBlock('10.48.0.0/30', 'n', [
      [4, {}],
      [-1, {}],
      [1.5, {}],
    ]),
    calicoBlock('block', 'n', [[0, {}]]),
  );
  expect(model.unreadable).toBe(5);
  expect(model.pools().items.map(({ id }) => id)).toEqual(['pod/calico-blocks/10.48.0.0-30']);
});
