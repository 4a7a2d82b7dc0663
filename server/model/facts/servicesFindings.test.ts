import { describe, expect, test } from 'vitest';
import type { AnyRecord } from '../../records/records.ts';
import { addressOfText, endpoint, ipAddress, modelOf, pod, service, serviceCIDR, slice } from '../samples.ts';

type Cluster = ReturnType<typeof modelOf>;
const four = ['10.96.0.0/24'];
const both = ['10.96.0.0/24', 'fd00:96::/112'];
const prefers = { policy: 'PreferDualStack' } as const;
const requires = { policy: 'RequireDualStack' } as const;
const apiServer = (flag: string) =>
  pod('kube-system/kube-apiserver-cp', 'cp', [], {
    hostNetwork: true,
    controlPlaneArgs: ['kube-apiserver', `--service-cluster-ip-range=${flag}`],
  });
/** A Service with the IPAddress of each of its addresses. */
const recorded = (name: string, clusterIPs: readonly string[], rest: Parameters<typeof service>[2] = {}): AnyRecord[] => [
  service(name, clusterIPs, rest),
  ...clusterIPs.map((address) => ipAddress(address, name)),
];
/** Services x/s-n with addresses 10.96.0.first … 10.96.0.last, recorded. */
const services = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => recorded(`x/s-${first + i}`, [`10.96.0.${first + i}`])).flat();

/** What findings of a code are about, each object once. */
function about({ model }: Cluster, code: string): string[] {
  const objects = model.findings({ code }).items.flatMap((finding) => finding.objects);
  return [...new Set(objects.map(({ kind, namespace, name }) => [kind, namespace ?? [], name].flat().join('/')))].sort();
}
const poolsOf = ({ model }: Cluster, code: string) => model.findings({ code }).items.flatMap(({ pools }) => pools);

describe('an IPv6 ServiceCIDR on an IPv4-only cluster is Ready and dead', () => {
  const six = serviceCIDR('six', ['fd00:96::/112'], { ready: true });

  test('it is named, Ready as it is', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', four), six);
    expect(poolsOf(cluster, 'service-range-dead-family')).toEqual(['service/six/fd00:96::-112']);
  });

  test('it is alive where the API server has the family, and more space of a family that it has is never dead', () => {
    const more = serviceCIDR('more', ['10.97.0.0/24', 'fd00:97::/112']);
    expect(poolsOf(modelOf(serviceCIDR('kubernetes', both), six, more), 'service-range-dead-family')).toEqual([]);
    expect(poolsOf(modelOf(serviceCIDR('kubernetes', four), serviceCIDR('more', ['10.97.0.0/24'])), 'service-range-dead-family')).toEqual(
      [],
    );
  });
});

test('IPv6 /63 is Ready and gives nothing: it is named; /64 is not', () => {
  expect(poolsOf(modelOf(serviceCIDR('kubernetes', ['fd00:96::/63'])), 'service-range-too-wide')).toEqual([
    'service/kubernetes/fd00:96::-63',
  ]);
  expect(poolsOf(modelOf(serviceCIDR('kubernetes', ['fd00:96::/64', '0.0.0.0/0'])), 'service-range-too-wide')).toEqual([]);
});

test.each([
  ['was changed on old data', four, '10.99.0.0/24', true],
  ['went back to one range while the object stayed dual', both, '10.96.0.0/24', true],
  ['names two families, and the object has one', four, 'fd00:96::/112,10.96.0.0/24', true],
  ['says the same', both, '10.96.0.0/24,fd00:96::/112', false],
  ['says the same with host bits', four, '10.96.0.7/24', false],
])('the flag of the API server and the ServiceCIDR kubernetes: the flag %s', (_, cidrs, flag, disagrees) => {
  const cluster = modelOf(serviceCIDR('kubernetes', cidrs), serviceCIDR('more', ['10.97.0.0/24']), apiServer(flag));
  expect(about(cluster, 'service-range-flag-disagrees').length > 0).toBe(disagrees);
});

test('with families swapped in the flag of a dual-stack cluster the object keeps the other order: they disagree', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', both), apiServer('fd00:96::/112,10.96.0.0/24'));
  expect(about(cluster, 'service-range-flag-disagrees')).not.toEqual([]);
});

test('a hand-made IPAddress without the managed-by label is kept for ever: it is named, in a range and outside of all', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', four),
    { ...ipAddress('10.96.0.9', 'x/a'), managedBy: '' },
    { ...ipAddress('192.0.2.9', 'x/a'), managedBy: '' },
    ...recorded('x/fine', ['10.96.0.20']),
  );
  expect(about(cluster, 'ipaddress-unmanaged')).toEqual(expect.arrayContaining(['IPAddress/10.96.0.9', 'IPAddress/192.0.2.9']));
  expect(about(cluster, 'ipaddress-unmanaged')).not.toContain('IPAddress/10.96.0.20');
});

