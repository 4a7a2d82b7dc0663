/** Time as the demo reads it: milliseconds since 1970, and a call after a while; after returns the undo. */
export interface Clock {
  now(): number;
  after(milliseconds: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to go on: for tests and for load without waiting. */
export class ManualClock implements Clock {
  #now: number;
  readonly #calls = new Set<{ readonly at: number; readonly call: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.#now + milliseconds, call };
    this.#calls.add(entry);
    return () => this.#calls.delete(entry);
  }

  /** How many calls are still to come. */
  get waiting(): number {
    return this.#calls.size;
  }

  /** Lets time pass, making each call that falls due, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#calls].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#calls.delete(due);
      this.#now = due.at;
      due.call();
    }
    this.#now = end;
  }
}
