import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressAnswer } from '../../../../shared/wire/addresses.ts';
import type { AddressHistory } from '../../../../shared/wire/history.ts';
import type { Product } from '../../product.ts';
import { notFollowed } from '../../readings.ts';
import type { Node, Pod, Service } from '../../snapshot.ts';
import { untilRight, untilThere } from '../../until.ts';
import { createPod } from '../pods.ts';
import type { Stage } from '../stage.ts';
import { type Holder, Journal, type Moment } from './journal.ts';

interface Change {
  readonly was?: Holder | undefined;
  readonly is?: Holder | undefined;
}

/** From when to when a product ran that wrote into the folder. */
interface Life {
  readonly from: number;
  readonly stoppedBy: number;
}

/** Makes changes and writes them down, while a product with a history on disk looks on, is stopped, killed, and started again. */
export class Witness {
  readonly journal = new Journal();
  readonly lives: Life[] = [];
  readonly #stage: Stage;
  readonly #folder = mkdtempSync(join(tmpdir(), 'cidrscape-history-'));
  #product: Product | undefined;
  #from = 0;
  #isSure = false;
  #isLast = false;
  #next = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get product(): Product {
    if (!this.#product) throw new Error('no product runs');
    return this.#product;
  }

  /** When the last one was started. */
  get from(): number {
    return this.#from;
  }

  /** Starts a product on the folder; resolves when it follows every kind. */
  async start(): Promise<readonly string[]> {
    this.#from = Date.now();
    this.#isSure = false;
    this.#product = await this.#stage.another(['--data-dir', this.#folder]);
    return untilRight(() => notFollowed(this.product));
  }

  /**
   * Until a moment of each kind is exact: a product that has just begun to look does not vouch for what it is told first. From then on each
   * has to be.
   */
  async untilSure(): Promise<void> {
    await untilThere('moments that are exact', async () => {
      const name = `probe-${this.#next++}`;
      await this.service(name, {});
      await this.pod(name, 'worker-1');
      const node = `${this.#stage.world.name}-${name}`;
      await this.node(node);
      await this.setNode(node, [`203.0.113.${this.#next}`]);
      const isExact = [await this.#isExact('Service', name), await this.#isExact('Pod', name), await this.#isExact('Node', node)];
      for (const kind of ['Service', 'Pod'] as const) await this.remove(kind, name);
      await this.remove('Node', node);
      return isExact.every(Boolean) ? true : undefined;
    });
    this.#isSure = true;
  }

  /** Whether the product vouches for the moment at which this object got its address. */
  async #isExact(kind: Holder['kind'], name: string): Promise<boolean> {
    const own = (one: { readonly object: { readonly kind: string; readonly name: string } }) =>
      one.object.kind === kind && one.object.name === name;
    const address = this.journal.addresses.find((each) =>
      this.journal.of(each).some(({ object, to }) => to === null && object.startsWith(kind) && object.endsWith(name)),
    );
    const told = await untilThere(`${name} in the history`, async () => {
      const { tenancies } = await this.product.get<AddressHistory>(`/addresses/${address}/history`);
      return tenancies.find(own);
    });
    return told.from.earliest === told.from.latest;
  }

