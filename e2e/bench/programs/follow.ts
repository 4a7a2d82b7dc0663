import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import type { Listener, Store } from '../../../server/store/store.ts';
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
  subscribe('cidrscape:store', (store) => void (store as Store).subscribe(note));
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
