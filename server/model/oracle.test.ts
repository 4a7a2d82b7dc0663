import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddressLax } from '../../shared/net/address.ts';
import { parseCidr } from '../../shared/net/cidr.ts';
import { type AnyRecord, type CoreKind, kinds } from '../records/records.ts';
import { type Edit, Store } from '../store/store.ts';
import { Model } from './model.ts';
import { Oracle } from './oracle.ts';
import { endpoint, ipAddress, namespace, node, pod, service, serviceCIDR, slice } from './samples.ts';

const podIPs4 = [
  '10.244.0.2',
  '10.244.0.3',
  '10.244.0.255',
  '10.244.1.1',
  '10.244.1.9',
  '10.245.0.7',
  '172.20.0.4',
  '172.20.9.4',
  '10.96.0.3',
];
const podIPs6 = ['fd00:10:244::2', 'fd00:10:244:0:0::3', 'FD00:10:244:1::9', 'fd00:99::1', '::ffff:10.244.0.2', '2001:db8::5'];
const odd = ['', 'nonsense', '010.244.0.002', '10.244.0.2'];
const nodeIPs = ['192.168.0.1', '192.168.0.2', '192.168.7.1', '10.0.0.1', 'fd01::1', 'fd01::2', 'fd02::1', '', '10.244.0.3'];
const blocks4 = [
  '10.244.0.0/24',
  '10.244.1.0/24',
  '10.245.0.0/24',
  '10.244.0.0/25',
  '10.244.0.0/15',
  '10.244.7.0/24',
  '172.20.0.0/30',
  '10.244.0.0/23',
];
const blocks6 = ['fd00:10:244::/64', 'fd00:10:244:1::/64', 'fd00:10:245::/64', 'fd00:10:244::/80', 'not-a-cidr'];
const clusterIPs4 = ['10.96.0.1', '10.96.0.2', '10.96.0.3', '10.96.0.6', '10.96.0.14', '10.96.0.17', '10.97.0.9', '10.244.0.3'];
const clusterIPs6 = ['fd00:96::1', 'FD00:96::1', 'fd00:96::2', 'fd00:96::9', 'fd00:96::100'];
const serviceRanges = ['10.96.0.0/29', '10.96.0.0/28', '10.96.0.0/24', '10.96.0.16/28', '10.97.0.8/31', 'fd00:96::/125', 'fd00:96::/112'];

const pick = (from: readonly string[], most: number) =>
  fc.subarray([...from], { maxLength: most }).chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
const some = (from: readonly string[]) => fc.constantFrom(...from);
const deletedAt = fc.constantFrom(0, 0, 0, 1_700_000_100_000);

const podRecord = fc
  .record({
    name: some(['a/p0', 'a/p1', 'a/p2', 'b/p3', 'b/p4', 'b/p5']),
    on: some(['n0', 'n1', 'n2', '']),
    podIPs: pick([...podIPs4, ...podIPs6, ...odd], 3),
    hostNetwork: fc.constantFrom(false, false, false, true),
    phase: fc.constantFrom('Running', 'Running', 'Pending', 'Succeeded', 'Failed', 'Unknown') as fc.Arbitrary<'Running'>,
    deletedAt,
  })
  // Half of the time the fields that decide most are the same again, as they are in most updates.
  .chain((fields) => fc.constantFrom(fields, { ...fields, podIPs: ['10.244.0.2', 'fd00:10:244::2'], on: 'n0' }))
  .map(({ name, on, podIPs, ...rest }) => pod(name, on, podIPs, rest));

const nodeRecord = fc
  .record({
    name: some(['n0', 'n1', 'n2', 'n3']),
    podCIDRs: fc.oneof(fc.tuple(some(blocks4), some(blocks6)), pick([...blocks4, ...blocks6], 3), fc.constant([] as string[])),
    addresses: pick(nodeIPs, 3).map((list) => list.map((address, i) => ({ type: i < 2 ? 'InternalIP' : 'ExternalIP', address }))),
    maxPods: fc.constantFrom(110, 2, 1, null),
    zone: some(['', 'z1', 'z2']),
    deletedAt,
  })
  .map(({ name, ...rest }) => node(name, rest));

