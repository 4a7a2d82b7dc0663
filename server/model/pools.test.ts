import { expect, test } from 'vitest';
import { parseCidr } from '../../shared/net/cidr.ts';
import type { Model } from './model.ts';
import { ipAddress, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

const controllers = (...args: string[]) =>
  pod('kube-system/kube-controller-manager-cp', 'cp', [], { hostNetwork: true, controlPlaneArgs: ['kube-controller-manager', ...args] });

function ids(model: Model): string[] {
  return model.pools().items.map(({ id }) => id);
}

test('the default Service range of kubeadm: 4,094 usable, a static band of 256, next free behind kubernetes and DNS', () => {
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/20']),
    service('default/kubernetes', ['10.96.0.1']),
    ipAddress('10.96.0.1', 'default/kubernetes'),
    service('kube-system/kube-dns', ['10.96.0.10']),
    service('shop/web', ['10.96.9.9']),
  );
  expect(model.pools().items).toEqual([
    {
      id: 'service/kubernetes/10.96.0.0-20',
      kind: 'service',
      name: 'kubernetes',
      family: 'IPv4',
      ranges: ['10.96.0.0/20'],
      cidr: '10.96.0.0/20',
      object: { kind: 'ServiceCIDR', name: 'kubernetes' },
      addresses: { total: '4096', reserved: '2', usable: '4094', handedOut: null, recorded: '1', inUse: '3', free: '4091' },
      blocks: null,
      static: { first: '10.96.0.1', last: '10.96.1.0', size: 256, inUse: 2, nextFree: '10.96.0.2' },
      limit: 'addresses',
      state: 'ready',
      blockedBy: [],
      provenance: [{ source: 'ServiceCIDR/kubernetes', confidence: 'declared' }],
    },
  ]);
});

test('FD00:96::37 and its IPAddress fd00:96::37 are one address in use', () => {
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['fd00:96::/112']),
    service('a/old', ['FD00:96::37']),
    ipAddress('fd00:96::37', 'a/old'),
    ipAddress('fd00:96::38', 'a/gone'),
  );
  expect(model.pools().items[0]?.addresses.inUse).toBe('2');
});

test('two objects with the same range are two items', () => {
  const { model } = modelOf(serviceCIDR('a', ['10.96.0.0/24']), serviceCIDR('b', ['10.96.0.0/24', 'fd00::/112'], { ready: false }));
  expect(ids(model)).toEqual(['service/a/10.96.0.0-24', 'service/b/10.96.0.0-24', 'service/b/fd00::-112']);
  expect(model.pools().items.map(({ state }) => state)).toEqual(['ready', 'not-ready', 'not-ready']);
});

test('a Service range of /28 has no static band; a /63 of IPv6 gives nothing', () => {
  const { model } = modelOf(serviceCIDR('small', ['10.96.0.0/28']), serviceCIDR('wide', ['fd00::/63'], { ready: null }));
  expect(model.pools().items[0]?.static).toEqual({ first: null, last: null, size: 0, inUse: 0, nextFree: null });
  expect(model.pools().items[1]).toMatchObject({
    state: 'unknown',
    addresses: { usable: '0', free: '0', reserved: '36893488147419103232' },
  });
});

test('a range on its way out names the Services that no other range holds', () => {
  const { model } = modelOf(
    serviceCIDR('old', ['10.96.0.0/24'], { ready: false, deletedAt: 5 }),
    serviceCIDR('new', ['10.96.0.128/25']),
    service('shop/web', ['10.96.0.9']),
    service('shop/api', ['10.96.0.200']),
    service('shop/lost', ['10.99.0.1']),
    ipAddress('10.96.0.77', 'shop/gone'),
  );
  expect(model.pool('service/old/10.96.0.0-24')).toMatchObject({
    state: 'deleting',
    blockedBy: [
      { kind: 'Service', namespace: 'shop', name: 'web' },
      { kind: 'IPAddress', name: '10.96.0.77' },
    ],
  });
  expect(model.pool('service/new/10.96.0.128-25')?.blockedBy).toEqual([]);
});

test('where ServiceCIDR is not served the flag of kube-apiserver says the range', () => {
  const { store, model } = modelOf(
    service('a/b', ['10.96.0.9']),
    pod('kube-system/kube-apiserver-cp', 'cp', [], { hostNetwork: true, controlPlaneArgs: ['--service-cluster-ip-range=10.96.0.0/16'] }),
  );
  expect(ids(model)).toEqual([]);
  store.setReading('ServiceCIDR', { state: 'not-served' });
  expect(model.pools().items).toMatchObject([
    {
      id: 'service/service-cluster-ip-range/10.96.0.0-16',
      addresses: { usable: '65534', inUse: '1' },
      provenance: [{ source: 'Pod/kube-system/kube-apiserver-cp --service-cluster-ip-range', confidence: 'declared' }],
    },
  ]);
});

