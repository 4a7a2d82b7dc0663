import type { Clock } from '../clock.ts';

/** A clock that stands still until it is told to go on. Timers fire in order, each at its own moment. */
export class PlayedClock implements Clock {
  #time = 0;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return 1_700_000_000_000 + this.#time;
  }

  elapsed(): number {
    return this.#time;
  }

  timer(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#time + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers are waiting. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Milliseconds until the next timer; null where none is waiting. */
  get next(): number | null {
    let first = Number.POSITIVE_INFINITY;
    for (const { at } of this.#timers) first = Math.min(first, at);
    return first === Number.POSITIVE_INFINITY ? null : Math.max(0, first - this.#time);
  }

  advance(milliseconds: number): void {
    const end = this.#time + milliseconds;
    for (;;) {
      const next = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.#time = Math.max(this.#time, next.at);
      next.callback();
    }
    this.#time = end;
  }
}