const serviceRecord = fc
  .record({
    name: some(['a/s0', 'a/s1', 'b/s2', 'b/s3']),
    clusterIPs: fc.oneof(pick([...clusterIPs4, ...clusterIPs6, ...odd], 2), fc.constant(['None'])),
    families: pick(['IPv4', 'IPv6'], 2),
    policy: some(['SingleStack', 'PreferDualStack', 'RequireDualStack', '']),
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName') as fc.Arbitrary<'ClusterIP'>,
    externalIPs: pick(['203.0.113.7', '192.168.0.1'], 2),
    loadBalancer: pick(['203.0.113.7', 'fd01::1', ''], 2).map((list) => list.map((ip) => ({ ip, hostname: '', ipMode: '' }))),
  })
  .map(({ name, clusterIPs, ...rest }) => service(name, clusterIPs, rest));

const endpointRecord = fc
  .record({
    address: some([...podIPs4, ...podIPs6]),
    ready: fc.boolean(),
    serving: fc.boolean(),
    terminating: fc.boolean(),
  })
  .map(({ address, ...rest }) => endpoint(address, rest));

const sliceRecord = fc
  .record({
    of: some(['a/s0', 'a/s1', 'b/s2', 'b/unknown']),
    suffix: some(['x', 'y']),
    addressType: some(['IPv4', 'IPv6', 'FQDN']),
    endpoints: fc.array(endpointRecord, { maxLength: 4 }),
    serviceName: fc.constantFrom(undefined, undefined, 's1', ''),
  })
  .map(({ of, suffix, addressType, endpoints, serviceName }) =>
    slice(of, suffix, addressType, endpoints, serviceName === undefined ? {} : { serviceName }),
  );

const serviceCIDRRecord = fc
  .record({
    name: some(['kubernetes', 'more', 'twin']),
    cidrs: pick(serviceRanges, 2),
    ready: fc.constantFrom(true, false, null),
    deletedAt,
  })
  .map(({ name, cidrs, ...rest }) => serviceCIDR(name, cidrs, rest));

const controlPlane = fc
  .record({
    name: some(['kube-system/kube-apiserver-0', 'kube-system/kube-controller-manager-0', 'kube-system/kube-controller-manager-1']),
    args: pick(
      [
        '--cluster-cidr=10.244.0.0/16,fd00:10:244::/48',
        '--cluster-cidr=10.244.0.0/23',
        '--node-cidr-mask-size-ipv4=25',
        '--service-cluster-ip-range=10.96.0.0/24,fd00:96::/112',
        '--node-cidr-mask-size=26',
      ],
      4,
    ),
    phase: fc.constantFrom('Running', 'Running', 'Failed') as fc.Arbitrary<'Running'>,
  })
  .map(({ name, args, phase }) => pod(name, 'n0', ['192.168.0.1'], { hostNetwork: true, controlPlaneArgs: args, phase }));

const put: fc.Arbitrary<Edit> = fc
  .oneof(
    { weight: 5, arbitrary: podRecord as fc.Arbitrary<AnyRecord> },
    { weight: 3, arbitrary: nodeRecord },
    { weight: 3, arbitrary: serviceRecord },
    { weight: 3, arbitrary: sliceRecord },
    { weight: 2, arbitrary: serviceCIDRRecord },
    { weight: 1, arbitrary: controlPlane },
    {
      weight: 2,
      arbitrary: fc
        .tuple(some(['10.96.0.1', '10.96.0.2', '10.96.0.5', 'fd00:96::1', '10.97.0.9']), some(['a/s0', 'a/s1', 'gone/gone']))
        .map(([address, parent]) => ipAddress(address, parent)),
    },
    { weight: 1, arbitrary: some(['a', 'b', 'c']).map(namespace) },
  )
  .map((record) => ({ put: record }));

const keysOf: Record<CoreKind, string[]> = {
  Namespace: ['a', 'b', 'c'],
  Node: ['n0', 'n1', 'n2', 'n3', 'never'],
  Pod: ['a/p0', 'a/p1', 'a/p2', 'b/p3', 'b/p4', 'kube-system/kube-controller-manager-0'],
  Service: ['a/s0', 'a/s1', 'b/s2', 'never/was'],
  EndpointSlice: ['a/s0-x', 'a/s1-y', 'b/s2-x', 'b/unknown-x'],
  ServiceCIDR: ['kubernetes', 'more', 'twin'],
  IPAddress: ['10.96.0.1', '10.96.0.2', 'fd00:96::1'],
};

