import type { CreatedOn } from '../../shared/plan/forecast/aliveSeries.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { Sample, Standing } from '../history/history.ts';
import type { Questions } from '../model/model.ts';
import { goneOf, noPast, pastOf } from './past.ts';
import { isYoung, type Known, type Seen, seeing } from './seen.ts';
import { podAddressTargets, type Target, targetsOf } from './targets.ts';

const dayLength = 86_400_000;
const hour = 3_600_000;
const daysBack = 730;
/** Pools that are gone and are looked at: inferred ranges come and go. */
const mostGone = 200;
const period = 300_000; // of samples
const beat = 5_000;

/** What was counted of the pools, as the history gives it. */
export interface Counted {
  /** The cluster in the history; undefined while the history cannot be asked. */
  readonly standing: Standing | undefined;
  /** Why it cannot; null where nothing is wrong. */
  readonly error: string | null;
  /** The ids of all pools that ever were sampled, also of those that are gone. Rejects where the history fails. */
  pools(cluster: number): Promise<readonly string[]>;
  /** Daily samples in order of time; undefined where there are none of such a pool. Rejects where the history fails. */
  samples(cluster: number, pool: string, range: { readonly from: number; readonly to: number }): Promise<readonly Sample[] | undefined>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; returns the undo. */
  timer(milliseconds: number, run: () => void): () => void;
}

export interface OutlookOptions {
  readonly model: Pick<Questions, 'pools' | 'created'>;
  readonly counted: Counted;
  readonly clock: Clock;
  /** Lets others have a turn. */
  readonly rest: () => Promise<void>;
  /** Told of what should not happen: a history that fails is no fault. */
  readonly fault: (error: unknown) => void;
}

/** How things stand and go on, as it was last made out. */
export interface Outlook {
  readonly today: number;
  /** When the history of the cluster begins, in milliseconds since 1970; null where there is none. */
  readonly since: number | null;
  /** Why what was counted could not be read. */
  readonly withoutHistory: string | null;
  readonly targets: readonly Target[];
  /** By the id of the target; those of pods' addresses in blocks are among them. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/**
 * Makes out how each target goes on, off the way of changes: every five minutes, as samples come, and where there are other pools. One
 * target is one turn of the event loop, so that no turn is long: a fit takes some 15 ms for a year. What it found last stands until then.
 */
export class Outlooks {
  readonly #options: OutlookOptions;
  readonly #rows = new Map<string, readonly Sample[]>();
  #gone: readonly string[] = [];
  #created = new Map<string, readonly CreatedOn[]>();
  #createdOn = -1;
  #known = new Map<string, Known>();
  #seen = new Map<string, Seen>();
  #made = ''; // what it was last made out for
  #madeOn = -1;
  #rowsOf = '';
  #since: number | null = null;
  #error: string | null = null;
  #running: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: OutlookOptions) {
    this.#options = options;
  }

