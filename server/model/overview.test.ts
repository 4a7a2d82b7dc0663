import { expect, test } from 'vitest';
import { endpoint, modelOf, namespace, node, pod, service, serviceCIDR, slice } from './samples.ts';

const internal = (...texts: string[]) => texts.map((address) => ({ type: 'InternalIP', address }));

test('families, policies, pods and namespaces are counted', () => {
  const { store, model } = modelOf(
    namespace('a'),
    namespace('b'),
    node('n1', { addresses: internal('10.0.0.1', 'fd01::1') }),
    node('n2', { addresses: internal('fd01::2') }),
    pod('a/1', 'n1', ['10.9.0.1', 'fd00::1']),
    pod('a/2', 'n1', ['10.9.0.2']),
    pod('a/3', '', [], { phase: 'Pending' }),
    pod('a/4', 'n1', ['10.0.0.1'], { hostNetwork: true }),
    pod('a/5', 'n1', ['10.9.0.2'], { phase: 'Failed' }),
    service('a/x', ['10.96.0.1', 'fd00:96::1'], { policy: 'RequireDualStack' }),
    service('a/y', ['fd00:96::2']),
    service('a/z', [], { type: 'ExternalName', policy: '' }),
  );
  const { pools, findings, ...counts } = model.overview();
  expect(counts).toEqual({
    families: {
      nodes: { both: 1, IPv4: 0, IPv6: 1, none: 0 },
      pods: { both: 1, IPv4: 1, IPv6: 0, none: 1 },
      services: { both: 1, IPv4: 0, IPv6: 1, none: 1 }, // ExternalName: an alias without an address
    },
    policies: { SingleStack: 1, PreferDualStack: 0, RequireDualStack: 1, none: 1 },
    pods: { running: 3, hostNetwork: 1, terminated: 1 },
    namespaces: 2,
    nodesThatFit: [],
    podsThatFit: 217,
  });
  expect(pools.map(({ id }) => id)).toEqual([
    'pod/observed/10.9.0.0-30',
    'pod/observed/fd00::-64',
    'node/addresses/10.0.0.1-32',
    'node/addresses/fd01::-64',
  ]);
  store.setReading('Namespace', { state: 'forbidden' });
  store.setReading('Pod', { state: 'forbidden' });
  expect(model.overview()).toMatchObject({ namespaces: null, podsThatFit: null });
});

test('the pool that ends first stands first, and those whose end is unknown last', () => {
  const args = ['--cluster-cidr=10.244.0.0/22,fd00::/60', '--node-cidr-mask-size-ipv6=64'];
  const { model } = modelOf(
    pod('kube-system/kube-controller-manager-cp', 'n1', [], { hostNetwork: true, controlPlaneArgs: args }),
    serviceCIDR('k', ['10.96.0.0/29']),
    service('a/1', ['10.96.0.1']),
    node('n1', { podCIDRs: ['10.244.0.0/24', 'fd00::/64'], addresses: internal('10.0.0.1') }),
    node('n2', { podCIDRs: ['10.244.1.0/24', 'fd00:0:0:1::/64'] }),
  );
  const { pools, nodesThatFit } = model.overview();
  expect(pools.map(({ id }) => id)).toEqual([
    'pod/cluster-cidr/10.244.0.0-22',
    'service/k/10.96.0.0-29',
    'pod/cluster-cidr/fd00::-60',
    'node/addresses/10.0.0.1-32',
  ]);
  expect(nodesThatFit).toEqual([
    { family: 'IPv4', prefixLength: 24, blocks: 2, pool: 'pod/cluster-cidr/10.244.0.0-22' },
    { family: 'IPv6', prefixLength: 64, blocks: 14, pool: 'pod/cluster-cidr/fd00::-60' },
  ]);
});

test('findings: the gravest first, with a title that counts and at most five objects by name', () => {
  const families = Array.from({ length: 7 }, (_, i) => `a/s${6 - i}`);
  const { model } = modelOf(
    serviceCIDR('full', ['10.96.0.0/30', 'fd00:96::/112']),
    serviceCIDR('near', ['10.97.0.0/29']),
    serviceCIDR('going', ['10.98.0.0/24'], { deletedAt: 4, ready: false }),
    ...['10.96.0.1', '10.96.0.2', '10.97.0.1', '10.97.0.2', '10.97.0.3', '10.97.0.4', '10.97.0.5', '10.98.0.9'].map((address, i) =>
      service(`b/${i}`, [address], { policy: i === 0 ? 'PreferDualStack' : 'SingleStack' }),
    ),
    ...families.flatMap((name) => [
      service(name, ['None'], { families: ['IPv4', 'IPv6'] }),
      slice(name, '4', 'IPv4', [endpoint('10.0.0.1')]),
    ]),
    node('bare'),
    node('ok', { podCIDRs: ['10.244.0.0/24'] }),
  );
  const { findings } = model.overview();
  expect({ ...findings, items: findings.items.map(({ code, count, title }) => [code, count, title]) }).toEqual({
    critical: 8,
    warning: 3,
    info: 2,
    items: [
      ['service-family-without-ready-endpoints', 7, '7 Services have a family without ready endpoints'],
      ['node-without-block', 1, '1 node has no podCIDR'],
      ['service-range-deletion-blocked', 1, '1 Service range cannot be deleted yet'],
      ['service-range-full', 1, '1 Service range is full'],
      ['service-range-nearly-full', 1, '1 Service range is nearly full'],
      ['node-mask-wastes', 1, 'Node blocks are more than twice as large as their nodes need'],
      ['service-prefers-dual-has-one', 1, '1 Service prefers two families and has one'],
    ],
  });
  expect(findings.items[3]?.objects).toEqual([{ kind: 'ServiceCIDR', name: 'full' }]);
  expect(findings.items[0]?.objects.map(({ name }) => name)).toEqual(['s0', 's1', 's2', 's3', 's4']);
});

test('a Service range that is too small to give anything, and one at 79 %, are no finding', () => {
  const some = Array.from({ length: 11 }, (_, i) => service(`a/${i}`, [`10.96.0.${i + 1}`]));
  const { model } = modelOf(serviceCIDR('none', ['10.97.0.0/31']), serviceCIDR('most', ['10.96.0.0/28']), ...some);
  expect(model.overview().findings).toEqual({ critical: 0, warning: 0, info: 0, items: [] });
});
