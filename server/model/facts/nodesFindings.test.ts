import { expect, test } from 'vitest';
import { modelOf, node, pod, serviceCIDR } from '../samples.ts';

type Cluster = ReturnType<typeof modelOf>;
const internal = (...texts: string[]) => texts.map((address) => ({ type: 'InternalIP', address }));
const controllers = (...args: string[]) =>
  pod('kube-system/kube-controller-manager-cp', 'cp', [], { hostNetwork: true, controlPlaneArgs: ['kube-controller-manager', ...args] });
const dualNode = (name: string, n: number) =>
  node(name, { addresses: internal(`192.168.0.${n}`, `fd01::${n}`), podCIDRs: [`10.244.${n}.0/24`, `fd00:244:0:${n}::/64`] });
const dualRanges = [
  controllers('--cluster-cidr=10.244.0.0/16,fd00:244::/48'),
  serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']),
];

/** The nodes that findings of a code are about, each once. */
function nodesOf({ model }: Cluster, code: string): string[] {
  const objects = model.findings({ code }).items.flatMap((finding) => finding.objects);
  return [...new Set(objects.flatMap(({ kind, name }) => (kind === 'Node' ? [name] : [])))].sort();
}

test.each([
  ['IPv4 alone, in a dual-stack cluster', node('odd', { addresses: internal('192.168.0.9'), podCIDRs: ['10.244.9.0/24'] }), ['odd']],
  ['IPv6 alone, an edge node', node('odd', { addresses: internal('fd01::9'), podCIDRs: ['fd00:244:0:9::/64'] }), ['odd']],
  [
    'one podCIDR, kept when the cluster became dual-stack',
    node('odd', { addresses: internal('192.168.0.9', 'fd01::9'), podCIDRs: ['10.244.9.0/24'] }),
    ['odd'],
  ],
  ['both', dualNode('even', 9), []],
] as const)('a node lacks a family of its cluster: %s', (_, record, found) => {
  const cluster = modelOf(...dualRanges, dualNode('a', 1), dualNode('b', 2), record);
  expect(nodesOf(cluster, 'node-lacks-family')).toEqual(found);
});

test('no node of a single-stack cluster lacks a family', () => {
  const cluster = modelOf(
    controllers('--cluster-cidr=10.244.0.0/16'),
    serviceCIDR('kubernetes', ['10.96.0.0/24']),
    node('a', { addresses: internal('192.168.0.1'), podCIDRs: ['10.244.0.0/24'] }),
    node('b', { addresses: internal('192.168.0.2'), podCIDRs: ['10.244.1.0/24'] }),
  );
  expect(nodesOf(cluster, 'node-lacks-family')).toEqual([]);
});

test('two nodes with one podCIDR: both are named, until one is deleted, and again when the next node gets the block', () => {
  const cluster = modelOf(
    node('a', { podCIDRs: ['10.244.1.0/24'] }),
    node('twin', { podCIDRs: ['10.244.1.0/24'] }),
    node('other', { podCIDRs: ['10.244.2.0/24'] }),
  );
  expect(nodesOf(cluster, 'node-block-shared')).toEqual(['a', 'twin']);
  cluster.store.apply([{ remove: { kind: 'Node', key: 'twin' } }]);
  expect(nodesOf(cluster, 'node-block-shared')).toEqual([]);
  cluster.store.apply([{ put: node('next', { podCIDRs: ['10.244.1.0/24'] }) }]);
  expect(nodesOf(cluster, 'node-block-shared')).toEqual(['a', 'next']);
});

test('one block spelt in two ways is shared all the same', () => {
  const cluster = modelOf(node('a', { podCIDRs: ['FD00:244::/64'] }), node('b', { podCIDRs: ['fd00:244::/64'] }));
  expect(nodesOf(cluster, 'node-block-shared')).toEqual(['a', 'b']);
});

test('a node that got no block is named by its podCIDRs, and not once it has one', () => {
  const cluster = modelOf(controllers('--cluster-cidr=10.244.0.0/24'), node('a', { podCIDRs: ['10.244.0.0/24'] }), node('late'));
  expect(nodesOf(cluster, 'node-without-block')).toEqual(['late']);
  cluster.store.apply([{ remove: { kind: 'Node', key: 'a' } }, { put: node('late', { podCIDRs: ['10.244.0.0/24'] }) }]);
  expect(nodesOf(cluster, 'node-without-block')).toEqual([]);
});

test('of two families one is exhausted and a node waits: every retry leaks a block of the other, which only looks free', () => {
  const exhausted = [controllers('--cluster-cidr=10.244.1.0/24,fd00:244::/48'), dualNode('a', 1)];
  const cluster = modelOf(...exhausted, node('late'));
  const leaked = ({ model }: Cluster) => model.findings({ code: 'node-blocks-leaked' }).items.flatMap(({ pools }) => pools);
  expect(leaked(cluster)).toContain('pod/cluster-cidr/fd00:244::-48');
  // Nobody waits: nothing is tried, nothing leaks. One family alone has nothing to leak.
  expect(leaked(modelOf(...exhausted))).toEqual([]);
  expect(leaked(modelOf(controllers('--cluster-cidr=10.244.0.0/24'), node('a', { podCIDRs: ['10.244.0.0/24'] }), node('late')))).toEqual(
    [],
  );
});

test.each([
  ['a /30 breaks at 1', ['10.244.0.0/30'], 110, ['a']],
  ['a /26 gives 61', ['10.244.0.0/26'], 110, ['a']],
  ['a /25 gives 125', ['10.244.0.0/25'], 110, []],
  ['a /24 gives 253', ['10.244.0.0/24'], 110, []],
  ['a /24 is too small for 300 pods', ['10.244.0.0/24'], 300, ['a']],
  ['a node that does not say how many pods it takes', ['10.244.0.0/30'], null, []],
  ['a node without a block', [], 110, []],
] as const)('a block smaller than maxPods starves its node: %s', (_, podCIDRs, maxPods, found) => {
  expect(nodesOf(modelOf(node('a', { podCIDRs, maxPods })), 'node-mask-starves')).toEqual(found);
});