describe('an IPAddress that no Service holds', () => {
  test('is left by a refused Service, and is named until it is collected', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', both), ipAddress('fd00:96::9', 'x/refused'));
    expect(about(cluster, 'ipaddress-without-service')).toContain('IPAddress/fd00:96::9');
    cluster.store.apply([{ remove: { kind: 'IPAddress', key: 'fd00:96::9' } }]);
    expect(about(cluster, 'ipaddress-without-service')).toEqual([]);
  });

  test('is left by a Service that dropped its IPv6 address, though the Service is there', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', both), ...recorded('x/web', ['10.96.0.9', 'fd00:96::9'], prefers));
    expect(about(cluster, 'ipaddress-without-service')).toEqual([]);
    cluster.store.apply([{ put: service('x/web', ['10.96.0.9']) }]);
    expect(about(cluster, 'ipaddress-without-service')).toContain('IPAddress/fd00:96::9');
    expect(about(cluster, 'ipaddress-without-service')).not.toContain('IPAddress/10.96.0.9');
  });

  test('is not said of one whose Service spells the address otherwise', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', both), service('x/web', ['FD00:96::9']), ipAddress('fd00:96::9', 'x/web'));
    expect(about(cluster, 'ipaddress-without-service')).toEqual([]);
  });

  test('is not known where Services may not be read', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', four), ipAddress('10.96.0.9', 'x/web'));
    cluster.store.setReading('Service', { state: 'forbidden' });
    expect(about(cluster, 'ipaddress-without-service')).toEqual([]);
  });
});

describe('one address that two Services were given', () => {
  test('because one spells it FD00:96::37: both are named, and the address', () => {
    const cluster = modelOf(
      serviceCIDR('kubernetes', both),
      service('x/old', ['FD00:96::37']),
      service('x/new', ['fd00:96::37']),
      ipAddress('fd00:96::37', 'x/new'),
    );
    expect(about(cluster, 'service-address-given-twice')).toEqual(expect.arrayContaining(['Service/x/new', 'Service/x/old']));
    expect(cluster.model.findings({ code: 'service-address-given-twice' }).items.map(({ address }) => address)).toEqual(['fd00:96::37']);
    cluster.store.apply([{ remove: { kind: 'Service', key: 'x/old' } }]);
    expect(about(cluster, 'service-address-given-twice')).toEqual([]);
  });

  test('is not one of a Service and its IPAddress, nor a shared external address', () => {
    const cluster = modelOf(
      serviceCIDR('kubernetes', both),
      ...recorded('x/a', ['10.96.0.9'], { externalIPs: ['203.0.113.9'] }),
      ...recorded('x/b', ['10.96.0.10'], { externalIPs: ['203.0.113.9'] }),
    );
    expect(about(cluster, 'service-address-given-twice')).toEqual([]);
  });
});

test('a Service outside every range is named by its address, at once and without an event', () => {
  const cluster = modelOf(
    serviceCIDR('kubernetes', four),
    service('x/lost', ['10.99.0.9']),
    service('x/in', ['10.96.0.9'], { externalIPs: ['203.0.113.9'] }),
    service('x/headless', ['None'], { families: ['IPv4'] }),
  );
  expect(about(cluster, 'service-address-outside-ranges')).toContain('Service/x/lost');
  expect(about(cluster, 'service-address-outside-ranges')).not.toContain('Service/x/in');
  expect(about(cluster, 'service-address-outside-ranges')).not.toContain('Service/x/headless');
  cluster.store.apply([{ put: serviceCIDR('more', ['10.99.0.0/24']) }]);
  expect(about(cluster, 'service-address-outside-ranges')).toEqual([]);
});

describe('a family whose ranges are all full', () => {
  const code = 'service-family-exhausted';

  test('refuses Services though the other family has room: nothing falls back', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/29', 'fd00:96::/112']), ...services(1, 6));
    expect(poolsOf(cluster, code)).toEqual(['service/kubernetes/10.96.0.0-29']);
    cluster.store.apply([{ remove: { kind: 'Service', key: 'x/s-3' } }, { remove: { kind: 'IPAddress', key: '10.96.0.3' } }]);
    expect(poolsOf(cluster, code)).toEqual([]);
  });

  test('is not exhausted while one of its ranges has room', () => {
    const cluster = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/29']), serviceCIDR('more', ['10.97.0.0/29']), ...services(1, 6));
    expect(poolsOf(cluster, code)).toEqual([]);
  });

  test('is exhausted where the only range with room is on its way out: no new addresses meanwhile', () => {
    const going = serviceCIDR('going', ['10.97.0.0/29'], { ready: false, reason: 'Terminating', deletedAt: 5 });
    expect(poolsOf(modelOf(serviceCIDR('kubernetes', ['10.96.0.0/29']), going, ...services(1, 6)), code)).toContain(
      'service/kubernetes/10.96.0.0-29',
    );
  });
});

