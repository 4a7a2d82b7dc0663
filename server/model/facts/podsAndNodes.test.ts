import { expect, test } from 'vitest';
import { parseAddressRange } from '../../../shared/net/addressRange.ts';
import { cidrSize, lastValue } from '../../../shared/net/cidr.ts';
import { rangeSet } from '../../../shared/net/rangeSet.ts';
import { type Allocator, calico, calicoWindows, cilium, hostLocal, kubeOVN, ovnKubernetes } from '../../../shared/plan/allocator.ts';
import { type Keep, keepOf, keptWithin } from '../../../shared/plan/keep.ts';
import { blockCount, usableOfBlock, usableRange } from '../../../shared/plan/nodeBlock.ts';
import { nodeReader } from '../../kubernetes/node.ts';
import { podReader } from '../../kubernetes/pod.ts';
import { addressOfText, cidrOfText, modelOf, node, pod } from '../samples.ts';

const internal = (...texts: string[]) => texts.map((address) => ({ type: 'InternalIP', address }));
const controllers = (...args: string[]) =>
  pod('kube-system/kube-controller-manager-cp', 'cp', [], { hostNetwork: true, controlPlaneArgs: ['kube-controller-manager', ...args] });

test('a pod has no address, one, or one of each family, and either family may come first', () => {
  const { model } = modelOf(
    node('a'),
    pod('x/none', 'a', []),
    pod('x/four', 'a', ['10.244.0.2']),
    pod('x/six', 'a', ['fd00:244::3']),
    pod('x/four-first', 'a', ['10.244.0.4', 'fd00:244::4']),
    pod('x/six-first', 'a', ['fd00:244::5', '10.244.0.5']),
  );
  expect(model.overview().families.pods).toEqual({ both: 2, IPv4: 1, IPv6: 1, none: 1 });
  for (const text of ['10.244.0.5', 'fd00:244::5'])
    expect(model.address(addressOfText(text)).holders).toMatchObject([
      { as: 'podIP', object: { kind: 'Pod', namespace: 'x', name: 'six-first' } },
    ]);
});

test('the order of podIPs is that of the pod’s node, so two nodes can differ', () => {
  const { model } = modelOf(
    node('a', { addresses: internal('192.168.0.1', 'fd01::1') }),
    node('b', { addresses: internal('fd01::2', '192.168.0.2') }),
    pod('x/a', 'a', ['10.244.0.2', 'fd00:244::2']),
    pod('x/b', 'b', ['fd00:244:0:1::2', '10.244.1.2']),
  );
  expect(model.nodes().items.map(({ families, skewed }) => [families.addresses, families.pods, skewed])).toEqual([
    [['IPv4', 'IPv6'], ['IPv4', 'IPv6'], false],
    [['IPv6', 'IPv4'], ['IPv6', 'IPv4'], false],
  ]);
});

test('a server without podIPs says podIP, one without hostIPs says hostIP', () => {
  const { podIPs, hostIPs } = podReader.fromJson({
    metadata: { name: 'x', resourceVersion: '1' },
    status: { podIP: '10.244.0.2', hostIP: '192.168.0.1' },
  });
  expect([podIPs, hostIPs]).toEqual([['10.244.0.2'], ['192.168.0.1']]);
});

test('a pod of the host network reports its node’s addresses and uses none of a pool', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'], addresses: internal('192.168.0.1') }),
    pod('x/host', 'a', ['192.168.0.1'], { hostNetwork: true }),
    pod('x/odd', 'a', ['10.244.0.9'], { hostNetwork: true }),
    pod('x/plain', 'a', ['10.244.0.2']),
  );
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ ranges: ['10.244.0.0/24'], addresses: { inUse: '1' } }]);
  expect(model.overview().pods).toEqual({ running: 1, hostNetwork: 2, terminated: 0 });
  // The node and its pods share the address: that is no conflict.
  expect(model.address(addressOfText('192.168.0.1'))).toMatchObject({
    state: 'in-use',
    holders: [
      { as: 'hostIP', object: { kind: 'Pod', namespace: 'x', name: 'host' } },
      { as: 'nodeAddress', object: { kind: 'Node', name: 'a' } },
    ],
  });
});

test('Succeeded and Failed pods keep their podIPs and hold nothing: they are counted apart', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    pod('x/done', 'a', ['10.244.0.2'], { phase: 'Succeeded' }),
    pod('x/broken', 'a', ['10.244.0.3'], { phase: 'Failed' }),
    pod('x/next', 'a', ['10.244.0.3']),
    pod('x/lost', 'a', ['10.244.0.4'], { phase: 'Unknown' }),
  );
  expect(model.overview().pods).toEqual({ running: 2, hostNetwork: 0, terminated: 2 });
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ addresses: { inUse: '2' } }]);
  expect(model.node('a')).toMatchObject({ pods: { running: 2, terminated: 2 }, inUse: { IPv4: 2 }, remaining: 108 });
  expect(model.address(addressOfText('10.244.0.2')).state).toBe('terminated');
  // Given to another pod since: two pods list it, one holds it.
  expect(model.address(addressOfText('10.244.0.3'))).toMatchObject({
    state: 'in-use',
    holders: [
      { object: { name: 'next' }, state: 'live' },
      { object: { name: 'broken' }, state: 'terminated' },
    ],
  });
});

