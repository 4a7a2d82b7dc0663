import type { Kind, RecordOf } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';
import type { Edit, Store } from '../store/store.ts';
import { Backoff } from './backoff.ts';
import { wait } from './clock.ts';
import type { WatchEvent } from './decodeEvent.ts';
import { listVersion } from './decodeList.ts';
import { getWhole } from './exchange.ts';
import { asFailure, Failure, type FailureCode } from './failure.ts';
import { acceptOf, type Format } from './format.ts';
import { FullRead } from './fullRead.ts';
import type { KindReader } from './kindReader.ts';
import { listAll } from './list.ts';
import { PageSize } from './pageSize.ts';
import { checkPosition, rewound } from './positionCheck.ts';
import { pathOf, type Resource } from './resource.ts';
import { liesBefore } from './resourceVersion.ts';
import type { Surroundings } from './surroundings.ts';
import { Turns } from './turns.ts';
import { watch } from './watch.ts';

const slow = 30_000; // after 403, and twice that after 404; up to twice as long by jitter

const slice = 200; // objects that the store takes at once at the end of a full read: some milliseconds of work

/** After these, it may be another server, or one whose state was put back, that answers next. */
const away: ReadonlySet<FailureCode> = new Set(['unreachable', 'timeout']);
/** After these, too, but while they go on nothing is learned by looking each time. */
const unwell: ReadonlySet<FailureCode> = new Set(['server', 'ended']);
const lately = 60_000;

/** After these, what we hold cannot be continued from where it was. */
const breaking: ReadonlySet<FailureCode> = new Set(['expired', 'malformed', 'rewound', 'unexpected', 'unsupported', 'not-served']);

/**
 * Keeps one kind of the store equal to the cluster: reads it whole (WatchList, else paged LIST), then follows its changes by watch.
 * It ends by its signal alone: every failure is shown in the kind's Reading and leads to another attempt.
 * The rules are those of client-go's reflector; where they differ, the reason stands beside.
 */
export class Reflector<K extends Kind> {
  readonly #reader: KindReader<K>;
  readonly #resource: Resource;
  readonly #store: Store;
  readonly #around: Surroundings;
  readonly #signal: AbortSignal;
  readonly #backoff: Backoff;
  readonly #pageSize = new PageSize();

  /** The resourceVersion up to which we know everything; null where we must read anew. */
  #position: string | null = null;
  /** The last position there was, even one that cannot be continued: a lower one means that the server's state went back. */
  #reached = '';
  /** The full read that is under way; null outside one. */
  #reading: FullRead<K> | null = null;
  #whole = false; // the store holds this kind whole, if perhaps old
  #format: Format;
  #brokenWatchLists = 0; // in a row
  #absences = 0; // 404 in a row
  #streams = 0;
  #sawBookmark = false;
  #doubted = false; // whether our position is one of the server's
  #checkedAt = Number.NEGATIVE_INFINITY; // when that was last asked
  #reads = 0;
  #leftOut: string | null = null; // what the last full read could not take
  #drop: (reason: Failure) => void = () => {};
  readonly #turns: Turns;

  constructor(reader: KindReader<K>, resource: Resource, store: Store, around: Surroundings, signal: AbortSignal) {
    this.#reader = reader;
    this.#resource = resource;
    this.#format = reader.format;
    this.#store = store;
    this.#around = around;
    this.#signal = signal;
    this.#backoff = new Backoff(around.clock, around.random);
    this.#turns = new Turns(around.clock);
  }

