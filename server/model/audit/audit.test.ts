import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditListName, FamilySet } from '../../../shared/wire/audit.ts';
import type { AnyRecord } from '../../records/records.ts';
import type { Store } from '../../store/store.ts';
import { allRules } from '../findings/rules.ts';
import {
  configMap,
  controlPlane,
  gateway,
  ingress,
  ipAddress,
  modelOf,
  networkPolicy,
  node,
  pod,
  service,
  serviceCIDR,
  slice,
} from '../samples.ts';
import { familyCodes } from './auditAnswer.ts';
import { familySets } from './familySet.ts';

const addresses = (...list: string[]) => list.map((address) => ({ type: 'InternalIP', address }));
const dual = serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']);
const both = ['10.96.0.9', 'fd00:96::9'];
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);

describe('from one family to two', () => {
  const becoming = [
    dual,
    node('old', { podCIDRs: ['10.244.0.0/24'], addresses: addresses('192.0.2.1') }),
    node('new', { podCIDRs: ['10.244.1.0/24', 'fd00:244:0:1::/64'], addresses: addresses('192.0.2.2', '2001:db8::2') }),
    pod('x/a', 'old', ['10.244.0.2'], { owner: 'ReplicaSet/a-7d9f8c7b5d' }),
    pod('x/b', 'new', ['10.244.1.2'], { owner: 'StatefulSet/b' }),
    pod('x/c', 'new', ['10.244.1.3', 'fd00:244:0:1::3'], { owner: 'StatefulSet/b', createdAt: 1_800_000_000_000 }),
    service('default/kubernetes', ['10.96.0.1']),
    service('x/single', ['10.96.0.2']),
    service('x/prefers', ['10.96.0.3'], { policy: 'PreferDualStack' }),
    service('x/both', both, { policy: 'PreferDualStack' }),
    networkPolicy('x/p', ['ingress', '10.0.0.0/8']),
    configMap('kube-proxy', { clusterCIDR: '10.244.0.0/16' }),
  ];
  const steps = (model: ReturnType<typeof modelOf>['model']) =>
    Object.fromEntries(model.audit().steps.map(({ id, state, done, total }) => [id, `${state} ${done}/${total}`]));

  test('each step says how far it has come, in an order in which it works', () => {
    const { model } = modelOf(...becoming);
    expect(steps(model)).toEqual({
      'node-addresses': 'open 1/2',
      'service-ranges': 'done 2/2',
      'node-blocks': 'open 1/2',
      cni: 'open 1/2',
      'kube-proxy': 'open 2/3',
      'network-policies': 'open 0/1',
      pods: 'open 1/3',
      services: 'open 1/3',
      'load-balancers': 'not-needed 0/0',
      ingresses: 'not-needed 0/0',
      gateways: 'not-needed 0/0',
    });
  });

  test('a worklist shrinks as it is done', () => {
    const { store, model } = modelOf(...becoming);
    store.apply([
      { put: pod('x/b', 'new', ['10.244.1.2', 'fd00:244:0:1::2'], { owner: 'StatefulSet/b' }) },
      { put: service('x/prefers', ['10.96.0.3', 'fd00:96::3'], { policy: 'PreferDualStack' }) },
      { put: networkPolicy('x/p', ['ingress', '10.0.0.0/8'], ['ingress', 'fd00::/8']) },
    ]);
    expect(steps(model)).toMatchObject({ cni: 'done 2/2', 'network-policies': 'done 1/1', pods: 'open 2/3', services: 'open 2/3' });
  });

  test('what is not read is unknown, and its counts are null', () => {
    const { store, model } = modelOf(...becoming);
    for (const kind of ['Pod', 'NetworkPolicy', 'ConfigMap/kube-proxy'] as const) store.setReading(kind, { state: 'forbidden' });
    expect(steps(model)).toMatchObject({
      cni: 'unknown null/null',
      'kube-proxy': 'unknown null/null',
      'network-policies': 'unknown null/null',
      pods: 'unknown null/null',
      'node-blocks': 'open 1/2',
    });
    expect(model.audit().counts).toMatchObject({ pods: null, networkPolicies: null, gateways: { none: 0 } });
    expect(model.auditList('pods').total).toBeNull();
    const leaving = model.auditLeaving('IPv6').breaks;
    expect(leaving.find(({ id }) => id === 'pods-only')).toMatchObject({ total: null, examples: [] });
  });

  test('a Service has the command that gives it its second family, and default/kubernetes has none', () => {
    const { model } = modelOf(...becoming, service('x/six', ['fd00:96::7'], { policy: 'PreferDualStack' }));
    expect(model.auditList('services', { todo: 'true' }).items.map(({ patch }) => patch)).toEqual([
      `kubectl patch service prefers --namespace x --type merge --patch '{"spec":{"ipFamilies":["IPv4","IPv6"]}}'`,
      `kubectl patch service single --namespace x --type merge --patch '{"spec":{"ipFamilyPolicy":"PreferDualStack"}}'`,
      `kubectl patch service six --namespace x --type merge --patch '{"spec":{"ipFamilies":["IPv6","IPv4"]}}'`,
    ]);
  });

  test('where nothing would give a Service its second family there is no command, and what stands in its way', () => {
    const told = (...records: AnyRecord[]) =>
      modelOf(service('x/single', ['10.96.0.2']), service('x/prefers', ['10.96.0.1'], { policy: 'PreferDualStack' }), ...records)
        .model.auditList('services', { todo: 'true' })
        .items.map(({ name, todo, patch }) => `${name}: ${todo}${patch === null ? '' : ' (a command)'}`);
    expect(told(serviceCIDR('kubernetes', ['10.96.0.0/24']))).toEqual([
      'prefers: Wait: Services have no IPv6 here yet.',
      'single: Wait: Services have no IPv6 here yet.',
    ]);
    // A further ServiceCIDR adds no family.
    expect(told(serviceCIDR('kubernetes', ['10.96.0.0/24']), serviceCIDR('more', ['fd00:97::/112']))).toEqual([
      'prefers: Wait: Services have no IPv6 here yet.',
      'single: Wait: Services have no IPv6 here yet.',
    ]);
    const small = serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/126']);
    const full = [small, ...[1, 2, 3].map((last) => ipAddress(`fd00:96::${last}`, `x/six-${last}`))];
    expect(told(...full)).toEqual([
      'prefers: Wait: The IPv6 Service range is full; no other family is given in its place.',
      'single: Wait: The IPv6 Service range is full; no other family is given in its place.',
    ]);
    expect(told(...full, service('x/headless', ['None'], { families: ['IPv4'] }))).toContain('headless: Set PreferDualStack (a command)');
    expect(told(dual)).toEqual(['prefers: Name both families (a command)', 'single: Set PreferDualStack (a command)']);
    expect(told()).toEqual([
      'prefers: Wait: Nothing that is read says which families Services have, and which of them is first.',
      'single: Wait: Nothing that is read says which families Services have, and which of them is first.',
    ]);
  });

  test('pods are told by workload, and what can be made anew with its command', () => {
    const { model } = modelOf(...becoming);
    expect(model.auditList('pods', { todo: 'true', sort: '-count' }).items).toMatchObject([
      {
        kind: 'StatefulSet',
        name: 'b',
        families: ['IPv4'],
        pods: { all: 2, IPv4: 1, IPv6: 0, both: 1 },
        todo: 'Make 1 of 2 anew',
        patch: 'kubectl rollout restart statefulset/b --namespace x',
      },
      { kind: 'Deployment', name: 'a', count: 0, todo: 'Wait for a node with both families', patch: null },
    ]);
  });
});

