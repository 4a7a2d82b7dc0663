/** Items of one chunk: few enough that shifting half of them is a short memmove. */
const chunkSize = 512;

/** Items in an order, no two of them equal in it. Adding, removing and finding a place cost O(log n) and one short memmove. */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  /** None is empty. */
  readonly #chunks: T[][] = [];
  #size = 0;

  constructor(compare: (a: T, b: T) => number, items: Iterable<T> = []) {
    this.#compare = compare;
    const sorted = [...items].sort(compare);
    this.#size = sorted.length;
    for (let at = 0; at < sorted.length; at += chunkSize >>> 1) this.#chunks.push(sorted.slice(at, at + (chunkSize >>> 1)));
  }

  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    this.#size++;
    const index = Math.min(this.#chunkOf(item), this.#chunks.length - 1);
    const chunk = this.#chunks[index];
    if (!chunk) {
      this.#chunks.push([item]);
      return;
    }
    chunk.splice(this.#lowerBound(chunk, item), 0, item);
    if (chunk.length > chunkSize) this.#chunks.splice(index + 1, 0, chunk.splice(chunkSize >>> 1));
  }

  /** Takes out the item that is equal in the order. False where there is none. */
  delete(item: T): boolean {
    const index = this.#chunkOf(item);
    const chunk = this.#chunks[index];
    if (!chunk) return false;
    const at = this.#lowerBound(chunk, item);
    if (at === chunk.length || this.#compare(chunk[at] as T, item) !== 0) return false;
    chunk.splice(at, 1);
    this.#size--;
    if (chunk.length === 0) this.#chunks.splice(index, 1);
    return true;
  }

  /** Items in order: all, or those after one, which need not be there. The list must not change meanwhile. */
  *after(item?: T): Iterable<T> {
    let index = item === undefined ? 0 : this.#chunkOf(item);
    let chunk = this.#chunks[index];
    let at = chunk && item !== undefined ? this.#lowerBound(chunk, item) : 0;
    if (chunk && item !== undefined && at < chunk.length && this.#compare(chunk[at] as T, item) === 0) at++;
    for (; chunk; chunk = this.#chunks[++index], at = 0) for (; at < chunk.length; at++) yield chunk[at] as T;
  }

  /** The first chunk that ends at or after an item; their number where none does. */
  #chunkOf(item: T): number {
    let lowest = 0;
    let highest = this.#chunks.length;
    while (lowest < highest) {
      const middle = (lowest + highest) >>> 1;
      const chunk = this.#chunks[middle] as T[];
      if (this.#compare(chunk[chunk.length - 1] as T, item) < 0) lowest = middle + 1;
      else highest = middle;
    }
    return lowest;
  }

  #lowerBound(chunk: readonly T[], item: T): number {
    let lowest = 0;
    let highest = chunk.length;
    while (lowest < highest) {
      const middle = (lowest + highest) >>> 1;
      if (this.#compare(chunk[middle] as T, item) < 0) lowest = middle + 1;
      else highest = middle;
    }
    return lowest;
  }
}

/** The order of texts as JavaScript compares them. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