test('a node has a podCIDR of each family at most, the first in podCIDR too', () => {
  const podCIDRs = ['fd00:244::/64', '10.244.0.0/24'];
  const read = nodeReader.fromJson({ metadata: { name: 'a', resourceVersion: '1' }, spec: { podCIDR: podCIDRs[0], podCIDRs } });
  expect(read.podCIDRs).toEqual(podCIDRs);
  const { model } = modelOf(node('a', { podCIDRs }));
  expect(model.node('a')).toMatchObject({ podCIDRs, families: { podCIDRs: ['IPv6', 'IPv4'] } });
  expect(model.pools().items).toMatchObject([{ blocks: { handedOut: 1 } }, { blocks: { handedOut: 1 } }]);
});

test('node masks are /24 and /64 where no flag says otherwise: a /16 is 256 nodes, a /48 is 65,536', () => {
  const blocksOf = (...flags: string[]) =>
    modelOf(controllers('--cluster-cidr=10.244.0.0/16,fd00:244::/48', ...flags))
      .model.pools()
      .items.map(({ blocks }) => [blocks?.prefixLength, blocks?.total]);
  expect(blocksOf()).toEqual([
    [24, 256],
    [64, 65536],
  ]);
  expect(blocksOf('--node-cidr-mask-size-ipv4=26', '--node-cidr-mask-size-ipv6=56')).toEqual([
    [26, 1024],
    [56, 256],
  ]);
});

test('an IPv4 pod range may be cut into more than 65,536 blocks: the limit of 16 bits is for IPv6 alone', () => {
  expect(blockCount(cidrOfText('10.0.0.0/8'), 28)).toBe(1048576);
  const { model } = modelOf(controllers('--cluster-cidr=10.0.0.0/8', '--node-cidr-mask-size=28'));
  expect(model.overview().nodesThatFit).toMatchObject([{ family: 'IPv4', prefixLength: 28, blocks: 1048576 }]);
});

test('IPv6 blocks more than 16 bits apart are not taken for one range: the controller manager exits on such a one', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['fd00:0:0:1::/64'] }),
    node('b', { podCIDRs: ['fd00:0:0:4::/64'] }),
    node('c', { podCIDRs: ['fd00:0:1:1::/64'] }),
  );
  expect(model.pools().items.map(({ ranges, blocks }) => [ranges[0], blocks?.total])).toEqual([
    ['fd00::/61', 8],
    ['fd00:0:1:1::/64', 1],
  ]);
});

test('a range that runs dry leaves a node without a block and no condition: nothing more fits, and the node is named', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/23'),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.1.0/24'] }),
    node('late', { ready: true }),
  );
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ limit: 'blocks', blocks: { total: 2, handedOut: 2, free: 0 } }]);
  expect(model.overview().nodesThatFit).toMatchObject([{ blocks: 0 }]);
  expect(model.node('late')).toMatchObject({ ready: true, limit: 'blocks', remaining: 0 });
  expect(model.node('late')?.findings).toContain('node-without-block');
});

test('podCIDRs may be absent: a cluster whose CNI gives no blocks has no node without one', () => {
  const { model } = modelOf(node('a'), node('b'), pod('x/1', 'a', ['172.20.0.5']), pod('x/2', 'b', ['172.20.7.9']));
  expect(model.nodes().items).toMatchObject([
    { limit: 'maxPods', remaining: 109 },
    { limit: 'maxPods', remaining: 109 },
  ]);
  expect(model.nodes({ finding: 'node-without-block' }).total).toBe(0);
  expect(model.pools().items).toMatchObject([
    { id: 'pod/observed/172.20.0.0-21', blocks: null, addresses: { usable: null, inUse: '2', free: null } },
  ]);
});

test('podCIDRs may mean nothing: pods of a CNI with addresses of its own fill no block and are seen where they are', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }), pod('x/1', 'a', ['172.20.0.5']), pod('x/2', 'a', ['172.20.7.9']));
  expect(model.pools().items.map(({ id, addresses }) => [id, addresses.inUse])).toEqual([
    ['pod/nodes/10.244.0.0-24', '0'],
    ['pod/observed/172.20.0.0-21', '2'],
  ]);
  expect(model.node('a')).toMatchObject({ pods: { running: 2 }, inUse: { IPv4: 0 }, usable: { IPv4: '253' }, skewed: false });
});

const last = (cidr: string, allocator: Allocator) => {
  const block = cidrOfText(cidr);
  return usableRange(block, allocator)?.last === lastValue(block);
};