describe('from two families to one', () => {
  const { model } = modelOf(
    dual,
    controlPlane('kube-apiserver', '--service-cluster-ip-range=10.96.0.0/24,fd00:96::/112'),
    node('n', { podCIDRs: ['10.244.1.0/24', 'fd00:244:0:1::/64'], addresses: addresses('2001:db8::2') }),
    service('x/requires', both, { policy: 'RequireDualStack' }),
    service('x/prefers', both, { policy: 'PreferDualStack' }),
    service('x/six', ['fd00:96::7']),
    service('x/six-first', ['fd00:96::6', '10.96.0.6'], { policy: 'PreferDualStack' }),
    service('x/hand', ['None'], { policy: 'RequireDualStack', hasSelector: false, families: ['IPv4', 'IPv6'] }),
    service('x/name', [], { type: 'ExternalName', policy: '' }),
    slice('x/prefers', '6', 'IPv6', []),
    ingress('x/i', ['2001:db8::9']),
    gateway('x/g', ['2001:db8::8', '203.0.113.8']),
    networkPolicy('x/p', ['egress', 'fd00::/8']),
  );
  const told = (leaving: 'IPv4' | 'IPv6') =>
    Object.fromEntries(model.auditLeaving(leaving).breaks.map(({ id, total, examples }) => [id, [total, names(examples).join()]]));

  test('what breaks without IPv6 is counted, with examples', () => {
    expect(told('IPv6')).toEqual({
      'services-frozen': [2, 'requires,six'],
      'controller-manager': [1, 'n'],
      'services-recreate': [2, 'six,six-first'],
      'nodes-only': [1, 'n'],
      'pods-only': [0, ''],
      'pods-recreate': [0, ''],
      'addresses-dangling': [4, 'hand,prefers,requires,six-first'],
      'slices-dangling': [1, ''],
      'load-balancers-only': [0, ''],
      'ingresses-only': [1, 'i'],
      'gateways-only': [0, ''],
      'policies-only': [1, 'p'],
      'policies-some': [0, ''],
    });
    expect(model.auditLeaving('IPv6')).toMatchObject({ staying: 'IPv4', primary: false });
  });

  test('IPv4 is the primary family here, and those that have it first are to be recreated', () => {
    expect(model.auditLeaving('IPv4').primary).toBe(true);
    expect(told('IPv4')).toMatchObject({ 'services-frozen': [1, 'requires'], 'services-recreate': [3, 'hand,prefers,requires'] });
  });

  test('the list of a family that leaves has those that break', () => {
    expect(names(model.auditList('services', { leaving: 'IPv6' }).items)).toEqual(['requires', 'six', 'six-first']);
  });
});

