import type { Kind } from '../kinds.ts';
import { keyOf, type State, type StateOf } from './objects.ts';
import { compareNames, firstAtOrAfter, SortedObjects } from './sortedObjects.ts';

export interface Event {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly before: State | undefined;
  readonly object: State; // of a deletion: the last state, at the version of the deletion
}

interface Shelf {
  readonly objects: SortedObjects<State>;
  events: Event[];
  from: number; // events after this version are known: how far lists reach back
  since: number; // how far watches reach back, which is never further
  fresh: number; // how many events are after "since"
  readonly listeners: Set<() => void>;
  ends: number; // how often its kind was taken away
}

/**
 * The etcd and watch cache of the demo: objects, one version for all writes, and what happened, within bounds: lists at
 * a version reach back to the last compaction of etcd, watches only as far as the API server's cache, which a restart empties.
 */
export class Storage {
  #version: number;
  readonly #first: number; // nothing happened before it
  #compacted: number; // lists at older versions are refused, even where their events are still in memory
  #cached: number; // watches of older versions are refused, likewise
  readonly #window: number;
  readonly #shelves = new Map<Kind, Shelf>();
  readonly #snapshots = new Map<string, readonly State[]>();

  /** window: how many events of a kind are kept for watches at least, twice as many for lists; older versions are gone (410). */
  constructor(firstVersion: number, window: number) {
    this.#version = firstVersion;
    this.#first = firstVersion;
    this.#compacted = firstVersion;
    this.#cached = firstVersion;
    this.#window = window;
  }

  get version(): number {
    return this.#version;
  }

  get<K extends Kind>(kind: K, key: string): StateOf<K> | undefined {
    return this.#shelf(kind).objects.get(key) as StateOf<K> | undefined;
  }

  count(kind: Kind): number {
    return this.#shelf(kind).objects.size;
  }

  /** The object of a kind in a place of etcd's order, without the cost of a list. */
  at<K extends Kind>(kind: K, index: number): StateOf<K> | undefined {
    return this.#shelf(kind).objects.at(index) as StateOf<K> | undefined;
  }

  /** All objects of a kind as they are now, in etcd's order; the array never changes. */
  list<K extends Kind>(kind: K): readonly StateOf<K>[] {
    return this.#shelf(kind).objects.values() as readonly StateOf<K>[];
  }

