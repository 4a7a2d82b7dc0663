import { expect, test } from 'vitest';
import { kinds } from '../../records/records.ts';
import { addressOfText, endpoint, ipAddress, modelOf, service, serviceCIDR, slice } from '../samples.ts';

const dual = serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']);
const single = serviceCIDR('kubernetes', ['10.96.0.0/24']);
const sixFirst = serviceCIDR('kubernetes', ['fd00:96::/112', '10.96.0.0/24']);
const noSelector = { hasSelector: false } as const;
type Cluster = ReturnType<typeof modelOf>;

const web = ({ model }: Cluster) => model.service('shop', 'web');
/** How many addresses of each Service range are in use, IPv4 first. */
const inUse = ({ model }: Cluster) => model.pools({ kind: 'service' }).items.map(({ addresses }) => addresses.inUse);
const state = ({ model }: Cluster, text: string) => model.address(addressOfText(text)).state;

test('a Service that sets nothing is SingleStack of the family of the first range: IPv6 where that is IPv6', () => {
  const cluster = modelOf(sixFirst, service('shop/web', ['fd00:96::9']), ipAddress('fd00:96::9', 'shop/web'));
  expect(web(cluster)).toMatchObject({ policy: 'SingleStack', families: ['IPv6'], clusterIPs: ['fd00:96::9'] });
  expect(inUse(cluster)).toEqual(['0', '1']);
});

test('a headless Service without selector that sets nothing is RequireDualStack of both families, on a single-stack cluster too', () => {
  const families = ['IPv4', 'IPv6'];
  const cluster = modelOf(single, service('shop/web', ['None'], { ...noSelector, policy: 'RequireDualStack', families }));
  expect(web(cluster)).toMatchObject({ headless: true, policy: 'RequireDualStack', families });
  expect(inUse(cluster)).toEqual(['0']);
});

test('a PreferDualStack Service has two families where the cluster has two', () => {
  const cluster = modelOf(dual, service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }));
  expect(web(cluster)).toMatchObject({ families: ['IPv4', 'IPv6'], clusterIPs: ['10.96.0.9', 'fd00:96::9'] });
  expect(inUse(cluster)).toEqual(['1', '1']);
});

test('a PreferDualStack Service has one family where the cluster has one, and lacks none', () => {
  const cluster = modelOf(single, service('shop/web', ['10.96.0.9'], { policy: 'PreferDualStack' }));
  expect(web(cluster)).toMatchObject({ policy: 'PreferDualStack', families: ['IPv4'] });
  expect(web(cluster)?.findings).not.toContain('service-prefers-dual-has-one');
});

test('a Service that asks for IPv6 alone is SingleStack IPv6 on a cluster whose first family is IPv4', () => {
  const cluster = modelOf(dual, service('shop/web', ['fd00:96::9']));
  expect(web(cluster)).toMatchObject({ policy: 'SingleStack', families: ['IPv6'] });
  expect(inUse(cluster)).toEqual(['0', '1']);
});

test('a headless Service without selector that asks for IPv6 alone is RequireDualStack, IPv6 first', () => {
  const families = ['IPv6', 'IPv4'];
  const cluster = modelOf(dual, service('shop/web', ['None'], { ...noSelector, policy: 'RequireDualStack', families }));
  expect(web(cluster)).toMatchObject({ policy: 'RequireDualStack', families });
});

test('clusterIP None is headless: it has families and uses no address of a Service range', () => {
  const cluster = modelOf(dual, service('shop/web', ['None'], { families: ['IPv4', 'IPv6'], policy: 'PreferDualStack' }));
  expect(web(cluster)).toMatchObject({ headless: true, clusterIPs: ['None'], families: ['IPv4', 'IPv6'] });
  expect(inUse(cluster)).toEqual(['0', '0']);
  expect(cluster.model.unreadable).toBe(0);
});

test('an ExternalName Service has no policy, no families and no addresses; becoming one wipes them', () => {
  const cluster = modelOf(dual, service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'RequireDualStack' }));
  expect(inUse(cluster)).toEqual(['1', '1']);
  cluster.store.apply([{ put: service('shop/web', [], { type: 'ExternalName', policy: '', externalName: 'example.com' }) }]);
  expect(web(cluster)).toMatchObject({
    type: 'ExternalName',
    policy: null,
    families: [],
    clusterIPs: [],
    headless: false,
    externalName: 'example.com',
  });
  expect(inUse(cluster)).toEqual(['0', '0']);
  expect([state(cluster, '10.96.0.9'), state(cluster, 'fd00:96::9')]).toEqual(['free', 'free']);
  expect(cluster.model.overview()).toMatchObject({
    policies: { SingleStack: 0, PreferDualStack: 0, RequireDualStack: 0, none: 1 },
    families: { services: { both: 0, IPv4: 0, IPv6: 0, none: 1 } },
  });
});

