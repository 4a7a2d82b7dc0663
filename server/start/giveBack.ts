import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Kind } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';
import type { Store } from '../store/store.ts';
import { isSettled } from './reads.ts';

const after = 2000; // milliseconds: what is asked right when all is there comes first
const worthIt = 100 * 1024 * 1024; // bytes of heap; below it nothing is gained

export interface GiveBackOptions {
  readonly store: Pick<Store, 'reading' | 'subscribe'>;
  /** Once the history has first looked at all that is held; never where it cannot be written. */
  readonly looked: Promise<void>;
  readonly delay: (milliseconds: number, run: () => void) => () => void;
  /** Bytes that the heap takes. */
  readonly heap: () => number;
  /** Collects, and gives memory back to the system. */
  readonly collect: () => Promise<void>;
}

/**
 * After the first read of the cluster, and again where the history's first look at it ends later: gives back what either left behind. V8
 * keeps it until the heap has doubled again, which in a cluster that has been read may never come. Each costs one pause, which grows with
 * what is held. Returns the undo.
 */
export function giveBack({ store, looked, delay, heap, collect }: GiveBackOptions): () => void {
  const reading = (kind: Kind): Reading => store.reading(kind);
  let hasGiven = false;
  let isStopped = false;
  let cancel = () => {};
  const give = () => {
    if (!isStopped && heap() >= worthIt) void collect();
  };
  const unsubscribe = store.subscribe(({ readings }) => {
    if (readings.length === 0 || !isSettled(reading)) return;
    unsubscribe();
    cancel = delay(after, () => {
      hasGiven = true;
      give();
    });
  });
  void looked.then(() => {
    if (hasGiven) give(); // else all of it goes at once
  });
  return () => {
    isStopped = true;
    unsubscribe();
    cancel();
  };
}

/** V8's own collector, which Node shows only where it is asked to. Does nothing where it cannot be had. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof gc === 'function') await gc({ type: 'major', execution: 'async', flavor: 'last-resort' });
}
