import { expect, test } from 'vitest';
import { formatAddressRange } from '../../shared/net/addressRange.ts';
import { formatCidr } from '../../shared/net/cidr.ts';
import { calicoBlock, calicoPool, ciliumNode, configMap } from './ipam/samples.ts';
import type { PlanSpaces } from './planSpaces.ts';
import { controlPlane, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

const manager = (ranges: string, ...flags: string[]) => controlPlane('kube-controller-manager', `--cluster-cidr=${ranges}`, ...flags);
const internal = (address: string) => [{ type: 'InternalIP', address }];

/** Pod spaces in text. */
const inText = ({ pods }: PlanSpaces) =>
  pods.map(({ family, ranges, blockLength, held, around, ofControllerManager, allocator, inUse, fit }) => ({
    family,
    ranges: ranges.map(formatCidr),
    blockLength,
    held: held.map((block) => `${block.node} ${formatCidr(block.cidr)}`),
    around: around.map(formatCidr),
    ofControllerManager,
    allocator: allocator?.name,
    inUse,
    fit,
  }));

test('a cluster with IPv4 first: ranges, blocks and what fits, each family for itself', () => {
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['10.244.128.0/24', 'fd00:96::/112']),
    manager('10.244.0.0/16,fd00:244::/48', '--service-cluster-ip-range=10.244.128.0/24,fd00:96::/112', '--node-cidr-mask-size-ipv4=25'),
    node('a', { podCIDRs: ['10.244.0.0/25', 'fd00:244::/64'], maxPods: 250 }),
    node('b', { podCIDRs: ['10.244.1.0/25', 'fd00:244:0:1::/64'], maxPods: 110 }),
    node('c', { maxPods: 110 }),
    pod('x/p', 'a', ['10.244.0.2', 'fd00:244::2']),
    service('x/s', ['10.244.128.9']),
  );
  const spaces = model.planSpaces();
  expect(inText(spaces)).toEqual([
    {
      family: 'IPv4',
      ranges: ['10.244.0.0/16'],
      blockLength: 25,
      held: ['a 10.244.0.0/25', 'b 10.244.1.0/25'],
      around: ['10.244.128.0/24'],
      ofControllerManager: true,
      allocator: 'host-local',
      inUse: 1,
      fit: 125 + 110,
    },
    {
      family: 'IPv6',
      ranges: ['fd00:244::/48'],
      blockLength: 64,
      held: ['a fd00:244::/64', 'b fd00:244:0:1::/64'],
      around: ['fd00:96::/112'],
      ofControllerManager: true,
      allocator: 'host-local',
      inUse: 1,
      fit: 250 + 110,
    },
  ]);
  expect([spaces.families, spaces.nodes, spaces.maxPods]).toEqual([['IPv4', 'IPv6'], 3, 110]);
  expect(spaces.services.map(({ family, ranges, inUse }) => [family, ranges.map(formatCidr), inUse])).toEqual([
    ['IPv4', ['10.244.128.0/24'], 1],
    ['IPv6', ['fd00:96::/112'], 0],
  ]);
});

test.each([
  ['IPv6 first', ['fd00:96::/112', '10.96.0.0/24'], 'fd00:244::/48,10.244.0.0/16', ['IPv6', 'IPv4']],
  ['IPv6 alone', ['fd00:96::/112'], 'fd00:244::/48', ['IPv6']],
])('a cluster with %s: its families in its own order', (_, services, pods, families) => {
  const spaces = modelOf(serviceCIDR('kubernetes', services), manager(pods)).model.planSpaces();
  expect(spaces.families).toEqual(families);
  expect(spaces.pods.map(({ family }) => family)).toEqual(families);
  expect(spaces.services.map(({ family }) => family)).toEqual(families);
});

test('where nothing says which family is first, the nodes’ blocks do; a range that is inferred may go on, and is none to plan in', () => {
  const spaces = modelOf(node('a', { podCIDRs: ['fd00:244::/64', '10.244.0.0/24'] })).model.planSpaces();
  expect(spaces).toMatchObject({ families: ['IPv6', 'IPv4'], nodes: 1, maxPods: 110, pods: [], services: [] });
});

test('the commonest maxPods is that of a node that joins', () => {
  const nodes = [30, 110, 110, null].map((maxPods, n) => node(`n${n}`, { maxPods }));
  expect(modelOf(...nodes).model.planSpaces().maxPods).toBe(110);
});

test('Calico: several pools are one space, its blocks grow with a node, so that maxPods is what fits', () => {
  const { model } = modelOf(
    calicoPool('default', '10.48.0.0/24'),
    calicoPool('more', '10.49.0.0/24'),
    calicoPool('off', '10.50.0.0/24', { disabled: true }),
    calicoBlock('10.48.0.0/26', 'n', [[1, { pod: 'p', namespace: 'x', node: 'n' }]]),
    calicoBlock('10.49.0.64/26', 'n', [[1, { pod: 'q', namespace: 'x', node: 'n' }]]),
    node('n', { maxPods: 110 }),
    pod('x/p', 'n', ['10.48.0.1']),
    pod('x/q', 'n', ['10.49.0.65']),
  );
  expect(inText(model.planSpaces())).toEqual([
    {
      family: 'IPv4',
      ranges: ['10.48.0.0/24', '10.49.0.0/24'],
      blockLength: 26,
      held: ['n 10.48.0.0/26', 'n 10.49.0.64/26'],
      around: [],
      ofControllerManager: false,
      allocator: 'Calico',
      inUse: 2,
      fit: 110,
    },
  ]);
});

