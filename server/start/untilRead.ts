import { coreKinds, kinds } from '../records/records.ts';
import type { Store } from '../store/store.ts';
import { isSettled } from './reads.ts';

interface Clock {
  timer(milliseconds: number, callback: () => void): () => void;
}

/** A cluster that gives no word of itself. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
}

const patience = 20_000; // for a first sign of it, and between two looks whether there is one
const longest = 600_000; // for all of it

/**
 * Resolves when it is known of every kind whether it may be read, and what may is; rejects with an UnreadError when the cluster says
 * nothing, or takes too long.
 */
export function untilRead(
  store: Pick<Store, 'reading' | 'subscribe'>,
  { clock, server, signal }: { readonly clock: Clock; readonly server: string; readonly signal: AbortSignal },
): Promise<void> {
  const reading = store.reading.bind(store);
  return new Promise((resolve, reject) => {
    const ends: (() => void)[] = [];
    const end = (done: () => void) => {
      for (const stop of ends) stop();
      done();
    };
    const unread = (what: string) => {
      const waiting = kinds.filter((kind) => reading(kind).state === 'syncing');
      const [why] = waiting.flatMap((kind) => reading(kind).error ?? []);
      end(() =>
        reject(
          new UnreadError(`the cluster at ${server} ${what}${why === undefined ? '' : `: ${why.replace(/\s+/g, ' ').slice(0, 200)}`}`),
        ),
      );
    };
    const look = () => {
      if (isSettled(reading)) end(resolve);
    };
    const stop = () => end(() => reject(signal.reason));
    let cancel = () => {};
    const lookAgain = () => {
      if (coreKinds.every((kind) => reading(kind).state === 'syncing' && reading(kind).error !== null)) return unread('does not answer');
      cancel = clock.timer(patience, lookAgain);
    };
    cancel = clock.timer(patience, lookAgain);
    ends.push(
      store.subscribe(look),
      () => cancel(),
      clock.timer(longest, () => unread(`is not read after ${longest / 60_000} minutes`)),
      () => signal.removeEventListener('abort', stop),
    );
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else look();
  });
}
