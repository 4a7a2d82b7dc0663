import type { Demo } from '../../server/demo/startDemo.ts';

/** The cluster's life at a rate that is kept: counted are the events that were made, and the time in which they were to be made. */
export interface Churn {
  pause(): void;
  resume(): void;
  /** Events so far. */
  readonly events: number;
  /** Seconds so far in which it was not paused. */
  readonly seconds: number;
}

const turn = 20; // milliseconds
const mostBehind = 5; // seconds: what a busy process did not get done in time is made up for, but for more than this

/** Makes events of a demo cluster from resume() on, a few every 20 ms. extra is called every second, and says how many it made itself. */
export function startChurn({ cluster }: Demo, rate: number, extra: () => number): Churn {
  let events = 0;
  let milliseconds = 0;
  let owed = 0;
  let last = 0;
  let untilExtra = 1000;
  let timer: NodeJS.Timeout | undefined;

  const step = () => {
    const now = performance.now();
    const passed = now - last;
    last = now;
    milliseconds += passed;
    owed = Math.min(owed + (rate * passed) / 1000, rate * mostBehind);
    untilExtra -= passed;
    const made = (count: number) => {
      events += count;
      owed -= count;
      return count;
    };
    if (untilExtra <= 0) {
      untilExtra = 1000;
      made(extra());
    }
    while (owed >= 1 && made(cluster.step()) > 0);
  };
  return {
    pause() {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      step();
    },
    resume() {
      if (timer !== undefined) return;
      last = performance.now();
      timer = setInterval(step, turn);
    },
    get events() {
      return events;
    },
    get seconds() {
      return milliseconds / 1000;
    },
  };
}
