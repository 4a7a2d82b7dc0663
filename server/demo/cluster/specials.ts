import type { Family } from '../../../shared/net/address.ts';
import type { Budget } from './budget.ts';
import type { Cast } from './cast.ts';
import type { DemoCluster } from './demoCluster.ts';
import { knownCidr } from './knownCidr.ts';
import type { PodRequest } from './pods.ts';
import type { PodTemplate } from './podTemplate.ts';
import { day, hour, minute } from './times.ts';

/** The corners of a cluster with a past: each is something that the product has to show for what it is. */
export function specials(cluster: DemoCluster, cast: Cast, budget: Budget, start: number): void {
  const scene = new Scene(cluster, cast, budget, start);
  ingressScene(scene);
  namesElsewhere(scene);
  stateful(scene);
  unready(scene);
  finished(scene);
  crowdedNode(scene);
  if (cast.isDual) {
    edgeScene(scene);
    if (cast.legacy.length > 0) legacyScene(scene);
    halfFamilies(scene);
  }
}

class Scene {
  readonly cluster: DemoCluster;
  readonly cast: Cast;
  readonly budget: Budget;
  readonly start: number;

  constructor(cluster: DemoCluster, cast: Cast, budget: Budget, start: number) {
    this.cluster = cluster;
    this.cast = cast;
    this.budget = budget;
    this.start = start;
  }

  deployment(namespace: string, app: string, daysAgo: number): PodTemplate {
    this.budget.namespace(namespace, this.start - 500 * day);
    const revision = this.cluster.random.suffix(10);
    return this.cluster.template({
      namespace,
      app,
      owner: 'Deployment',
      ownerName: `${app}-${revision}`,
      revision,
      createdAt: this.start - daysAgo * day,
    });
  }

  /** So many pods, each on the next of the nodes (any node where none are named). */
  run(template: PodTemplate, count: number, nodes: readonly string[], more: Partial<PodRequest> = {}): void {
    for (let i = 0; i < count; i++) {
      const node = nodes[i % Math.max(1, nodes.length)];
      const createdAt = template.workload.createdAt + this.cluster.random.below(6 * hour);
      this.budget.pod({ template, createdAt, ...(node === undefined ? {} : { node }), ...more });
    }
  }
}

/** Load balancers whose status serves both families, one of two, or a name. */
function ingressScene(scene: Scene): void {
  const { budget, start, cast } = scene;
  const namespace = 'ingress';
  scene.run(scene.deployment(namespace, 'edge-proxy', 12), 8, []);
  const base = { namespace, app: 'edge-proxy', type: 'LoadBalancer', ports: [{ name: 'https', port: 443, targetPort: 'http' }] } as const;
  const ip = { IPv4: { ip: '203.0.113.2', ipMode: 'VIP' }, IPv6: { ip: '2001:db8:100::2', ipMode: 'VIP' } };
  const both = scene.cluster.ranges.families.map((family) => ip[family]);
  budget.service({ ...base, name: 'public', policy: 'PreferDualStack', ingress: both, createdAt: start - 200 * day });
  budget.service({
    ...base,
    name: 'partner',
    policy: 'PreferDualStack',
    ingress: [{ hostname: 'partner-lb.eu.demo.example' }],
    createdAt: start - 90 * day,
  });
  budget.service({ ...base, name: 'pending', policy: 'PreferDualStack', ingress: [], createdAt: start - 20 * minute });
  if (!cast.isDual) return;
  // The provider gave one family although the Service has two.
  budget.service({
    ...base,
    name: 'public-api',
    policy: 'RequireDualStack',
    ingress: [{ ip: '203.0.113.3', ipMode: 'VIP' }],
    createdAt: start - 61 * day,
  });
  budget.service({
    ...base,
    name: 'internal',
    policy: 'PreferDualStack',
    families: ['IPv6', 'IPv4'],
    ingress: [{ ip: '2001:db8:100::4', ipMode: 'Proxy' }],
    createdAt: start - 33 * day,
  });
}

