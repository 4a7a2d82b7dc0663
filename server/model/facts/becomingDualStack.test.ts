import { expect, test } from 'vitest';
import { addressOfText, endpoint, ipAddress, modelOf, node, pod, service, serviceCIDR, slice } from '../samples.ts';

type Cluster = ReturnType<typeof modelOf>;
const single = ['10.96.0.0/24'];
const both = ['10.96.0.0/24', 'fd00:96::/112'];
const prefers = { policy: 'PreferDualStack' } as const;
const internal = (...texts: string[]) => texts.map((address) => ({ type: 'InternalIP', address }));
const apiServer = (flag: string) =>
  pod('kube-system/kube-apiserver-cp', 'cp', [], {
    hostNetwork: true,
    controlPlaneArgs: ['kube-apiserver', `--service-cluster-ip-range=${flag}`],
  });
const controllers = (...args: string[]) =>
  pod('kube-system/kube-controller-manager-cp', 'cp', [], { hostNetwork: true, controlPlaneArgs: ['kube-controller-manager', ...args] });
const web = ({ model }: Cluster) => model.service('shop', 'web');
const inUse = ({ model }: Cluster) => model.pools({ kind: 'service' }).items.map(({ ranges, addresses }) => [ranges[0], addresses.inUse]);

test('a restart with two ranges makes kubernetes a ServiceCIDR of both: no Service, node or pod changes by that', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', single),
    service('default/kubernetes', ['10.96.0.1']),
    service('shop/web', ['10.96.0.9'], prefers),
    node('a', { addresses: internal('192.168.0.1'), podCIDRs: ['10.244.0.0/24'] }),
    pod('shop/p', 'a', ['10.244.0.2']),
  );
  const families = () => cluster.model.overview().families;
  const before = families();
  expect(before).toEqual({
    nodes: { both: 0, IPv4: 1, IPv6: 0, none: 0 },
    pods: { both: 0, IPv4: 1, IPv6: 0, none: 0 },
    services: { both: 0, IPv4: 2, IPv6: 0, none: 0 },
  });
  cluster.store.apply([{ put: serviceCIDR('kubernetes', both) }]);
  expect(families()).toEqual(before);
  expect(inUse(cluster)).toEqual([
    ['10.96.0.0/24', '2'],
    ['fd00:96::/112', '0'],
  ]);
});

test('a node with one podCIDR keeps one, and new pods on it get one family; only a new node gets both', () => {
  const addresses = (n: number) => internal(`192.168.0.${n}`, `fd01::${n}`);
  const { model } = modelOf(
    controllers('--cluster-cidr=10.244.0.0/16,fd00:244::/48'),
    node('old', { addresses: addresses(1), podCIDRs: ['10.244.0.0/24'] }),
    node('new', { addresses: addresses(2), podCIDRs: ['10.244.1.0/24', 'fd00:244:0:1::/64'] }),
    pod('x/on-old', 'old', ['10.244.0.2']),
    pod('x/on-new', 'new', ['10.244.1.2', 'fd00:244:0:1::2']),
  );
  expect(model.node('old')).toMatchObject({
    families: { addresses: ['IPv4', 'IPv6'], podCIDRs: ['IPv4'], pods: ['IPv4'] },
    skewed: true,
    usable: { IPv4: '253', IPv6: null },
  });
  expect(model.node('new')).toMatchObject({ families: { podCIDRs: ['IPv4', 'IPv6'], pods: ['IPv4', 'IPv6'] }, skewed: false });
  expect(model.overview().families.pods).toEqual({ both: 1, IPv4: 1, IPv6: 0, none: 0 });
  expect(model.nodes({ finding: 'node-families-disagree' }).items.map(({ name }) => name)).toEqual(['old']);
});

