import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Storage } from '../cluster/storage.ts';
import { type Encoding, mediaType } from './accept.ts';
import type { Encoder } from './encoder.ts';
import { expired } from './failure.ts';
import type { ListOptions } from './listOptions.ts';
import { Outgoing } from './outgoing.ts';
import type { Target } from './target.ts';

const bookmarkEvery = 60_000;
const lastBookmarkBefore = 2_000; // measured: one or two in the last 3 s before timeoutSeconds
const longest = 1800; // seconds, where the client does not say

/** A watch under way. */
export interface Watch {
  /** Ends it with an ERROR event of code 410. */
  expire(): void;
}

export interface WatchRequest {
  readonly storage: Storage;
  readonly encoder: Encoder;
  readonly clock: Clock;
  readonly target: Target;
  readonly options: ListOptions;
  readonly encoding: Encoding;
  readonly response: ServerResponse;
  readonly watches: Set<Watch>; // it is in there for as long as it lasts
}

/** Serves a watch until its timeout, until the client goes, or until it has nothing true to say any more. */
export async function serveWatch(request: WatchRequest): Promise<void> {
  const { storage, encoder, clock, target, options, encoding, response } = request;
  const { info, namespace } = target;
  const name = target.name === '' ? options.name : target.name;
  const { kind } = info;
  const matches = (object: { readonly namespace: string; readonly name: string }): boolean =>
    (namespace === '' || object.namespace === namespace) && (name === '' || object.name === name);
  response.writeHead(200, { 'content-type': encoding === 'json' ? mediaType.json : `${mediaType.protobuf};stream=watch` });
  response.flushHeaders();
  const out = new Outgoing(response);

  const wants = options.sendInitialEvents ?? (options.version === undefined || options.version === 0);
  let version = wants || options.version === undefined ? storage.version : options.version;
  if (!wants && options.version !== undefined && options.version > 0 && storage.isExpired(kind, version)) {
    encoder.error(out.writer, encoding, expired(`too old resource version: ${version} (${storage.oldest(kind)})`));
    return out.end();
  }
  const ends = storage.ends(kind);
  const initial = wants ? storage.list(kind) : [];

  let wake: () => void = () => undefined;
  let isOver = false;
  let isExpired = false;
  let bookmarkDue = false;
  const undo: (() => void)[] = [storage.subscribe(kind, () => wake())];
  const watch: Watch = {
    expire() {
      isExpired = true;
      wake();
    },
  };
  request.watches.add(watch);
  out.onClose(() => wake());
  const due = (): void => {
    bookmarkDue = options.bookmarks;
    wake();
  };
  const timeout = (options.timeoutSeconds ?? longest) * 1000;
  undo.push(
    clock.after(timeout, () => {
      isOver = true;
      wake();
    }),
  );
  if (timeout > lastBookmarkBefore) undo.push(clock.after(timeout - lastBookmarkBefore, due));
  let cancelBookmark = (): void => undefined;
  const again = (): void => {
    cancelBookmark = clock.after(bookmarkEvery, () => {
      due();
      again();
    });
  };
  again();

  try {
    for (const object of initial) {
      if (out.closed) return;
      if (matches(object)) encoder.event(out.writer, encoding, info, 'ADDED', object);
      if (out.isFull) await out.flush();
    }
    if (options.sendInitialEvents === true && options.bookmarks) encoder.bookmark(out.writer, encoding, info, version, true);
    await out.flush();
    while (!out.closed) {
      if (isExpired) {
        encoder.error(out.writer, encoding, expired('The resourceVersion for the provided watch is too old.'));
        break;
      }
      const events = storage.eventsAfter(kind, version, 256);
      if (!events) break; // too slow a reader: the real one hangs up, too
      for (const event of events) {
        version = event.version;
        if (matches(event.object)) encoder.event(out.writer, encoding, info, event.type, event.object);
        if (out.isFull) await out.flush();
      }
      if (events.length > 0) {
        await out.flush();
        if (isOver) break;
        continue;
      }
      if (storage.ends(kind) > ends) break;
      if (bookmarkDue) {
        bookmarkDue = false;
        // A watch from a version that is still to come says nothing at all.
        if (version <= storage.version) {
          version = storage.version;
          encoder.bookmark(out.writer, encoding, info, version, false);
          await out.flush();
        }
        continue;
      }
      if (isOver) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (out.closed || isOver || isExpired || bookmarkDue || storage.ends(kind) > ends) resolve();
      });
      wake = () => undefined;
    }
    await out.end();
  } finally {
    request.watches.delete(watch);
    cancelBookmark();
    for (const one of undo) one();
  }
}
