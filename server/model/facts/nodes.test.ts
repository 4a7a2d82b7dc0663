import { expect, test } from 'vitest';
import { addressOfText, cidrOfText, modelOf, node, pod, service, serviceCIDR } from '../samples.ts';

const controllers = (...args: string[]) =>
  pod('kube-system/kube-controller-manager-cp', 'cp', [], { hostNetwork: true, controlPlaneArgs: ['kube-controller-manager', ...args] });

test('a node without a block says so by its podCIDRs alone: no condition tells, and one that has its block is not blamed', () => {
  const { model } = modelOf(node('dry', { ready: true }), node('fine', { ready: true, podCIDRs: ['10.244.0.0/24'] }));
  expect(model.nodes({ finding: 'node-without-block' }).items.map(({ name, ready }) => [name, ready])).toEqual([['dry', true]]);
});

test('blocks are not handed out in order: what is left is counted, not measured from the highest one', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/16'),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.255.0/24'] }),
  );
  expect(model.overview().nodesThatFit).toMatchObject([{ blocks: 254 }]);
  expect(model.freeBlocks('pod/cluster-cidr/10.244.0.0-16', { prefix: 24, limit: 1 })).toMatchObject({
    total: '254',
    items: ['10.244.1.0/24'],
  });
});

test('the block of a deleted node is given to the next one', () => {
  const { store, model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/23'),
    node('old', { podCIDRs: ['10.244.0.0/24'] }),
    node('other', { podCIDRs: ['10.244.1.0/24'] }),
  );
  const handedOut = () => model.pools({ kind: 'pod' }).items[0]?.blocks;
  expect(handedOut()).toMatchObject({ handedOut: 2, free: 0 });
  store.apply([{ remove: { kind: 'Node', key: 'old' } }]);
  expect(handedOut()).toMatchObject({ handedOut: 1, free: 1 });
  store.apply([{ put: node('new', { podCIDRs: ['10.244.0.0/24'] }) }]);
  expect(handedOut()).toMatchObject({ handedOut: 2, free: 0 });
  expect(model.address(addressOfText('10.244.0.7')).block).toEqual({ cidr: '10.244.0.0/24', node: 'new' });
});

test('a ServiceCIDR made over node blocks is Ready and raises nothing: an address of both is shown in both', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    serviceCIDR('late', ['10.244.0.0/26']),
    pod('x/1', 'a', ['10.244.0.9']),
    service('x/web', ['10.244.0.9']),
  );
  expect(model.address(addressOfText('10.244.0.9'))).toMatchObject({
    state: 'conflict',
    pools: expect.arrayContaining(['pod/nodes/10.244.0.0-24', 'service/late/10.244.0.0-26']),
    block: { cidr: '10.244.0.0/24', node: 'a' },
  });
});

test('any podCIDR is accepted by hand: one outside the cluster’s range is a range of its own and uses none of the other', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/16'),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('odd', { podCIDRs: ['10.9.9.0/24'] }),
  );
  expect(model.pools({ kind: 'pod' }).items.map(({ id, blocks }) => [id, blocks?.handedOut, blocks?.free])).toEqual([
    ['pod/nodes/10.9.9.0-24', 1, null],
    ['pod/cluster-cidr/10.244.0.0-16', 1, 255],
  ]);
});

test('any podCIDR is accepted by hand: of a /32 no pod gets an address', () => {
  const { model } = modelOf(node('odd', { podCIDRs: ['10.244.0.7/32'] }));
  expect(model.node('odd')).toMatchObject({ podCIDRs: ['10.244.0.7/32'], usable: { IPv4: '0' }, limit: 'addresses', remaining: 0 });
});

test('any podCIDR is accepted by hand: two nodes with one block use one, and both stand on the map', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/22'),
    node('a', { podCIDRs: ['10.244.1.0/24'] }),
    node('twin', { podCIDRs: ['10.244.1.0/24'] }),
    pod('x/1', 'a', ['10.244.1.2']),
    pod('x/2', 'twin', ['10.244.1.2']),
  );
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([
    { blocks: { total: 4, handedOut: 1, free: 3 }, addresses: { handedOut: '256', inUse: '1' } },
  ]);
  expect(model.map(cidrOfText('10.244.0.0/22'), { bits: 2 })?.cells).toMatchObject([
    {
      cidr: '10.244.1.0/24',
      inUse: '1',
      holders: [
        { kind: 'Node', name: 'a' },
        { kind: 'Node', name: 'twin' },
      ],
    },
  ]);
  expect(model.address(addressOfText('10.244.1.2')).state).toBe('conflict');
});

test('a twin that is deleted frees the block for the controller, though the other node still has it: it is not free here', () => {
  const { store, model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/23'),
    node('a', { podCIDRs: ['10.244.1.0/24'] }),
    node('twin', { podCIDRs: ['10.244.1.0/24'] }),
  );
  store.apply([{ remove: { kind: 'Node', key: 'twin' } }]);
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ blocks: { handedOut: 1, free: 1 } }]);
  expect(model.freeBlocks('pod/cluster-cidr/10.244.0.0-23', { prefix: 24 })?.items).toEqual(['10.244.0.0/24']);
  store.apply([{ put: node('next', { podCIDRs: ['10.244.1.0/24'] }) }]);
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ blocks: { handedOut: 1, free: 1 } }]);
});

test('of two families one is exhausted: the next node gets nothing, so the family that ends first stands first', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/24,fd00:244::/48'),
    node('a', { podCIDRs: ['10.244.0.0/24', 'fd00:244::/64'] }),
    node('late'),
  );
  expect(model.overview().nodesThatFit).toMatchObject([
    { family: 'IPv4', blocks: 0 },
    { family: 'IPv6', blocks: 65535 },
  ]);
  // No IPv6 block either, although 65,535 are free by the objects.
  expect(model.node('late')).toMatchObject({ usable: { IPv4: null, IPv6: null }, limit: 'blocks', remaining: 0 });
});

test('a block that overlaps the service range of the controller’s flag is skipped whole: of four nodes three fit', () => {
  const { model } = modelOf(controllers('--cluster-cidr=10.244.0.0/22', '--service-cluster-ip-range=10.244.1.128/25'));
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ blocks: { total: 4, handedOut: 0, free: 3 } }]);
  expect(model.overview().nodesThatFit).toMatchObject([{ family: 'IPv4', blocks: 3 }]);
});