test('without the flag the range is a guess around the ClusterIPs that are seen, and what is free is unknown', () => {
  const { store, model } = modelOf(service('a/b', ['10.96.0.9']), service('a/c', ['10.96.3.1']));
  store.setReading('ServiceCIDR', { state: 'forbidden' });
  expect(model.pools().items).toMatchObject([
    {
      id: 'service/observed/10.96.0.0-22',
      addresses: { total: '1024', usable: null, reserved: null, inUse: '2', free: null },
      static: null,
      provenance: [{ source: 'Service spec.clusterIPs', confidence: 'inferred' }],
    },
  ]);
  store.apply([{ put: service('a/far', ['10.96.200.1']) }]);
  expect(ids(model)).toEqual(['service/observed/10.96.0.0-16']);
  store.apply([{ remove: { kind: 'Service', key: 'a/far' } }, { remove: { kind: 'Service', key: 'a/c' } }]);
  expect(ids(model)).toEqual(['service/observed/10.96.0.9-32']);
});

test('a declared pod range: blocks and addresses, both numerators, one count for a shared block', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/16', '--service-cluster-ip-range=10.96.0.0/12'),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.5.0/24'] }),
    node('twin', { podCIDRs: ['10.244.5.0/24'] }),
    pod('x/1', 'a', ['10.244.0.2']),
    pod('x/2', 'a', ['10.244.0.2']),
    pod('x/3', 'b', ['10.244.9.9']),
    pod('x/over', 'b', ['10.244.5.7'], { phase: 'Succeeded' }),
    pod('x/host', 'b', ['10.244.5.8'], { hostNetwork: true }),
  );
  expect(model.pools({ kind: 'pod' }).items).toEqual([
    {
      id: 'pod/cluster-cidr/10.244.0.0-16',
      kind: 'pod',
      name: 'cluster-cidr',
      family: 'IPv4',
      ranges: ['10.244.0.0/16'],
      cidr: '10.244.0.0/16',
      object: null,
      addresses: { total: '65536', reserved: '768', usable: '64768', handedOut: '512', recorded: null, inUse: '2', free: '64766' },
      blocks: { prefixLength: 24, total: 256, handedOut: 2, free: 254 },
      static: null,
      limit: 'blocks',
      state: 'ready',
      blockedBy: [],
      provenance: [
        { source: 'Pod/kube-system/kube-controller-manager-cp --cluster-cidr', confidence: 'declared' },
        { source: 'Node spec.podCIDRs', confidence: 'observed' },
      ],
    },
  ]);
});

test('blocks outside every declared range make inferred pools whose end is unknown', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/16'),
    node('a', { podCIDRs: ['10.244.0.0/24', 'fd00:10:244:3::/64'] }),
    node('b', { podCIDRs: ['10.200.1.0/24', 'fd00:10:244:9::/64'] }),
    node('c', { podCIDRs: ['10.200.6.0/24'] }),
  );
  expect(ids(model)).toEqual(['pod/nodes/10.200.0.0-21', 'pod/cluster-cidr/10.244.0.0-16', 'pod/nodes/fd00:10:244::-60']);
  expect(model.pool('pod/nodes/10.200.0.0-21')).toMatchObject({
    addresses: { total: '2048', usable: '2024', handedOut: '512', recorded: null, inUse: '0', free: null },
    blocks: { prefixLength: 24, total: 8, handedOut: 2, free: null },
    state: 'unknown',
    provenance: [{ source: 'Node spec.podCIDRs', confidence: 'inferred' }],
  });
});

test('pods of a CNI with its own addresses: a pool around them, by /16 and by /64 or wider', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    pod('x/1', 'a', ['172.20.0.5', 'fd00:1:2:3::5']),
    pod('x/2', 'a', ['172.20.3.9', 'fd00:1:2:3::99']),
    pod('x/3', 'a', ['172.21.0.1', 'fd00:1:2:7::1']),
    pod('x/4', 'a', ['10.244.0.9']),
  );
  expect(ids(model)).toEqual([
    'pod/nodes/10.244.0.0-24',
    'pod/observed/172.20.0.0-22',
    'pod/observed/172.21.0.1-32',
    'pod/observed/fd00:1:2::-61',
  ]);
  expect(model.pool('pod/observed/172.20.0.0-22')).toMatchObject({
    addresses: { total: '1024', usable: null, handedOut: null, recorded: null, inUse: '2', free: null },
    blocks: null,
    blockList: null,
    holderList: {
      total: 2,
      items: [
        { address: '172.20.0.5', holders: [{ kind: 'Pod', namespace: 'x', name: '1' }] },
        { address: '172.20.3.9', holders: [{ kind: 'Pod', namespace: 'x', name: '2' }] },
      ],
      next: null,
    },
  });
});

