/**
 * Looks at single things that a change elsewhere calls for, thousands at a time. They are taken a few milliseconds at once, and
 * whoever else waits has his turn in between. A job yields after each look; what it walks over may change between two of them.
 */
export class Backlog {
  readonly #now: () => number;
  readonly #jobs = new Set<Iterator<unknown>>();

  /** now: milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get empty(): boolean {
    return this.#jobs.size === 0;
  }

  add(job: Iterable<unknown>): void {
    this.#jobs.add(job[Symbol.iterator]());
  }

  /** Goes on for about so many milliseconds, or until nothing is left. */
  run(milliseconds: number): void {
    const end = this.#now() + milliseconds;
    for (const job of this.#jobs) {
      while (!job.next().done) if (this.#now() >= end) return;
      this.#jobs.delete(job);
      if (this.#now() >= end) return;
    }
  }
}
