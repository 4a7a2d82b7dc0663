import type { Clock } from './clock.ts';

/**
 * Barks when nothing was heard for too long. Hearing is one assignment, so it may happen for every chunk of a stream.
 * The limit may change while it runs.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #bark: (limit: number) => void;
  #limit: number;
  #heard: number;
  #cancel: () => void = () => {};

  constructor(clock: Clock, limit: number, bark: (limit: number) => void) {
    this.#clock = clock;
    this.#limit = limit;
    this.#bark = bark;
    this.#heard = clock.elapsed();
    this.#arm(limit);
  }

  heard(): void {
    this.#heard = this.#clock.elapsed();
  }

  /** Sets another limit in milliseconds, counted from now. */
  within(limit: number): void {
    this.#limit = limit;
    this.heard();
    this.#cancel();
    this.#arm(limit);
  }

  stop(): void {
    this.#cancel();
  }

  #arm(milliseconds: number): void {
    this.#cancel = this.#clock.timer(milliseconds, () => {
      const left = this.#heard + this.#limit - this.#clock.elapsed();
      if (left > 0) this.#arm(left);
      else this.#bark(this.#limit);
    });
  }
}
