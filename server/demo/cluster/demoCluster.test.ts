import { describe, expect, it } from 'vitest';
import { type Family, formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { containsAddress, formatCidr, lastValue, parseCidr } from '../../../shared/net/cidr.ts';
import { type Kind, typedKinds } from '../kinds.ts';
import { defaultCluster } from './defaultCluster.ts';
import type { DemoCluster } from './demoCluster.ts';
import { keyOf, type PodState } from './objects.ts';
import { podAddress, podAddresses } from './podAddresses.ts';
import { Refused } from './refused.ts';
import { serviceRange } from './serviceRange.ts';

const noon = Date.UTC(2026, 10, 23, 12);

function made(
  more: Partial<{ seed: number; families: readonly Family[]; nodes: number; pods: number; services: number; empty: boolean }> = {},
): DemoCluster {
  return defaultCluster({
    seed: 1,
    families: ['IPv4', 'IPv6'],
    nodes: 60,
    pods: 2000,
    services: 280,
    empty: false,
    cni: [],
    now: () => noon,
    ...more,
  });
}

const live = (cluster: DemoCluster): PodState[] =>
  cluster.storage.list('Pod').filter((pod) => pod.phase === 'Running' && !pod.template.workload.hostNetwork);
const count = (cluster: DemoCluster, kind: Kind): number => cluster.storage.count(kind);

/** What must hold of every cluster at every moment. */
function expectLawful(cluster: DemoCluster): void {
  const seen = new Map<string, string>();
  const perNode = new Map<string, number>();
  for (const pod of live(cluster)) {
    const key = keyOf(pod);
    const { machine } = pod;
    if (!machine) throw new Error(`${key} runs nowhere`);
    expect(podAddresses(pod).length, key).toBeGreaterThan(0);
    for (const address of podAddresses(pod)) {
      const text = formatAddress(address);
      expect(seen.get(text), `${text} of ${key}`).toBeUndefined();
      seen.set(text, key);
      const block = machine.blocks.find(({ family }) => family === address.family);
      if (!block) throw new Error(`${key} has ${text}, and its node no block of that family`);
      expect(containsAddress(block, address), text).toBe(true);
      const host = address.value - block.value;
      expect(host, text).toBeGreaterThan(1n); // neither network nor gateway
      if (address.family === 'IPv4') expect(address.value, text).toBeLessThan(lastValue(block));
    }
  }
  for (const pod of cluster.storage.list('Pod'))
    if (pod.machine && (pod.phase === 'Running' || pod.phase === 'Pending'))
      perNode.set(pod.machine.name, (perNode.get(pod.machine.name) ?? 0) + 1);
  for (const [name, kubelet] of cluster.nodes.kubelets) {
    expect(kubelet.pods, name).toBe(perNode.get(name) ?? 0);
    expect(kubelet.pods, name).toBeLessThanOrEqual(kubelet.machine.maxPods);
  }
  const blocks = cluster.storage.list('Node').flatMap((node) => node.machine.blocks.map(formatCidr));
  expect(new Set(blocks).size).toBe(blocks.length);

  const uids = typedKinds.flatMap(({ kind }) => cluster.storage.list(kind).map(({ serial }) => serial));
  expect(new Set(uids).size).toBe(uids.length);

  const balancers = cluster.storage.list('Service').flatMap(({ ingress }) => ingress.flatMap(({ ip }) => ip ?? []));
  expect(new Set(balancers).size).toBe(balancers.length);

  // Each clusterIP has its IPAddress, and each IPAddress its Service.
  const held = new Map<string, string>();
  for (const service of cluster.storage.list('Service'))
    for (const text of service.clusterIPs) {
      if (text === 'None') continue;
      expect(held.get(text), text).toBeUndefined();
      held.set(text, keyOf(service));
    }
  const objects = cluster.storage.list('IPAddress').map((object) => [object.name, `${object.parentNamespace}/${object.parentName}`]);
  expect(objects.sort()).toEqual([...held].sort());
  const ranges = cluster.storage.list('ServiceCIDR').flatMap(({ cidrs }) => cidrs.map(serviceRange));
  for (const text of held.keys()) {
    const address = parseAddress(text);
    const inside = ranges.some(
      ({ cidr, first, last }) => address?.family === cidr.family && address.value >= first && address.value <= last,
    );
    expect(inside, text).toBe(true);
  }
  expectSlicesToBeTrue(cluster);
}

/** Slices against a recomputation from pods and Services. */
function expectSlicesToBeTrue(cluster: DemoCluster): void {
  const pods = cluster.storage.list('Pod');
  const endpoints = (service: string, family: Family): string[] => {
    const slices = cluster.storage
      .list('EndpointSlice')
      .filter((slice) => slice.service && `${slice.namespace}/${slice.serviceName}` === service);
    for (const slice of slices) expect(slice.members.length).toBeLessThanOrEqual(100);
    const own = slices.filter((slice) => slice.addressType === family);
    return own.flatMap((slice) => slice.members.map((pod) => `${pod.name} ${pod.ready} ${pod.deletedAt > 0}`)).sort();
  };
  for (const service of cluster.storage.list('Service')) {
    if (service.app === '') continue;
    for (const family of ['IPv4', 'IPv6'] as const) {
      const mine = pods.filter(
        (pod) =>
          pod.namespace === service.namespace &&
          pod.template.workload.app === service.app &&
          pod.phase === 'Running' &&
          podAddress(pod, family),
      );
      const expected = service.families.includes(family) ? mine.map((pod) => `${pod.name} ${pod.ready} ${pod.deletedAt > 0}`).sort() : [];
      expect(endpoints(keyOf(service), family), `${keyOf(service)} ${family}`).toEqual(expected);
    }
  }
}

describe('the default cluster', () => {
  const cluster = made();

  it('has the size that was asked for', () => {
    expect([count(cluster, 'Node'), count(cluster, 'Pod'), count(cluster, 'Service')]).toEqual([60, 2000, 280]);
  });

  it('is lawful', () => {
    expectLawful(cluster);
  });

  it('fills its first IPv4 Service range to about 85 %', () => {
    const range = parseCidr('10.96.0.0/24');
    const inside = cluster.storage.list('IPAddress').filter(({ name }) => {
      const address = parseAddress(name);
      return address && range && containsAddress(range, address);
    });
    expect(inside.length / 254).toBeGreaterThan(0.8);
    expect(inside.length / 254).toBeLessThan(0.9);
  });

  it('has three edge nodes with IPv6 alone, before which Services have an IPv4 address and no IPv4 endpoint', () => {
    const edge = cluster.storage.list('Node').filter(({ machine }) => machine.zone === 'edge');
    expect(edge.map(({ machine }) => machine.blocks.map(({ family }) => family))).toEqual([['IPv6'], ['IPv6'], ['IPv6']]);
    const slices = cluster.storage.list('EndpointSlice').filter(({ serviceName }) => serviceName === 'edge-cache');
    expect(slices.map(({ addressType, members }) => [addressType, members.length]).sort()).toEqual([
      ['IPv4', 0],
      ['IPv6', 6],
    ]);
  });

  it('has a legacy corner: PreferDualStack with one family, pods with one address', () => {
    const services = cluster.storage.list('Service').filter(({ namespace }) => namespace === 'legacy');
    expect(services.filter(({ policy, families }) => policy === 'PreferDualStack' && families.join() === 'IPv4')).toHaveLength(4);
    const pods = live(cluster).filter(({ namespace }) => namespace === 'legacy');
    expect(pods).toHaveLength(25);
    expect(pods.every((pod) => podAddresses(pod).length === 1)).toBe(true);
  });

  it('has a Service all of whose IPv6 endpoints are unready while IPv4 ones are ready', () => {
    const slices = cluster.objects('EndpointSlice') as {
      metadata: { labels?: Record<string, string> };
      addressType: string;
      endpoints: { conditions: { ready: boolean } }[];
    }[];
    const of = (family: string): boolean[] =>
      slices
        .filter(({ metadata, addressType }) => metadata.labels?.['kubernetes.io/service-name'] === 'suggest' && addressType === family)
        .flatMap(({ endpoints }) => endpoints.map(({ conditions }) => conditions.ready));
    expect(of('IPv6')).toEqual([false, false]);
    expect(of('IPv4')).toEqual([true, true, true, true]);
  });

  it('has a ServiceCIDR that is blocked in its deletion, and an extra one', () => {
    const ranges = cluster.storage.list('ServiceCIDR');
    expect(ranges.map(({ name, reason, deletedAt }) => [name, reason, deletedAt > 0])).toEqual([
      ['batch-2024', 'Terminating', true],
      ['extra-2026', '', false],
      ['kubernetes', '', false],
    ]);
  });

  it('has Services of every sort', () => {
    const services = cluster.storage.list('Service');
    const has = (test: (service: (typeof services)[number]) => boolean): boolean => services.some(test);
    expect(has(({ type }) => type === 'ExternalName')).toBe(true);
    expect(has(({ type }) => type === 'NodePort')).toBe(true);
    expect(has(({ type, ingress }) => type === 'LoadBalancer' && ingress.length === 2)).toBe(true);
    expect(has(({ type, ingress, families }) => type === 'LoadBalancer' && ingress.length === 1 && families.length === 2)).toBe(true);
    expect(has(({ clusterIPs, app }) => clusterIPs[0] === 'None' && app !== '')).toBe(true);
    expect(has(({ clusterIPs, app, policy }) => clusterIPs[0] === 'None' && app === '' && policy === 'RequireDualStack')).toBe(true);
    expect(has(({ families }) => families.join() === 'IPv6,IPv4')).toBe(true);
    expect(has(({ families }) => families.join() === 'IPv6')).toBe(true);
  });

  it('has pods in every state, ended ones with their podIPs', () => {
    const pods = cluster.storage.list('Pod');
    expect(pods.some(({ phase }) => phase === 'Pending')).toBe(true);
    expect(pods.some(({ phase, ready }) => phase === 'Running' && !ready)).toBe(true);
    expect(pods.some(({ deletedAt }) => deletedAt > 0)).toBe(true);
    const ended = pods.filter(({ phase }) => phase === 'Succeeded' || phase === 'Failed');
    expect(ended).toHaveLength(17);
    expect(ended.every((pod) => podAddresses(pod).length > 0)).toBe(true);
  });

  it('has one node nearly at maxPods', () => {
    const fullest = Math.max(...[...cluster.nodes.kubelets.values()].map(({ pods }) => pods));
    expect(fullest).toBeGreaterThanOrEqual(107);
    expect(fullest).toBeLessThan(110);
  });

  it('has static pods whose command says the ranges', () => {
    const pod = cluster.storage.get('Pod', 'kube-system/kube-controller-manager-control-0');
    const [container] = (pod?.template.containers ?? []) as readonly { command: readonly string[] }[];
    expect(container?.command).toEqual([
      'kube-controller-manager',
      '--allocate-node-cidrs=true',
      '--cluster-cidr=10.244.0.0/16,fd00:244::/48',
      '--node-cidr-mask-size-ipv4=24',
      '--node-cidr-mask-size-ipv6=64',
      '--leader-elect=true',
      '--service-cluster-ip-range=10.96.0.0/24,fd00:96::/112',
    ]);
  });
});

describe('a demo cluster', () => {
  it('is the same again from the same seed, through a thousand steps', () => {
    const [a, b] = [made({ seed: 42 }), made({ seed: 42 })];
    for (let i = 0; i < 1000; i++) expect(a.step()).toBe(b.step());
    for (const { kind } of typedKinds) expect(a.objects(kind)).toEqual(b.objects(kind));
  });

  it('is another one from another seed', () => {
    expect(made({ seed: 1 }).objects('Pod')).not.toEqual(made({ seed: 2 }).objects('Pod'));
  });

  it('stays lawful and about as large through five thousand steps', () => {
    const cluster = made({ seed: 3 });
    let events = 0;
    for (let i = 1; i <= 5000; i++) {
      events += cluster.step();
      if (i % 1000 === 0) expectLawful(cluster);
    }
    expect(events).toBeGreaterThan(5000);
    expect(Math.abs(count(cluster, 'Pod') - 2000)).toBeLessThan(60);
    expect(Math.abs(count(cluster, 'Service') - 280)).toBeLessThan(8);
    expect(Math.abs(count(cluster, 'Node') - 60)).toBeLessThan(4);
  });

  it.each([[['IPv4']], [['IPv6']], [['IPv6', 'IPv4']]] as const)('is lawful with families %s', (families) => {
    const cluster = made({ families });
    for (let i = 0; i < 500; i++) cluster.step();
    expectLawful(cluster);
    const first = cluster.storage.get('Service', 'default/kubernetes');
    expect(first?.families).toEqual([families[0]]);
    const pod = live(cluster).find(({ namespace }) => namespace === 'shop');
    expect(pod && podAddresses(pod).map(({ family }) => family)).toEqual(families);
  });

  it.each([
    [1, 0, 1],
    [1, 3, 1],
    [3, 40, 5],
    [12, 300, 40],
    [300, 6000, 900],
  ])('is lawful with %i nodes, %i pods and %i Services', (nodes, pods, services) => {
    const cluster = made({ nodes, pods, services });
    expect([count(cluster, 'Node'), count(cluster, 'Pod')]).toEqual([nodes, pods]);
    expect(count(cluster, 'Service')).toBe(services);
    for (let i = 0; i < 50; i++) cluster.step();
    expectLawful(cluster);
  });

  it('that is empty has the kubernetes Service, its address and its slice, and stands still', () => {
    const cluster = made({ empty: true });
    expect(typedKinds.map(({ kind }) => [kind, count(cluster, kind)])).toEqual([
      ['Namespace', 4],
      ['Node', 0],
      ['Pod', 0],
      ['Service', 1],
      ['EndpointSlice', 1],
      ['ServiceCIDR', 1],
      ['IPAddress', 1],
      ['ConfigMap', 0],
    ]);
    expect(cluster.storage.list('Service')[0]?.clusterIPs).toEqual(['10.96.0.1']);
    expect(cluster.step()).toBe(0);
  });

  it('refuses more pods than its nodes hold', () => {
    expect(() => made({ nodes: 5, pods: 5000 })).toThrow(
      new Refused(422, 'Invalid', '5000 pods do not fit 5 nodes: at most 404 (about 100 a worker)'),
    );
  });
});

describe('what a test asks of a cluster', () => {
  function small(): DemoCluster {
    const cluster = made({ empty: true });
    cluster.createNamespace('shop');
    cluster.createNode({ name: 'n1' });
    return cluster;
  }

  it('createPod gives addresses of the node and an endpoint in each family', () => {
    const cluster = small();
    cluster.createService({ namespace: 'shop', name: 'web', app: 'web', policy: 'PreferDualStack', clusterIPs: ['10.96.0.7'] });
    const pod = cluster.createPod({ namespace: 'shop', name: 'web-0', app: 'web' });
    expect(podAddresses(pod).map(formatAddress)).toEqual(['10.244.0.2', 'fd00:244::2']);
    const service = cluster.storage.get('Service', 'shop/web');
    expect(service?.families).toEqual(['IPv4', 'IPv6']);
    expect(service?.clusterIPs[0]).toBe('10.96.0.7');
    expectLawful(cluster);
    cluster.terminatePod('shop/web-0');
    expectLawful(cluster);
    cluster.deletePod('shop/web-0');
    expectLawful(cluster);
    cluster.deleteService('shop/web');
    expect(count(cluster, 'IPAddress')).toBe(1);
    expect(count(cluster, 'EndpointSlice')).toBe(1);
  });

  it('an ended pod leaves its slices and keeps its podIPs', () => {
    const cluster = small();
    cluster.createService({ namespace: 'shop', name: 'web', app: 'web' });
    cluster.createPod({ namespace: 'shop', name: 'web-0', app: 'web' });
    cluster.endPod('shop/web-0', 'Succeeded');
    expectLawful(cluster);
    const pod = cluster.storage.get('Pod', 'shop/web-0');
    expect(pod && podAddresses(pod).map(formatAddress)).toEqual(['10.244.0.2', 'fd00:244::2']);
  });

  it('250 pods make slices of at most 100 endpoints', () => {
    const cluster = small();
    cluster.createNode({ name: 'n2' });
    cluster.createNode({ name: 'n3' });
    cluster.createService({ namespace: 'shop', name: 'web', app: 'web' });
    for (let i = 0; i < 250; i++) cluster.createPod({ namespace: 'shop', name: `web-${i}`, app: 'web' });
    expectLawful(cluster);
    const slices = cluster.storage.list('EndpointSlice').filter(({ serviceName }) => serviceName === 'web');
    expect(slices.map(({ members }) => members.length).sort()).toEqual([100, 100, 50]);
    for (let i = 0; i < 250; i++) cluster.deletePod(`shop/web-${i}`);
    expect(cluster.storage.list('EndpointSlice').filter(({ serviceName }) => serviceName === 'web')).toHaveLength(1);
  });

  it('Services fill the dynamic band of a range first, then the static one, then the range is full', () => {
    const cluster = small();
    cluster.deleteServiceCIDR('kubernetes');
    const range = parseCidr('10.99.0.0/27');
    if (range) cluster.createServiceCIDR('small', [range]);
    const last = Array.from(
      { length: 30 },
      (_, i) => cluster.createService({ namespace: 'shop', name: `s${i}`, app: 'x' }).clusterIPs[0] ?? '',
    );
    const host = (text: string): number => Number(text.split('.')[3]);
    expect(
      last
        .slice(0, 14)
        .map(host)
        .every((number) => number > 16),
    ).toBe(true);
    expect(
      last
        .slice(14)
        .map(host)
        .every((number) => number <= 16),
    ).toBe(true);
    expect(() => cluster.createService({ namespace: 'shop', name: 'one-more' })).toThrow(
      'failed to allocate a serviceIP for Service "one-more": range is full',
    );
  });

  it.each([
    ['10.96.0.0', 'the provided network does not match the current range'],
    ['10.96.0.1', 'provided IP is already allocated'],
    ['192.0.2.1', 'the provided network does not match the current range'],
  ])('a Service that asks for %s is refused', (text, why) => {
    const cluster = small();
    expect(() => cluster.createService({ namespace: 'shop', name: 'a', clusterIPs: [text] })).toThrow(why);
  });

  it('a ServiceCIDR goes when the last Service that held it goes', () => {
    const cluster = small();
    const range = parseCidr('10.99.0.0/28');
    if (range) cluster.createServiceCIDR('old', [range]);
    cluster.createService({ namespace: 'shop', name: 'a', clusterIPs: ['10.99.0.5'] });
    cluster.deleteServiceCIDR('old');
    expect(cluster.storage.get('ServiceCIDR', 'old')?.reason).toBe('Terminating');
    cluster.deleteService('shop/a');
    expect(cluster.storage.get('ServiceCIDR', 'old')).toBeUndefined();
  });

  it('policies change as measured: a second family behind, or dropped', () => {
    const cluster = small();
    cluster.createService({ namespace: 'shop', name: 'web', app: 'web' });
    cluster.services.setPolicy('shop/web', 'PreferDualStack');
    expect(cluster.storage.get('Service', 'shop/web')?.families).toEqual(['IPv4', 'IPv6']);
    expectLawful(cluster);
    cluster.services.setPolicy('shop/web', 'SingleStack');
    expect(cluster.storage.get('Service', 'shop/web')?.families).toEqual(['IPv4']);
    expectLawful(cluster);
  });

  it('a deleted node takes its pods along, and its block is free again', () => {
    const cluster = small();
    cluster.createPod({ namespace: 'shop', name: 'a' });
    cluster.deleteNode('n1');
    expect(count(cluster, 'Pod')).toBe(0);
    expect(() => cluster.createPod({ namespace: 'shop', name: 'a' })).toThrow('0 nodes are available: too many pods');
  });
});

describe('a new Service gets families', () => {
  it.each([
    [{}, 'SingleStack', 'IPv4'],
    [{ policy: 'PreferDualStack' }, 'PreferDualStack', 'IPv4,IPv6'],
    [{ policy: 'PreferDualStack', families: ['IPv6'] }, 'PreferDualStack', 'IPv6,IPv4'],
    [{ families: ['IPv6'] }, 'SingleStack', 'IPv6'],
    [{ headless: true }, 'RequireDualStack', 'IPv4,IPv6'],
    [{ headless: true, app: 'x' }, 'SingleStack', 'IPv4'],
    [{ type: 'ExternalName' }, '', ''],
  ] as const)('%j → %s %s', (request, policy, families) => {
    const cluster = made({ empty: true });
    const service = cluster.createService({ namespace: 'default', name: 'a', ...request });
    expect([service.policy, service.families.join()]).toEqual([policy, families]);
  });

  it('two families without a policy are refused (422)', () => {
    const cluster = made({ empty: true });
    expect(() => cluster.createService({ namespace: 'default', name: 'a', families: ['IPv6', 'IPv4'] })).toThrow(Refused);
  });

  it('RequireDualStack is refused by a single-stack cluster, except headless without selector', () => {
    const cluster = made({ empty: true, families: ['IPv4'] });
    expect(() => cluster.createService({ namespace: 'default', name: 'a', policy: 'RequireDualStack' })).toThrow(
      'not configured for dual-stack',
    );
    expect(cluster.createService({ namespace: 'default', name: 'b', headless: true }).families).toEqual(['IPv4', 'IPv6']);
  });
});
