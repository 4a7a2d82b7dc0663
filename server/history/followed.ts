import type { Reading } from '../store/reading.ts';
import type { Sleep } from './awake.ts';
import type { Bounds } from './history.ts';
import { type HoldingKind, holdingKinds } from './holdings.ts';

/** What is still to be told after a connection was lost comes within so many milliseconds of the next one. */
const catchingUp = 5_000;
/** After a sleep it comes within as long as that lasted, and no more than this: so TCP spaces what it sends again. */
const slowest = 120_000;
/** A loss that is over sooner is a watch that was opened anew, as each is every few minutes. */
const worthAMark = 30_000;

interface Kind {
  good: boolean;
  /** It has been whole once: what changes since then is news. */
  whole: boolean;
  /** Until when nothing can have been missed, the last time that something could. */
  sure: number;
  /** When it was good again, or this program awake. */
  since: number;
  /** For how many milliseconds from then on it catches up. */
  catching: number;
  /** What is known of it may be of before, until it has caught up. */
  behind: boolean;
}

/** A time in which not all that happened was heard of. */
export interface Loss {
  readonly from: number;
  readonly until: number;
  readonly kinds: readonly HoldingKind[];
}

/** How sure the moment of a change is: by how the reading of its kind stands. */
export class Followed {
  readonly #reading: (kind: HoldingKind) => Reading;
  readonly #kinds: Readonly<Record<HoldingKind, Kind>>;
  #lost: { from: number; kinds: Set<HoldingKind> } | undefined;

  constructor(reading: (kind: HoldingKind) => Reading, now: number) {
    this.#reading = reading;
    const kind = (): Kind => ({ good: false, whole: false, sure: now, since: now, catching: catchingUp, behind: false });
    this.#kinds = { Node: kind(), Service: kind(), Pod: kind() };
    for (const one of holdingKinds) this.changed(one, now);
  }

  /** The reading of a kind stands otherwise. Answers with the loss that is over by this, if it was one. */
  changed(kind: HoldingKind, now: number): Loss | undefined {
    const state = this.#kinds[kind];
    const { state: is, connected, lastEvent } = this.#reading(kind);
    const good = is === 'synced' && connected;
    if (good === state.good) return undefined;
    state.good = good;
    if (!good) {
      // Lost before it had caught up: what it heard since may have been late, and what it did not hear may be older.
      const before = isCaughtUp(state, now) ? now : state.sure;
      state.sure = Math.min(before, lastEvent === 0 ? now : lastEvent);
      this.#lost ??= { from: state.sure, kinds: new Set() };
      this.#lost.from = Math.min(this.#lost.from, state.sure);
      this.#lost.kinds.add(kind);
      return undefined;
    }
    Object.assign(state, { since: now, catching: catchingUp, behind: state.whole, whole: true });
    const lost = this.#lost;
    if (!lost || holdingKinds.some((one) => lost.kinds.has(one) && !this.#kinds[one].good)) return undefined;
    this.#lost = undefined;
    return now - lost.from < worthAMark ? undefined : { from: lost.from, until: now, kinds: [...lost.kinds] };
  }

  /** This program did not run for a while: what it hears for some time may have happened meanwhile, although its connections stand. */
  slept({ from, until, lasted }: Sleep): void {
    for (const kind of holdingKinds) {
      const state = this.#kinds[kind];
      if (!state.good) continue;
      const sure = isCaughtUp(state, from) ? from : Math.min(state.sure, from);
      Object.assign(state, { sure, since: until, catching: Math.min(Math.max(lasted, catchingUp), slowest), behind: true });
    }
  }

  /** Whether what changes of a kind is news: before it was whole once, everything seems to come. */
  isNews(kind: HoldingKind): boolean {
    return this.#kinds[kind].whole;
  }

  /** When a change of a kind happened that is told now. */
  boundsOf(kind: HoldingKind, now: number): Bounds {
    const state = this.#kinds[kind];
    const exact = state.good && isCaughtUp(state, now);
    return { earliest: exact ? now : Math.min(state.sure, now), latest: now };
  }

  /** Kinds that may be read and of which all is known now. */
  get good(): readonly HoldingKind[] {
    return holdingKinds.filter((kind) => this.#kinds[kind].good);
  }

  /** Whether all that may be read is. */
  get allGood(): boolean {
    return this.good.length > 0 && holdingKinds.every((kind) => this.#kinds[kind].good || this.#isUnreadable(kind));
  }

  /** Whether all that may be read is known as it is now, and not as it was before it was lost, or before this program slept. */
  isCurrent(now: number): boolean {
    return this.allGood && this.good.every((kind) => !this.#kinds[kind].behind || isCaughtUp(this.#kinds[kind], now));
  }

  /** Up to when all that happened has been told: a connection that has died without a word may have told nothing since. */
  heard(now: number): number | null {
    if (!this.allGood) return null;
    return Math.min(
      ...this.good.map((kind) => {
        const state = this.#kinds[kind];
        const { lastEvent } = this.#reading(kind);
        const told = lastEvent === 0 ? state.since : lastEvent;
        return isCaughtUp(state, now) ? told : Math.min(state.sure, told);
      }),
    );
  }

  #isUnreadable(kind: HoldingKind): boolean {
    const { state } = this.#reading(kind);
    return state === 'forbidden' || state === 'not-served';
  }
}

/** A clock that is put back makes nobody wait for it. */
function isCaughtUp({ since, catching }: Kind, now: number): boolean {
  return Math.abs(now - since) >= catching;
}
