import { expect, test } from 'vitest';
import { serviceRangeFlag } from '../../../shared/plan/serviceRangeFlag.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { serviceCIDRReader } from '../../kubernetes/serviceCIDR.ts';
import { kinds } from '../../records/records.ts';
import { addressOfText, cidrOfText, ipAddress, modelOf, pod, service, serviceCIDR } from '../samples.ts';

type Cluster = ReturnType<typeof modelOf>;
const apiServer = (flag: string) =>
  pod('kube-system/kube-apiserver-cp', 'cp', [], {
    hostNetwork: true,
    controlPlaneArgs: ['kube-apiserver', `--service-cluster-ip-range=${flag}`],
  });
const ranges = ({ model }: Cluster): Pool[] => model.pools({ kind: 'service' }).items;
const range = (cluster: Cluster) => ranges(cluster)[0];
const state = ({ model }: Cluster, text: string) => model.address(addressOfText(text)).state;
/** Services x/<prefix>-n with addresses 10.96.0.first … 10.96.0.last. */
const services = (prefix: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => service(`x/${prefix}-${i}`, [`10.96.0.${first + i}`]));

test('a ServiceCIDR has a range of one family or of both, in either order', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['fd00:96::/112', '10.96.0.0/24']), serviceCIDR('more', ['10.97.0.0/24']));
  expect(ranges(cluster).map(({ id, family }) => [id, family])).toEqual([
    ['service/kubernetes/10.96.0.0-24', 'IPv4'],
    ['service/more/10.97.0.0-24', 'IPv4'],
    ['service/kubernetes/fd00:96::-112', 'IPv6'],
  ]);
});

test('the ServiceCIDR kubernetes says what the API server’s flag says, and is named with it', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), apiServer('10.96.0.0/24'));
  expect(range(cluster)?.provenance).toMatchObject([
    { source: 'ServiceCIDR/kubernetes', confidence: 'declared' },
    { source: 'Pod/kube-system/kube-apiserver-cp --service-cluster-ip-range', confidence: 'declared' },
  ]);
});

test('one range may become two: the second comes and the first stays what it was', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('x/web', ['10.96.0.9']));
  const before = range(cluster);
  cluster.store.apply([{ put: serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']) }]);
  expect(ranges(cluster)).toHaveLength(2);
  expect(range(cluster)).toEqual(before);
});

test('deletion waits for IPAddresses that no other ServiceCIDR covers: Terminating, and those that block it are shown', () => {
  const going = serviceCIDRReader.fromJson({
    metadata: { name: 'old', resourceVersion: '1', deletionTimestamp: '2026-01-01T00:00:00Z' },
    spec: { cidrs: ['10.96.0.0/24'] },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'Terminating',
          message: 'There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR',
        },
      ],
    },
  });
  const cluster = modelOf(
    going,
    serviceCIDR('new', ['10.96.0.128/25']),
    service('x/blocks', ['10.96.0.9']),
    ipAddress('10.96.0.9', 'x/blocks'),
    service('x/covered', ['10.96.0.200']),
    ipAddress('10.96.0.200', 'x/covered'),
  );
  expect(range(cluster)).toMatchObject({ state: 'deleting', blockedBy: [{ kind: 'Service', namespace: 'x', name: 'blocks' }] });
  // The Service may still be edited, its address stays its own.
  expect(state(cluster, '10.96.0.9')).toBe('in-use');
});

test('a range on its way out gives no new addresses: none are free', () => {
  const cluster = modelOf(
    serviceCIDR('old', ['10.96.0.0/24'], { ready: false, reason: 'Terminating', deletedAt: 5 }),
    service('x/a', ['10.96.0.9']),
  );
  expect(range(cluster)?.addresses).toMatchObject({ usable: '254', inUse: '1', free: '0' });
});

test('an empty range that is deleted is still Ready for ten seconds: it counts as deleting, and nothing blocks it', () => {
  const cluster = modelOf(serviceCIDR('old', ['10.96.0.0/24'], { ready: true, deletedAt: 5 }));
  expect(range(cluster)).toMatchObject({ state: 'deleting', blockedBy: [] });
});

test('without a controller manager a range has no condition and allocates all the same', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24'], { ready: null }), service('x/a', ['10.96.0.9']));
  expect(range(cluster)).toMatchObject({ state: 'unknown', addresses: { usable: '254', inUse: '1', free: '253' } });
});

