import type { Logger } from 'pino';
import type { Pool } from '../../shared/wire/pools.ts';
import type { Change, Store } from '../store/store.ts';
import { Awake, type Sleep } from './awake.ts';
import { fold, type Waiting } from './fold.ts';
import { Followed } from './followed.ts';
import {
  type Bounds,
  HistoryError,
  type HistoryFault,
  type HistoryStore,
  type Kept,
  type Mark,
  type Standing,
  type Tenancy,
} from './history.ts';
import { type HoldingKind, type HoldingRecord, holdingKinds, holdingsOf, isHoldingKind, objectOf, turnsOf } from './holdings.ts';
import type { MadeFrom } from './made/madeSamples.ts';
import { writeMadeHistory } from './made/writeMade.ts';
import { sampleOfPool } from './sampling.ts';

interface Clock {
  now(): number;
  elapsed(): number;
  timer(milliseconds: number, callback: () => void): () => void;
}

export interface RecorderOptions {
  readonly store: Pick<Store, 'get' | 'all' | 'reading' | 'subscribe'>;
  readonly pools: () => readonly Pool[];
  readonly history: HistoryStore;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn' | 'info' | 'error'>;
  /** What tells this cluster from all others; null until it is known. */
  readonly identity: () => string | null;
  readonly kept: Kept;
  /** Days of a past that is made up for a cluster that has none: the demo; and how old what there is in a pool is, for it. */
  readonly madeDays?: number;
  readonly created?: (pool: string) => MadeFrom;
}

export interface RecorderState {
  readonly state: 'starting' | 'recording' | 'failing' | 'refused';
  readonly error: string | null;
  readonly fault: HistoryFault | null;
  /** What a person should know of what was done: a corrupt file that was moved aside. */
  readonly note: string | null;
  readonly since: number | null;
  /** Whether what is stored can be read. */
  readonly answers: boolean;
  /** From when on it is known who held what. */
  readonly tenanciesSince: number | null;
  readonly bytes: number | null;
}

const beat = 1_000;
const slowest = 60_000; // between two attempts
const period = 300_000; // of samples
const atOnce = 500; // turns in one transaction
const sliceOfRecords = 250;
const nothingSaid: MadeFrom = { blocks: [], addresses: [] };
/** Turns that wait at most, some 15 MB: beyond, they are let go, and what is held is looked up when the engine is back. */
const mostWaiting = 60_000;
const seenEvery = 15_000;
const pruneEvery = 60_000;
/** So long a clock that jumped is not believed when it says what is too old: it may be put right soon. */
const trusted = 3_600_000;
const jump = 30_000; // milliseconds that two clocks may disagree from one beat to the next
/** Times never run backwards here, unless the clock was that wrong. */
const slip = 600_000;

