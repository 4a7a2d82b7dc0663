import type { DemoCluster } from './demoCluster.ts';
import { keyOf, type PodState } from './objects.ts';
import type { PodTemplate } from './podTemplate.ts';
import { Refused } from './refused.ts';

/** One thing to do later; it looks first whether what it is about is still there. */
type Task = () => void;

/**
 * The life of a cluster, one small step at a time: pods are replaced, deployments rolled out, jobs run, readiness
 * flickers, now and then a Service or a node comes or goes. Sizes stay about what they were.
 */
export class Churn {
  readonly #cluster: DemoCluster;
  readonly #tasks: Task[] = [];
  readonly #previews: string[] = [];
  readonly #jobPods: string[] = [];
  readonly #extraNodes: string[] = [];
  #runs = 0;

  constructor(cluster: DemoCluster) {
    this.#cluster = cluster;
  }

  /** Does the next thing that changes something; returns how many events that made, 0 where the cluster has nothing to change. */
  step(): number {
    const { storage, random } = this.#cluster;
    const before = storage.version;
    for (let tries = 0; tries < 20 && storage.version === before; tries++) {
      const goOn = this.#tasks.length > 30 || random.chance(0.8);
      const task = (goOn ? this.#tasks.shift() : undefined) ?? this.#something();
      try {
        task();
      } catch (error) {
        if (!(error instanceof Refused)) throw error; // no room, range full: so it is in a real cluster, too
      }
    }
    return storage.version - before;
  }

  #something(): Task {
    const dice = this.#cluster.random.next();
    if (dice < 0.4) return () => this.#replace(this.#anyPod());
    if (dice < 0.5) return () => this.#rollOut(this.#anyPod());
    if (dice < 0.65) return () => this.#flicker(this.#anyPod());
    if (dice < 0.8) return () => this.#runJob();
    if (dice < 0.92) return () => this.#heartbeat();
    if (dice < 0.98) return () => this.#preview();
    return () => this.#resize();
  }

