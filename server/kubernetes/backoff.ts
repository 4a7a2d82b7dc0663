import type { Clock } from './clock.ts';

const first = 800;
const longest = 30_000;
const quiet = 120_000;

/** client-go's reflector backoff: 800 ms doubling to 30 s, full jitter, from the start again after two minutes without a failure. */
export class Backoff {
  readonly #clock: Pick<Clock, 'elapsed'>;
  readonly #random: () => number;
  #failures = 0;
  #last = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'elapsed'>, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt, counting this as one more failure. */
  next(): number {
    const now = this.#clock.elapsed();
    if (now - this.#last > quiet) this.#failures = 0;
    const ceiling = Math.min(longest, first * 2 ** Math.min(this.#failures, 16));
    this.#failures += 1;
    const delay = this.#random() * ceiling;
    this.#last = now + delay; // the wait itself is not quiet time
    return delay;
  }
}
