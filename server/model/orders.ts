import type { Place } from './cursor.ts';
import { askedOrder, type Listing, type ListQuery, type Page, pageOf } from './list.ts';
import { SortedList } from './sortedList.ts';

/** Orders that are kept at once; the one that nobody has asked for the longest goes. */
const most = 8;

interface Order<T> {
  readonly places: SortedList<Place>;
  readonly items: Map<string, { readonly item: T; readonly place: Place }>;
  /** Items that changed since somebody last asked, by their unique text. */
  readonly changed: Set<string>;
}

/**
 * A list that is kept in each of the orders that are asked for, by change: a page costs what it shows, and one step for each item that
 * changed since the last one.
 */
export class Orders<T> {
  readonly #all: () => Iterable<T>;
  readonly #get: (unique: string) => T | undefined;
  /** By sort, the one that was asked for last at the end. */
  readonly #orders = new Map<string, Order<T>>();
  #restsOn = '';

  constructor(all: () => Iterable<T>, get: (unique: string) => T | undefined) {
    this.#all = all;
    this.#get = get;
  }

  /** An item came, went, or is another than before in something that lists are sorted by. */
  changed(unique: string): void {
    for (const { changed } of this.#orders.values()) changed.add(unique);
  }

  /** All of them may be others than before. */
  allChanged(): void {
    this.#orders.clear();
  }

  /** What sort values depend on beside the items themselves, as a text: where it is another one, no order holds. */
  restOn(text: string): void {
    if (text !== this.#restsOn) this.allChanged();
    this.#restsOn = text;
  }

  /** A page of all items. Throws QueryError as page() does. */
  page(listing: Listing<T>, query: ListQuery): Page<T> {
    const { sort, after } = askedOrder(listing, query);
    const order = this.#order(listing, sort);
    const limit = query.limit ?? 100;
    const shown = [...Iterator.from(order.places.after(after)).take(limit + 1)];
    const items = shown.flatMap(({ unique }) => order.items.get(unique) ?? []);
    return pageOf(listing.name, sort, { total: order.places.size, items, limit });
  }

  /** Items from the first in an order on, with their sort value; take as many as are of use. */
  *sorted(listing: Listing<T>, sort: string): Iterable<{ readonly item: T; readonly place: Place }> {
    const { places, items } = this.#order(listing, sort);
    for (const { unique } of places.after()) yield items.get(unique) as { item: T; place: Place };
  }

  #order(listing: Listing<T>, sort: string): Order<T> {
    const { field, compare } = askedOrder(listing, { sort });
    const known = this.#orders.get(sort);
    this.#orders.delete(sort);
    const order = known ?? this.#read(listing, field, compare);
    this.#orders.set(sort, order);
    const [oldest] = this.#orders.keys();
    if (this.#orders.size > most && oldest !== undefined) this.#orders.delete(oldest);
    for (const unique of order.changed) this.#bringUp(order, unique, field);
    order.changed.clear();
    return order;
  }

  #read(listing: Listing<T>, field: (item: T) => Place['value'], compare: (a: Place, b: Place) => number): Order<T> {
    const items: Order<T>['items'] = new Map();
    for (const item of this.#all()) {
      const unique = listing.unique(item);
      items.set(unique, { item, place: { value: field(item), unique } });
    }
    const places = Array.from(items.values(), ({ place }) => place);
    return { places: new SortedList(compare, places), items, changed: new Set() };
  }

  #bringUp({ places, items }: Order<T>, unique: string, field: (item: T) => Place['value']): void {
    const before = items.get(unique);
    const item = this.#get(unique);
    const value = item === undefined ? null : field(item);
    if (before && before.item === item && before.place.value === value) return;
    if (before) places.delete(before.place);
    items.delete(unique);
    if (item === undefined) return;
    const place = { value, unique };
    items.set(unique, { item, place });
    places.add(place);
  }
}