  async stop(how: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { product } = this;
    this.#product = undefined;
    await (how === 'SIGTERM' ? product.stop() : product.kill());
    this.lives.push({ from: this.#from, stoppedBy: Date.now() });
  }

  /** Kills it as soon as it has shown what the act does: what is not written yet is lost, and is to be found out afterwards. */
  async killJustAfter(act: () => Promise<void>): Promise<void> {
    this.#isSure = false;
    this.#isLast = true;
    await act();
    this.#isLast = false;
    await this.stop('SIGKILL');
  }

  async end(): Promise<void> {
    await this.#product?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A pod, created on a node; with addresses, those that are given and not what its kubelet would hand it. */
  async pod(name: string, node: string, addresses?: readonly string[]): Promise<void> {
    await this.#change(async () => {
      const annotations = addresses ? { 'testcluster/families': 'none' } : {};
      await createPod(this.#stage, name, { annotations, spec: { nodeName: node } });
      if (addresses) {
        await untilThere(`pod ${name} to run`, async () =>
          (await this.#get<Pod>('pods', name))?.status.phase === 'Running' ? true : undefined,
        );
        await this.#setPodIPs(name, addresses);
      }
      return {
        is: await untilThere(`addresses of pod ${name}`, async () => {
          const pod = await this.#get<Pod>('pods', name);
          return (pod?.status.podIPs ?? []).length > 0 ? podOf(pod as Pod) : undefined;
        }),
      };
    });
  }

  /** The same pod with other addresses. */
  async move(name: string, addresses: readonly string[]): Promise<void> {
    await this.#patched('pods', name, podOf, () => this.#setPodIPs(name, addresses));
  }

  /** Its addresses stay in its status, and are its own no longer. */
  async complete(name: string): Promise<void> {
    await this.#patched('pods', name, podOf, () => this.#merge('pods', name, { status: { phase: 'Succeeded' } }, '/status'));
  }

  async service(name: string, spec: object): Promise<Holder | undefined> {
    const { is } = await this.#change(async () => {
      const { world } = this.#stage;
      const body = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name },
        spec: { ports: [{ port: 80 }], ipFamilyPolicy: 'PreferDualStack', ...spec },
      };
      return { is: serviceOf(await world.create<Service>(world.path('services'), body)) };
    });
    return is;
  }

  /** What a load balancer's controller would write. */
  async balance(name: string, addresses: readonly string[]): Promise<void> {
    const status = { loadBalancer: { ingress: addresses.map((ip) => ({ ip })) } };
    await this.#patched('services', name, serviceOf, () => this.#merge('services', name, { status }, '/status'));
  }

  async setExternal(name: string, externalIPs: readonly string[]): Promise<void> {
    await this.#patched('services', name, serviceOf, () => this.#merge('services', name, { spec: { externalIPs } }));
  }

  async node(name: string): Promise<void> {
    const body = { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { unschedulable: true } };
    await this.#stage.world.create<Node>('/api/v1/nodes', body as { metadata: { name: string } });
  }

  async setNode(name: string, addresses: readonly string[]): Promise<void> {
    const status = { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) };
    await this.#patched('nodes', name, nodeOf, () => this.#merge('nodes', name, { status }, '/status'));
  }

  async remove(kind: Holder['kind'], name: string): Promise<void> {
    const [plural, of] = { Pod: ['pods', podOf], Service: ['services', serviceOf], Node: ['nodes', nodeOf] }[kind] as [
      string,
      (object: unknown) => Holder,
    ];
    await this.#change(async () => {
      const was = of(await this.#get(plural, name));
      await this.#stage.api.remove(`${this.#path(plural)}/${name}${kind === 'Pod' ? '?gracePeriodSeconds=0' : ''}`);
      await untilThere(`the end of ${name}`, async () => ((await this.#get(plural, name)) === undefined ? true : undefined));
      return { was };
    });
  }

  /** Comes and goes while nobody looks: its addresses are compared, and nothing is to be told of it. */
  async unseen(name: string, addresses: readonly string[]): Promise<void> {
    await createPod(this.#stage, name, { annotations: { 'testcluster/families': 'none' }, spec: { nodeName: 'worker-0' } });
    await untilThere(`pod ${name} to run`, async () =>
      (await this.#get<Pod>('pods', name))?.status.phase === 'Running' ? true : undefined,
    );
    await this.#setPodIPs(name, addresses);
    this.journal.touch(podOf((await this.#get<Pod>('pods', name)) as Pod));
    await this.#stage.api.remove(`${this.#path('pods')}/${name}?gracePeriodSeconds=0`);
  }

  async #change(act: () => Promise<Change>): Promise<Change> {
    const before = Date.now();
    const change = await act();
    const since = this.lives.at(-1)?.from ?? this.#from;
    const moment: { -readonly [K in keyof Moment]: Moment[K] } = {
      before,
      after: Date.now(),
      isExact: this.#isSure && this.#product !== undefined,
      since,
    };
    const addresses = this.journal.note(change.was, change.is, moment, this.#isLast);
    if (!this.#product) return change;
    for (const address of addresses) await untilThere(`${address} as it is held now`, () => this.#isShown(address), undefined, 10);
    moment.after = Date.now();
    return change;
  }

  async #isShown(address: string): Promise<true | undefined> {
    const { holders } = await this.product.get<AddressAnswer>(`/addresses/${address}`);
    const shown = holders
      .filter(({ as, state, object }) => as !== 'endpoint' && state !== 'terminated' && object.kind !== 'IPAddress')
      .map(({ object: { kind, namespace, name }, as }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} ${as}`);
    const held = this.journal.of(address).flatMap(({ object, as, to }) => (to ? [] : [`${object} ${as}`]));
    return shown.toSorted().join() === held.toSorted().join() ? true : undefined;
  }

  async #patched<T>(plural: string, name: string, of: (object: T) => Holder, act: () => Promise<void>): Promise<void> {
    await this.#change(async () => {
      const was = of((await this.#get<T>(plural, name)) as T);
      await act();
      return { was, is: of((await this.#get<T>(plural, name)) as T) };
    });
  }

  async #setPodIPs(name: string, addresses: readonly string[]): Promise<void> {
    await this.#merge('pods', name, { status: { podIP: addresses[0], podIPs: addresses.map((ip) => ({ ip })) } }, '/status');
  }

  async #merge(plural: string, name: string, body: object, part = ''): Promise<void> {
    await this.#stage.api.merge(`${this.#path(plural)}/${name}${part}`, body);
  }

  #get<T>(plural: string, name: string): Promise<T | undefined> {
    return this.#stage.api.get<T>(`${this.#path(plural)}/${name}`);
  }

  #path(plural: string): string {
    return plural === 'nodes' ? '/api/v1/nodes' : this.#stage.world.path(plural);
  }
}

const podOf = (object: Pod): Holder => ({ kind: 'Pod', object });
const serviceOf = (object: Service): Holder => ({ kind: 'Service', object });
const nodeOf = (object: Node): Holder => ({ kind: 'Node', object });
