import type { FoundKey } from '../store/keys.ts';

/** The lowest so many of any number of keys. Those that are not among them are never made into strings. */
export class LowestKeys {
  readonly #most: number;
  #keys: Buffer[] = [];
  /** The highest of the lowest, once there are enough. */
  #limit: Buffer | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  add({ bytes, first, end }: FoundKey): void {
    if (this.#limit && bytes.compare(this.#limit, 0, this.#limit.length, first, end) >= 0) return;
    this.#keys.push(Buffer.from(bytes.subarray(first, end)));
    if (this.#keys.length >= 4 * this.#most) this.#cut();
  }

  sorted(): string[] {
    this.#cut();
    return this.#keys.map(String);
  }

  #cut(): void {
    this.#keys = this.#keys.sort(Buffer.compare).slice(0, this.#most);
    if (this.#keys.length === this.#most) this.#limit = this.#keys.at(-1);
  }
}
