import type { StreamMessage } from '../../shared/wire/stream.ts';
import { everyTopic, type ModelEvent } from '../model/model.ts';

/** Where messages go: one connected client. */
export interface Sink {
  /** Takes text to send; false where the connection is congested and should be left alone until `drained` is called. */
  write(text: string): boolean;
  /** Ends the connection, at once. */
  close(): void;
}

/** What a connected client may say. */
export interface Subscription {
  drained(): void;
  gone(): void;
}

/** Calls back once after that many milliseconds; returns its undo. */
export type Delay = (ms: number, run: () => void) => () => void;

export interface StreamOptions {
  readonly subscribe: (listener: (event: ModelEvent) => void) => () => void;
  readonly revision: () => number;
  readonly delay: Delay;
  /** Clients at once; more are refused. */
  readonly maxClients?: number;
  /** Messages kept for a client that does not read; beyond that they become one that says "everything". */
  readonly maxQueue?: number;
}

const window = 250; // milliseconds in which changes are gathered into one message
const heartbeat = 15_000;
const patience = 4; // heartbeats a congested client may miss
const maxPrefixes = 64;
const maxReplay = 256; // messages remembered for those who come back

interface Client {
  readonly sink: Sink;
  queue: StreamMessage[];
  congested: boolean;
  missed: number; // heartbeats that fell due while congested
}

/**
 * Tells clients which topics changed, by revision: changes are gathered for 250 ms, a heartbeat goes out every 15 s, and who comes
 * back hears once what he missed. What is kept for each client is bounded, however slowly it reads.
 */
export class EventStream {
  readonly #options: Required<StreamOptions>;
  readonly #clients = new Set<Client>();
  readonly #unsubscribe: () => void;
  /** Sent messages, oldest first; the whole of what happened after #replayFrom. */
  #replay: StreamMessage[] = [];
  #replayFrom: number;
  #gathered: StreamMessage | undefined;
  #cancelFlush: (() => void) | undefined;
  #cancelHeartbeat: () => void;

  constructor(options: StreamOptions) {
    this.#options = { maxClients: 256, maxQueue: 16, ...options };
    this.#replayFrom = options.revision();
    this.#unsubscribe = options.subscribe((event) => this.#gather(event));
    this.#cancelHeartbeat = options.delay(heartbeat, () => this.#beat());
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** Takes a client on; undefined where there are too many. lastEventId: what it says it has seen, '' for a first visit. */
  connect(sink: Sink, lastEventId: string): Subscription | undefined {
    if (this.#clients.size >= this.#options.maxClients) return undefined;
    const client: Client = { sink, queue: [], congested: false, missed: 0 };
    this.#clients.add(client);
    this.#send(client, this.#greeting(lastEventId));
    return {
      drained: () => {
        client.congested = false;
        client.missed = 0;
        const queue = client.queue;
        client.queue = [];
        for (const message of queue) this.#send(client, message);
      },
      gone: () => void this.#clients.delete(client),
    };
  }

  /** Ends every connection. */
  stop(): void {
    this.#unsubscribe();
    this.#cancelFlush?.();
    this.#cancelHeartbeat();
    for (const { sink } of this.#clients) sink.close();
    this.#clients.clear();
  }

  /** The present revision, with what changed since the one that was seen. A first visit has seen nothing that could be old. */
  #greeting(lastEventId: string): StreamMessage {
    const now = this.#options.revision();
    const nothing: StreamMessage = { revision: String(now), topics: [], prefixes: [] };
    if (lastEventId === '' || lastEventId === nothing.revision) return nothing;
    const seen = /^\d{1,16}$/.test(lastEventId) ? Number(lastEventId) : Number.NaN;
    if (!(seen >= this.#replayFrom && seen < now)) return this.#everything(); // too long ago, from another run, or not a revision
    const missed = this.#replay.filter((message) => Number(message.revision) > seen);
    if (this.#gathered) missed.push(this.#gathered);
    return { ...missed.reduce(merged, nothing), revision: nothing.revision };
  }

  #gather(event: ModelEvent): void {
    const before = this.#gathered;
    // What is named no more need not be written down: in a first read that is nearly every event.
    const prefixes = before?.prefixes === null ? null : event.prefixes;
    const message: StreamMessage = { revision: String(this.#options.revision()), topics: event.topics, prefixes };
    this.#gathered = before ? merged(before, message) : message;
    this.#cancelFlush ??= this.#options.delay(window, () => this.#flush());
  }

  #flush(): void {
    this.#cancelFlush = undefined;
    if (!this.#gathered) return;
    const message = { ...this.#gathered, revision: String(this.#options.revision()) };
    this.#gathered = undefined;
    this.#replay.push(message);
    if (this.#replay.length > maxReplay) this.#replayFrom = Number(this.#replay.shift()?.revision);
    for (const client of this.#clients) this.#send(client, message);
  }

  #send(client: Client, message: StreamMessage): void {
    if (client.congested) {
      client.queue.push(message);
      if (client.queue.length > this.#options.maxQueue) client.queue = [this.#everything()];
      return;
    }
    client.congested = !client.sink.write(`id: ${message.revision}\ndata: ${JSON.stringify(message)}\n\n`);
  }

  #everything(): StreamMessage {
    return { revision: String(this.#options.revision()), topics: [...everyTopic], prefixes: null };
  }

  #beat(): void {
    this.#cancelHeartbeat = this.#options.delay(heartbeat, () => this.#beat());
    for (const client of this.#clients) {
      if (!client.congested) {
        client.congested = !client.sink.write(': still here\n\n');
      } else if (++client.missed > patience) {
        client.sink.close(); // it has not read for a minute: its memory is worth more than its place
        this.#clients.delete(client);
      }
    }
  }
}

/** Both messages as one: topics in their fixed order, prefixes once each, or null where they are more than 64. */
function merged(a: StreamMessage, b: StreamMessage): StreamMessage {
  const topics = everyTopic.filter((topic) => a.topics.includes(topic) || b.topics.includes(topic));
  const prefixes = a.prefixes && b.prefixes && [...new Set([...a.prefixes, ...b.prefixes])];
  return { revision: b.revision, topics, prefixes: prefixes && prefixes.length <= maxPrefixes ? prefixes : null };
}