const remove: fc.Arbitrary<Edit> = fc
  .constantFrom<CoreKind[]>('Namespace', 'Node', 'Pod', 'Service', 'EndpointSlice', 'ServiceCIDR', 'IPAddress')
  .chain((kind) => some(keysOf[kind] ?? []).map((key) => ({ remove: { kind, key } })));

const reading = fc.record({
  kind: fc.constantFrom<CoreKind[]>('ServiceCIDR', 'ServiceCIDR', 'Pod', 'Node', 'Service', 'Namespace'),
  state: fc.constantFrom<('synced' | 'forbidden' | 'not-served' | 'stale')[]>('synced', 'synced', 'forbidden', 'not-served', 'stale'),
});

const steps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.array(fc.oneof({ weight: 4, arbitrary: put }, { weight: 1, arbitrary: remove }), { minLength: 1, maxLength: 6 }),
    },
    { weight: 1, arbitrary: reading },
  ),
  { maxLength: 40, size: 'max' },
);

const mapped = [
  '10.244.0.0/16',
  '10.244.0.0/24',
  '10.96.0.0/24',
  '0.0.0.0/0',
  '::/0',
  'fd00:10:244::/56',
  'fd00:96::/120',
  '192.168.0.0/16',
  '10.0.0.0/9',
];
const asked = [
  ...podIPs4,
  ...podIPs6,
  ...nodeIPs,
  ...clusterIPs4,
  ...clusterIPs6,
  '10.96.0.0',
  '10.96.0.7',
  '10.244.0.0',
  '8.8.8.8',
  '203.0.113.7',
];
const names = ['pod', 'hostPod', 'node', 'nodeExternal', 'service', 'ip', 'lb', 'external', 'ended', 'endpoint'];
const spoken = [
  'podIP',
  'hostIP',
  'nodeAddress',
  'nodeAddress',
  'clusterIP',
  'clusterIP',
  'loadBalancer',
  'externalIP',
  'podIP',
  'endpoint',
];

/** Rules that the oracle applies too; the others have tests of their own. */
const ruled = [
  'service-family-without-ready-endpoints',
  'service-prefers-dual-has-one',
  'node-without-block',
  'node-families-disagree',
  'service-range-full',
  'service-range-nearly-full',
  'service-range-deletion-blocked',
];
const ofOne = ruled.slice(0, 4);

function only<T extends { readonly findings: readonly string[] }>(items: readonly T[]): T[] {
  return items.map((item) => ({ ...item, findings: item.findings.filter((code) => ofOne.includes(code)) }));
}

const nodeSorts = ['name', '-remaining', 'inUse', '-findings', 'zone', '-running'];
const serviceSorts = ['name', '-findings', 'ready', '-type', 'policy'];

/** The lists in orders that are kept by change. */
function lists(model: Model): unknown {
  const { groups, items } = model.findings({ limit: 1000 });
  return [
    ...nodeSorts.map((sort) => model.nodes({ sort, limit: 3 })),
    ...serviceSorts.map((sort) => model.services({ sort, limit: 3 })),
    model.nodes({ problems: 'true', limit: 1000 }),
    model.services({ problems: 'true', limit: 1000 }),
    groups,
    items.map(({ id, title, detail, objects }) => [id, title, detail, objects]),
  ];
}