test('the networks that nodes are in: the /64 of IPv6, the range around the addresses of IPv4', () => {
  const internal = (address: string) => ({ type: 'InternalIP', address });
  const { model } = modelOf(
    node('a', { addresses: [internal('192.168.3.1'), internal('fd01::7'), { type: 'ExternalIP', address: '203.0.113.1' }] }),
    node('b', { addresses: [internal('192.168.3.9'), internal('fd01::8')] }),
  );
  expect(ids(model)).toEqual(['node/addresses/192.168.3.0-28', 'node/addresses/fd01::-64']);
  expect(model.pools().items[0]?.addresses).toEqual({
    total: '16',
    reserved: null,
    usable: null,
    handedOut: null,
    recorded: null,
    inUse: '2',
    free: null,
  });
});

test('where pods may not be read, what they use is unknown and not 0', () => {
  const { store, model } = modelOf(controllers('--cluster-cidr=10.244.0.0/16'), node('a', { podCIDRs: ['10.244.0.0/24'] }));
  store.setReading('Pod', { state: 'forbidden' });
  expect(model.pools().items[0]?.addresses).toMatchObject({ usable: '64768', inUse: null, free: null });
});

test('blocks of a pool with their node, what they hold and what ends first', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.1.0/25'], maxPods: 250 }),
    node('c', { podCIDRs: ['10.244.2.0/24'], maxPods: null }),
    pod('x/1', 'a', ['10.244.0.7']),
  );
  expect(model.poolBlocks('pod/nodes/10.244.0.0-22', { limit: 1 })).toMatchObject({
    total: 2,
    items: [{ cidr: '10.244.0.0/24', node: 'a', inUse: '1', usable: '253', maxPods: 110, limit: 'maxPods' }],
  });
  const { next } = model.poolBlocks('pod/nodes/10.244.0.0-22', { limit: 1 }) ?? {};
  expect(model.poolBlocks('pod/nodes/10.244.0.0-22', { cursor: next ?? '' })?.items).toEqual([
    { cidr: '10.244.2.0/24', node: 'c', inUse: '0', usable: '253', maxPods: null, limit: null },
  ]);
  expect(model.poolBlocks('pod/nodes/10.244.1.0-25')?.items).toEqual([
    { cidr: '10.244.1.0/25', node: 'b', inUse: '0', usable: '125', maxPods: 250, limit: 'addresses' },
  ]);
  expect(model.poolBlocks('pod/nodes/10.9.0.0-22')).toBeUndefined();
});

test('free prefixes of a pod range lie beside the blocks', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/22'),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.2.0/25'] }),
  );
  const id = 'pod/cluster-cidr/10.244.0.0-22';
  expect(model.freeBlocks(id, { prefix: 24 })).toEqual({
    pool: id,
    prefixLength: 24,
    total: '2',
    items: ['10.244.1.0/24', '10.244.3.0/24'],
  });
  expect(model.freeBlocks(id, { prefix: 25, limit: 3 })).toMatchObject({
    total: '5',
    items: ['10.244.1.0/25', '10.244.1.128/25', '10.244.2.128/25'],
  });
  expect(model.freeBlocks(id, { prefix: 23 })).toMatchObject({ total: '0', items: [] });
  expect(() => model.freeBlocks(id, { prefix: 21 })).toThrow(expect.objectContaining({ code: 'out-of-range', value: '21' }));
  expect(() => model.freeBlocks(id, { prefix: 33 })).toThrow(expect.objectContaining({ code: 'out-of-range' }));
});

