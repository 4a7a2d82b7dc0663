import type { Kind } from '../records/records.ts';

const again = 3_600_000; // a server is asked again after an hour: it may have been upgraded
const enough = 2; // kinds whose initial events came without their end mark

/**
 * Whether a WatchList is worth asking for, which the kinds of one cluster learn for each other. A server that refuses it refuses it to all.
 * One that never sends the end mark may not know it (before 1.27), or the connection went dead: that takes two kinds to believe.
 */
export class WatchLists {
  readonly #silent = new Set<Kind>();
  #refusedAt = Number.NEGATIVE_INFINITY;

  /** now is in milliseconds of a clock that never goes back. */
  worthAsking(now: number): boolean {
    return now - this.#refusedAt >= again;
  }

  refused(now: number): void {
    this.#refusedAt = now;
    this.#silent.clear();
  }

  silent(kind: Kind, now: number): void {
    this.#silent.add(kind);
    if (this.#silent.size >= enough) this.refused(now);
  }

  worked(): void {
    this.#silent.clear();
  }
}