function agree(model: Model, store: Store): void {
  const oracle = new Oracle(store);
  expect(lists(model)).toEqual(lists(new Model(store)));
  const named = model.services({ problems: 'true', limit: 1000 }).items.map(({ name }) => name);
  expect(named).toEqual(
    model
      .services({ limit: 1000 })
      .items.filter(({ findings }) => findings.length > 0)
      .map(({ name }) => name),
  );
  expect(model.pools({ limit: 1000 }).items).toEqual(oracle.pools());
  const { items: nodes, zones } = model.nodes({ limit: 1000 });
  expect(only(nodes)).toMatchObject(oracle.nodes());
  expect(zones).toEqual(oracle.zones());
  for (const item of nodes) expect(model.node(item.name)).toEqual(item);
  for (const name of keysOf.Node) expect([name, model.node(name)?.name]).toEqual([name, store.get('Node', name)?.name]);
  for (const finding of ['node-without-block', 'node-families-disagree']) {
    const found = model.nodes({ finding, limit: 1000 }).items.map(({ name }) => name);
    const expected = oracle.nodes().filter(({ findings }) => findings.includes(finding));
    expect([finding, found]).toEqual([finding, expected.map(({ name }) => name)]);
  }
  expect(model.namespaces({ limit: 1000 })).toEqual({ ...oracle.namespaces(), next: null });
  expect(only(model.services({ limit: 1000 }).items)).toMatchObject(oracle.services());
  const { pools, findings, ...overview } = model.overview();
  const { findings: expected, ...rest } = oracle.overview();
  expect(overview).toEqual(rest);
  const counts = findings.items.filter(({ code }) => ruled.includes(code)).map(({ code, count }) => [code, count]);
  expect(Object.fromEntries(counts)).toEqual(expected);
  const { groups } = model.findings({ limit: 1 });
  expect(groups).toEqual(findings.items.map(({ objects, ...group }) => group));
  expect(pools.map(({ id }) => id).sort()).toEqual(
    oracle
      .pools()
      .map(({ id }) => id)
      .sort(),
  );
  for (const text of mapped) {
    const cidr = parseCidr(text);
    if (!cidr) throw new Error(text);
    for (const bits of [8, 3]) expect([text, model.map(cidr, { bits })?.cells]).toEqual([text, oracle.cells(cidr, bits)]);
  }
  for (const text of asked) {
    const address = parseAddressLax(text)?.address;
    if (!address) continue;
    const { holders, ...answer } = model.address(address);
    const { holders: has, ...told } = oracle.address(address);
    expect(answer).toMatchObject(told);
    expect(holders.map(({ object, as }) => [object, as])).toEqual(has.map(([object, as]) => [object, spoken[names.indexOf(as)]]));
  }
}

test('whatever comes, changes and goes in whatever order, the model answers as a look at all records does', () => {
  fc.assert(
    fc.property(steps, fc.nat(10), fc.constantFrom(true, true, false), (all, late, whole) => {
      const store = new Store(1);
      if (whole) for (const kind of kinds) store.setReading(kind, { state: 'synced' });
      let model: Model | undefined;
      for (const [i, step] of all.entries()) {
        // A model made on a store that is already full must answer like one that saw it fill.
        if (i === late) model = new Model(store);
        if (Array.isArray(step)) store.apply(step);
        else store.setReading(step.kind, { state: step.state });
        // Asking in between must not leave anything behind that later answers rest on.
        if (i % 2 === 1 && model) {
          model.overview();
          lists(model);
        }
      }
      agree(model ?? new Model(store), store);
    }),
    { numRuns: 120 },
  );
});

test('after everything is removed nothing is left', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const store = new Store(1);
      const model = new Model(store);
      for (const step of all) if (Array.isArray(step)) store.apply(step);
      for (const kind of ['Pod', 'Node', 'Service', 'EndpointSlice', 'ServiceCIDR', 'IPAddress', 'Namespace'] as const)
        store.replace(kind, []);
      const empty = new Model(new Store(1));
      expect(model.overview()).toEqual(empty.overview());
      expect(model.map({ family: 'IPv4', value: 0n, prefixLength: 0 })).toEqual(empty.map({ family: 'IPv4', value: 0n, prefixLength: 0 }));
      expect(model.map({ family: 'IPv6', value: 0n, prefixLength: 0 })).toEqual(empty.map({ family: 'IPv6', value: 0n, prefixLength: 0 }));
      expect(model.search('a').total).toBe(0);
      expect(model.unreadable).toBe(0);
      expect(model.nodes()).toEqual(empty.nodes());
      // Services alone say which namespaces there are: none is left over from those that went.
      store.setReading('Service', { state: 'synced' });
      expect(model.namespaces()).toEqual({ total: 0, items: [], next: null });
    }),
    { numRuns: 60 },
  );
});
