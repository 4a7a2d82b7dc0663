import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { type CniName, cniNames, servicesOf } from '../cni/cnis.ts';
import { Budget } from './budget.ts';
import { type Cast, castOf } from './cast.ts';
import { DemoCluster } from './demoCluster.ts';
import { type Named, workloadNames } from './names.ts';
import type { NodeRequest } from './nodes.ts';
import type { Ingress } from './objects.ts';
import { clusterRanges } from './ranges.ts';
import { serviceRange } from './serviceRange.ts';
import type { ServiceRequest } from './services.ts';
import { lateServices, moreRanges, specials } from './specials.ts';
import { day, hour } from './times.ts';
import { addTraffic } from './traffic.ts';

export interface ClusterSize {
  readonly seed: number;
  readonly families: readonly Family[];
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
  readonly empty: boolean; // nothing but the kubernetes Service
  readonly cni: readonly CniName[]; // whose objects it has besides; none in an empty one
  readonly now: () => number;
  readonly eventWindow?: number;
}

/** About three Services in four take an IPv4 address: the rest are headless, names, or IPv6 alone. */
const addressShare = 0.75;
const fullest = 0.84;
/** Workers come from several node pools: a few large machines, many of middling size. */
const workerCores: readonly number[] = [8, 16, 16, 32, 32, 32, 48, 48, 64, 96];

/** Fills a new cluster. The same size, seed and time of start give the same objects. */
export function defaultCluster(size: ClusterSize): DemoCluster {
  const { seed, families, now } = size;
  const ranges = clusterRanges(families, size.nodes, Math.ceil(size.services * addressShare) + servicesOf(size.cni));
  const window = size.eventWindow === undefined ? {} : { eventWindow: size.eventWindow };
  const cluster = new DemoCluster({ seed, ranges, now, ...window });
  const start = now();
  const [primary] = families;
  if (size.empty || size.nodes === 0) {
    cluster.bootstrap(start - day, [primary === 'IPv6' ? '2001:db8::1' : '192.0.2.1']);
    cluster.storage.compact();
    return cluster;
  }
  const cast = castOf(size);
  const born = start - 700 * day;
  createNodes(cluster, cast, start);
  const apiServers = cast.controlPlane.map((name) => {
    const [address] = cluster.nodes.kubelets.get(name)?.machine.addresses ?? [];
    return address ? formatAddress(address) : '';
  });
  cluster.bootstrap(born, apiServers);
  const budget = new Budget(cluster, size.pods, size.services);
  systemPods(cluster, cast, budget, start);
  const late = cast.hasLife && families.includes('IPv4') ? lateServices : 0;
  if (cast.hasLife) specials(cluster, cast, budget, start);
  ordinary(cluster, new Budget(cluster, size.pods, size.services - late), start);
  if (late > 0) moreRanges(cluster, budget, start);
  for (const name of cniNames) if (size.cni.includes(name)) cluster.addCni(name); // last, and in one order: the rest is the same with and without
  if (cast.hasLife) addTraffic(cluster, start);
  cluster.storage.compact();
  return cluster;
}

function createNodes(cluster: DemoCluster, cast: Cast, start: number): void {
  const { random } = cluster;
  const zones = ['zone-a', 'zone-b', 'zone-c'];
  const make = (names: readonly string[], request: (index: number) => Omit<NodeRequest, 'name'>): void => {
    for (const [index, name] of names.entries()) cluster.createNode({ name, zone: zones[index % 3] ?? 'zone-a', ...request(index) });
  };
  make(cast.controlPlane, () => ({ roles: ['control-plane'], createdAt: start - 700 * day }));
  make(cast.legacy, (index) => ({
    roles: ['legacy'],
    blockFamilies: ['IPv4'],
    addressFamilies: index % 2 === 0 ? ['IPv4'] : ['IPv4', 'IPv6'],
    createdAt: start - 690 * day,
  }));
  make(cast.edge, () => ({
    roles: ['edge'],
    zone: 'edge',
    blockFamilies: ['IPv6'],
    addressFamilies: ['IPv6'],
    createdAt: start - 40 * day,
  }));
  // The cluster grows: a third of the workers came in the last three weeks of six months.
  make(cast.workers, () => ({
    cores: random.pick(workerCores),
    createdAt: start - (random.between(3, 180) ** 2 / 180) * day - random.below(day),
  }));
}