test('the Service kubernetes can be deleted and comes back by itself: its address is free for as long', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('default/kubernetes', ['10.96.0.1']));
  cluster.store.apply([{ remove: { kind: 'Service', key: 'default/kubernetes' } }]);
  expect([state(cluster, '10.96.0.1'), range(cluster)?.static?.nextFree]).toEqual(['free', '10.96.0.1']);
  cluster.store.apply([{ put: service('default/kubernetes', ['10.96.0.1'], { uid: 'again' }) }]);
  expect([state(cluster, '10.96.0.1'), range(cluster)?.static?.nextFree]).toEqual(['in-use', '10.96.0.2']);
});

test('ServiceCIDRs may overlap: an address counts in each range that holds it, and once on the map', () => {
  const cluster = modelOf(
    serviceCIDR('a', ['10.96.0.0/24']),
    serviceCIDR('b', ['10.96.0.0/25']),
    serviceCIDR('c', ['10.96.0.0/24']),
    service('x/web', ['10.96.0.9']),
    ipAddress('10.96.0.9', 'x/web'),
  );
  expect(ranges(cluster).map(({ id, addresses }) => [id, addresses.inUse])).toEqual([
    ['service/a/10.96.0.0-24', '1'],
    ['service/c/10.96.0.0-24', '1'],
    ['service/b/10.96.0.0-25', '1'],
  ]);
  expect(cluster.model.address(addressOfText('10.96.0.9'))).toMatchObject({
    state: 'in-use',
    pools: expect.arrayContaining(['service/a/10.96.0.0-24', 'service/b/10.96.0.0-25', 'service/c/10.96.0.0-24']),
    holders: [{ object: { kind: 'Service', name: 'web' } }],
  });
  // 254 in all, as one /24 has: neither 634 nor 380.
  const map = cluster.model.map(cidrOfText('10.96.0.0/24'), { bits: 1 });
  expect(map?.inUse).toBe('1');
  expect(map?.cells.map(({ cidr, usable, reserved }) => [cidr, usable, reserved])).toEqual([
    ['10.96.0.0/25', '127', '1'],
    ['10.96.0.128/25', '127', '1'],
  ]);
});

test('the edge of an inner range is an ordinary address of a wider one: it is free there, and reserved only without it', () => {
  const inner = serviceCIDR('inner', ['10.96.0.64/26']);
  const alone = modelOf(inner);
  expect([state(alone, '10.96.0.64'), state(alone, '10.96.0.127')]).toEqual(['reserved', 'reserved']);
  const both = modelOf(inner, serviceCIDR('wider', ['10.96.0.0/24']));
  expect([state(both, '10.96.0.64'), state(both, '10.96.0.127')]).toEqual(['free', 'free']);
});

test('an IPv6 ServiceCIDR on an IPv4-only cluster is Ready and dead: it has no free address', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), serviceCIDR('six', ['fd00:96::/112'], { ready: true }));
  expect(ranges(cluster).map(({ id, state, addresses }) => [id, state, addresses.free])).toEqual([
    ['service/kubernetes/10.96.0.0-24', 'ready', '254'],
    ['service/six/fd00:96::-112', 'ready', '0'],
  ]);
});

test('an additional ServiceCIDR adds space, never a family: a Service that prefers two has all that it can have', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/24']),
    serviceCIDR('six', ['fd00:96::/112']),
    service('x/web', ['10.96.0.9'], { policy: 'PreferDualStack' }),
  );
  expect(cluster.model.service('x', 'web')?.findings).not.toContain('service-prefers-dual-has-one');
});

test.each([
  ['10.96.0.0/29', '6', '10.96.0.1', 0, null],
  ['10.96.0.0/28', '14', '10.96.0.1', 0, null],
  ['10.96.0.0/27', '30', '10.96.0.1', 16, '10.96.0.16'],
  ['10.96.0.0/26', '62', '10.96.0.1', 16, '10.96.0.16'],
  ['10.96.0.0/24', '254', '10.96.0.1', 16, '10.96.0.16'],
  ['10.96.0.0/22', '1022', '10.96.0.1', 64, '10.96.0.64'],
  ['10.96.0.0/20', '4094', '10.96.0.1', 256, '10.96.1.0'],
  ['fd00:96::/125', '7', 'fd00:96::1', 0, null],
  ['fd00:96::/112', '65535', 'fd00:96::1', 256, 'fd00:96::100'],
] as const)('%s gives %s addresses, %s to kubernetes, and has a static band of %s', (text, usable, first, size, last) => {
  const cluster = modelOf(serviceCIDR('kubernetes', [text]), service('default/kubernetes', [first]));
  expect(range(cluster)).toMatchObject({
    addresses: { usable, inUse: '1', free: (BigInt(usable) - 1n).toString() },
    static: { first: size === 0 ? null : first, last, size, inUse: size === 0 ? 0 : 1 },
  });
});