test('Cilium’s cluster-pool mode is not kube-controller-manager’s, and a node’s podCIDR beside it means nothing', () => {
  const { model } = modelOf(
    configMap('ConfigMap/cilium-config', {
      ipam: 'cluster-pool',
      'cluster-pool-ipv4-cidr': '10.0.0.0/16 10.2.0.0/16',
      'cluster-pool-ipv4-mask-size': '26',
    }),
    ciliumNode('n', { podCIDRs: ['10.0.1.0/26'] }),
    node('n', { maxPods: 110, podCIDRs: ['10.244.0.0/24'] }),
  );
  expect(inText(model.planSpaces())).toMatchObject([
    { ranges: ['10.0.0.0/16', '10.2.0.0/16'], blockLength: 26, held: ['n 10.0.1.0/26'], ofControllerManager: false, fit: 62 },
  ]);
});

test('Service ranges: what is nested or twice is one, what gives nothing out is none', () => {
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/24']),
    serviceCIDR('again', ['10.96.0.0/24']),
    serviceCIDR('inner', ['10.96.0.64/26']),
    serviceCIDR('more', ['10.97.0.0/25']),
    serviceCIDR('dead', ['fd00:96::/112']),
    serviceCIDR('going', ['10.98.0.0/24'], { deletedAt: 1 }),
    service('x/a', ['10.96.0.70']),
    service('x/b', ['10.97.0.3']),
  );
  expect(model.planSpaces().services.map(({ family, ranges, inUse }) => [family, ranges.map(formatCidr), inUse])).toEqual([
    ['IPv4', ['10.96.0.0/24', '10.97.0.0/25'], 2],
  ]);
});

test('what is known to be somebody’s: every range of every pool, and where nodes stand', () => {
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/24']),
    manager('10.244.0.0/16'),
    node('a', { addresses: internal('192.168.7.8') }),
    node('b', { addresses: internal('192.168.7.9') }),
  );
  expect(model.planSpaces().known.map(({ range, use, what }) => [formatAddressRange(range), use, what])).toEqual([
    ['10.244.0.0/16', 'pod', 'pods 10.244.0.0/16'],
    ['10.96.0.0/24', 'service', 'Services 10.96.0.0/24'],
    ['192.168.7.8/31', 'node', 'nodes 192.168.7.8/31'],
  ]);
});

test('made once, it follows each change of nodes, blocks, ranges and of what is in use', () => {
  const { model, store } = modelOf(manager('10.244.0.0/16'), node('a', { podCIDRs: ['10.244.0.0/24'], maxPods: 20 }));
  const seen = () => inText(model.planSpaces())[0];
  expect(seen()).toMatchObject({ held: ['a 10.244.0.0/24'], inUse: 0, fit: 20 });
  store.apply([{ put: pod('x/p', 'a', ['10.244.0.2']) }]);
  expect(seen()).toMatchObject({ inUse: 1, fit: 20 });
  store.apply([{ put: node('a', { podCIDRs: ['10.244.0.0/24'], maxPods: 40 }) }]);
  expect(seen()).toMatchObject({ fit: 40 });
  store.apply([{ put: node('b', { podCIDRs: ['10.244.1.0/24'], maxPods: 40 }) }]);
  expect(seen()).toMatchObject({ held: ['a 10.244.0.0/24', 'b 10.244.1.0/24'], fit: 80 });
  store.apply([{ remove: { kind: 'Node', key: 'a' } }]);
  expect(seen()).toMatchObject({ held: ['b 10.244.1.0/24'], fit: 40 });
  store.apply([{ remove: { kind: 'Pod', key: 'kube-system/kube-controller-manager-cp' } }]);
  expect(seen()).toBeUndefined();
});

test('of two allocators beside each other the one that pods have their addresses from', () => {
  const calico = [
    calicoPool('default', '10.48.0.0/24'),
    calicoBlock('10.48.0.0/26', 'n', [[1, { pod: 'p', namespace: 'x', node: 'n' }]]),
    manager('10.244.0.0/16'),
    node('n', { podCIDRs: ['10.244.0.0/24'] }),
  ];
  const ids = (...pods: ReturnType<typeof pod>[]) => modelOf(...calico, ...pods).model.planSpaces().pods[0]?.pools;
  expect(ids(pod('x/p', 'n', ['10.48.0.1']))).toEqual(['pod/calico.default/IPv4']);
  expect(ids(pod('x/p', 'n', ['10.244.0.2']))).toEqual(['pod/cluster-cidr/10.244.0.0-16']);
});