/** What runs on every node, and on the control plane. */
function systemPods(cluster: DemoCluster, cast: Cast, budget: Budget, start: number): void {
  const namespace = 'kube-system';
  const { flags } = cluster;
  const statics: readonly (readonly [string, readonly string[]])[] = [
    ['kube-apiserver', ['kube-apiserver', ...flags.apiServer]],
    ['kube-controller-manager', ['kube-controller-manager', ...flags.controllerManager]],
    ['kube-scheduler', ['kube-scheduler', '--leader-elect=true']],
    ['etcd', ['etcd', '--data-dir=/var/lib/etcd', '--snapshot-count=10000']],
  ];
  for (const node of cast.controlPlane) {
    for (const [app, command] of statics) {
      const image = `registry.k8s.io/${app}:${app === 'etcd' ? '3.7.0-0' : 'v1.37.2'}`;
      const template = cluster.template({
        namespace,
        app,
        owner: 'Node',
        ownerName: node,
        hostNetwork: true,
        command,
        image,
        createdAt: start - 30 * day,
      });
      budget.pod({ template, name: `${app}-${node}`, node, createdAt: start - 30 * day, restarts: 1 });
    }
  }
  const daemons = [
    [namespace, 'kube-proxy'],
    [namespace, 'cni-agent'],
    ['monitoring', 'node-exporter'],
  ] as const;
  // A cluster with few pods a node keeps some for its applications.
  const room = Math.min(daemons.length, Math.floor(budget.podsLeft / (3 * cluster.nodes.kubelets.size)));
  if (room === daemons.length) budget.namespace('monitoring', start - 680 * day);
  for (const [home, app] of daemons.slice(0, room)) {
    const template = cluster.template({
      namespace: home,
      app,
      owner: 'DaemonSet',
      revision: cluster.random.suffix(10),
      hostNetwork: true,
      createdAt: start - 60 * day,
    });
    for (const [node, { machine }] of cluster.nodes.kubelets) {
      const nodeAge = cluster.storage.get('Node', machine.name)?.createdAt ?? start;
      budget.pod({ template, node, createdAt: Math.max(nodeAge + 20_000, start - 60 * day) });
    }
  }
  const dns = cluster.template({
    namespace,
    app: 'kube-dns',
    owner: 'Deployment',
    ownerName: 'coredns-7c9d8f6b5',
    revision: '7c9d8f6b5',
    createdAt: start - 60 * day,
  });
  const replicas = Math.min(budget.podsLeft, 2);
  if (cast.workers.length > 0) for (let i = 0; i < replicas; i++) budget.pod({ template: dns, createdAt: start - 60 * day });
  const [range] = cluster.ranges.services;
  if (range && serviceRange(range).staticSize >= 10n)
    budget.service({
      namespace,
      name: 'kube-dns',
      app: 'kube-dns',
      clusterIPs: [formatAddress({ family: range.family, value: range.value + 10n })], // by custom the tenth (kubeadm)
      ports: [
        { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53 },
        { name: 'dns-tcp', protocol: 'TCP', port: 53, targetPort: 53 },
        { name: 'metrics', protocol: 'TCP', port: 9153, targetPort: 9153 },
      ],
      createdAt: start - 700 * day,
    });
}