test('the network and the broadcast address are never given; of IPv6 the last address is', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']), service('x/a', ['10.96.0.9']));
  expect(['10.96.0.0', '10.96.0.255', 'fd00:96::', 'fd00:96::ffff', '10.96.0.9', '10.97.0.1'].map((text) => state(cluster, text))).toEqual([
    'reserved',
    'reserved',
    'reserved',
    'free',
    'in-use',
    'outside',
  ]);
});

test('addresses are given from behind the band, and from the band when all else is gone: then it fills without having been asked for', () => {
  const upper = services('upper', 17, 30);
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/27']), ...upper);
  expect(range(cluster)).toMatchObject({ addresses: { free: '16' }, static: { size: 16, inUse: 0, nextFree: '10.96.0.1' } });
  cluster.store.apply([{ put: service('x/spilt', ['10.96.0.1']) }]);
  expect(range(cluster)).toMatchObject({ addresses: { free: '15' }, static: { inUse: 1, nextFree: '10.96.0.2' } });
});

test('a full range has nothing to offer: no next address, no free prefix, not even its network address', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/27']), ...services('s', 1, 30));
  expect(range(cluster)).toMatchObject({
    addresses: { usable: '30', inUse: '30', free: '0' },
    static: { size: 16, inUse: 16, nextFree: null },
  });
  expect(cluster.model.freeBlocks('service/kubernetes/10.96.0.0-27', { prefix: 32 })).toMatchObject({ total: '0', items: [] });
  expect(cluster.model.overview().findings.items.map(({ code }) => code)).toContain('service-range-full');
});

test('one family full is a full range, though the other has room: nothing falls back', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/29', 'fd00:96::/112']), ...services('s', 1, 6));
  expect(ranges(cluster).map(({ family, addresses }) => [family, addresses.free])).toEqual([
    ['IPv4', '0'],
    ['IPv6', '65535'],
  ]);
  expect(cluster.model.overview().findings.items.map(({ code }) => code)).toContain('service-range-full');
  cluster.store.apply([{ put: service('x/headless', ['None'], { families: ['IPv4', 'IPv6'], policy: 'PreferDualStack' }) }]);
  expect(range(cluster)?.addresses.inUse).toBe('6');
});

test('a refused Service may leave the IPAddress of its other family behind for a minute: leaked, and taken for as long', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/29', 'fd00:96::/112']), ipAddress('fd00:96::9', 'x/refused'));
  expect(state(cluster, 'fd00:96::9')).toBe('leaked');
  expect(ranges(cluster)[1]?.addresses).toMatchObject({ inUse: '1', free: '65534' });
  cluster.store.apply([{ remove: { kind: 'IPAddress', key: 'fd00:96::9' } }]);
  expect(state(cluster, 'fd00:96::9')).toBe('free');
  expect(ranges(cluster)[1]?.addresses.inUse).toBe('0');
});

test.each([
  ['10.0.0.0/8', [true]],
  ['fd00:96::/64', [true]],
  ['fd00:96::/63', [false]],
  ['10.96.0.0/29', [true]],
  ['10.96.0.0/24,fd00:96::/63', [true, false]],
  ['10.96.0.0/24,fd00:96::/128', [true, false]],
  ['10.96.0.0/30', null],
  ['fd00:96::/126', null],
] as const)('the API server started with %s: which of the ranges give addresses is %j', (flag, allocates) => {
  const read = serviceRangeFlag(flag);
  expect(read.starts ? read.ranges.map((each) => each.allocates) : null).toEqual(allocates);
});

test('an IPv6 range wider than /64 is Ready and gives nothing, not even to kubernetes', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['fd00:96::/63'], { ready: true }));
  expect(range(cluster)).toMatchObject({ state: 'ready', addresses: { usable: '0', free: '0' }, static: { size: 0, nextFree: null } });
  expect(state(cluster, 'fd00:96::1')).toBe('reserved');
});

test.each([
  ['10.96.0.0/30', '2'],
  ['10.96.0.0/31', '0'],
  ['10.96.0.7/32', '0'],
  ['0.0.0.0/0', '4294967294'],
  ['127.0.0.0/8', '16777214'],
  ['224.0.0.0/4', '268435454'],
  ['fd00:96::/64', '18446744073709551615'],
  ['fd00:96::7/128', '0'],
  ['::1/128', '0'],
  ['ff00::/112', '65535'],
] as const)('a ServiceCIDR object may have any range: %s, of which %s addresses can be given', (text, usable) => {
  expect(range(modelOf(serviceCIDR('odd', [text])))?.addresses).toMatchObject({ usable, inUse: '0', free: usable });
});

