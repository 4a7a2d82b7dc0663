import { keyOf } from './objects.ts';

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** Objects of one kind by key, and in the order in which etcd lists them. A list that was given out never changes. */
export class SortedObjects<T extends Named> {
  readonly #byKey = new Map<string, T>();
  #sorted: T[] | undefined; // made when first asked for: filling a large cluster sorts once
  #givenOut = false;

  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  values(): readonly T[] {
    const sorted = this.#inOrder();
    this.#givenOut = true;
    return sorted;
  }

  /** The object in a place of the order. */
  at(index: number): T | undefined {
    return this.#inOrder()[index];
  }

  set(object: T): void {
    const key = keyOf(object);
    const known = this.#byKey.has(key);
    this.#byKey.set(key, object);
    const sorted = this.#own();
    if (!sorted) return;
    const at = firstAtOrAfter(sorted, object);
    sorted.splice(at, known ? 1 : 0, object);
  }

  delete(key: string): void {
    const object = this.#byKey.get(key);
    if (!object) return;
    this.#byKey.delete(key);
    const sorted = this.#own();
    if (sorted) sorted.splice(firstAtOrAfter(sorted, object), 1);
  }

  #inOrder(): T[] {
    this.#sorted ??= [...this.#byKey.values()].sort(compareNames);
    return this.#sorted;
  }

  #own(): T[] | undefined {
    if (this.#sorted && this.#givenOut) {
      this.#sorted = this.#sorted.slice();
      this.#givenOut = false;
    }
    return this.#sorted;
  }
}

/** etcd's order is that of "namespace/name": "shop-eu/x" comes before "shop/x", since "-" comes before "/". */
export function compareNames(a: Named, b: Named): number {
  if (a.namespace !== b.namespace) return `${a.namespace}/` < `${b.namespace}/` ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** The index of the first object that is not before a name. */
export function firstAtOrAfter(sorted: readonly Named[], name: Named): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const object = sorted[middle];
    if (object && compareNames(object, name) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
