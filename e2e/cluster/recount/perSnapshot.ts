import type { Snapshot } from '../snapshot.ts';

/** Counts once a snapshot what several comparisons ask of it: snapshots never change. */
export function perSnapshot<T>(count: (snapshot: Snapshot) => T): (snapshot: Snapshot) => T {
  const counted = new WeakMap<Snapshot, T>();
  return (snapshot) => {
    if (!counted.has(snapshot)) counted.set(snapshot, count(snapshot));
    return counted.get(snapshot) as T;
  };
}
