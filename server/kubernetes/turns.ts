import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Clock } from './clock.ts';

const most = 8; // milliseconds of work in one go

/** Lets timers, answers and other streams have their turn when work has gone on for some milliseconds. */
export class Turns {
  readonly #clock: Pick<Clock, 'elapsed'>;
  #began: number;

  constructor(clock: Pick<Clock, 'elapsed'>) {
    this.#clock = clock;
    this.#began = clock.elapsed();
  }

  /** Asked between two pieces of work that are short by themselves. */
  async next(): Promise<void> {
    if (this.#clock.elapsed() - this.#began < most) return;
    await othersTurn();
    this.#began = this.#clock.elapsed();
  }
}
