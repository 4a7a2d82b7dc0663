import type { Kind } from '../records/records.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { type WatchEvent, watchDecoder } from './decodeEvent.ts';
import { type Opened, withStream } from './exchange.ts';
import { asFailure, Failure } from './failure.ts';
import type { KindReader } from './kindReader.ts';
import { pathOf, type Resource } from './resource.ts';
import { Watchdog } from './watchdog.ts';

const silenceBeforeEndMark = 30_000; // in a WatchList: a mark that no longer comes is not coming
const silenceAfterBookmark = 150_000; // bookmarks come every 60 s
const atOnce = 1000; // a watch that ends sooner without getting on has failed; one that lasts longer stands

/** Who hears of a watch. */
export interface WatchListener<K extends Kind> {
  /** The head came; `drop` ends the watch with that failure. */
  opened(drop: (reason: Failure) => void): void;
  bytes(): void;
  /** Every event that one chunk completed, in order; nothing more is read until it is done. Throws what is to end the watch. */
  events(events: readonly WatchEvent<K>[]): Promise<void>;
  /** The watch is no mere refusal in disguise: an expired position is told as an event right behind a good head. */
  stands(): void;
}

/**
 * One watch, to its end: from a position, or, where that is null, a WatchList, which brings the whole kind first (KEP-3157).
 * Resolves when the server ends it in good order; else throws a Failure or the signal's reason.
 */
export async function watch<K extends Kind>(parts: {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly reader: KindReader<K>;
  readonly resource: Resource;
  readonly accept: string;
  readonly from: string | null;
  readonly seconds: number; // timeoutSeconds
  readonly signal: AbortSignal;
  readonly listener: WatchListener<K>;
}): Promise<void> {
  const { connection, clock, reader, resource, accept, from, seconds, signal, listener } = parts;
  const query = {
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds),
    // Without resourceVersionMatch the server answers 422.
    ...(from === null ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' } : { resourceVersion: from }),
  };
  const asked = { connection, clock, accept, path: pathOf(resource, query) };
  await withStream(asked, signal, (opened) => follow({ opened, clock, reader, from, seconds, listener }));
}

async function follow<K extends Kind>(parts: {
  readonly opened: Opened;
  readonly clock: Clock;
  readonly reader: KindReader<K>;
  readonly from: string | null;
  readonly seconds: number;
  readonly listener: WatchListener<K>;
}): Promise<void> {
  const { opened, clock, reader, from, seconds, listener } = parts;
  const initial = from === null;
  const decoder = watchDecoder(reader, opened.contentType);
  const began = clock.elapsed();
  const overdue = (seconds + 30) * 1000; // the server should have ended the watch itself
  let ended = !initial; // the initial events
  let gotOn = false; // a bookmark of where we are already is no progress: a server that sends one and ends would be asked in a circle
  let standing = false;
  const stand = () => {
    if (standing || !ended) return;
    standing = true;
    listener.stands();
  };

  const lasted = clock.timer(atOnce, () => {
    try {
      stand();
    } catch (error) {
      opened.drop(asFailure(error)); // thrown from a timer it would end the process
    }
  });
  const late = clock.timer(overdue, () => opened.drop(new Failure('timeout', 'the server did not end the watch in time')));
  const dog = new Watchdog(clock, initial ? silenceBeforeEndMark : overdue, (limit) =>
    opened.drop(
      ended
        ? new Failure('timeout', `the watch has been silent for ${Math.round(limit / 1000)} s`)
        : new Failure('silent', `nothing came for ${limit / 1000} s, and not the end mark of the initial events`),
    ),
  );
  listener.opened(opened.drop);
  try {
    for await (const chunk of opened.body) {
      dog.heard();
      listener.bytes();
      const events: WatchEvent<K>[] = [];
      try {
        decoder.push(chunk, (event) => events.push(event));
      } finally {
        // What came before bytes that cannot be read is as good as ever.
        gotOn ||= events.some((event) => event.type !== 'bookmark' || event.resourceVersion !== from);
        if (events.some((event) => event.type === 'bookmark')) dog.within(silenceAfterBookmark); // before a long look at many events
        if (events.length > 0) await listener.events(events);
      }
      ended ||= events.some((event) => event.type === 'bookmark' && event.initialEventsEnd);
      if (events.length > 0) stand();
    }
  } finally {
    lasted();
    late();
    dog.stop();
  }
  if (decoder.left > 0) throw new Failure('malformed', `the watch ended inside an event, ${decoder.left} bytes into it`);
  if (!ended) throw new Failure('ended', 'the watch ended before the end mark of its initial events');
  if (!gotOn && clock.elapsed() - began < atOnce) throw new Failure('ended', 'the watch ended at once');
}