test('every code that is about families is a rule’s', () => {
  expect([...familyCodes].filter((code) => !allRules.some((rule) => rule.code === code))).toEqual([]);
});

/** Counted again from the records, by looking at all of them. */
function recount(store: Store): Record<AuditListName, Record<FamilySet, number>> {
  const none = () => Object.fromEntries(familySets.map((set) => [set, 0])) as Record<FamilySet, number>;
  const familyOf = (text: string) => (text.includes(':') ? 'IPv6' : 'IPv4');
  const setOf = (texts: readonly string[]) => ([...new Set(texts.map(familyOf))].join() || 'none') as FamilySet;
  const trafficOf = (list: readonly { ip: string; hostname: string }[]) =>
    list.some(({ hostname }) => hostname) ? ('unknown' as const) : setOf(list.map(({ ip }) => ip));
  const counts = {
    nodes: none(),
    pods: none(),
    services: none(),
    loadBalancers: none(),
    ingresses: none(),
    gateways: none(),
    networkPolicies: none(),
  };
  for (const one of store.all('Node')) counts.nodes[setOf(one.addresses.map(({ address }) => address))]++;
  for (const one of store.all('Pod'))
    if (!one.hostNetwork && one.phase !== 'Succeeded' && one.phase !== 'Failed') counts.pods[setOf(one.podIPs)]++;
  for (const one of store.all('Service')) {
    counts.services[(one.families.join() || 'none') as FamilySet]++;
    if (one.type === 'LoadBalancer') counts.loadBalancers[trafficOf(one.loadBalancer)]++;
  }
  for (const one of store.all('Ingress')) counts.ingresses[trafficOf(one.loadBalancer)]++;
  for (const one of store.all('Gateway.gateway.networking.k8s.io')) counts.gateways[trafficOf(one.given)]++;
  for (const one of store.all('NetworkPolicy')) counts.networkPolicies[setOf(one.blocks.map(({ cidr }) => cidr))]++;
  return counts;
}

/** How many pods have one family on a node that has both, looked at one by one. */
function recountLacking(store: Store): number {
  let sum = 0;
  for (const one of store.all('Pod')) {
    const families = new Set(one.podIPs.map((text) => text.includes(':')));
    const blocks = new Set(store.get('Node', one.nodeName)?.podCIDRs.map((text) => text.includes(':')));
    const live = !one.hostNetwork && one.phase !== 'Succeeded' && one.phase !== 'Failed';
    if (live && families.size === 1 && blocks.size === 2) sum++;
  }
  return sum;
}