test('a pod gets its second address only when it is made again', () => {
  const cluster = modelOf(node('a', { podCIDRs: ['10.244.0.0/24', 'fd00:244::/64'] }), pod('x/web-1', 'a', ['10.244.0.2']));
  cluster.store.apply([{ put: pod('x/web-1', 'a', ['10.244.0.2'], { ready: false }) }]);
  expect(cluster.model.overview().families.pods).toEqual({ both: 0, IPv4: 1, IPv6: 0, none: 0 });
  cluster.store.apply([
    { remove: { kind: 'Pod', key: 'x/web-1' } },
    { put: pod('x/web-1', 'a', ['10.244.0.3', 'fd00:244::3'], { uid: 'again' }) },
  ]);
  expect(cluster.model.overview().families.pods).toEqual({ both: 1, IPv4: 0, IPv6: 0, none: 0 });
});

test('PreferDualStack is not upgraded by a write that changes nothing, by a label, or by setting Prefer again', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', single), service('shop/web', ['10.96.0.9'], prefers));
  cluster.store.apply([{ put: serviceCIDR('kubernetes', both) }]);
  // Each write leaves a Service of another version and the same families.
  for (let write = 0; write < 3; write++) cluster.store.apply([{ put: service('shop/web', ['10.96.0.9'], prefers) }]);
  expect(web(cluster)).toMatchObject({ policy: 'PreferDualStack', families: ['IPv4'], clusterIPs: ['10.96.0.9'] });
  expect(web(cluster)?.findings).toContain('service-prefers-dual-has-one');
});

test.each([
  ['ipFamilies are left out of a PUT, null, or both listed', 'PreferDualStack'],
  ['the policy is RequireDualStack', 'RequireDualStack'],
])('it is upgraded where %s: the second family comes behind the first', (_, policy) => {
  const cluster = modelOf(serviceCIDR('kubernetes', both), service('shop/web', ['10.96.0.9'], prefers));
  cluster.store.apply([{ put: service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy }) }]);
  expect(web(cluster)).toMatchObject({ policy, families: ['IPv4', 'IPv6'] });
  expect(web(cluster)?.findings).not.toContain('service-prefers-dual-has-one');
});

test('PreferDualStack is not downgraded when the cluster goes back: it keeps both families and both addresses', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', both),
    apiServer(single.join()),
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], prefers),
  );
  expect(web(cluster)).toMatchObject({ families: ['IPv4', 'IPv6'], clusterIPs: ['10.96.0.9', 'fd00:96::9'] });
  expect(cluster.model.overview().families.services).toEqual({ both: 1, IPv4: 0, IPv6: 0, none: 0 });
});

test('every headless Service may swap its primary family: the order is shown as it stands, and no address moves', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', both), service('shop/web', ['None'], { families: ['IPv4', 'IPv6'], ...prefers }));
  cluster.store.apply([{ put: service('shop/web', ['None'], { families: ['IPv6', 'IPv4'], ...prefers }) }]);
  expect(web(cluster)).toMatchObject({ headless: true, families: ['IPv6', 'IPv4'], clusterIPs: ['None'] });
  expect(inUse(cluster).map(([, count]) => count)).toEqual(['0', '0']);
});

test('back to one Service range the ServiceCIDR stays dual, and dual Services keep IPv6 addresses and slices', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', both),
    apiServer('10.96.0.0/24'),
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], prefers),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
  );
  expect(inUse(cluster)).toEqual([
    ['10.96.0.0/24', '1'],
    ['fd00:96::/112', '1'],
  ]);
  expect(web(cluster)?.endpoints).toMatchObject({ IPv4: { ready: 1 }, IPv6: { ready: 1 } });
  expect(cluster.model.address(addressOfText('fd00:96::9')).state).toBe('in-use');
});

