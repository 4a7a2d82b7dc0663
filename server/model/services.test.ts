import { expect, test } from 'vitest';
import { endpoint, modelOf, service, serviceCIDR, slice } from './samples.ts';

const gone = { ready: false, serving: true, terminating: true };
const unready = { ready: false, serving: false };

test('a Service with its endpoints by family, joined by label: ready, terminating and not ready ones apart', () => {
  const { model } = modelOf(
    // Slices may come before their Service.
    slice('shop/web', 'a', 'IPv4', [endpoint('10.244.0.2'), endpoint('10.244.0.3', gone)]),
    slice('shop/web', 'b', 'IPv4', [endpoint('10.244.0.4', unready)]),
    slice('shop/web', 'c', 'IPv6', []),
    slice('shop/web', 'd', 'FQDN', [endpoint('db.example.com')]),
    service('shop/web', ['10.96.0.9', 'FD00:96::9'], {
      type: 'LoadBalancer',
      policy: 'PreferDualStack',
      externalIPs: ['203.0.113.9'],
      nodePorts: [30080],
      loadBalancer: [
        { ip: '2001:DB8::1', hostname: '', ipMode: 'VIP' },
        { ip: '', hostname: 'lb.example.com', ipMode: '' },
      ],
    }),
  );
  expect(model.services().items).toEqual([
    {
      namespace: 'shop',
      name: 'web',
      type: 'LoadBalancer',
      headless: false,
      policy: 'PreferDualStack',
      families: ['IPv4', 'IPv6'],
      clusterIPs: ['10.96.0.9', 'fd00:96::9'],
      externalName: null,
      selector: true,
      nodePorts: [30080],
      externalIPs: ['203.0.113.9'],
      loadBalancer: [{ ip: '2001:db8::1', ipMode: 'VIP' }, { hostname: 'lb.example.com' }],
      endpoints: {
        IPv4: { ready: 1, serving: 2, terminating: 1, notReady: 1 },
        IPv6: { ready: 0, serving: 0, terminating: 0, notReady: 0 },
      },
      createdAt: '2023-11-14T22:13:20.000Z',
      findings: ['service-family-without-ready-endpoints', 'address-text-unusual'],
    },
  ]);
});

test('endpoints of a slice that moves to another Service move with it', () => {
  const { store, model } = modelOf(
    service('a/x', ['10.96.0.1']),
    service('a/y', ['10.96.0.2']),
    slice('a/x', '1', 'IPv4', [endpoint('10.0.0.1')]),
  );
  store.apply([{ put: slice('a/x', '1', 'IPv4', [endpoint('10.0.0.1'), endpoint('10.0.0.2')], { serviceName: 'y' }) }]);
  expect(model.services().items.map(({ name, endpoints }) => [name, endpoints.IPv4?.ready ?? null])).toEqual([
    ['x', null],
    ['y', 2],
  ]);
});

test('headless and ExternalName Services hold no address', () => {
  const { model } = modelOf(
    service('a/db', ['None'], { families: ['IPv6', 'IPv4'], policy: 'RequireDualStack' }),
    service('a/out', [], { type: 'ExternalName', policy: '', externalName: 'example.com' }),
  );
  expect(model.services().items).toMatchObject([
    { name: 'db', headless: true, families: ['IPv6', 'IPv4'], clusterIPs: ['None'], policy: 'RequireDualStack' },
    { name: 'out', headless: false, families: [], clusterIPs: [], policy: null, externalName: 'example.com' },
  ]);
});

const mixed = [
  service('shop/web', ['10.96.0.1', 'fd00::1'], { policy: 'PreferDualStack' }),
  service('shop/api', ['10.96.0.2'], { policy: 'PreferDualStack', type: 'NodePort' }),
  service('back/db', ['fd00::2'], { policy: 'SingleStack' }),
  service('back/out', [], { type: 'ExternalName', policy: '' }),
  slice('shop/web', '4', 'IPv4', [endpoint('10.0.0.1')]),
  slice('shop/web', '6', 'IPv6', []),
];

