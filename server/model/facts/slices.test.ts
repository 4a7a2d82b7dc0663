import { expect, test } from 'vitest';
import { endpointSliceReader } from '../../kubernetes/endpointSlice.ts';
import { addressOfText, endpoint, modelOf, node, pod, service, slice } from '../samples.ts';

const unready = { ready: false, serving: false };
const terminating = { ready: false, serving: true, terminating: true };
const of = (name: string) => ({ targetKind: 'Pod', targetNamespace: 'shop', targetName: name });
const endpoints = (count: number, from = 1) => Array.from({ length: count }, (_, i) => endpoint(`10.244.${from}.${i}`));
const codes = ({ model }: ReturnType<typeof modelOf>) => model.service('shop', 'web')?.findings;

test('slices are of IPv4, of IPv6 or of FQDN, and FQDN ones count for no family', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
    slice('shop/web', 'n', 'FQDN', [endpoint('db.example.com')]),
  );
  expect(model.service('shop', 'web')).toMatchObject({
    endpoints: { IPv4: { ready: 1 }, IPv6: { ready: 1 } },
    slices: [{ addressType: 'IPv4' }, { addressType: 'IPv6' }, { addressType: 'FQDN', items: [{ address: 'db.example.com' }] }],
  });
  expect(model.unreadable).toBe(0);
});

test('a slice holds up to 1,000 endpoints, and all of them are counted', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    slice('shop/web', '4', 'IPv4', [...endpoints(250, 1), ...endpoints(250, 2), ...endpoints(250, 3), ...endpoints(250, 4)]),
  );
  expect(model.service('shop', 'web')?.endpoints.IPv4?.ready).toBe(1000);
});

test('an endpoint without conditions, or with {} as hand-made ones have, is ready, serving and not terminating', () => {
  const read = endpointSliceReader.fromJson({
    metadata: { name: 'x', resourceVersion: '1' },
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.0.0.1'] },
      { addresses: ['10.0.0.2'], conditions: {} },
      { addresses: ['10.0.0.3'], conditions: { ready: false } },
    ],
  });
  expect(read.endpoints.map((each) => [each.ready, each.serving, each.terminating])).toEqual([
    [true, true, false],
    [true, true, false],
    [false, true, false],
  ]);
});

test('nodeName and zone of an endpoint are shown as they stand', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2', { nodeName: 'a', zone: 'z1' })]),
  );
  expect(model.service('shop', 'web')?.slices[0]?.items).toMatchObject([{ node: 'a', zone: 'z1' }]);
});

test('slices are joined by label and targetRef: an endpoint of the second family keeps its pod', () => {
  const { model } = modelOf(
    node('a'),
    pod('shop/p', 'a', ['10.244.0.2', 'fd00:244::2']),
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2', of('p'))]),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2', of('p'))]),
  );
  expect(model.service('shop', 'web')).toMatchObject({
    endpoints: { IPv4: { ready: 1 }, IPv6: { ready: 1 } },
    slices: [
      { items: [{ address: '10.244.0.2', target: { kind: 'Pod', namespace: 'shop', name: 'p' } }] },
      { items: [{ address: 'fd00:244::2', target: { kind: 'Pod', namespace: 'shop', name: 'p' } }] },
    ],
  });
});

test('two Services in front of the same addresses have the endpoints of their own slices', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    service('shop/api', ['10.96.0.10']),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
    slice('shop/api', '4', 'IPv4', [endpoint('10.244.0.2', unready)]),
  );
  expect(model.services().items.map(({ name, endpoints }) => [name, endpoints.IPv4?.ready])).toEqual([
    ['api', 0],
    ['web', 1],
  ]);
});

test('a pod without an address of a family is missing from the slice of that family alone', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2', of('dual')), endpoint('10.244.0.3', of('single'))]),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2', of('dual'))]),
  );
  expect(model.service('shop', 'web')?.endpoints).toMatchObject({ IPv4: { ready: 2 }, IPv6: { ready: 1 } });
});

test('a dual-stack Service can have an IPv6 ClusterIP that nothing answers on, and no IPv4 endpoint stands in for it', () => {
  const cluster = modelOf(
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
    slice('shop/web', '6', 'IPv6', []),
  );
  expect(cluster.model.service('shop', 'web')?.endpoints).toMatchObject({ IPv4: { ready: 1 }, IPv6: { ready: 0 } });
  expect(codes(cluster)).toContain('service-family-without-ready-endpoints');
});

test('an unready pod is neither ready nor serving; a terminating one is serving and not ready', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2'), endpoint('10.244.0.3', unready), endpoint('10.244.0.4', terminating)]),
  );
  expect(model.service('shop', 'web')?.endpoints.IPv4).toEqual({ ready: 1, serving: 2, terminating: 1, notReady: 1 });
});