/** Services whose backends are not pods of this cluster. */
function namesElsewhere(scene: Scene): void {
  const { budget, cluster, start } = scene;
  budget.namespace('payments', start - 500 * day);
  budget.namespace('data', start - 500 * day);
  budget.service({
    namespace: 'payments',
    name: 'bank-api',
    type: 'ExternalName',
    externalName: 'api.bank.example',
    createdAt: start - 300 * day,
  });
  budget.service({
    namespace: 'data',
    name: 'warehouse',
    type: 'ExternalName',
    externalName: 'warehouse.analytics.example',
    createdAt: start - 120 * day,
  });
  const port = { name: 'postgres', port: 5432, targetPort: 5432 };
  const slicePort = { ...port, protocol: 'TCP', nodePort: 0 } as const;
  const createdAt = start - 250 * day;
  budget.service({ namespace: 'data', name: 'external-postgres', headless: true, ports: [port], createdAt });
  const written: Record<Family, string[][]> = {
    IPv4: [['198.51.100.21'], ['198.51.100.22']],
    IPv6: [['2001:db8:51::21'], ['2001:db8:51::22']],
  };
  for (const family of cluster.ranges.families)
    cluster.slices.createByHand({
      namespace: 'data',
      name: `external-postgres-${family.toLowerCase()}`,
      serviceName: 'external-postgres',
      managedBy: 'dba-team',
      addressType: family,
      ports: [slicePort],
      endpoints: written[family].map((addresses) => ({ addresses, conditions: {} })), // nil conditions mean ready
      createdAt,
    });
  const [primary] = cluster.ranges.families;
  budget.service({ namespace: 'data', name: 'mainframe', ports: [port], createdAt });
  if (primary)
    cluster.slices.createByHand({
      namespace: 'data',
      name: 'mainframe-1',
      serviceName: 'mainframe',
      addressType: primary,
      ports: [slicePort],
      endpoints: [{ addresses: primary === 'IPv4' ? ['198.51.100.90'] : ['2001:db8:51::90'], conditions: { ready: true } }],
      createdAt,
    });
}

/** Headless sets, one that is found before it is ready. */
function stateful(scene: Scene): void {
  const { cluster, budget, start } = scene;
  for (const [app, replicas] of [
    ['kafka', 5],
    ['postgres', 3],
  ] as const) {
    const template = cluster.template({
      namespace: 'data',
      app,
      owner: 'StatefulSet',
      ownerName: app,
      revision: cluster.random.suffix(10),
      createdAt: start - 70 * day,
    });
    for (let i = 0; i < replicas; i++)
      budget.pod({ template, name: `${app}-${i}`, createdAt: start - (70 - i) * day, ready: !(app === 'kafka' && i === 4) });
    budget.service({
      namespace: 'data',
      name: app,
      app,
      headless: true,
      policy: 'PreferDualStack',
      publishNotReady: app === 'kafka',
      createdAt: start - 300 * day,
    });
  }
  budget.service({ namespace: 'data', name: 'postgres-primary', app: 'postgres', policy: 'PreferDualStack', createdAt: start - 300 * day });
}

/** Pods that are not ready, waiting, or on their way out. */
function unready(scene: Scene): void {
  const { budget, cluster, start } = scene;
  const crashing = scene.deployment('search', 'reindexer', 1);
  scene.run(crashing, 3, [], { ready: false, restarts: 41 });
  budget.service({ namespace: 'search', name: 'reindexer', app: 'reindexer', policy: 'PreferDualStack', createdAt: start - 80 * day });
  scene.run(scene.deployment('recommendations', 'gpu-trainer', 1), 2, [], { phase: 'Pending' }); // no node has a GPU
  const leaving = scene.deployment('media', 'live-encoder', 9);
  for (let i = 0; i < 5; i++) {
    const pod = budget.pod({ template: leaving, createdAt: start - 9 * day });
    if (pod && i < 2) cluster.pods.terminate(`${pod.namespace}/${pod.name}`);
  }
  budget.service({
    namespace: 'media',
    name: 'live-encoder',
    app: 'live-encoder',
    policy: 'PreferDualStack',
    createdAt: start - 150 * day,
  });
}

/** Jobs that ended: their pods are still listed with addresses that others may have by now. */
function finished(scene: Scene): void {
  const { cluster, budget, start } = scene;
  budget.namespace('batch', start - 450 * day);
  for (const [name, every, kept] of [
    ['nightly-report', 24 * hour, 3],
    ['invoice-run', 24 * hour, 3],
    ['cleanup', hour, 6],
    ['etl-orders', 6 * hour, 5],
  ] as const) {
    for (let run = 1; run <= kept; run++) {
      const at = Math.floor(start / every) * every - run * every;
      const template = cluster.template({
        namespace: 'batch',
        app: name,
        owner: 'Job',
        ownerName: `${name}-${Math.floor(at / 60_000)}`,
        createdAt: at,
      });
      const phase = name === 'etl-orders' && run === 2 ? 'Failed' : 'Succeeded';
      budget.pod({ template, createdAt: at, phase });
    }
  }
}