  /** A running pod of a Deployment; undefined where a few looks find none. */
  #anyPod(): PodState | undefined {
    const { storage, random } = this.#cluster;
    for (let tries = 0; tries < 10; tries++) {
      const pod = storage.at('Pod', random.below(storage.count('Pod')));
      if (pod?.phase === 'Running' && pod.deletedAt === 0 && pod.template.workload.owner === 'Deployment') return pod;
    }
    return undefined;
  }

  #replace(pod: PodState | undefined): void {
    if (pod) this.#succeed(pod, pod.template);
  }

  /** All pods of a small Deployment, one after the other, by those of a new revision. */
  #rollOut(pod: PodState | undefined): void {
    if (!pod) return;
    const { workload } = pod.template;
    const mates = this.#cluster.slices
      .podsOf(pod.namespace, workload.app)
      .filter((mate) => mate.template === pod.template && mate.phase === 'Running');
    if (mates.length > 12) {
      this.#succeed(pod, pod.template);
      return;
    }
    const revision = this.#cluster.random.suffix(10);
    const next = this.#cluster.template({
      ...workload,
      revision,
      ownerName: `${workload.app}-${revision}`,
      image: bumped(workload.image),
      createdAt: this.#cluster.now(),
    });
    for (const mate of mates) this.#succeed(mate, next);
    this.#tasks.push(() => this.#cluster.dropTemplate(pod.template));
  }

  /** A new pod comes up, then the old one goes. */
  #succeed(old: PodState, template: PodTemplate): void {
    const { pods } = this.#cluster;
    const special = old.machine && old.machine.roles.length > 0 ? old.machine.name : undefined;
    const families = (['IPv4', 'IPv6'] as const).filter((family) => (family === 'IPv4' ? old.host4 : old.host6) > 0);
    // A node that is short of a family passes that on; a pod from before its node was dual-stack does not.
    const narrow = special === undefined ? undefined : families;
    let key = '';
    this.#tasks.push(
      () => {
        if (!this.#alive(old)) return;
        key = keyOf(pods.create({ template, phase: 'Pending' }));
      },
      () => this.#withPod(key, () => pods.bind(key, special)),
      () => this.#withPod(key, () => pods.start(key, narrow)),
      () => this.#withPod(key, () => pods.setReady(key, true)),
      () => {
        if (this.#alive(old)) pods.terminate(keyOf(old));
      },
      () => {
        if (this.#alive(old)) pods.delete(keyOf(old));
      },
    );
  }

  #flicker(pod: PodState | undefined): void {
    if (!pod?.ready) return;
    const key = keyOf(pod);
    this.#cluster.pods.setReady(key, false);
    this.#tasks.push(() => {
      if (this.#alive(pod)) this.#cluster.pods.setReady(key, true);
    });
  }

  /** A CronJob's pod runs and stays listed; the oldest ones are removed. */
  #runJob(): void {
    const { pods, storage, random } = this.#cluster;
    if (!storage.get('Namespace', 'batch') || this.#cluster.nodes.kubelets.size === 0) return;
    this.#runs += 1;
    const app = 'queue-sweep';
    const template = this.#cluster.template({ namespace: 'batch', app, owner: 'Job', ownerName: `${app}-${29_000_000 + this.#runs}` });
    const key = keyOf(pods.create({ template, phase: 'Pending' }));
    this.#jobPods.push(key);
    this.#tasks.push(
      () => this.#withPod(key, () => pods.bind(key)),
      () => this.#withPod(key, () => pods.start(key)),
      () => this.#withPod(key, () => pods.end(key, random.chance(0.1) ? 'Failed' : 'Succeeded')),
      () => {
        this.#cluster.dropTemplate(template);
        const oldest = this.#jobPods.length > 4 ? this.#jobPods.shift() : undefined;
        if (oldest !== undefined) this.#withPod(oldest, () => pods.delete(oldest));
      },
    );
  }

  #heartbeat(): void {
    const { storage, random, nodes } = this.#cluster;
    const node = storage.count('Node') > 0 ? storage.at('Node', random.below(storage.count('Node'))) : undefined;
    if (!node) return;
    const { name } = node;
    const falters = node.ready && random.chance(0.05);
    nodes.report(name, !falters);
    if (falters)
      this.#tasks.push(() => {
        if (storage.get('Node', name)) nodes.report(name, true);
      });
  }

  /** A Service of a preview environment comes, or an old one goes. */
  #preview(): void {
    const { storage, random, services } = this.#cluster;
    if (!storage.get('Namespace', 'platform')) return;
    const oldest = this.#previews.length >= 4 || random.chance(0.4) ? this.#previews.shift() : undefined;
    if (oldest !== undefined) {
      if (storage.get('Service', oldest)) services.delete(oldest);
      return;
    }
    const name = `preview-${random.between(1000, 9999)}`;
    const key = `platform/${name}`;
    if (storage.get('Service', key)) return;
    services.create({ namespace: 'platform', name, app: 'flags', policy: random.chance(0.7) ? 'PreferDualStack' : 'SingleStack' });
    this.#previews.push(key);
  }

  /** The node pool grows by one, or shrinks again. */
  #resize(): void {
    const { nodes, random, storage } = this.#cluster;
    if (nodes.kubelets.size < 10) return;
    const leaving = this.#extraNodes.length >= 2 || random.chance(0.4) ? this.#extraNodes.shift() : undefined;
    if (leaving !== undefined) {
      if (storage.get('Node', leaving)) this.#cluster.deleteNode(leaving);
      return;
    }
    const name = `spot-${random.suffix(5)}`;
    this.#cluster.createNode({ name, zone: random.pick(['zone-a', 'zone-b', 'zone-c']), roles: ['spot'] });
    this.#extraNodes.push(name);
  }

  #alive(pod: PodState): boolean {
    return this.#cluster.storage.get('Pod', keyOf(pod))?.serial === pod.serial;
  }

  #withPod(key: string, act: () => void): void {
    if (key !== '' && this.#cluster.storage.get('Pod', key)) act();
  }
}

/** registry/app:v1.4.7 → registry/app:v1.4.8 */
function bumped(image: string): string {
  const at = image.lastIndexOf('.');
  return `${image.slice(0, at + 1)}${Number(image.slice(at + 1)) + 1}`;
}