describe('back to one Service range', () => {
  const noSelector = { hasSelector: false } as const;
  const names = { families: ['IPv4', 'IPv6'] } as const;
  const rows: readonly (readonly [name: string, frozen: boolean, record: AnyRecord])[] = [
    ['SingleStack of the family that is left', false, service('x/w', ['10.96.0.9'])],
    ['SingleStack of the family that went', true, service('x/w', ['fd00:96::9'])],
    ['RequireDualStack', true, service('x/w', ['10.96.0.9', 'fd00:96::9'], requires)],
    ['RequireDualStack, IPv6 first', true, service('x/w', ['fd00:96::9', '10.96.0.9'], requires)],
    ['headless RequireDualStack', true, service('x/w', ['None'], { ...names, ...requires })],
    ['headless RequireDualStack without selector', false, service('x/w', ['None'], { ...names, ...requires, ...noSelector })],
    ['PreferDualStack', false, service('x/w', ['10.96.0.9', 'fd00:96::9'], prefers)],
    ['headless PreferDualStack', false, service('x/w', ['None'], { ...names, ...prefers })],
    ['headless PreferDualStack without selector', false, service('x/w', ['None'], { ...names, ...prefers, ...noSelector })],
    ['ExternalName', false, service('x/w', [], { type: 'ExternalName', policy: '', externalName: 'example.com' })],
  ];

  test.each(rows)('whether a Service refuses every write, a label included: %s, %s', (_, frozen, record) => {
    const cluster = modelOf(serviceCIDR('kubernetes', both), apiServer('10.96.0.0/24'), record);
    expect(about(cluster, 'service-frozen')).toEqual(frozen ? ['Service/x/w'] : []);
  });

  test.each(rows)('no Service is frozen while the API server has both families: %s', (_, __, record) => {
    const cluster = modelOf(serviceCIDR('kubernetes', both), apiServer('10.96.0.0/24,fd00:96::/112'), record);
    expect(about(cluster, 'service-frozen')).toEqual([]);
  });
});

test('an IPv4 Service is frozen where IPv6 alone is left', () => {
  const cluster = modelOf(serviceCIDR('kubernetes', both), apiServer('fd00:96::/112'), service('x/w', ['10.96.0.9']));
  expect(about(cluster, 'service-frozen')).toEqual(['Service/x/w']);
});

describe('slices that are left over', () => {
  const code = 'slices-left-over';
  const ours = { managedBy: 'endpointslice-controller.k8s.io' };
  const mirrored = { managedBy: 'endpointslicemirroring-controller.k8s.io' };

  test('after the selector was removed, beside mirrored ones', () => {
    const cluster = modelOf(
      service('x/w', ['10.96.0.9'], { hasSelector: false }),
      slice('x/w', 'old', 'IPv4', [endpoint('10.244.0.2')], ours),
      slice('x/w', 'mirrored', 'IPv4', [endpoint('10.244.0.2')], mirrored),
    );
    expect(about(cluster, code)).not.toEqual([]);
    expect(about(cluster, code)).not.toContain('EndpointSlice/x/w-mirrored');
    cluster.store.apply([{ remove: { kind: 'EndpointSlice', key: 'x/w-old' } }]);
    expect(about(cluster, code)).toEqual([]);
  });

  test('after the Service became an ExternalName', () => {
    const cluster = modelOf(
      service('x/w', [], { type: 'ExternalName', policy: '', externalName: 'example.com', hasSelector: false }),
      slice('x/w', '4', 'IPv4', [endpoint('10.244.0.2')], ours),
    );
    expect(about(cluster, code)).not.toEqual([]);
  });

  test.each([
    ['a selector and slices of the controller', {}, ours],
    ['no selector and mirrored slices', { hasSelector: false }, mirrored],
    ['no selector and slices made by hand', { hasSelector: false }, {}],
  ])('not where there are %s', (_, rest, by) => {
    const cluster = modelOf(service('x/w', ['10.96.0.9'], rest), slice('x/w', '4', 'IPv4', [endpoint('10.244.0.2')], by));
    expect(about(cluster, code)).toEqual([]);
    expect(cluster.model.address(addressOfText('10.244.0.2')).holders).toMatchObject([{ as: 'endpoint' }]);
  });
});
