import { expect, test } from 'vitest';
import { modelOf } from '../samples.ts';
import { calicoBlock, calicoPool, ciliumNode, configMap, object } from './samples.ts';

/** What a project itself refuses, or reads in another way than it looks. */

function pools(...records: Parameters<typeof modelOf>) {
  return modelOf(...records)
    .model.pools()
    .items.map(({ name, addresses, blocks }) => [name, addresses.reserved, addresses.free, blocks?.prefixLength ?? null]);
}

const attached = (...ranges: readonly (readonly [range: string, start: string, end: string])[]) =>
  object('NetworkAttachmentDefinition.k8s.cni.cncf.io', 'x/rack', {
    ipam: 'host-local',
    networkName: '',
    ranges: ranges.map(([range, start, end]) => ({ range, start, end, gateway: '', exclude: [] })),
  });

test('Multus: a range whose start or end lies outside its subnet, or is of the other family, is left out and the others stay', () => {
  const good = ['10.90.1.0/24', '10.90.1.10', '10.90.1.19'] as const;
  for (const bad of [
    ['10.90.0.0/24', '10.90.0.10', 'fd00::1'],
    ['10.90.0.0/24', 'fd00::1', ''],
    ['10.90.0.0/24', '', '10.91.0.1'],
    ['10.90.0.0/24', 'x', ''],
    ['10.90.0.0/24', '10.90.0.9', '10.90.0.1'],
  ] as const)
    expect(pools(attached(bad, good))).toEqual([['rack', '0', '10', null]]);
});

const podPool = (maskSize: number, allowFirst = false, allowLast = false) =>
  object('CiliumPodIPPool.cilium.io', 'p', { ranges: [{ cidrs: ['10.60.0.0/24'], maskSize }], allowFirst, allowLast });

test('Cilium: each end of a block may be allowed by itself', () => {
  expect(pools(podPool(27))).toEqual([['p', '16', '240', 27]]);
  expect(pools(podPool(27, true))).toEqual([['p', '8', '248', 27]]);
  expect(pools(podPool(27, false, true))).toEqual([['p', '8', '248', 27]]);
  expect(pools(podPool(27, true, true))).toEqual([['p', '0', '256', 27]]);
});

test('Cilium: a mask that cuts nothing gives nothing', () => {
  for (const mask of [0, 23, 33, 2 ** 53 - 1]) expect(pools(podPool(mask))).toEqual([['p', '0', '0', null]]);
});

test('Cilium: of a /64 for Services the first and the last are kept, not all behind a bitmap', () => {
  const blocks = [{ cidr: 'fd00:172::/64', start: '', stop: '' }];
  const blue = object('CiliumLoadBalancerIPPool.cilium.io', 'blue', { blocks, disabled: false, keepsEnds: true, conflict: false });
  expect(pools(blue)).toEqual([['blue', '2', '18446744073709551614', null]]);
});

test('Cilium: a family that is switched off has no pool', () => {
  const values = {
    ipam: 'cluster-pool',
    'cluster-pool-ipv4-cidr': '10.0.0.0/8',
    'cluster-pool-ipv6-cidr': 'fd00::/104',
    'enable-ipv6': 'false',
  };
  expect(
    modelOf(configMap('ConfigMap/cilium-config', values))
      .model.pools()
      .items.map(({ family }) => family),
  ).toEqual(['IPv4']);
});

test('Cilium: blocks of a node that are no CIDR are counted', () => {
  const pool = { pool: 'p', cidrs: ['10.60.0.0/27', 'ten'], first: false, last: false };
  expect(modelOf(ciliumNode('n', { podCIDRs: ['x'], pools: [pool] })).model.unreadable).toBe(2);
});

test('Calico: a block size that cuts nothing is the usual one', () => {
  for (const size of [0, 20, 33]) expect(pools(calicoPool('p', '10.48.0.0/24', { blockSize: size }))).toEqual([['p', '0', '256', 26]]);
  expect(pools(calicoPool('p', '10.48.0.0/28'))).toEqual([['p', '0', '16', 28]]);
});

test('Calico: blocks of Services are no node’s', () => {
  const records = [
    calicoPool('vips', '10.48.9.0/24', { allowedUses: ['LoadBalancer'] }),
    calicoBlock('10.48.9.0/26', '', [], { affinity: 'virtual:load-balancer' }),
  ];
  expect(pools(...records)).toEqual([['vips', '0', '256', null]]);
});

test('Kube-OVN: a part of a Subnet keeps what the Subnet keeps of it', () => {
  const subnet = {
    protocol: 'IPv4',
    cidrBlock: '10.70.0.0/24',
    gateway: '10.70.0.1',
    excludeIps: ['10.70.0.8..10.70.0.9'],
    vpc: '',
    provider: '',
  };
  const part = object('IPPool.kubeovn.io', 'part', { subnet: 's', ips: ['10.70.0.0/28'] });
  expect(pools(object('Subnet.kubeovn.io', 's', subnet), part)).toEqual([
    ['s', '5', '251', null],
    ['part', '4', '12', null],
  ]);
});

test('a device with an address of full length shows no range', () => {
  const claim = object('ResourceClaim', 'x/c', {
    interfaces: [{ interface: 'net1', ips: ['10.95.0.10/32', 'fd00:95::1/128'] }],
    reservedFor: [],
  });
  expect(pools(claim)).toEqual([]);
});

test('a range that is none is counted while its object says so', () => {
  const metalLB = (...addresses: string[]) =>
    object('IPAddressPool.metallb.io', 'metallb-system/p', { addresses, autoAssign: true, avoidBuggyIPs: false });
  const { model, store } = modelOf(metalLB('10.0.0.9-10.0.0.1', '172.23.0.0/30'));
  expect([model.unreadable, model.pools().items.map(({ ranges }) => ranges)]).toEqual([1, [['172.23.0.0/30']]]);
  store.apply([{ put: metalLB('172.23.0.0/30') }]);
  expect(model.unreadable).toBe(0);
});
