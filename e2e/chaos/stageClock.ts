import type { Clock as DemoClock } from '../../server/demo/clock.ts';
import { PlayedClock } from '../../server/kubernetes/testing/playedClock.ts';

/** The one clock of a played cluster: the product, the simulated API server and the proxy all go by it. */
export class StageClock {
  /** How many timers were ever set: a sign of something going on. */
  armed = 0;
  readonly #played = new PlayedClock();
  #ahead = 0;

  /** The same clock as the simulated API server reads it: its wall time does not jump. */
  readonly demo: DemoClock = { now: () => this.#played.now(), after: (milliseconds, call) => this.timer(milliseconds, call) };

  readonly now = (): number => this.#played.now() + this.#ahead;
  readonly elapsed = (): number => this.#played.elapsed();

  readonly timer = (milliseconds: number, callback: () => void): (() => void) => {
    this.armed += 1;
    return this.#played.timer(milliseconds, callback);
  };

  /** How many timers are waiting. */
  get waiting(): number {
    return this.#played.waiting;
  }

  /** Milliseconds until the next timer; null where none is waiting. */
  get next(): number | null {
    return this.#played.next;
  }

  advance(milliseconds: number): void {
    this.#played.advance(milliseconds);
  }

  /** Wall time jumps on the product's machine, as when it is set; durations know nothing of it. */
  jump(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
