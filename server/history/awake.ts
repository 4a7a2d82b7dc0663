interface Clock {
  now(): number;
  elapsed(): number;
  timer(milliseconds: number, callback: () => void): () => void;
}

/** A while in which this program did not run. Times are milliseconds since 1970. */
export interface Sleep {
  /** When it ran for the last time. */
  readonly from: number;
  readonly until: number;
  /** How long it was, by whichever clock says more: one stands still while a computer sleeps, the other may be put back. */
  readonly lasted: number;
}

/** How often it notes that it runs. */
const step = 500;
/** A program that is busy is late by less than this, as a rule; what it hears late by less is called exact. */
const late = 5_000;

/**
 * Notices that this program did not run for a while: it was stopped, its computer slept, or one thing kept it busy. What it hears then may
 * have happened long before. `look` is to be called before whatever is heard is taken for news; beside that it looks by itself.
 */
export class Awake {
  readonly #clock: Clock;
  readonly #slept: (sleep: Sleep) => void;
  /** When it ran for the last time; until it has run for a step, nothing is known. */
  #last: { readonly now: number; readonly elapsed: number } | undefined;
  #cancel: () => void = () => {};

  constructor(clock: Clock, slept: (sleep: Sleep) => void) {
    this.#clock = clock;
    this.#slept = slept;
    this.#next();
  }

  /** Tells of a while that has just ended, if there was one. */
  look(): void {
    const { now, elapsed } = this.#clock;
    const [last, is] = [this.#last, { now: now(), elapsed: elapsed() }];
    if (!last) return;
    const lasted = Math.max(is.elapsed - last.elapsed, is.now - last.now);
    if (lasted < step + late) return;
    this.#last = is;
    this.#slept({ from: Math.min(last.now, is.now), until: is.now, lasted });
  }

  stop(): void {
    this.#cancel();
  }

  #next(): void {
    this.#cancel = this.#clock.timer(step, () => {
      this.look();
      this.#last = { now: this.#clock.now(), elapsed: this.#clock.elapsed() };
      this.#next();
    });
  }
}
