import type { NamespaceRecord } from '../../records/records.ts';
import { initialReading, type Reading } from '../../store/reading.ts';
import { Store } from '../../store/store.ts';
import { type Connection, connectTo } from '../connection.ts';
import { Gate } from '../gate.ts';
import { namespaceReader } from '../namespace.ts';
import { Reflector } from '../reflector.ts';
import type { Log } from '../surroundings.ts';
import { Warnings } from '../warnings.ts';
import { WatchLists } from '../watchLists.ts';
import { PlayedClock } from './playedClock.ts';
import { type Scene, ScriptedServer } from './scriptedServer.ts';
import { until } from './until.ts';

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** One reflector of Namespaces, running against a server that plays scenes, on a clock that stands still. */
export class Play {
  readonly clock = new PlayedClock();
  readonly store = new Store(1);
  readonly warnings = new Warnings();
  readonly server: ScriptedServer;
  readonly connection: Connection;
  readonly reflector: Reflector<'Namespace'>;
  /** The names the store held after each batch of changes. */
  readonly batches: string[] = [];
  readonly watchLists = new WatchLists();
  /** What the log was told of failures: how loud, what stands beside the words, and the words. */
  readonly logged: (readonly ['debug' | 'warn' | 'error', unknown, string])[] = [];
  suspicions = 0;
  failures = 0;
  readonly #over = new AbortController();
  readonly #done: Promise<void>;

  constructor(server: ScriptedServer, options: { readonly random?: number; readonly watchList?: boolean }) {
    const { random = 0.5, watchList = true } = options;
    this.server = server;
    if (!watchList) this.watchLists.refused(this.clock.elapsed());
    this.connection = connectTo(server.url, { clock: this.clock, product: 'cidrscape/test' });
    this.store.subscribe(({ changes }) => {
      if (changes.length > 0) this.batches.push(this.names.join(' '));
    });
    this.reflector = new Reflector(
      namespaceReader,
      namespaceReader.resources[0],
      this.store,
      {
        connection: this.connection,
        clock: this.clock,
        random: () => random,
        log: {
          ...silent,
          debug: (beside: unknown, words?: string) => this.logged.push(['debug', beside, words ?? '']),
          warn: (beside: unknown, words?: string) => this.#failed('warn', beside, words),
          error: (beside: unknown, words?: string) => this.#failed('error', beside, words),
        },
        warnings: this.warnings,
        gate: new Gate(),
        watchLists: this.watchLists,
        suspectRewind: () => {
          this.suspicions += 1;
        },
      },
      this.#over.signal,
    );
    this.#done = this.reflector.run();
  }

  static async start(scenes: readonly Scene[], options: { readonly random?: number; readonly watchList?: boolean } = {}): Promise<Play> {
    return new Play(await ScriptedServer.start(...scenes), options);
  }

  get names(): string[] {
    return [...this.store.all('Namespace')].map((record: NamespaceRecord) => record.name).sort();
  }

  get reading(): Reading {
    return this.store.reading('Namespace');
  }

  /** Waits until the reflector shows this state. */
  async is(state: Reading['state']): Promise<void> {
    await until(() => this.reading.state === state && this.reading !== initialReading);
  }

  /** Waits until the reflector shows a failure with these words, which means that it now waits for its next attempt. */
  async fails(words: string): Promise<void> {
    await until(() => this.reading.error?.includes(words) ?? false);
  }

  /** Waits until so many failures have been shown in all; the reflector now waits for its next attempt. */
  async failed(count: number): Promise<void> {
    await until(() => this.failures >= count);
  }

  #failed(level: 'warn' | 'error', beside: unknown, words = ''): void {
    this.logged.push([level, beside, words]);
    this.failures += 1;
  }

  /** Waits until so many requests came. */
  async requests(count: number): Promise<void> {
    await until(() => this.server.asked.length >= count);
  }

  /** Stops the reflector, and throws where it leaves a timer or a request behind. */
  async stop(): Promise<void> {
    this.#over.abort(new Error('the test is over'));
    await this.#done;
    if (this.clock.waiting > 0) throw new Error(`${this.clock.waiting} timers are left`);
    await this.connection.close();
    await until(() => this.server.asked.every((asked) => asked.closed));
    await this.server.stop();
  }
}