  /** Runs until the signal comes, then resolves. */
  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        if (this.#position === null) await this.#readWhole();
        else await this.#follow(this.#position);
      } catch (error) {
        if (this.#signal.aborted) return;
        await this.#recover(asFailure(error));
      }
    }
  }

  /** Goes on from a position: in a connection that broke, the server may have become another one. */
  async #follow(position: string): Promise<void> {
    if (this.#doubted) {
      await checkPosition({
        connection: this.#around.connection,
        clock: this.#around.clock,
        reader: this.#reader,
        resource: this.#resource,
        accept: acceptOf[this.#format],
        store: this.#store,
        position,
        signal: this.#signal,
      });
      this.#doubted = false;
      this.#checkedAt = this.#around.clock.elapsed();
    }
    await this.#watch(position, () => {});
  }

  /** Another kind found that the server's past is not what it was: looks for itself. */
  doubt(): void {
    if (this.#position === null || this.#doubted) return;
    this.#doubted = true;
    this.#drop(new Failure('recheck', 'whether the server’s state went back is looked at'));
  }

  async #recover(failure: Failure): Promise<void> {
    const { clock, log } = this.#around;
    try {
      this.#mark(failure);
    } catch (error) {
      // A listener of the store threw: its fault must not end the reading.
      log.error({ kind: this.#reader.kind, err: error }, 'a failure could not be shown');
    }
    const delay = this.#delayAfter(failure);
    if (delay === 0) return;
    try {
      await wait(clock, delay, this.#signal);
    } catch {
      // The signal alone ends a wait early, and run() looks at it.
    }
  }

  /**
   * Looks, beside the watch, at the resourceVersion of the latest state. Lower than ours: etcd was restored, and our watch will be
   * silent for ever. Refused: RBAC may have been taken away, which a running watch does not notice, so it is opened anew to ask.
   */
  async probe(): Promise<void> {
    const ours = this.#position;
    const stream = this.#streams;
    if (ours === null) return;
    const { connection, clock, log } = this.#around;
    try {
      const asked = { connection, clock, accept: acceptOf[this.#format], path: pathOf(this.#resource, { limit: '1' }) };
      const { contentType, body } = await getWhole(asked, this.#signal, { bytes: 16 * 1024 * 1024, milliseconds: 60_000 });
      const theirs = listVersion(contentType, body);
      if (stream === this.#streams && liesBefore(theirs, ours)) this.#drop(rewound(ours, theirs));
    } catch (error) {
      if (this.#signal.aborted) return;
      const failure = asFailure(error);
      log.debug({ kind: this.#reader.kind, code: failure.code }, `probe: ${failure.message}`);
      // Whatever else it may be, the watch meets it by itself.
      const rights = failure.code === 'forbidden' || failure.code === 'unauthorized' || failure.code === 'not-served';
      if (stream === this.#streams && rights) this.#drop(new Failure('recheck', failure.message));
    }
  }

  async #readWhole(): Promise<void> {
    const { clock, gate, watchLists } = this.#around;
    const leave = this.#reader.big ? await gate.enter(this.#signal) : () => {};
    try {
      if (this.#brokenWatchLists < 2 && watchLists.worthAsking(clock.elapsed())) {
        try {
          await this.#watchList(leave);
          return;
        } catch (error) {
          // Asked in a way the server does not know: so is every other kind, and LIST always works.
          if (!(error instanceof Failure) || error.code !== 'unsupported') throw error;
          watchLists.refused(clock.elapsed());
        }
      }
      await this.#list();
    } finally {
      leave();
    }
  }

  async #list(): Promise<void> {
    const { connection, clock } = this.#around;
    const read = this.#begin();
    const { resourceVersion, unreadable } = await listAll({
      connection,
      clock,
      reader: this.#reader,
      resource: this.#resource,
      format: this.#format,
      pageSize: this.#pageSize,
      signal: this.#signal,
      take: async (records) => {
        read.put(records);
        await this.#turns.next();
      },
      pause: async (failure) => {
        this.#mark(failure);
        await wait(clock, this.#delayAfter(failure), this.#signal);
      },
      onBytes: () => this.#heard(),
    });
    await this.#end(read, resourceVersion, unreadable);
  }

  async #watchList(atEnd: () => void): Promise<void> {
    const { clock, watchLists } = this.#around;
    this.#reading = this.#begin();
    try {
      await this.#watch(null, atEnd);
    } catch (error) {
      if (this.#reading !== null && error instanceof Failure) {
        // A server, or something between, that cannot bring a WatchList to its end may still manage pages.
        if (['ended', 'malformed', 'timeout', 'server'].includes(error.code)) this.#brokenWatchLists += 1;
        if (error.code === 'silent') {
          this.#brokenWatchLists = 2;
          watchLists.silent(this.#reader.kind, clock.elapsed());
        }
      }
      throw error;
    } finally {
      this.#reading = null;
    }
  }

  async #watch(from: string | null, atEnd: () => void): Promise<void> {
    const { connection, clock, random } = this.#around;
    this.#streams += 1;
    if (this.#streams > 1) this.#count({ restarts: 1 });
    const seconds = 300 + Math.floor(random() * 301);
    const began = clock.elapsed();
    try {
      await watch({
        connection,
        clock,
        reader: this.#reader,
        resource: this.#resource,
        accept: acceptOf[this.#format],
        from,
        seconds,
        sendsBookmarks: this.#sawBookmark,
        signal: this.#signal,
        listener: {
          opened: (drop) => {
            this.#drop = drop;
            this.#absences = 0;
          },
          bytes: () => this.#heard(),
          events: (events) => this.#take(events, atEnd),
          stands: () => this.#note({ state: 'synced', connected: true, error: this.#leftOut }),
        },
      });
      // A server that stops ends its watches in good order, too, but before they are over.
      const lasted = (clock.elapsed() - began) / 1000;
      if (lasted < seconds - 5 || lasted > seconds + 35) this.#doubted = true;
    } finally {
      this.#drop = () => {};
    }
  }

  /** The events of one chunk: one batch for the store, up to the first that ends the watch. */
  async #take(events: readonly WatchEvent<K>[], atEnd: () => void): Promise<void> {
    const edits: Edit[] = [];
    let reached: string | null = null;
    let failure: Failure | null = null;
    const came: RecordOf[K][] = [];
    for (const event of events) {
      if (this.#reading !== null) {
        if (event.type === 'put') came.push(event.record);
        else if (event.type === 'error') failure = event.failure;
        else if (event.type === 'remove') {
          this.#reading.put(came.splice(0));
          this.#reading.remove(event.key);
        } else if (event.initialEventsEnd) {
          this.#reading.put(came.splice(0));
          await this.#end(this.#reading, event.resourceVersion, []);
          this.#reading = null;
          this.#around.watchLists.worked();
          atEnd();
        }
      } else if (event.type === 'put') {
        edits.push({ put: event.record });
        reached = event.record.resourceVersion;
      } else if (event.type === 'remove') {
        edits.push({ remove: { kind: this.#reader.kind, key: event.key } });
        reached = event.resourceVersion;
      } else if (event.type === 'error') failure = event.failure;
      else {
        this.#sawBookmark = true;
        const ours = reached ?? this.#reached;
        if (liesBefore(event.resourceVersion, ours)) failure = rewound(ours, event.resourceVersion);
        else reached = event.resourceVersion;
      }
      if (failure) break;
    }
    if (this.#reading !== null) {
      this.#reading.put(came);
      await this.#turns.next();
    }
    if (edits.length > 0) this.#store.apply(edits);
    if (reached !== null) this.#reach(reached);
    if (failure) throw failure;
  }

  /**
   * A first read goes into the store as it comes: nobody can see half of it, for the kind counts as unknown until it is whole. A later one
   * is kept apart until all has come, so that one that breaks off changes nothing of what is shown.
   */
  #begin(): FullRead<K> {
    return new FullRead(this.#reader.kind, this.#store, { staged: this.#whole });
  }

  async #end(read: FullRead<K>, resourceVersion: string, unreadable: readonly Failure[]): Promise<void> {
    const lower = read.wentBack ?? (liesBefore(resourceVersion, this.#reached) ? [this.#reached, resourceVersion] : null);
    if (lower) this.#warnAndTellOthers(rewound(...lower).message);
    // Bit by bit: a large kind at once would hold up every answer and heartbeat. Meanwhile the kind is marked as stale.
    for (const _ of read.end(slice)) {
      await this.#turns.next();
      this.#signal.throwIfAborted();
    }
    this.#reach(resourceVersion);
    this.#doubted = false;
    this.#whole = true;
    this.#brokenWatchLists = 0;
    this.#leftOut = unreadable.length === 0 ? null : leftOutWords(unreadable);
    this.#reads += 1;
    this.#count({ relists: this.#reads > 1 ? 1 : 0, decodeErrors: unreadable.length });
  }

  #reach(resourceVersion: string): void {
    this.#position = resourceVersion;
    this.#reached = resourceVersion;
  }

  /** Shows a failure, and takes from it what has to be done otherwise next time. */
  #mark(failure: Failure): void {
    const { kind } = this.#reader;
    const { code, message } = failure;
    if (code === 'recheck') return;
    const { clock, log } = this.#around;
    const told = { kind, code, ...(code === 'unexpected' && { err: failure.cause }) };
    if (code === 'unexpected') log.error(told, message);
    else log.warn(told, message);

    if (breaking.has(code)) this.#position = null;
    if (away.has(code) || (unwell.has(code) && clock.elapsed() - this.#checkedAt > lately)) this.#doubted = true;
    if (code === 'malformed') this.#count({ decodeErrors: 1 });
    if (code === 'not-acceptable') this.#format = 'json';
    if (code === 'rewound') this.#warnAndTellOthers(message);
    // One 404 may be a proxy's mistake. At the second look the kind is gone, and its objects with it.
    if (code === 'not-served' && ++this.#absences === 2) {
      this.#store.replace(kind, []);
      this.#whole = false;
    }
    // Half of a first read is nothing to show beside a state in which no more will come.
    if (code === 'forbidden' && !this.#whole) this.#store.replace(kind, []);
    const state = code === 'forbidden' || code === 'not-served' ? code : this.#whole ? 'stale' : 'syncing';
    this.#note({ state, connected: false, error: message });
  }

  /** Milliseconds until the next attempt. */
  #delayAfter({ code, retryAfter }: Failure): number {
    const { random } = this.#around;
    if (code === 'recheck') return 0;
    if (code === 'forbidden') return slow * (1 + random());
    if (code === 'not-served') return slow * 2 * (1 + random());
    const backoff = this.#backoff.next();
    return retryAfter === null ? backoff : Math.max(backoff, retryAfter + random() * 1000);
  }

  #warnAndTellOthers(message: string): void {
    this.#warn(message);
    this.#around.suspectRewind();
  }

  #warn(message: string): void {
    const { warnings, clock } = this.#around;
    warnings.put('rewind', `${this.#reader.kind}: ${message}; read again at ${new Date(clock.now()).toISOString()}`);
  }

  #heard(): void {
    this.#note({ lastEvent: this.#around.clock.now(), connected: true });
  }

  #count(more: Partial<Pick<Reading, 'restarts' | 'relists' | 'decodeErrors'>>): void {
    const reading = this.#store.reading(this.#reader.kind);
    this.#note({
      restarts: reading.restarts + (more.restarts ?? 0),
      relists: reading.relists + (more.relists ?? 0),
      decodeErrors: reading.decodeErrors + (more.decodeErrors ?? 0),
    });
  }

  #note(patch: Partial<Reading>): void {
    this.#store.setReading(this.#reader.kind, patch);
  }
}

const leftOutWords = (failures: readonly Failure[]): string =>
  `${failures.length === 1 ? 'one object' : `${failures.length} objects`} could not be read: ${failures[0]?.message ?? ''}`;
