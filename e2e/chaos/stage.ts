import { setTimeout as pass, setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { type App, createApp } from '../../server/app.ts';
import { type Demo, type DemoOptions, startDemo } from '../../server/demo/startDemo.ts';
import { type Listening, listen } from '../../server/http/listen.ts';
import { type Connection, connectTo } from '../../server/kubernetes/connection.ts';
import { type ClusterReading, startReading } from '../../server/kubernetes/reading.ts';
import { Model, type ModelEvent, type Questions } from '../../server/model/model.ts';
import { coreKinds, type Kind, kinds, optionalKinds } from '../../server/records/records.ts';
import type { Reading } from '../../server/store/reading.ts';
import { type Listener, Store } from '../../server/store/store.ts';
import { noHistory } from '../../server/testing/noHistory.ts';
import { outlookOf } from '../../server/testing/outlookOf.ts';
import { everything } from '../cluster/agreement.ts';
import type { Answers } from '../cluster/product.ts';
import { Asked } from './asked.ts';
import { type ChaosProxy, startProxy } from './proxy.ts';
import { StageClock } from './stageClock.ts';
import { modelDifferences, snapshotOf, storeDifferences } from './truth.ts';

/** Answers a request in the server's place; true where it did. */
export type Rule = (asked: Asked) => boolean | undefined;

export interface StageOptions {
  readonly cluster?: Partial<DemoOptions>;
  /** Another way to the proxy than by its URL, without credentials. */
  readonly connect?: (url: string, clock: StageClock) => Connection;
  /** 0 ≤ x < 1, for every pause and jitter of the product. */
  readonly random?: () => number;
  /** A listener of the store that hears of each batch before the model does. */
  readonly first?: Listener;
  /** Faults that are there from the first request on. */
  readonly before?: (stage: Stage) => Promise<void> | void;
}

/** All that test:cluster recounts but maps, which take it seconds: they are compared with a fresh model's alone. */
const { '/map': _, '/map by': __, ...recounted } = everything;

const small: Partial<DemoOptions> = { nodes: 5, pods: 40, services: 14, churn: 0, cni: [] };

/**
 * The whole product in this process (reading, store, model, HTTP), on a proxy on a simulated API server, all of them on one clock that
 * moves only when a test waits. Requests and answers are real HTTP on 127.0.0.1.
 */
export class Stage {
  readonly clock: StageClock;
  readonly store: Store;
  readonly model: Model;
  readonly proxy: ChaosProxy;
  readonly connection: Connection;
  /** What reached the API server, in order. */
  readonly asked: Asked[] = [];
  /** Milliseconds of real time to wait besides, where something works out of sight. */
  breath = 0;
  /** How many failures the reading has logged. */
  warned = 0;
  demo: Demo;
  reading: ClusterReading | undefined;
  readonly #app: App;
  readonly #http: Listening;
  readonly #listeners: ReadonlySet<(event: ModelEvent) => void>;
  readonly #demos: Demo[] = [];
  #rules: Rule[] = [];

  constructor(parts: {
    readonly clock: StageClock;
    readonly demo: Demo;
    readonly proxy: ChaosProxy;
    readonly connection: Connection;
    readonly store: Store;
    readonly model: Model;
    readonly app: App;
    readonly http: Listening;
    readonly listeners: ReadonlySet<(event: ModelEvent) => void>;
  }) {
    this.clock = parts.clock;
    this.demo = parts.demo;
    this.proxy = parts.proxy;
    this.connection = parts.connection;
    this.store = parts.store;
    this.model = parts.model;
    this.#app = parts.app;
    this.#http = parts.http;
    this.#listeners = parts.listeners;
    this.#listenTo(parts.demo);
  }

  static async start(options: StageOptions = {}): Promise<Stage> {
    const { random = () => 0.5 } = options;
    const clock = new StageClock();
    const demo = await startDemo({ ...small, ...options.cluster, clock: clock.demo });
    const proxy = await startProxy({ target: demo.url, random, clock });
    const connection = options.connect?.(proxy.url, clock) ?? connectTo(proxy.url, { clock, product: 'cidrscape/chaos' });
    const store = new Store(clock.now());
    if (options.first) store.subscribe(options.first);
    const model = new Model(store, { clock });
    let stage: Stage | undefined;
    const listeners = new Set<(event: ModelEvent) => void>();
    const app = createApp({
      model: overheard(model, listeners),
      revision: () => store.revision,
      status: {
        store,
        coreKinds,
        optionalKinds,
        resource: (kind) => stage?.reading?.resource(kind) ?? { group: '', plural: '', name: '' },
        cluster: () => ({ name: 'chaos', version: null, server: proxy.url, source: 'demo', demo: true }),
        warnings: () => [...(stage?.reading?.warnings() ?? [])],
        now: () => clock.now(),
        startedAt: clock.now(),
        memory: () => ({ rss: 1, heapUsed: 1 }),
        version: '0',
      },
      history: noHistory,
      outlook: outlookOf(model, () => clock.now()),
      object: async () => ({ refused: { code: 'cluster-unavailable', value: null, detail: 'nobody asks for one here' } }),
      basePath: '',
      page: null,
      loopbackOnly: true,
      rateLimit: { perMinute: 6000, countLoopback: false },
      log: pino({ level: 'silent' }),
      delay: (milliseconds, run) => clock.timer(milliseconds, run),
      instance: 'chaos',
    });
    const http = await listen(app.handler, { host: '127.0.0.1', port: 0 });
    stage = new Stage({ clock, demo, proxy, connection, store, model, app, http, listeners });
    await options.before?.(stage);
    stage.#read(random);
    return stage;
  }

  #read(random: () => number): void {
    const { connection, store, clock } = this;
    const warn = () => {
      this.warned += 1;
    };
    this.reading = startReading({ connection, store, clock, random, log: { debug() {}, info() {}, warn, error: warn } });
  }

  /** Tells browsers of a change as the model would: for floods of events, without the changes. */
  tell(event: ModelEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The product's own address. */
  get url(): string {
    return `http://127.0.0.1:${this.#http.address.port}`;
  }

  /** Another API server takes the place of this one at the same address, as after a restore; the connections there are break. */
  async replaceServer(demo: Demo): Promise<void> {
    this.#demos.push(this.demo);
    this.demo = demo;
    this.#listenTo(demo);
    this.proxy.retarget(demo.url);
    for (const link of this.proxy.connections) link.reset();
  }

  /** A simulated API server on the stage's clock, for replaceServer: the same objects, uids and versions at first. */
  another(cluster: Partial<DemoOptions> = {}): Promise<Demo> {
    return startDemo({ ...small, ...cluster, clock: this.clock.demo });
  }

  #listenTo(demo: Demo): void {
    demo.server.intercept((request, response) => {
      const asked = new Asked(request, response, this.clock.elapsed());
      this.asked.push(asked);
      return this.#rules.some((rule) => rule(asked) === true);
    });
  }

  /** From now on this rule is asked first; returns the undo. */
  rule(rule: Rule): () => void {
    this.#rules = [rule, ...this.#rules];
    return () => {
      this.#rules = this.#rules.filter((one) => one !== rule);
    };
  }

  /** The watch of a plural that is under way at the server. */
  watch(plural: string): Asked {
    const found = this.asked.findLast((asked) => asked.plural === plural && asked.isWatch && !asked.closed);
    if (!found) throw new Error(`nobody watches ${plural}`);
    return found;
  }

  readingOf(kind: Kind): Reading {
    return this.store.reading(kind);
  }

  /** Waits until nothing moves any more at this moment of played time: no byte, no request, no change. */
  async settle(): Promise<void> {
    let before = this.#signs();
    for (let quiet = 0; quiet < 12; quiet++) {
      await turn(); // of the event loop, which takes what sockets have
      const now = this.#signs();
      if (now !== before) quiet = 0;
      before = now;
      if (quiet === 11 && this.breath > 0) {
        await pass(this.breath);
        if (this.#signs() !== before) quiet = 0;
      }
    }
  }

  /** A number that grows with whatever goes on. */
  #signs(): number {
    const { proxy, asked, store, clock } = this;
    return proxy.traffic.bytes + proxy.connections.length + asked.length + store.revision + clock.armed - clock.waiting;
  }

  /** Lets played time go on, timer by timer, until the condition holds. Throws where it does not within an hour of it. */
  async until(condition: () => boolean, within = 3_600_000): Promise<void> {
    const end = this.clock.elapsed() + within;
    for (;;) {
      await this.settle();
      if (condition()) return;
      const { next } = this.clock;
      if (next === null || this.clock.elapsed() + next > end) throw new Error(`in vain: ${condition.toString()}\n${this.told()}`);
      this.clock.advance(next);
    }
  }

  /** Lets that much played time go by, timer by timer; those that are due within `grain` milliseconds of each other at once. */
  async pass(milliseconds: number, grain = 0): Promise<void> {
    const end = this.clock.elapsed() + milliseconds;
    for (;;) {
      await this.settle();
      const left = end - this.clock.elapsed();
      if (left <= 0) return;
      this.clock.advance(Math.min(left, (this.clock.next ?? left) + grain));
    }
  }

  /** Waits until every kind is read, or known not to be there, and followed. */
  async synced(): Promise<void> {
    await this.until(() => kinds.every((kind) => ['synced', 'not-served'].includes(this.readingOf(kind).state)));
  }

  /** How the reading of each kind stands that is not simply well. */
  told(): string {
    return kinds
      .map((kind) => [kind, this.readingOf(kind)] as const)
      .filter(([, { state }]) => state !== 'synced' && state !== 'not-served')
      .map(([kind, { state, error }]) => `${kind} ${state}: ${error}`)
      .slice(0, 5)
      .join('\n');
  }

  /**
   * Lets played time go on until every kind is well and the store holds what the server has, then holds the model to it.
   * Throws with the differences where that takes longer, or does not come.
   */
  async holds(within: number): Promise<void> {
    const { demo, store, model, clock } = this;
    const well = () => kinds.every((kind) => ['synced', 'not-served'].includes(this.readingOf(kind).state));
    try {
      await this.until(() => well() && storeDifferences(demo.cluster, store).length === 0, within);
    } catch (error) {
      complain([this.told(), ...storeDifferences(demo.cluster, store)], error);
    }
    complain(modelDifferences(demo.cluster, store, model, clock));
  }

  /** The same, and every answer of the product's API but maps is what test:cluster recounts from the server's objects. */
  async right(within: number): Promise<void> {
    await this.holds(within);
    const snapshot = snapshotOf(this.demo.cluster);
    const compared = await Promise.all(Object.values(recounted).map((compare) => compare(snapshot, this.#product())));
    complain(compared.flat().flatMap(({ name, differences }) => differences.map((line) => `${name}: ${line}`)));
  }

  #product(): Answers {
    const get = async <T>(route: string): Promise<T> => {
      const answer = await fetch(`${this.url}/api/v1${route}`);
      if (answer.status !== 200) throw new Error(`GET ${route}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    return {
      url: this.url,
      get,
      async all<T>(route: string) {
        return (await get<{ readonly items: T[] }>(`${route}${route.includes('?') ? '&' : '?'}limit=1000`)).items;
      },
    };
  }

  /** Ends everything. Throws where the reading leaves a timer behind. */
  async stop(): Promise<void> {
    await this.reading?.stop();
    this.model.stop();
    this.#app.stop();
    await this.#http.stop();
    await this.connection.close();
    await this.proxy.stop();
    for (const demo of [this.demo, ...this.#demos]) await demo.stop();
    for (let turns = 0; turns < 100 && this.clock.waiting > 0; turns++) await pass(1); // the server's end of what was cut
    if (this.clock.waiting > 0) throw new Error(`${this.clock.waiting} timers are left`);
  }
}

function complain(differences: readonly string[], cause?: unknown): void {
  if (differences.length > 0)
    throw new Error(`what is held is not what the server has:\n${differences.slice(0, 20).join('\n')}`, { cause });
}

/** The model, with a note of who listens to it. */
function overheard(model: Model, listeners: Set<(event: ModelEvent) => void>): Questions {
  const subscribe: Model['subscribe'] = (listener) => {
    listeners.add(listener);
    return model.subscribe(listener);
  };
  return new Proxy(model, {
    get(target, name) {
      if (name === 'subscribe') return subscribe;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