/**
 * Writes down what the store and the model go through. Beside the change itself nothing happens but that turns are put in a queue; the
 * rest is done in beats, in small steps, and waits for the engine there. What the engine fails at is tried again, and shown.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #followed: Followed;
  readonly #awake: Awake;
  readonly #unsubscribe: () => void;
  #waiting: Waiting[] = [];
  #marks: Mark[] = [];
  #reconciled = new Set<HoldingKind>();
  /** Since when all that changes of a kind is in the queue, or written. */
  readonly #queued = new Map<HoldingKind, number>();
  #isOpen = false;
  #standing: Standing | undefined;
  /** As it is stored, where nothing could be written yet. */
  #stored: Standing | undefined;
  /** Up to when all that happened is known to be written, by whichever run; null: nothing yet. */
  #seen: number | null = null;
  #restartedAt: number | null = null; // where the last run ended, until the mark is written
  #made = false;
  /** What has ceased to hold an address before the past was made: it is part of that. */
  #gone: HoldingRecord[] = [];
  #time = 0;
  #last: { readonly now: number; readonly elapsed: number };
  #slot = -1;
  #seenAt = 0;
  #prunedAt: number | null = null;
  #jumpedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #state: RecorderState = {
    ...{ state: 'starting', error: null, fault: null, note: null },
    ...{ since: null, tenanciesSince: null, answers: false, bytes: null },
  };
  readonly #looked = Promise.withResolvers<void>();
  #running: Promise<void> | undefined;
  #cancel: () => void = () => {};
  #isStopped = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    const { store, clock } = options;
    this.#followed = new Followed((kind) => store.reading(kind), clock.now());
    this.#awake = new Awake(clock, (sleep) => this.#slept(sleep));
    this.#last = { now: clock.now(), elapsed: clock.elapsed() };
    this.#queueBegins();
    this.#unsubscribe = store.subscribe(({ changes, readings }) => {
      for (const change of changes) this.#take(change);
      for (const kind of readings) if (isHoldingKind(kind)) this.#readingChanged(kind);
    });
    this.#next(0);
  }

  get state(): RecorderState {
    return this.#state;
  }

  /** Once all that is held was looked at for the first time, and is written. */
  get looked(): Promise<void> {
    return this.#looked.promise;
  }

  /** The cluster as the history knows it, once answers can be given: what is stored can be read, as a rule, where nothing can be written. */
  get standing(): Standing | undefined {
    return this.#state.state === 'refused' ? undefined : (this.#standing ?? this.#stored);
  }

  /** Up to when all that happened is written: now, while nothing fails; null: nothing is. */
  get until(): number | null {
    return this.#state.state === 'recording' ? this.#options.clock.now() : (this.#seen ?? this.#stored?.seen ?? null);
  }

  /** Once what was heard of an address by now is written, or could not be. */
  async written(address: string): Promise<void> {
    if (this.#state.state !== 'recording') return;
    while (this.#waiting.some((turn) => turn.address === address) && this.#failures === 0) await this.#run();
  }

  /** Does at once what is to be done, and what comes up meanwhile. */
  async settle(): Promise<void> {
    await this.#running;
    await this.#beat();
  }

  /** Writes what waits, if the engine takes it, and closes it. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#unsubscribe();
    this.#awake.stop();
    this.#cancel();
    await this.#running?.catch(() => {});
    try {
      if (this.#isOpen && this.#standing) await this.#flush(true);
    } catch {
      // it is looked up at the next start
    }
    await this.#options.history.close();
  }

  #take(change: Change): void {
    const { kind } = change;
    if (!isHoldingKind(kind) || !this.#followed.isNews(kind) || this.#state.state === 'refused') return;
    const turns = turnsOf(change);
    if (turns.length === 0) return;
    this.#awake.look();
    const at = this.#followed.boundsOf(kind, this.#now());
    for (const { begins, address, as, record } of turns) {
      if (!begins && !this.#made && (this.#options.madeDays ?? 0) > 0 && this.#gone.at(-1) !== record) this.#gone.push(record);
      const held = begins || this.#reconciled.has(kind) ? undefined : this.#heldBounds(record, this.#queued.get(kind) ?? at.latest);
      this.#waiting.push({ begins, address, as, object: objectOf(record), uid: record.uid, at: begins ? notBefore(at, record) : at, held });
    }
    if (this.#waiting.length > mostWaiting) this.#letGo();
  }

  #letGo(): void {
    this.#waiting = [];
    this.#lookAgain();
    this.#followedAgain('not-written');
  }

  /** What is held has to be looked up: what was written, or waited to be, is not all that was. */
  #lookAgain(): void {
    this.#reconciled.clear();
    this.#queued.clear();
    this.#queueBegins();
  }

  #queueBegins(): void {
    for (const kind of holdingKinds) if (this.#followed.isNews(kind) && !this.#queued.has(kind)) this.#queued.set(kind, this.#now());
  }

  /** From here on only a look at what is held tells what happened since the last moment that was written. */
  #followedAgain(kind: Mark['kind']): void {
    const now = this.#now();
    const from = this.#seen ?? now;
    this.#marks = [...this.#marks.filter((mark) => mark.kind !== kind), { kind, from, until: now, note: '' }];
  }

  #slept(sleep: Sleep): void {
    this.#followed.slept(sleep);
    const { from, until } = sleep;
    if (this.#standing) this.#marks.push({ kind: 'asleep', from, until, note: '' });
  }

  #readingChanged(kind: HoldingKind): void {
    this.#awake.look();
    const loss = this.#followed.changed(kind, this.#now());
    this.#queueBegins();
    if (loss && this.#standing) this.#marks.push({ kind: 'unreachable', from: loss.from, until: loss.until, note: loss.kinds.join(', ') });
  }

  /** The clock's time, but never before one that was used already, unless the clock was put back for good. */
  #now(): number {
    const now = this.#options.clock.now();
    this.#time = now < this.#time && this.#time - now < slip ? this.#time : now;
    return this.#time;
  }

  #next(milliseconds: number): void {
    if (this.#isStopped) return;
    this.#cancel = this.#options.clock.timer(milliseconds, () => {
      void this.#run().finally(() => this.#next(this.#failures === 0 ? beat : Math.min(slowest, beat * 2 ** this.#failures)));
    });
  }

  /** One beat, or the end of the one that runs. */
  #run(): Promise<void> {
    this.#running ??= this.#beat().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #beat(): Promise<void> {
    if (this.#state.state === 'refused') return;
    this.#awake.look();
    this.#watchClock();
    try {
      if (!(await this.#ready())) return;
      for (const kind of this.#followed.good) if (!this.#reconciled.has(kind)) await this.#reconcile(kind);
      await this.#flush(false);
      await this.#sample();
      await this.#prune();
      if (this.#isWhole) this.#looked.resolve();
      if (this.#failures > 0) this.#options.log.info({ history: this.#options.history.where }, 'history is written again');
      this.#failures = 0;
      this.#state = { ...this.#state, state: 'recording', error: null, fault: null, since: this.#standing?.since ?? null, answers: true };
    } catch (error) {
      await this.#readStored(this.#fail(error));
    }
  }

  async #ready(): Promise<boolean> {
    const { history, identity, clock } = this.#options;
    if (!this.#isOpen) {
      const note = await history.open();
      this.#isOpen = true;
      if (note !== '') {
        this.#options.log.warn({ history: history.where }, note);
        this.#state = { ...this.#state, note };
        this.#standing = undefined;
        this.#lookAgain();
      }
    }
    if (this.#standing) return true;
    const name = identity();
    if (name === null) return false;
    const first = this.#seen === null;
    const standing = await history.standing(name, clock.now());
    if (standing.seen === null) await history.recordingBegins(standing.cluster, clock.now());
    this.#standing = standing;
    if (standing.seen !== null) this.#made = true;
    if (first) this.#restartedAt = standing.seen;
    this.#seen = standing.seen ?? this.#seen;
    return true;
  }

  #fail(error: unknown): HistoryFault {
    const { history, log } = this.#options;
    const fault = error instanceof HistoryError ? error.fault : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    if (this.#state.error !== message) log.error({ history: history.where, err: error }, `history is not written: ${message}`);
    this.#failures = Math.min(this.#failures + 1, 10);
    if (fault !== 'full') this.#isOpen = false; // with room again it is just written
    this.#state = { ...this.#state, state: fault === 'newer' ? 'refused' : 'failing', error: message, fault, answers: false };
    if (fault === 'newer') this.#waiting = [];
    return fault;
  }

  /** Where nothing can be written, what is stored is still there to be asked for. */
  async #readStored(fault: HistoryFault): Promise<void> {
    const { history, identity } = this.#options;
    if (fault !== 'full' && fault !== 'read-only') return;
    try {
      if (!this.#isOpen) await history.openToRead();
      const name = identity();
      this.#stored = name === null ? undefined : await history.known(name);
      if (!this.#stored) return;
      this.#state = { ...this.#state, since: this.#stored.since, answers: true, bytes: await history.bytes() };
    } catch {
      // why nothing is written is said already, and why nothing is read is the same
    }
  }

  /** Holds what is written of a kind against what there is, a little at a time: what happened meanwhile is known within bounds. */
  async #reconcile(kind: HoldingKind): Promise<void> {
    const { history, store } = this.#options;
    const cluster = this.#cluster;
    const seen = this.#seen;
    const write = (batch: { tenancies?: readonly Tenancy[]; endings?: Parameters<HistoryStore['write']>[1]['endings'] }) =>
      history.write(cluster, { endings: [], tenancies: [], marks: [], seen: null, ...batch });
    await this.#flush(false);
    for (let after = 0; ; ) {
      const page = await history.openTenancies(cluster, after, atOnce);
      await this.#flush(false);
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
      const ending = new Set(this.#waiting.flatMap(({ begins, address, uid }) => (begins ? [] : [`${address} ${uid}`])));
      const latest = this.#now();
      const endings = page
        .filter(({ object, address, uid }) => object.startsWith(`${kind} `) && !ending.has(`${address} ${uid}`))
        .filter(({ object, address, as, uid }) => {
          const record = store.get(kind, object.slice(kind.length + 1)) as HoldingRecord | undefined;
          return !record || record.uid !== uid || !holdingsOf(record).some((one) => one.address === address && one.as === as);
        })
        .map(({ address, as, uid, from }) => ({
          address,
          as,
          uid,
          to: { earliest: Math.max(from, Math.min(latest, seen ?? from)), latest: Math.max(from, latest) },
        }));
      if (endings.length > 0) await write({ endings });
    }
    let rows: Tenancy[] = [];
    let records = 0;
    for (const record of store.all(kind) as Iterable<HoldingRecord>) {
      const from = this.#heldBounds(record, this.#now(), seen);
      for (const holding of holdingsOf(record))
        rows.push({ ...holding, object: objectOf(record), uid: record.uid, from, to: null, made: false });
      if (++records % sliceOfRecords !== 0) continue;
      if (rows.length > 0) await write({ tenancies: rows });
      rows = [];
      await this.#flush(false);
    }
    if (rows.length > 0) await write({ tenancies: rows });
    this.#reconciled.add(kind);
  }

  /** Writes what waits, in bounded pieces; where nothing does, that all is written up to now. */
  async #flush(ends: boolean): Promise<void> {
    const { history } = this.#options;
    const isWhole = this.#isWhole;
    if (isWhole && this.#restartedAt !== null) {
      this.#marks.push({ kind: 'restart', from: this.#restartedAt, until: this.#now(), note: '' });
      this.#restartedAt = null;
    }
    do {
      const turns = this.#waiting.slice(0, atOnce);
      const marks = this.#marks;
      const isLast = turns.length === this.#waiting.length;
      const now = this.#options.clock.now();
      const heard = isWhole && isLast ? this.#followed.heard(now) : null;
      const due = ends || turns.length > 0 || Math.abs(now - this.#seenAt) >= seenEvery;
      if (turns.length === 0 && marks.length === 0 && (heard === null || !due)) return;
      const taken = this.#waiting;
      await history.write(this.#cluster, { ...fold(turns), marks, seen: heard });
      // Let go of meanwhile, they are another list.
      if (taken === this.#waiting) this.#waiting.splice(0, turns.length);
      this.#marks = this.#marks.filter((mark) => !marks.includes(mark));
      if (heard === null) continue;
      this.#seenAt = now;
      this.#seen = Math.max(this.#seen ?? 0, heard);
    } while (this.#waiting.length > 0);
  }

  async #sample(): Promise<void> {
    const { history, clock, pools, store, identity, madeDays = 0, created = () => nothingSaid } = this.#options;
    const slot = Math.floor(clock.now() / period);
    // What is not being followed, or not caught up with, may be long out of date: a gap, and no number.
    if (slot === this.#slot || !this.#isWhole || !this.#followed.isCurrent(this.#now())) return;
    const all = pools();
    await history.writeSamples(
      this.#cluster,
      slot * period,
      all.map((pool) => sampleOfPool(pool, slot * period)),
    );
    const due = this.#slot < 0 ? slot : this.#slot + 1;
    if (this.#failures > 0 && due < slot) this.#marks.push({ kind: 'not-written', from: due * period, until: this.#now(), note: '' });
    this.#slot = slot;
    if (madeDays === 0 || this.#made) return;
    const gone = this.#gone;
    await writeMadeHistory(history, this.#cluster, {
      pools: all,
      at: slot * period,
      *records() {
        for (const kind of holdingKinds) yield* store.all(kind) as Iterable<HoldingRecord>;
        yield* gone;
      },
      bornAt: (record) => this.#bornAt(record),
      nodeSince: (name) => store.get('Node', name)?.createdAt ?? 0,
      days: madeDays,
      created,
    });
    this.#gone = [];
    this.#made = true;
    this.#standing = await history.standing(identity() ?? '', clock.now());
    this.#prunedAt = null; // what is known now reaches further back
  }

  async #prune(): Promise<void> {
    const { history, clock, kept } = this.#options;
    const now = clock.elapsed();
    if (this.#prunedAt !== null && now - this.#prunedAt < pruneEvery) return;
    // As many steps as take it down faster than a busy cluster fills it up.
    const most = now - this.#jumpedAt < trusted ? 0 : 80;
    for (let step = 0; step < most; step++) if (!(await history.prune(this.#cluster, clock.now(), kept))) break;
    const { tenancies, since } = await history.extent(this.#cluster);
    if (this.#standing) this.#standing = { ...this.#standing, since }; // an import may have put it back
    this.#state = { ...this.#state, tenanciesSince: tenancies, bytes: await history.bytes() };
    this.#prunedAt = now;
  }

  #watchClock(): void {
    const { clock } = this.#options;
    const is = { now: clock.now(), elapsed: clock.elapsed() };
    const jumped = is.now - this.#last.now - (is.elapsed - this.#last.elapsed);
    const before = this.#last.now;
    this.#last = is;
    if (Math.abs(jumped) < jump) return;
    this.#jumpedAt = is.elapsed;
    const seconds = Math.round(jumped / 1000);
    this.#marks.push({
      kind: 'clock-jump',
      from: Math.min(before, is.now),
      until: Math.max(before, is.now),
      note: `${seconds > 0 ? '+' : ''}${seconds} s`,
    });
  }

  /** Since when it holds what it held at a moment, and was not written to hold. */
  #heldBounds(record: HoldingRecord, latest: number, seen = this.#seen): Bounds {
    return { earliest: earliestOf(this.#bornAt(record), seen, latest), latest };
  }

  /** Before this it held nothing: a pod has no address before its node is there. */
  #bornAt(record: HoldingRecord): number {
    const node = record.kind === 'Pod' ? this.#options.store.get('Node', record.nodeName) : undefined;
    return Math.max(record.createdAt, node?.createdAt ?? 0);
  }

  get #isWhole(): boolean {
    return this.#followed.allGood && this.#followed.good.every((kind) => this.#reconciled.has(kind));
  }

  get #cluster(): number {
    if (!this.#standing) throw new Error('the cluster is not known yet');
    return this.#standing.cluster;
  }
}

/** Nothing is held by an object that is not there yet. */
function notBefore({ earliest, latest }: Bounds, { createdAt }: HoldingRecord): Bounds {
  return { earliest: earliest === latest || earliest === null ? earliest : Math.min(latest, Math.max(earliest, createdAt)), latest };
}

/** For what is held and was not when all was known, or never was looked at: since it was made at the earliest. */
function earliestOf(createdAt: number, seen: number | null, latest: number): number | null {
  const known = Math.max(createdAt, seen ?? 0);
  return known === 0 ? null : Math.min(known, latest);
}
