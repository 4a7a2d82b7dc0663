import type { StreamMessage } from '../../shared/wire/stream.ts';

/** What a connection tells: it stands, it brought a message, it is lost (once, and nothing after that). */
export interface ConnectionEvents {
  opened(): void;
  message(text: string): void;
  lost(): void;
}

/**
 * 'waiting': the connection was lost and is tried again; 'offline': the browser has no network and nothing is tried;
 * 'paused': nobody looks at the page.
 */
export type StreamState = 'connecting' | 'open' | 'waiting' | 'offline' | 'paused';

export interface StreamOptions {
  /** Opens one connection (an EventSource in the browser); returns what closes it. */
  connect: (events: ConnectionEvents) => () => void;
  /**
   * Something changed that the page may show. Called at once, then at most once in `gather` ms, and not while what it promised
   * (the answers asked for) is still on its way.
   */
  onMessages: (messages: StreamMessage[]) => Promise<unknown> | undefined;
  /** The connection is there (again): what happened in between is unknown. */
  onOpen: () => void;
  /** Calls back after that many milliseconds; returns its undo. */
  delay: (ms: number, run: () => void) => () => void;
  random: () => number;
  online: { now(): boolean; subscribe(listener: () => void): () => void };
  /** Whether anybody can see the page. */
  shown: { now(): boolean; subscribe(listener: () => void): () => void };
  /** Messages within this many milliseconds are given together. */
  gather?: number;
}

export interface Stream {
  state(): StreamState;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

const shortest = 500;
const longest = 30_000;
/** An answer that takes longer than this holds the next question up no more: it may be lost. */
const patience = 10_000;
/** How long a page stays connected that nobody sees: who only looks something up in another tab finds it as it was. */
const unseen = 15_000;

/**
 * Follows the server's revisions over one EventSource.
 * The browser's own reconnecting gives up for good on an HTTP error (a proxy's 502 while the server restarts), so it is done here:
 * after 0.5 s, doubling up to 30 s, each time between half and the whole of it, so that many pages do not come back at once.
 * A page in the background lets go of its connection: a browser has six to a server over HTTP/1.1, and six open tabs would leave
 * the seventh without answers.
 */
export function openStream(options: StreamOptions): Stream {
  const { connect: dial, onMessages, onOpen, delay, random, online, shown, gather = 1000 } = options;
  const listeners = new Set<() => void>();
  let state: StreamState = 'connecting';
  let hangUp: (() => void) | undefined;
  let cancelRetry: (() => void) | undefined;
  let cancelGather: (() => void) | undefined;
  let cancelPause: (() => void) | undefined;
  let waiting: StreamMessage[] = [];
  let failures = 0;

  const setState = (next: StreamState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const flush = () => {
    cancelGather = undefined;
    if (waiting.length === 0) return;
    const messages = waiting;
    waiting = [];
    let answers = onMessages(messages);
    void answers?.then(() => {
      answers = undefined;
    });
    // Asking anew before the answers are there would throw them away: on a slow way nothing would ever arrive.
    const rested = () => {
      if (!answers) return flush();
      const cancel = delay(patience, flush);
      cancelGather = cancel;
      void answers.then(() => {
        if (cancelGather !== cancel) return;
        cancel();
        flush();
      });
    };
    cancelGather = delay(gather, rested);
  };

  const close = () => {
    cancelRetry?.();
    cancelRetry = undefined;
    hangUp?.();
    hangUp = undefined;
  };

  const connect = () => {
    close();
    if (!online.now()) return setState('offline');
    if (!shown.now()) return setState('paused');
    setState(failures === 0 ? 'connecting' : 'waiting');
    hangUp = dial({
      opened() {
        failures = 0;
        setState('open');
        onOpen();
      },
      message(text) {
        const message = readMessage(text);
        if (!message) return;
        waiting.push(message);
        if (!cancelGather) flush();
      },
      lost() {
        close();
        setState(online.now() ? 'waiting' : 'offline');
        const whole = Math.min(longest, shortest * 2 ** failures++);
        cancelRetry = delay(whole * (0.5 + random() / 2), connect);
      },
    });
  };

  const leaveOnline = online.subscribe(() => {
    failures = 0;
    if (online.now()) connect();
    else {
      close();
      setState('offline');
    }
  });
  const leaveShown = shown.subscribe(() => {
    cancelPause?.();
    cancelPause = undefined;
    if (!shown.now()) {
      cancelPause = delay(unseen, () => {
        close();
        setState(online.now() ? 'paused' : 'offline');
      });
    } else if (state === 'paused') {
      failures = 0;
      connect();
    }
  });

  connect();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      leaveOnline();
      leaveShown();
      cancelPause?.();
      cancelPause = undefined;
      close();
      cancelGather?.();
      cancelGather = undefined;
      waiting = [];
      listeners.clear();
    },
  };
}

/** A message we cannot read is dropped: the next one, or the next reconnect, refetches. */
function readMessage(text: string): StreamMessage | undefined {
  try {
    const message = JSON.parse(text) as StreamMessage;
    return Array.isArray(message.topics) ? message : undefined;
  } catch {
    return undefined;
  }
}
