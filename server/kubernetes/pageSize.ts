import type { Format } from './format.ts';

const least = 500;
const most = 5000;

/**
 * How many objects to ask for at once: 500, as client-go, and more while the answers stay quick. Of JSON never more, for a page of it is
 * parsed in one go, and nothing else has its turn meanwhile.
 */
export class PageSize {
  #limit = least;

  limit(format: Format): number {
    return format === 'json' ? least : this.#limit;
  }

  /** Learns from an answer that took so many milliseconds. */
  answered(milliseconds: number): void {
    if (milliseconds < 1000) this.#limit = Math.min(most, this.#limit * 2);
    else if (milliseconds > 5000) this.failed();
  }

  failed(): void {
    this.#limit = Math.max(least, Math.floor(this.#limit / 2));
  }
}