describe('whatever happens', () => {
  const four = fc.nat({ max: 250 }).map((n) => `10.244.0.${n + 1}`);
  const six = fc.nat({ max: 250 }).map((n) => `fd00:244::${(n + 1).toString(16)}`);
  const list = fc.oneof(
    fc.constant([]),
    four.map((a) => [a]),
    six.map((a) => [a]),
    fc.tuple(four, six),
    fc.tuple(six, four),
  );
  const cidrs = list.map((texts) => texts.map((text) => (text.includes(':') ? 'fd00:244::/64' : '10.244.0.0/24')));
  const name = fc.constantFrom('a', 'b', 'c');
  const records: fc.Arbitrary<AnyRecord> = fc.oneof(
    fc.tuple(name, list, cidrs).map(([one, ips, podCIDRs]) => node(one, { addresses: addresses(...ips), podCIDRs })),
    fc
      .record({
        one: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        on: fc.constantFrom('a', 'b', 'c', ''),
        ips: list,
        phase: fc.constantFrom('Running', 'Pending', 'Succeeded'),
        hostNetwork: fc.boolean(),
        owner: fc.constantFrom('', 'StatefulSet/s', 'ReplicaSet/w-7d9f8c7b5d', 'Node/a'),
      })
      .map(({ one, on, ips, ...rest }) => pod(`x/${one}`, on, ips, rest as object)),
    fc.tuple(name, list, fc.constantFrom('ClusterIP', 'LoadBalancer'), list).map(([one, ips, type, lb]) =>
      service(
        `x/${one}`,
        ips.map((_, i) => (ips[i]?.includes(':') ? 'fd00:96::9' : '10.96.0.9')),
        {
          type: type as 'ClusterIP',
          loadBalancer: lb.map((ip) => ({ ip, hostname: '', ipMode: '' })),
        },
      ),
    ),
    fc.tuple(name, list).map(([one, ips]) => ingress(`x/${one}`, ips)),
    fc.tuple(name, list).map(([one, ips]) => gateway(`x/${one}`, [...ips, ...(ips.length > 1 ? ['gw.example'] : [])])),
    fc
      .tuple(name, cidrs)
      .map(([one, blocks]) =>
        networkPolicy(`x/${one}`, ...blocks.map((cidr) => ['ingress', cidr] as const).map((b) => [...b] as ['ingress', string])),
      ),
  );

  test('counts, worklists and findings are those of a recount', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(records, fc.boolean()), { maxLength: 8 }), { maxLength: 8 }), (batches) => {
        const { store, model } = modelOf(dual);
        for (const batch of batches) {
          store.apply(
            batch.map(([record, goes]) =>
              goes
                ? { remove: { kind: record.kind, key: record.namespace === '' ? record.name : `${record.namespace}/${record.name}` } }
                : { put: record },
            ),
          );
        }
        const { counts } = model.audit();
        expect(counts).toEqual(recount(store));
        const lacking = recountLacking(store);
        expect(model.auditList('pods').items.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(lacking);
        expect(model.findings({ code: 'pods-lack-family' }).items.length).toBe(lacking === 0 ? 0 : 1);
        for (const each of ['nodes', 'services', 'ingresses', 'gateways', 'networkPolicies'] as const) {
          const { items, total } = model.auditList(each);
          expect(total).toBe(Object.values(counts[each] ?? {}).reduce((a, b) => a + b, 0));
          expect(items.filter(({ families }) => families?.length === 2)).toHaveLength(
            (counts[each]?.['IPv4,IPv6'] ?? 0) + (counts[each]?.['IPv6,IPv4'] ?? 0),
          );
        }
        // Page by page, by name, it is the same list as all of it sorted.
        for (const each of ['pods', 'services', 'networkPolicies'] as const)
          for (const families of [undefined, 'both', 'IPv4'] as const) {
            const whole = model.auditList(each, { families, q: '/' });
            const shown: string[] = [];
            for (let cursor: string | undefined; ; ) {
              const { items, next, total } = model.auditList(each, { families, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
              expect(total).toBe(whole.total);
              shown.push(...items.map(({ kind, namespace, name }) => `${namespace}/${name} ${kind}`));
              if (next === null) break;
              cursor = next;
            }
            expect(shown).toEqual(whole.items.map(({ kind, namespace, name }) => `${namespace}/${name} ${kind}`));
          }
        for (const family of ['IPv4', 'IPv6'] as const) {
          const alone = model.auditLeaving(family).breaks.find(({ id }) => id === 'pods-only');
          expect(names(alone?.examples ?? [])).toEqual(names(model.auditList('pods', { leaving: family }).items));
        }
        model.stop();
        // A model made of the same store says the same.
        expect(modelOf(...everyRecord(store)).model.audit().counts).toEqual(counts);
      }),
      { numRuns: 150 },
    );
  });
});

function everyRecord(store: Store): AnyRecord[] {
  const kinds = ['ServiceCIDR', 'Pod', 'Node', 'Service', 'Ingress', 'Gateway.gateway.networking.k8s.io', 'NetworkPolicy'] as const;
  return kinds.flatMap((kind) => [...store.all(kind)]);
}