test('with publishNotReadyAddresses ready is always true and serving is the truth', () => {
  const { model } = modelOf(
    service('shop/web', ['None'], { families: ['IPv4'], publishNotReadyAddresses: true }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2'), endpoint('10.244.0.3', { ready: true, serving: false })]),
  );
  expect(model.service('shop', 'web')?.endpoints.IPv4).toEqual({ ready: 2, serving: 1, terminating: 0, notReady: 0 });
});

test('a Service that becomes single-stack loses the slices of the other family at once, and nothing is missing then', () => {
  const cluster = modelOf(
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
  );
  cluster.store.apply([{ put: service('shop/web', ['10.96.0.9']) }, { remove: { kind: 'EndpointSlice', key: 'shop/web-6' } }]);
  expect(cluster.model.service('shop', 'web')).toMatchObject({ families: ['IPv4'], endpoints: { IPv4: { ready: 1 }, IPv6: null } });
  expect(codes(cluster)).not.toContain('service-family-without-ready-endpoints');
});

test('250 endpoints made slices of 99, 90 and 61: they are counted, not taken from how many slices there are', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    slice('shop/web', 'a', 'IPv4', endpoints(99, 1)),
    slice('shop/web', 'b', 'IPv4', endpoints(90, 2)),
    slice('shop/web', 'c', 'IPv4', endpoints(61, 3)),
  );
  expect(model.service('shop', 'web')?.endpoints.IPv4?.ready).toBe(250);
});

test('a Service without endpoints has one empty slice a family: none of each, which is known, and no family is blamed', () => {
  const none = { ready: 0, serving: 0, terminating: 0, notReady: 0 };
  const empty = endpointSliceReader.fromJson({ metadata: { name: 'x', resourceVersion: '1' }, addressType: 'IPv6', endpoints: null });
  const cluster = modelOf(
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', []),
    slice('shop/web', '6', 'IPv6', empty.endpoints),
  );
  expect(cluster.model.service('shop', 'web')?.endpoints).toEqual({ IPv4: none, IPv6: none });
  expect(codes(cluster)).not.toContain('service-family-without-ready-endpoints');
});

test('mirrored slices say whose they are and come in both families, which gives a Service no second family', () => {
  const managedBy = 'endpointslicemirroring-controller.k8s.io';
  const cluster = modelOf(
    service('shop/web', ['10.96.0.9'], { hasSelector: false }),
    slice('shop/web', '4', 'IPv4', [endpoint('192.0.2.9')], { managedBy }),
    slice('shop/web', '6', 'IPv6', [endpoint('2001:db8::9')], { managedBy }),
  );
  expect(cluster.model.service('shop', 'web')).toMatchObject({
    families: ['IPv4'],
    endpoints: { IPv4: { ready: 1 }, IPv6: { ready: 1 } },
    slices: [{ managedBy }, { managedBy }],
  });
  expect(codes(cluster)).not.toContain('service-family-without-ready-endpoints');
});

test('a hand-made endpoint may have several addresses: it is one endpoint, and each address is found', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    slice('shop/web', 'hand', 'IPv4', [endpoint('', { addresses: ['192.0.2.1', '192.0.2.2'] })]),
  );
  expect(model.service('shop', 'web')?.endpoints.IPv4?.ready).toBe(1);
  for (const text of ['192.0.2.1', '192.0.2.2'])
    expect(model.address(addressOfText(text)).holders).toMatchObject([
      { as: 'endpoint', object: { kind: 'EndpointSlice', name: 'web-hand' } },
    ]);
});

test('a hand-made slice without the label belongs to no Service, whatever it is called, and its addresses are found', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9']),
    slice('shop/web', 'hand', 'IPv4', [endpoint('192.0.2.1')], { serviceName: '' }),
  );
  expect(model.service('shop', 'web')).toMatchObject({ endpoints: { IPv4: null, IPv6: null }, slices: [] });
  expect(model.address(addressOfText('192.0.2.1')).holders).toMatchObject([{ as: 'endpoint' }]);
});

test('after the selector is removed the old slices stay beside mirrored ones: the address stands in both', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9'], { hasSelector: false }),
    slice('shop/web', 'old', 'IPv4', [endpoint('10.244.0.2')], { managedBy: 'endpointslice-controller.k8s.io' }),
    slice('shop/web', 'mirrored', 'IPv4', [endpoint('10.244.0.2')], { managedBy: 'endpointslicemirroring-controller.k8s.io' }),
  );
  expect(model.address(addressOfText('10.244.0.2')).holders.map(({ as, object }) => [as, object.name])).toEqual([
    ['endpoint', 'web-mirrored'],
    ['endpoint', 'web-old'],
  ]);
  expect(model.service('shop', 'web')?.slices.map(({ managedBy }) => managedBy)).toEqual([
    'endpointslicemirroring-controller.k8s.io',
    'endpointslice-controller.k8s.io',
  ]);
});

test('a Service made ExternalName keeps its slices and has no family for all that', () => {
  const cluster = modelOf(
    service('shop/web', [], { type: 'ExternalName', policy: '', externalName: 'example.com', hasSelector: false }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2', unready)]),
  );
  expect(cluster.model.service('shop', 'web')).toMatchObject({ families: [], clusterIPs: [], slices: [{ name: 'web-4' }] });
  expect(cluster.model.overview().families.services).toEqual({ both: 0, IPv4: 0, IPv6: 0, none: 1 });
  expect(codes(cluster)).not.toContain('service-family-without-ready-endpoints');
});