test('free prefixes inside one prefix of a pool', () => {
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/22'),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    node('b', { podCIDRs: ['10.244.2.0/25'] }),
  );
  const free = (within: string, prefix: number) =>
    model.freeBlocks('pod/cluster-cidr/10.244.0.0-22', { prefix, within: parseCidr(within) });
  expect(free('10.244.2.0/23', 24)).toMatchObject({ total: '1', items: ['10.244.3.0/24'] });
  expect(free('10.244.2.0/24', 26)).toMatchObject({ total: '2', items: ['10.244.2.128/26', '10.244.2.192/26'] });
  expect(free('10.244.0.128/25', 26)).toMatchObject({ total: '0', items: [] });
  // A wider one has the pool in it.
  expect(free('10.0.0.0/8', 24)).toMatchObject({ total: '2', items: ['10.244.1.0/24', '10.244.3.0/24'] });
  expect(() => free('10.245.0.0/24', 24)).toThrow(expect.objectContaining({ code: 'out-of-range', value: '10.245.0.0/24' }));
  expect(() => free('fd00::/64', 64)).toThrow(expect.objectContaining({ code: 'out-of-range', value: 'fd00::/64' }));
  expect(() => free('10.244.2.0/24', 23)).toThrow(expect.objectContaining({ code: 'out-of-range', value: '23' }));
});

test("the cluster's families stand in its own order: as the flag says, else the object kubernetes; unknown where neither is there", () => {
  const apiServer = pod('kube-system/kube-apiserver-cp', 'cp', [], {
    hostNetwork: true,
    controlPlaneArgs: ['kube-apiserver', '--service-cluster-ip-range=fd00:96::/112,10.96.0.0/24'],
  });
  const objects = [serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']), serviceCIDR('another', ['fd00:97::/112'])];
  expect(modelOf(...objects).model.pools().families).toEqual(['IPv4', 'IPv6']);
  expect(modelOf(...objects, apiServer).model.pools().families).toEqual(['IPv6', 'IPv4']);
  expect(modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] })).model.pools().families).toBe(null);
});

test('free prefixes of a Service range hold no address in use and no reserved one', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/29', 'fd00::/126']), service('a/b', ['10.96.0.1', 'fd00::2']));
  expect(model.freeBlocks('service/k/10.96.0.0-29', { prefix: 32 })).toMatchObject({
    total: '5',
    items: ['10.96.0.2/32', '10.96.0.3/32', '10.96.0.4/32', '10.96.0.5/32', '10.96.0.6/32'],
  });
  expect(model.freeBlocks('service/k/10.96.0.0-29', { prefix: 31 })).toMatchObject({ total: '2', items: ['10.96.0.2/31', '10.96.0.4/31'] });
  expect(model.freeBlocks('service/k/fd00::-126', { prefix: 128 })).toMatchObject({ total: '2', items: ['fd00::1/128', 'fd00::3/128'] });
});

test('free prefixes of 2^64 are counted and not enumerated', () => {
  const { model } = modelOf(controllers('--cluster-cidr=fd00::/32'), node('a', { podCIDRs: ['fd00::/64'] }));
  expect(model.freeBlocks('pod/cluster-cidr/fd00::-32', { prefix: 96, limit: 2 })).toMatchObject({
    total: '18446744069414584320',
    items: ['fd00:0:0:1::/96', 'fd00::1:0:1:0:0/96'],
  });
});

test('holders of a Service range come a page at a time, by address', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/24']),
    service('a/x', ['10.96.0.9']),
    service('a/y', ['10.96.0.3']),
    service('a/z', ['10.97.0.1']),
  );
  const first = model.poolHolders('service/k/10.96.0.0-24', { limit: 1 });
  expect(first).toMatchObject({ total: 2, items: [{ address: '10.96.0.3', holders: [{ kind: 'Service', namespace: 'a', name: 'y' }] }] });
  const second = model.poolHolders('service/k/10.96.0.0-24', { limit: 1, cursor: first?.next ?? '' });
  expect(second).toEqual({
    total: 2,
    items: [{ address: '10.96.0.9', holders: [{ kind: 'Service', namespace: 'a', name: 'x' }] }],
    next: null,
  });
  expect(() => model.poolHolders('service/k/10.96.0.0-24', { cursor: 'junk' })).toThrow(
    expect.objectContaining({ code: 'invalid-cursor' }),
  );
});

test('pools are filtered by kind, family and text, and sorted by how full they are', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/29', 'fd00::/125']),
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    service('a/x', ['10.96.0.2', 'fd00::1']),
    service('a/y', ['10.96.0.3']),
  );
  expect(model.pools({ family: 'IPv6' }).items.map(({ id }) => id)).toEqual(['service/k/fd00::-125']);
  expect(model.pools({ q: '244' }).items.map(({ id }) => id)).toEqual(['pod/nodes/10.244.0.0-24']);
  expect(model.pools({ sort: '-fullness' }).items.map(({ id }) => id)).toEqual([
    'service/k/10.96.0.0-29',
    'service/k/fd00::-125',
    'pod/nodes/10.244.0.0-24',
  ]);
});