/** Deployments and StatefulSets, a Service for most, until pods and Services are as many as asked for. */
function ordinary(cluster: DemoCluster, budget: Budget, start: number): void {
  const { random } = cluster;
  const names = workloadNames();
  const podsEach = (): number => budget.podsLeft / Math.max(1, budget.servicesLeft);
  while (budget.servicesLeft > 0 || budget.podsLeft > 0) {
    const named = names.next().value;
    if (cluster.storage.get('Service', `${named.namespace}/${named.name}`)) continue;
    const createdAt = start - random.between(1, 690) * day - random.below(day);
    budget.namespace(named.namespace, start - 700 * day);
    const isLast = budget.servicesLeft <= 1;
    const wanted = isLast ? Math.min(budget.podsLeft, 60) : Math.round(podsEach() * (0.3 + 1.4 * random.next()));
    const isSet = named.role === 'db';
    const revision = random.suffix(10);
    const rolledAt = start - random.between(1, 40) * day - random.below(day);
    const template = cluster.template({
      namespace: named.namespace,
      app: named.name,
      owner: isSet ? 'StatefulSet' : 'Deployment',
      ownerName: isSet ? named.name : `${named.name}-${revision}`,
      revision,
      createdAt: rolledAt,
    });
    for (let i = 0; i < wanted && budget.podsLeft > 0; i++) {
      const pod = {
        template,
        createdAt: rolledAt + random.below(20 * hour),
        ready: !random.chance(0.006),
        restarts: random.chance(0.08) ? 1 : 0,
      };
      budget.pod(isSet ? { ...pod, name: `${named.name}-${i}` } : pod);
    }
    if (budget.servicesLeft > 0) budget.service({ ...serviceFor(cluster, named), app: named.name, createdAt });
  }
}

function serviceFor(cluster: DemoCluster, named: Named): ServiceRequest {
  const { random, ranges } = cluster;
  const { namespace, name, role } = named;
  const base = { namespace, name };
  if (role === 'db') return { ...base, headless: true, policy: 'PreferDualStack' };
  const isDual = ranges.families.length > 1;
  // A range that is nearly full is let be: those who can do without its addresses.
  if (ranges.families.includes('IPv4') && isNearlyFull(cluster))
    return isDual ? { ...base, policy: 'SingleStack', families: ['IPv6'] } : { ...base, headless: true };
  if (role === 'gateway')
    return { ...base, type: 'LoadBalancer', policy: 'PreferDualStack', ingress: ingress(cluster, cluster.storage.count('Service')) };
  if (role === 'admin') return { ...base, type: 'NodePort', policy: 'PreferDualStack' };
  if (!isDual) return random.chance(0.3) ? { ...base, policy: 'PreferDualStack' } : base;
  const dice = random.next();
  if (dice < 0.62) return { ...base, policy: 'PreferDualStack' };
  if (dice < 0.82) return base;
  if (dice < 0.88) return { ...base, policy: 'RequireDualStack' };
  if (dice < 0.93) return { ...base, policy: 'PreferDualStack', families: ['IPv6', 'IPv4'] };
  if (dice < 0.97) return { ...base, policy: 'SingleStack', families: ['IPv6'] };
  return { ...base, policy: 'SingleStack', families: ['IPv4'] };
}

function isNearlyFull(cluster: DemoCluster): boolean {
  const range = cluster.ranges.services.find(({ family }) => family === 'IPv4');
  if (!range) return false;
  const { first, last } = serviceRange(range);
  // Every IPAddress that is no IPv6 one is counted: before the extra ranges exist, all of them are in this range.
  return cluster.clusterIPs.count('IPv4') >= fullest * Number(last - first + 1n);
}

const loadBalancerPool: Readonly<Record<Family, bigint>> = { IPv4: 0xac18_0000n, IPv6: 0x2001_0db8_0100n << 80n }; // 172.24.0.0, 2001:db8:100::

/** The next addresses of the load balancers' pool; nobody has them twice. */
function ingress(cluster: DemoCluster, index: number): Ingress[] {
  return cluster.ranges.families.map((family) => ({
    ip: formatAddress({ family, value: loadBalancerPool[family] + BigInt(256 + index) }),
    ipMode: 'VIP',
  }));
}