test.each(['PreferDualStack', 'RequireDualStack'])('SingleStack → %s adds the missing family behind the one there is', (policy) => {
  const cluster = modelOf(dual, service('shop/web', ['fd00:96::9']));
  cluster.store.apply([{ put: service('shop/web', ['fd00:96::9', '10.96.0.9'], { policy }) }]);
  expect(web(cluster)).toMatchObject({ policy, families: ['IPv6', 'IPv4'], clusterIPs: ['fd00:96::9', '10.96.0.9'] });
  expect(inUse(cluster)).toEqual(['1', '1']);
});

test.each(['PreferDualStack', 'RequireDualStack'])(
  '%s → SingleStack keeps the first address, releases the second and its slices',
  (policy) => {
    const cluster = modelOf(
      dual,
      service('shop/web', ['fd00:96::9', '10.96.0.9'], { policy }),
      ipAddress('fd00:96::9', 'shop/web'),
      ipAddress('10.96.0.9', 'shop/web'),
      slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
      slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
    );
    cluster.store.apply([
      { put: service('shop/web', ['fd00:96::9']) },
      { remove: { kind: 'IPAddress', key: '10.96.0.9' } },
      { remove: { kind: 'EndpointSlice', key: 'shop/web-4' } },
    ]);
    expect(web(cluster)).toMatchObject({
      policy: 'SingleStack',
      families: ['IPv6'],
      clusterIPs: ['fd00:96::9'],
      endpoints: { IPv4: null, IPv6: { ready: 1 } },
    });
    expect(inUse(cluster)).toEqual(['0', '1']);
    expect(state(cluster, '10.96.0.9')).toBe('free');
  },
);

test('the primary family changes only with a new Service of the name, whose addresses are its own', () => {
  const cluster = modelOf(dual, service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }));
  cluster.store.apply([
    { remove: { kind: 'Service', key: 'shop/web' } },
    { put: service('shop/web', ['fd00:96::20', '10.96.0.20'], { uid: 'another', policy: 'PreferDualStack' }) },
  ]);
  expect(web(cluster)).toMatchObject({ families: ['IPv6', 'IPv4'], clusterIPs: ['fd00:96::20', '10.96.0.20'] });
  expect([state(cluster, '10.96.0.9'), state(cluster, '10.96.0.20')]).toEqual(['free', 'in-use']);
});

test('a load balancer is an address or a hostname; ipMode stands only beside an address, and where it is missing it is VIP', () => {
  const cluster = modelOf(
    dual,
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], {
      type: 'LoadBalancer',
      policy: 'PreferDualStack',
      loadBalancer: [
        { ip: '203.0.113.1', hostname: '', ipMode: '' },
        { ip: '203.0.113.2', hostname: '', ipMode: 'Proxy' },
        { ip: '', hostname: 'lb.example.com', ipMode: '' },
      ],
    }),
  );
  // Which families it serves is up to its provider: those of status stand beside those of spec.
  expect(web(cluster)).toMatchObject({
    families: ['IPv4', 'IPv6'],
    loadBalancer: [{ ip: '203.0.113.1' }, { ip: '203.0.113.2', ipMode: 'Proxy' }, { hostname: 'lb.example.com' }],
  });
  expect(web(cluster)?.loadBalancer[2]).not.toHaveProperty('ipMode');
  expect(cluster.model.address(addressOfText('203.0.113.2')).holders).toMatchObject([{ as: 'loadBalancer' }]);
});

test('externalIPs belong to nobody’s pool, in a Service range too, and may be shared', () => {
  const externalIPs = ['203.0.113.9', '10.96.0.200'];
  const cluster = modelOf(dual, service('shop/web', ['10.96.0.9'], { externalIPs }), service('shop/api', ['10.96.0.10'], { externalIPs }));
  expect(inUse(cluster)).toEqual(['2', '0']);
  expect(cluster.model.address(addressOfText('203.0.113.9'))).toMatchObject({
    state: 'in-use',
    pools: [],
    holders: [
      { as: 'externalIP', pool: null, object: { name: 'api' } },
      { as: 'externalIP', pool: null, object: { name: 'web' } },
    ],
  });
  expect(cluster.model.address(addressOfText('10.96.0.200')).holders).toMatchObject([{ pool: null }, { pool: null }]);
});

test('Endpoints objects carry the first family alone: endpoints are read from slices, and the second family is there', () => {
  expect(kinds).not.toContain('Endpoints');
  const cluster = modelOf(
    dual,
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { policy: 'PreferDualStack' }),
    slice('shop/web', '4', 'IPv4', [endpoint('10.244.0.2')]),
    slice('shop/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
  );
  expect(web(cluster)?.endpoints).toMatchObject({ IPv4: { ready: 1 }, IPv6: { ready: 1 } });
});