test('of several ranges each has room and a band of its own: a Service takes a random one, so none is the next', () => {
  const cluster = modelOf(serviceCIDR('a', ['10.96.0.0/27']), serviceCIDR('b', ['10.97.0.0/27']), ...services('s', 1, 4));
  cluster.store.apply([{ put: service('x/other', ['10.97.0.20']) }]);
  expect(ranges(cluster)).toMatchObject([
    { addresses: { inUse: '4', free: '26' }, static: { size: 16, inUse: 4, nextFree: '10.96.0.5' } },
    { addresses: { inUse: '1', free: '29' }, static: { size: 16, inUse: 0, nextFree: '10.97.0.1' } },
  ]);
});

test('with a changed flag on old data the object decides: the range of the flag is none', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), apiServer('10.99.0.0/24'), service('x/a', ['10.96.0.9']));
  expect(ranges(cluster).map(({ ranges, provenance }) => [ranges, provenance.map(({ source }) => source)])).toEqual([
    [['10.96.0.0/24'], ['ServiceCIDR/kubernetes']],
  ]);
  expect([state(cluster, '10.96.0.9'), state(cluster, '10.99.0.9')]).toEqual(['in-use', 'outside']);
});

test('an IPAddress names its Service, and the two are one holder', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('x/a', ['10.96.0.9']), ipAddress('10.96.0.9', 'x/a'));
  expect(cluster.model.address(addressOfText('10.96.0.9')).holders).toMatchObject([
    { as: 'clusterIP', object: { kind: 'Service', name: 'a' } },
  ]);
  expect(range(cluster)?.addresses.inUse).toBe('1');
});

test('an IPAddress that is deleted by hand comes back at the resync: until then the Service holds its address all the same', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('x/a', ['10.96.0.9']), ipAddress('10.96.0.9', 'x/a'));
  cluster.store.apply([{ remove: { kind: 'IPAddress', key: '10.96.0.9' } }]);
  expect(state(cluster, '10.96.0.9')).toBe('in-use');
  expect(range(cluster)?.addresses).toMatchObject({ inUse: '1', free: '253' });
});

test('a hand-made IPAddress without the managed-by label is kept for ever and blocks its address: it is not free', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), { ...ipAddress('10.96.0.9', 'x/never'), managedBy: '' });
  expect(state(cluster, '10.96.0.9')).toBe('leaked');
  expect(range(cluster)?.addresses).toMatchObject({ inUse: '1', free: '253' });
});

test('an IPAddress outside every range is accepted: it is found, and uses none of a range', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), ipAddress('192.0.2.9', 'x/a'));
  expect(cluster.model.address(addressOfText('192.0.2.9'))).toMatchObject({ pools: [], holders: [{ object: { kind: 'IPAddress' } }] });
  expect(range(cluster)?.addresses.inUse).toBe('0');
});

test('a Service outside every range holds its address and uses none of a range; events decide nothing, they are not read', () => {
  expect(kinds).not.toContain('Event');
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('x/a', ['10.99.0.9']));
  expect(cluster.model.address(addressOfText('10.99.0.9'))).toMatchObject({ state: 'in-use', pools: [] });
  expect(range(cluster)?.addresses.inUse).toBe('0');
});

test('where IPAddress is not served the Services say what is in use', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('x/a', ['10.96.0.9']), service('x/b', ['10.96.0.10']));
  cluster.store.setReading('IPAddress', { state: 'not-served' });
  expect(range(cluster)?.addresses).toMatchObject({ inUse: '2', free: '252' });
});

test('one address given to two Services because one spells it FD00:96::37 is one address, held twice', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']),
    service('x/old', ['FD00:96::37']),
    service('x/new', ['fd00:96::37']),
    ipAddress('fd00:96::37', 'x/new'),
  );
  expect(ranges(cluster)[1]?.addresses.inUse).toBe('1');
  expect(cluster.model.address(addressOfText('fd00:96::37'))).toMatchObject({
    state: 'conflict',
    holders: [{ object: { kind: 'Service', name: 'new' } }, { object: { kind: 'Service', name: 'old' } }],
  });
  expect(cluster.model.map(cidrOfText('fd00:96::37/128'))?.cells).toMatchObject([{ inUse: '1', flags: ['conflict'] }]);
});