test.each([
  [{}, ['back/db', 'back/out', 'shop/api', 'shop/web']],
  [{ namespace: 'shop' }, ['shop/api', 'shop/web']],
  [{ policy: 'PreferDualStack' }, ['shop/api', 'shop/web']],
  [{ family: 'IPv6' }, ['back/db', 'shop/web']],
  [{ type: 'NodePort' }, ['shop/api']],
  [{ finding: 'service-family-without-ready-endpoints' }, ['shop/web']],
  [{ finding: 'never' }, []],
  [{ problems: 'true' }, ['shop/web']],
  [{ problems: 'false' }, ['back/db', 'back/out', 'shop/api', 'shop/web']],
  [{ q: 'b' }, ['back/db', 'back/out', 'shop/web']],
  [{ q: 'SHOP/W' }, ['shop/web']],
  [{ q: 'fd00::2' }, ['back/db']],
  [{ sort: '-name' }, ['shop/web', 'shop/api', 'back/out', 'back/db']],
  [{ sort: 'policy' }, ['shop/api', 'shop/web', 'back/db', 'back/out']],
  [{ sort: '-ready' }, ['shop/web', 'back/db', 'back/out', 'shop/api']],
  [{ sort: '-findings' }, ['shop/web', 'back/db', 'back/out', 'shop/api']],
] as const)('Services asked for with %j: %j', (query, names) => {
  const { model } = modelOf(...mixed);
  expect(model.services(query).items.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(names);
  expect(model.services(query).total).toBe(names.length);
});

test('policies are counted over all that match, the page aside', () => {
  const { model } = modelOf(...mixed);
  expect(model.services({ limit: 1 }).counts).toEqual({ policy: { SingleStack: 1, PreferDualStack: 2, RequireDualStack: 0, none: 1 } });
  expect(model.services({ limit: 1, namespace: 'shop' }).counts).toEqual({
    policy: { SingleStack: 0, PreferDualStack: 2, RequireDualStack: 0, none: 0 },
  });
});

test('one Service comes with its slices, at most 100 endpoints of each named and all of them counted', () => {
  const many = Array.from({ length: 150 }, (_, i) => endpoint(`10.0.0.${i}`));
  const { model } = modelOf(
    service('a/x', ['10.96.0.1']),
    slice('a/x', 'b', 'IPv4', many),
    slice(
      'a/x',
      'a',
      'IPv6',
      [
        endpoint('FD00::1', { nodeName: 'n', zone: 'z', targetKind: 'Pod', targetNamespace: 'a', targetName: 'p', ...gone }),
        endpoint('fd00::2', { targetKind: 'Node', targetName: 'm' }),
      ],
      { managedBy: 'endpointslice-controller.k8s.io' },
    ),
  );
  const answer = model.service('a', 'x');
  expect(answer?.slices.map(({ name }) => name)).toEqual(['x-a', 'x-b']);
  expect(answer?.slices[0]).toEqual({
    name: 'x-a',
    addressType: 'IPv6',
    managedBy: 'endpointslice-controller.k8s.io',
    endpoints: { ready: 1, serving: 2, terminating: 1, notReady: 0 },
    items: [
      {
        address: 'fd00::1',
        ready: false,
        serving: true,
        terminating: true,
        node: 'n',
        zone: 'z',
        target: { kind: 'Pod', namespace: 'a', name: 'p' },
      },
      { address: 'fd00::2', ready: true, serving: true, terminating: false, node: null, zone: null, target: { kind: 'Node', name: 'm' } },
    ],
  });
  expect(answer?.slices[1]).toMatchObject({ managedBy: null, endpoints: { ready: 150 } });
  expect(answer?.slices[1]?.items).toHaveLength(100);
  expect(model.service('a', 'never')).toBeUndefined();
  expect(modelOf(slice('a/x', 'a', 'IPv4', [])).model.service('a', 'x')).toBeUndefined();
});

test('preferring two families and having one matters only where the Service ranges have two', () => {
  const { store, model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/16']),
    service('a/x', ['10.96.0.1'], { policy: 'PreferDualStack' }),
  );
  expect(model.services().items[0]?.findings).toEqual([]);
  store.apply([{ put: serviceCIDR('kubernetes', ['10.96.0.0/16', 'fd00::/112']) }]);
  expect(model.services().items[0]?.findings).toEqual(['service-prefers-dual-has-one']);
});

test.each([
  ['no endpoint at all', [], []],
  ['ready in both', [slice('a/x', '4', 'IPv4', [endpoint('10.0.0.1')]), slice('a/x', '6', 'IPv6', [endpoint('fd00::1')])], []],
  ['ready in one, no slice of the other', [slice('a/x', '4', 'IPv4', [endpoint('10.0.0.1')])], ['service-family-without-ready-endpoints']],
  ['only unready ones', [slice('a/x', '4', 'IPv4', [endpoint('10.0.0.1', unready)])], ['service-family-without-ready-endpoints']],
] as const)('a family without ready endpoints: %s', (_, slices, findings) => {
  expect(modelOf(service('a/x', ['10.96.0.1', 'fd00:96::1']), ...slices).model.services().items[0]?.findings).toEqual(findings);
});

test('a rule that falls silent changes the order by findings, and who has a problem', () => {
  const { store, model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/24']),
    service('a/quiet', ['10.96.0.1']),
    service('a/silent', ['10.96.0.2'], { families: ['IPv4', 'IPv6'] }),
    slice('a/silent', '4', 'IPv4', [endpoint('10.244.0.1')]),
  );
  const lists = () =>
    [model.services({ sort: '-findings' }), model.services({ problems: 'true' })].map(({ items }) => items.map(({ name }) => name));
  expect(lists()).toEqual([['silent', 'quiet'], ['silent']]);
  store.setReading('EndpointSlice', { state: 'forbidden' });
  expect(lists()).toEqual([['quiet', 'silent'], []]);
});

test('groups are counted over all Services that match, in the order of the list, and Services of a group stand together', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.1'], { policy: 'SingleStack' }),
    service('shop-eu/web', ['10.96.0.2'], { policy: 'PreferDualStack' }),
    service('shop/cart', ['10.96.0.3'], { policy: 'PreferDualStack' }),
    service('a/out', [], { type: 'ExternalName', policy: '', externalName: 'example.com' }),
  );
  const names = (answer: ReturnType<typeof model.services>) => answer.items.map(({ namespace, name }) => `${namespace}/${name}`);
  const byNamespace = model.services({ group: 'namespace' });
  expect(byNamespace.groups).toEqual([
    { key: 'a', count: 1 },
    { key: 'shop', count: 2 },
    { key: 'shop-eu', count: 1 },
  ]);
  expect(names(byNamespace)).toEqual(['a/out', 'shop/cart', 'shop/web', 'shop-eu/web']);

  const byPolicy = model.services({ group: 'policy', q: 'web', limit: 1 });
  expect(byPolicy.groups).toEqual([
    { key: 'PreferDualStack', count: 1 },
    { key: 'SingleStack', count: 1 },
  ]);
  expect(names(byPolicy)).toEqual(['shop-eu/web']);
  const second = model.services({ group: 'policy', q: 'web', limit: 1, cursor: byPolicy.next ?? '' });
  expect([second.groups, names(second)]).toEqual([null, ['shop/web']]);

  expect(model.services({ group: 'policy' }).groups).toEqual([
    { key: 'PreferDualStack', count: 2 },
    { key: 'SingleStack', count: 1 },
    { key: 'none', count: 1 },
  ]);
  expect(model.services().groups).toBeNull();
});

test('a Service is found by the addresses and host names that it is reached at from outside', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.1'], {
      type: 'LoadBalancer',
      externalIPs: ['198.51.100.7'],
      loadBalancer: [
        { ip: '203.0.113.9', hostname: '', ipMode: 'VIP' },
        { ip: '', hostname: 'lb.example.com', ipMode: '' },
      ],
    }),
    service('shop/cart', ['10.96.0.2']),
  );
  for (const q of ['203.0.113', '198.51.100.7', 'LB.example']) expect(model.services({ q }).items.map(({ name }) => name)).toEqual(['web']);
});