  /** From now on it is made out by itself. Returns the stop. */
  start(): () => Promise<void> {
    let cancel = () => {};
    const next = () => {
      cancel = this.#options.clock.timer(beat, () => {
        next();
        if (this.#made !== this.#stamp(this.#targets())) this.refresh().catch(this.#options.fault);
      });
    };
    next();
    return async () => {
      this.#isStopped = true;
      cancel();
      await this.#running?.catch(() => {});
    };
  }

  /** Makes it all out anew; one that is running is waited for. */
  refresh(): Promise<void> {
    this.#running ??= this.#refresh().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** How things stand now, and go on as was last made out; made out first where it never was. */
  async now(): Promise<Outlook> {
    // Other pools may come while it is made out.
    for (let time = 0; time < 3 && this.#isBehind; time++) await this.refresh();
    return this.last();
  }

  get #isBehind(): boolean {
    return this.#madeOn !== this.#today || this.#targets().some(({ id }) => !this.#known.has(id));
  }

  /** The same without waiting: what was never made out is missing. */
  last(): Outlook {
    const targets = this.#targets();
    const today = this.#today;
    const seen = new Map<string, Seen>();
    for (const target of targets) {
      const known = this.#known.get(target.id);
      if (known) seen.set(target.id, this.#asOfNow(target, known, today));
    }
    return { today, since: this.#since, withoutHistory: this.#error, targets, seen };
  }

  /** What was made out stands, unless the limit is another by now, or it is full or no longer is. */
  #asOfNow(target: Target, known: Known, today: number): Seen {
    const before = this.#seen.get(target.id);
    const isFull = target.limit !== null && target.left === 0;
    if (before && (before.limits.at(-1)?.limit ?? null) === target.limit && (before.forecast?.ends.kind === 'full') === isFull)
      return before;
    const seen = seeing(target, known, today, before);
    this.#seen.set(target.id, seen);
    return seen;
  }

  async #refresh(): Promise<void> {
    const targets = this.#targets();
    const today = this.#today;
    const stamp = this.#stamp(targets);
    const pools = new Map(targets.flatMap((target) => target.pools.map((pool) => [pool.id, pool] as const)));
    await this.#read(pools);
    if (this.#createdOn !== today) this.#created = new Map();
    this.#createdOn = today;
    const known = new Map<string, Known>();
    const seen = new Map<string, Seen>();
    for (const target of targets) {
      if (this.#isStopped) return;
      const all = [...target.pools, ...goneOf(target, this.#gone, this.#rows)];
      const past = target.pools.length === 0 ? noPast : pastOf(all, target.measure, this.#rows);
      const isWanted = isYoung(past) && (target.kind !== 'node' || target.limit !== null);
      const one = { past, created: isWanted ? await this.#createdOf(target) : [] };
      known.set(target.id, one);
      seen.set(target.id, seeing(target, one, today, this.#seen.get(target.id)));
      await this.#options.rest();
    }
    this.#known = known;
    this.#seen = seen;
    this.#made = stamp;
    this.#madeOn = today;
  }

  /** Brings the daily samples up to date: all of them once an hour, for others may write into the past, else the last two days. */
  async #read(pools: ReadonlyMap<string, Pool>): Promise<void> {
    const { counted, clock } = this.#options;
    const { standing } = counted;
    if (!standing) {
      this.#error = counted.error;
      return;
    }
    const { cluster, since } = standing;
    const today = this.#today;
    const of = `${cluster} ${since} ${Math.floor(clock.now() / hour)}`;
    const isWhole = this.#rowsOf !== of;
    try {
      const ever = isWhole ? await counted.pools(cluster) : [...this.#rows.keys()];
      this.#gone = ever.filter((id) => !pools.has(id)).slice(0, mostGone);
      const ids = new Set([...pools.keys(), ...this.#gone]);
      for (const id of ids) {
        if (this.#isStopped) return;
        const had = isWhole ? undefined : this.#rows.get(id);
        const from = had ? (today - 1) * dayLength : (today - daysBack) * dayLength;
        const rows = (await counted.samples(cluster, id, { from, to: clock.now() + dayLength })) ?? [];
        this.#rows.set(id, [...(had ?? []).filter(({ at }) => at < from), ...rows]);
      }
      for (const id of this.#rows.keys()) if (!ids.has(id)) this.#rows.delete(id);
      this.#rowsOf = of;
      this.#since = since;
      this.#error = null;
    } catch (error) {
      // What was read before still holds; where nothing was, creation times are all there is.
      this.#error = error instanceof Error ? error.message : String(error);
    }
  }

  async #createdOf({ distinct, measure }: Target): Promise<readonly CreatedOn[]> {
    const of = measure === 'blocks' ? 'blocks' : 'addresses';
    const counts = new Map<number, number>();
    for (const { id } of distinct) {
      const key = `${of} ${id}`;
      const created = this.#created.get(key) ?? this.#options.model.created(id, of) ?? [];
      if (!this.#created.has(key)) await this.#options.rest();
      this.#created.set(key, created);
      for (const { day, count } of created) counts.set(day, (counts.get(day) ?? 0) + count);
    }
    return [...counts].map(([day, count]) => ({ day, count })).sort((a, b) => a.day - b.day);
  }

  #targets(): Target[] {
    const pools = this.#options.model.pools({ limit: 1000 }).items;
    return [...targetsOf(pools), ...podAddressTargets(pools)];
  }

  get #today(): number {
    return Math.floor(this.#options.clock.now() / dayLength);
  }

  #stamp(targets: readonly Target[]): string {
    const { standing } = this.#options.counted;
    const slot = Math.floor(this.#options.clock.now() / period);
    return JSON.stringify([slot, standing?.cluster, standing?.since, targets.map(({ id }) => id)]);
  }
}