/** A worker a few pods short of maxPods. */
function crowdedNode(scene: Scene): void {
  const { cluster, cast } = scene;
  const node = cast.workers.at(-1);
  const kubelet = node === undefined ? undefined : cluster.nodes.kubelets.get(node);
  if (node === undefined || !kubelet) return;
  scene.run(scene.deployment('batch', 'render', 3), kubelet.machine.maxPods - kubelet.pods - 2, [node]);
}

/** Nodes with IPv6 alone: a dual-stack Service in front of them has an IPv4 address and no IPv4 endpoint. */
function edgeScene(scene: Scene): void {
  const { budget, cast, start } = scene;
  const namespace = 'edge';
  for (const app of ['edge-cache', 'edge-ingest', 'edge-auth']) {
    scene.run(scene.deployment(namespace, app, 14), 6, cast.edge);
    const policy = app === 'edge-auth' ? 'RequireDualStack' : 'PreferDualStack';
    budget.service({ namespace, name: app, app, policy, createdAt: start - 38 * day });
  }
  scene.run(scene.deployment(namespace, 'edge-resolver', 14), 3, cast.edge);
  budget.service({
    namespace,
    name: 'edge-resolver',
    app: 'edge-resolver',
    policy: 'SingleStack',
    families: ['IPv6'],
    ports: [{ name: 'dns', protocol: 'UDP', port: 53, targetPort: 53 }],
    createdAt: start - 38 * day,
  });
}

/** From before IPv6: nodes with one podCIDR, Services that asked for two families and never got the second. */
function legacyScene(scene: Scene): void {
  const { budget, cast, start } = scene;
  const namespace = 'legacy';
  for (const [app, replicas] of [
    ['erp', 8],
    ['crm', 6],
    ['soap-bridge', 5],
    ['fax-gateway', 2],
    ['print-spooler', 4],
  ] as const) {
    scene.run(scene.deployment(namespace, app, 120), replicas, cast.legacy);
    const policy = app === 'fax-gateway' ? 'SingleStack' : 'PreferDualStack';
    budget.service({ namespace, name: app, app, policy, beforeDualStack: true, createdAt: start - 600 * day });
  }
}

/** Services that have two families and endpoints for one. */
function halfFamilies(scene: Scene): void {
  const { budget, cast, start } = scene;
  const suggest = scene.deployment('search', 'suggest', 6);
  scene.run(suggest, 4, cast.legacy, cast.legacy.length > 0 ? {} : { families: ['IPv4'] });
  scene.run(suggest, 2, cast.edge, { ready: false }); // the only ones with IPv6
  budget.service({ namespace: 'search', name: 'suggest', app: 'suggest', policy: 'PreferDualStack', createdAt: start - 100 * day });
  scene.run(scene.deployment('search', 'embeddings', 250), 5, [], { families: ['IPv4'] }); // never recreated since
  budget.service({ namespace: 'search', name: 'embeddings', app: 'embeddings', policy: 'RequireDualStack', createdAt: start - 280 * day });
}

/** How many Services moreRanges makes. */
export const lateServices = 10;

/** A range added because the first fills up, and one on its way out that Services still hold. Comes last: a new Service takes any range there is. */
export function moreRanges(cluster: DemoCluster, budget: Budget, start: number): void {
  budget.namespace('batch', start - 450 * day);
  const old = knownCidr('10.104.0.0/27');
  cluster.createServiceCIDR('batch-2024', [old], start - 400 * day);
  const holders = ['render-queue', 'report-store', 'etl-control', 'cleanup-lock'];
  for (const [index, name] of holders.entries())
    budget.service({
      namespace: 'batch',
      name,
      app: name,
      policy: 'SingleStack',
      families: ['IPv4'],
      clusterIPs: [`10.104.0.${index + 18}`],
      createdAt: start - 390 * day,
    });
  cluster.deleteServiceCIDR('batch-2024');
  cluster.createServiceCIDR('extra-2026', [knownCidr('10.105.0.0/25')], start - 21 * day);
  for (const [index, name] of ['flags-edge', 'config-edge', 'audit-log', 'webhooks-v2', 'mailer-v2', 'scheduler-v2'].entries()) {
    budget.namespace('platform', start - 500 * day);
    const address = `10.105.0.${40 + 7 * index}`;
    budget.service({
      namespace: 'platform',
      name,
      app: name,
      families: ['IPv4'],
      clusterIPs: [address],
      createdAt: start - (18 - index) * day,
    });
  }
}
