import { isMainThread } from 'node:worker_threads';
import type { Listener } from '../../../server/store/store.ts';
import { Store } from '../../../server/store/store.ts';
import { answering } from './answering.ts';
import { now } from './now.ts';

/** At which revision of the store an object's version came in, and when. */
export interface Taken {
  readonly version: string;
  readonly revision: number;
  readonly at: number;
}

/**
 * Loaded into the product before its program: says which revision brought which version of an object. A message of /stream names a
 * revision and not what it was for, so there is no other way to know which of them told of an event.
 */
let taken: Taken[] | undefined;

if (isMainThread) {
  // The product makes its store itself: the first who subscribes to it, which is its model, shows us where it is.
  const { subscribe } = Store.prototype;
  Store.prototype.subscribe = function (this: Store, listener: Listener) {
    Store.prototype.subscribe = subscribe;
    subscribe.call(this, note);
    return subscribe.call(this, listener);
  };
  answering({
    follow() {
      taken = [];
    },
    followed() {
      const all = taken ?? [];
      taken = undefined;
      return all;
    },
  });
}

const note: Listener = ({ revision, changes }) => {
  if (!taken) return;
  const at = now();
  for (const { after } of changes) if (after) taken.push({ version: after.resourceVersion, revision, at });
};