test('an IPv6 address that a Service dropped keeps its IPAddress until the resync: nobody’s, and not free', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', both),
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], prefers),
    ipAddress('10.96.0.9', 'shop/web'),
    ipAddress('fd00:96::9', 'shop/web'),
  );
  const dropped = () => cluster.model.address(addressOfText('fd00:96::9')).state;
  expect(dropped()).toBe('in-use');
  cluster.store.apply([{ put: service('shop/web', ['10.96.0.9']) }]);
  expect(dropped()).toBe('leaked');
  expect(inUse(cluster)[1]).toEqual(['fd00:96::/112', '1']);
  cluster.store.apply([{ remove: { kind: 'IPAddress', key: 'fd00:96::9' } }]);
  expect(dropped()).toBe('free');
});

test('back to one pod range while a node has two podCIDRs: the second block is still handed out, in a range no flag names', () => {
  const { model } = modelOf(controllers('--cluster-cidr=10.244.0.0/16'), node('a', { podCIDRs: ['10.244.0.0/24', 'fd00:244::/64'] }));
  expect(model.pools({ kind: 'pod' }).items.map(({ id, blocks, state }) => [id, blocks?.handedOut, blocks?.free, state])).toEqual([
    ['pod/cluster-cidr/10.244.0.0-16', 1, 255, 'ready'],
    ['pod/nodes/fd00:244::-64', 1, null, 'unknown'],
  ]);
});

test('with families swapped in the flags of a single-stack cluster the new family has no range, whatever the flag says', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', single), apiServer('fd00:96::/112,10.96.0.0/24'), service('shop/web', ['10.96.0.9']));
  expect(inUse(cluster)).toEqual([['10.96.0.0/24', '1']]);
  expect(cluster.model.address(addressOfText('fd00:96::9'))).toMatchObject({ state: 'outside', pools: [] });
});

test('on a dual-stack cluster the order of the flag rules new Services, and the ranges are what they were', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', both), apiServer('fd00:96::/112,10.96.0.0/24'), service('shop/web', ['fd00:96::9']));
  expect(web(cluster)).toMatchObject({ policy: 'SingleStack', families: ['IPv6'] });
  expect(cluster.model.pools({ kind: 'service' }).items.map(({ id, provenance }) => [id, provenance.length])).toEqual([
    ['service/kubernetes/10.96.0.0-24', 2],
    ['service/kubernetes/fd00:96::-112', 2],
  ]);
});

test('the Service kubernetes can stay IPv4 while its slice is IPv6: its one family has no ready endpoint', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', both),
    service('default/kubernetes', ['10.96.0.1'], { hasSelector: false }),
    slice('default/kubernetes', '6', 'IPv6', [endpoint('fd01::1')]),
  );
  const answer = cluster.model.service('default', 'kubernetes');
  expect(answer).toMatchObject({ families: ['IPv4'], endpoints: { IPv4: null, IPv6: { ready: 1 } } });
  expect(answer?.findings).toContain('service-family-without-ready-endpoints');
});

test('pod ranges swapped in the flags stop the controller manager: blocks stand in their ranges, in whatever order these are named', () => {
  const pools = (flag: string) =>
    modelOf(controllers(`--cluster-cidr=${flag}`), node('a', { podCIDRs: ['10.244.0.0/24'] })).model.pools({ kind: 'pod' }).items;
  expect(pools('fd00:244::/48,10.244.0.0/16')).toEqual(pools('10.244.0.0/16,fd00:244::/48'));
  expect(pools('fd00:244::/48,10.244.0.0/16').map(({ blocks }) => blocks?.handedOut)).toEqual([1, 0]);
});

test('a dual-stack Service translates nothing: IPv4 clients of one with IPv6 endpoints alone reach nobody', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', both),
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], prefers),
    slice('shop/web', '4', 'IPv4', []),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
  );
  expect(web(cluster)?.endpoints).toMatchObject({ IPv4: { ready: 0 }, IPv6: { ready: 1 } });
  expect(cluster.model.overview().findings.items).toMatchObject([
    {
      code: 'service-family-without-ready-endpoints',
      severity: 'critical',
      objects: expect.arrayContaining([{ kind: 'Service', namespace: 'shop', name: 'web' }]),
    },
  ]);
});