  /** The objects as they were at a version; 'expired' where what is kept does not reach back to it, 'future' where it is still to come. */
  listAt(kind: Kind, version: number): readonly State[] | 'expired' | 'future' {
    if (version > this.#version) return 'future';
    const shelf = this.#shelf(kind);
    if (version < Math.max(this.#compacted, shelf.from)) return 'expired';
    const name = `${kind}@${version}`;
    const kept = this.#snapshots.get(name);
    if (kept) return kept;
    const now = shelf.objects.values();
    const later = shelf.events.slice(this.#indexAfter(shelf, version));
    const snapshot = later.length === 0 ? now : undo(now, later);
    this.#snapshots.set(name, snapshot);
    for (const old of this.#snapshots.keys()) {
      if (this.#snapshots.size <= 8) break;
      this.#snapshots.delete(old);
    }
    return snapshot;
  }

  /** Whether a watch from a version comes too late (410). */
  isExpired(kind: Kind, version: number): boolean {
    return version < this.oldest(kind);
  }

  /** The oldest version that a watch can begin from. */
  oldest(kind: Kind): number {
    return Math.max(this.#cached, this.#shelf(kind).since);
  }

  /** Events of a kind after a version, oldest first, at most so many; undefined where some of them are forgotten. */
  eventsAfter(kind: Kind, version: number, limit: number): readonly Event[] | undefined {
    const shelf = this.#shelf(kind);
    if (version < shelf.since) return undefined;
    const from = this.#indexAfter(shelf, version);
    return shelf.events.slice(from, from + limit);
  }

  /** Told after each event of a kind; returns the undo. */
  subscribe(kind: Kind, listener: () => void): () => void {
    const { listeners } = this.#shelf(kind);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Creates or replaces; gives the object its resourceVersion. */
  put<T extends State>(object: T): T {
    this.#version += 1;
    object.resourceVersion = this.#version;
    const shelf = this.#shelf(object.kind);
    const before = shelf.objects.get(keyOf(object));
    shelf.objects.set(object);
    this.#publish(shelf, { type: before ? 'MODIFIED' : 'ADDED', version: this.#version, before, object });
    return object;
  }

  remove(kind: Kind, key: string): void {
    const shelf = this.#shelf(kind);
    const before = shelf.objects.get(key);
    if (!before) return;
    this.#version += 1;
    shelf.objects.delete(key);
    this.#publish(shelf, { type: 'DELETED', version: this.#version, before, object: { ...before, resourceVersion: this.#version } });
  }

  /** Ends a kind: its objects are deleted, then every watch of it ends, as when its CRD is deleted. */
  drop(kind: Kind): void {
    const shelf = this.#shelf(kind);
    for (const object of shelf.objects.values()) this.remove(kind, keyOf(object));
    shelf.ends += 1;
    for (const listener of shelf.listeners) listener();
  }

  /** How often a kind was ended: a watch from before the last time has nothing more to say. */
  ends(kind: Kind): number {
    return this.#shelf(kind).ends;
  }

  /** Expires every version that was ever told, for lists and watches. Watches that are under way go on, as they do after a compaction of etcd. */
  compact(): void {
    this.emptyWatchCache();
    this.#compacted = this.#version;
    this.#snapshots.clear();
    for (const shelf of this.#shelves.values()) {
      if (shelf.listeners.size > 0) continue;
      shelf.events = [];
      shelf.from = this.#version;
      shelf.since = this.#version;
      shelf.fresh = 0;
    }
  }

  /** Expires every version that was ever told, for watches alone: an API server that has just started still lists at a version that etcd has (measured). */
  emptyWatchCache(): void {
    this.#version += 1; // as a write elsewhere in etcd would
    this.#cached = this.#version;
  }

  #shelf(kind: Kind): Shelf {
    let shelf = this.#shelves.get(kind);
    if (!shelf) {
      shelf = {
        objects: new SortedObjects<State>(),
        events: [],
        from: this.#first,
        since: this.#first,
        fresh: 0,
        listeners: new Set(),
        ends: 0,
      };
      this.#shelves.set(kind, shelf);
    }
    return shelf;
  }

  #publish(shelf: Shelf, event: Event): void {
    shelf.events.push(event);
    shelf.fresh += 1;
    if (shelf.fresh > 2 * this.#window) {
      shelf.fresh = this.#window;
      shelf.since = shelf.events.at(-this.#window - 1)?.version ?? shelf.since;
    }
    if (shelf.events.length > 3 * this.#window) {
      const dropped = shelf.events.length - 2 * this.#window;
      shelf.from = shelf.events[dropped - 1]?.version ?? shelf.from;
      shelf.events = shelf.events.slice(dropped);
      this.#snapshots.clear(); // those that are in use stay in the hands of their users
    }
    for (const listener of shelf.listeners) listener();
  }

  #indexAfter(shelf: Shelf, version: number): number {
    let low = 0;
    let high = shelf.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((shelf.events[middle]?.version ?? 0) <= version) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The objects before the given events happened: what they left alone, and between it what they changed as it was before. */
function undo(now: readonly State[], events: readonly Event[]): readonly State[] {
  const first = new Map<string, Event>(); // of each object: its "before" is the one that was there then
  for (const event of events) {
    const key = keyOf(event.object);
    if (!first.has(key)) first.set(key, event);
  }
  const past: State[] = [];
  let at = 0;
  for (const { object, before } of [...first.values()].sort((a, b) => compareNames(a.object, b.object))) {
    const end = firstAtOrAfter(now, object);
    for (; at < end; at++) past.push(now[at] as State);
    if (before) past.push(before);
    const same = now[at];
    if (same && compareNames(same, object) === 0) at++;
  }
  for (; at < now.length; at++) past.push(now[at] as State);
  return past;
}