test.each([
  ['host-local', '10.244.0.0/24', hostLocal, 253n, false],
  ['host-local', 'fd00:244::/120', hostLocal, 254n, true],
  ['host-local', 'fd00:244::/64', hostLocal, 18446744073709551614n, true],
  ['Calico on Linux', '10.244.0.0/26', calico, 64n, true],
  ['Calico on Linux', 'fd00:244::/122', calico, 64n, true],
  ['Calico on Linux', '10.244.0.0/20', calico, 4096n, true],
  ['Calico on Linux', '10.244.0.0/32', calico, 1n, true],
  ['Calico on Linux', 'fd00:244::/116', calico, 4096n, true],
  ['Calico on Linux', 'fd00:244::/128', calico, 1n, true],
  ['Calico on Windows, 3 and 1', '10.244.0.0/26', calicoWindows, 60n, false],
  ['Cilium, first and last', '10.244.0.0/24', cilium, 254n, false],
  ['Cilium, first and last', 'fd00:244::/120', cilium, 254n, false],
] as const)('addresses that %s gives of a block: %s', (_, text, allocator, usable, lastIsGiven) => {
  const block = cidrOfText(text);
  expect(usableOfBlock(block.family, block.prefixLength, allocator)).toBe(usable);
  expect(last(text, allocator)).toBe(lastIsGiven);
});

test('Calico’s blocks are /26 and /122 where nothing says otherwise', () => {
  expect(calico.blockLength).toEqual({ IPv4: 26, IPv6: 122 });
});

test('Kube-OVN keeps its excludeIps beside the ends: of a /24 with three of them 251 are left', () => {
  const subnet = cidrOfText('10.16.0.0/24');
  const excluded = rangeSet(
    'IPv4',
    ['10.16.0.1', '10.16.0.20..10.16.0.21'].flatMap((text) => parseAddressRange(text) ?? []),
  );
  const keeps: Keep[] = [keepOf('IPv4', 24, kubeOVN), { kind: 'addresses', set: excluded }];
  expect(cidrSize(subnet) - keptWithin(keeps, 'IPv4', subnet.value, lastValue(subnet))).toBe(251n);
});

test('an IPv6 block is not as large as it looks: Cilium and OVN-Kubernetes use 65,536 addresses of it', () => {
  expect(usableOfBlock('IPv6', 64, cilium)).toBe(65534n);
  expect(usableOfBlock('IPv6', 64, ovnKubernetes)).toBe(65533n);
  expect(usableOfBlock('IPv6', 112, cilium)).toBe(65534n);
  expect(usableOfBlock('IPv6', 113, cilium)).toBe(32766n);
});

test.each([
  ['/24', '10.244.0.0/24', '253', 'maxPods', 110, 143],
  ['/25', '10.244.0.0/25', '125', 'maxPods', 110, 15],
  ['/30', '10.244.0.0/30', '1', 'addresses', 1, 0],
] as const)('the limit of a node is the smaller of its block and its maxPods: %s', (_, block, usable, limit, remaining, wasted) => {
  const { model } = modelOf(node('a', { podCIDRs: [block] }));
  const answer = model.node('a');
  expect(answer).toMatchObject({ usable: { IPv4: usable }, maxPods: 110, limit, remaining });
  expect(Number(answer?.usable.IPv4) - (answer?.remaining ?? 0)).toBe(wasted);
});

test('a node whose capacity says no pods has an unknown limit, not 110', () => {
  expect(modelOf(node('a', { maxPods: null })).model.node('a')).toMatchObject({ maxPods: null, limit: null, remaining: null });
});

test.each([
  ['addresses of both, a block of one', ['192.168.0.1', 'fd01::1'], ['10.244.0.0/24'], [], true],
  ['blocks of both, pods of one', ['192.168.0.1', 'fd01::1'], ['10.244.0.0/24', 'fd00::/64'], ['10.244.0.2'], true],
  ['an address of one, blocks of both', ['192.168.0.1'], ['10.244.0.0/24', 'fd00::/64'], [], true],
  ['one IPv4 pod on an IPv6 edge node', ['fd01::1'], ['fd00::/64'], ['10.244.0.2'], true],
  ['IPv4 alone throughout', ['192.168.0.1'], ['10.244.0.0/24'], ['10.244.0.2'], false],
  ['IPv6 alone throughout: an edge node', ['fd01::1'], ['fd00::/64'], ['fd00::2'], false],
  ['both throughout, in three orders', ['192.168.0.1', 'fd01::1'], ['fd00::/64', '10.244.0.0/24'], ['10.244.0.2', 'fd00::2'], false],
] as const)(
  'skew compares the families of addresses, podCIDRs and live podIPs of each node: %s',
  (_, addresses, podCIDRs, podIPs, skewed) => {
    const { model } = modelOf(
      node('a', { addresses: internal(...addresses), podCIDRs }),
      pod('x/live', 'a', podIPs),
      pod('x/ended', 'a', ['10.9.0.1', 'fd09::1'], { phase: 'Succeeded' }),
    );
    expect(model.node('a')?.skewed).toBe(skewed);
  },
);
