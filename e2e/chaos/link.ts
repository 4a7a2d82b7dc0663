import type { Socket } from 'node:net';
import type { Fault } from './fault.ts';

/** The part of a clock that is needed: calls back once after so many milliseconds; returns the undo. */
export interface Timers {
  timer(milliseconds: number, callback: () => void): () => void;
}

const most = 256 * 1024; // bytes held back: a server that says more has to wait

/** What all links of a proxy carried. */
export interface Traffic {
  /** Bytes that came from clients, came from servers, and went on to clients. */
  bytes: number;
}

/** One client's connection through the proxy, and the fault it has. */
export class Link {
  /** The first line of the latest request, where it is plain HTTP: "GET /api/v1/pods?watch=true HTTP/1.1"; '' before and with TLS. */
  request = '';
  /** Bytes of answers that went on to the client. */
  passed = 0;
  /** Bytes of answers that came from the server. */
  came = 0;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #timers: Timers;
  readonly #traffic: Traffic;
  readonly #random: () => number;
  #fault: Fault;
  #counted = 0; // of what passed, since the fault was set
  #chunks = 0; // since the fault was set
  #head = ''; // what was seen of it, where the fault waits for its end
  #queue: Buffer[] = []; // held back by trickle or delay
  #held = 0; // bytes in it
  #ended = false; // the server said its last word
  #over = false;
  #cancel: () => void = () => {};
  readonly #late = new Set<() => void>(); // cancels what is delayed

  constructor(parts: {
    readonly client: Socket;
    readonly server: Socket;
    readonly timers: Timers;
    readonly traffic: Traffic;
    readonly random: () => number;
    readonly fault: Fault;
  }) {
    this.#client = parts.client;
    this.#server = parts.server;
    this.#timers = parts.timers;
    this.#traffic = parts.traffic;
    this.#random = parts.random;
    this.#fault = parts.fault;
    this.#client.on('data', (bytes: Buffer) => this.#asked(bytes));
    this.#client.on('end', () => this.#server.end());
    this.#client.on('drain', () => this.#server.resume());
    this.#server.on('data', (bytes: Buffer) => this.#answered(bytes));
    this.#server.on('end', () => {
      this.#ended = true;
      this.#finish();
    });
    // A server that is not there, or that resets: so does the proxy.
    this.#server.on('error', () => this.#lost());
    this.#server.on('close', () => this.#lost());
    this.#client.on('error', () => this.#close());
    this.#client.on('close', () => this.#close());
  }

  get open(): boolean {
    return !this.#over;
  }

  /** The port that the server sees as the other end; undefined before it is connected. */
  get port(): number | undefined {
    return this.#server.localPort;
  }

  /** Another fault from now on. What was held back comes at once. */
  set(fault: Fault): void {
    this.#fault = fault;
    this.#counted = 0;
    this.#chunks = 0;
    this.#head = '';
    this.#release();
  }

  /** Ends it now, in good order. */
  cut(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopTimers();
    this.#client.end();
    this.#client.destroySoon();
    this.#server.destroy();
  }

  /** Ends it now, with a RST. */
  reset(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopTimers();
    this.#client.resetAndDestroy();
    this.#server.destroy();
  }

  #close(): void {
    this.#over = true;
    this.#stopTimers();
    this.#client.destroy();
    this.#server.destroy();
  }

  #lost(): void {
    if (!this.#ended && !this.#isHalfOpen) this.reset();
  }

  /** Whoever talks to a half-open connection hears of nothing. */
  get #isHalfOpen(): boolean {
    return this.#fault.does === 'silence' || this.#fault.does === 'deaf';
  }

  #stopTimers(): void {
    this.#cancel();
    for (const cancel of this.#late) cancel();
    this.#late.clear();
    this.#queue = [];
    this.#held = 0;
  }

  #asked(bytes: Buffer): void {
    const line = /^[A-Z]+ [^\r\n]+/.exec(bytes.toString('latin1', 0, 4096));
    if (line) this.request = line[0];
    this.#traffic.bytes += bytes.length;
    if (this.#fault.does !== 'deaf') this.#server.write(bytes);
  }

  #answered(bytes: Buffer): void {
    if (this.#over) return;
    const fault = this.#fault;
    this.came += bytes.length;
    this.#traffic.bytes += bytes.length;
    this.#chunks += 1;
    switch (fault.does) {
      case 'trickle':
        this.#hold(bytes);
        if (this.#queue.length === 1) this.#drip(fault);
        return;
      case 'delay':
        this.#hold(bytes);
        this.#later(fault.milliseconds, bytes);
        return;
      case 'duplicate':
        this.#pass(bytes);
        if (this.#chunks - 1 === fault.chunk) this.#pass(bytes);
        return;
      case 'chop':
        for (let from = 0; from < bytes.length; ) {
          const to = from + 1 + Math.floor(this.#random() * (bytes.length - from));
          this.#pass(bytes.subarray(from, to));
          from = to;
        }
        return;
      case 'cut':
      case 'reset':
      case 'silence': {
        const left = this.#allowed(fault.after, bytes);
        this.#pass(bytes.subarray(0, left));
        if (left === Number.POSITIVE_INFINITY || (fault.after !== 'head' && this.#counted < fault.after)) return;
        if (fault.does === 'cut') this.cut();
        if (fault.does === 'reset') this.#afterWhatPassed(() => this.reset());
        return;
      }
      default:
        this.#pass(bytes);
    }
  }

  /** How many of these bytes may still pass; infinite where the end of the head is not among them. */
  #allowed(after: number | 'head', bytes: Buffer): number {
    if (after !== 'head') return Math.max(0, after - this.#counted);
    if (this.#head.endsWith('\r\n\r\n')) return 0;
    const before = this.#head.length;
    const seen = this.#head + bytes.toString('latin1');
    const end = seen.indexOf('\r\n\r\n');
    this.#head = end === -1 ? seen : seen.slice(0, end + 4);
    return end === -1 ? Number.POSITIVE_INFINITY : this.#head.length - before;
  }

  #pass(bytes: Buffer): void {
    if (bytes.length === 0 || this.#over) return;
    this.passed += bytes.length;
    this.#traffic.bytes += bytes.length;
    this.#counted += bytes.length;
    if (!this.#client.write(bytes)) this.#server.pause();
  }

  /** A RST throws away what is still to be sent, so that waits for the system to have taken it. */
  #afterWhatPassed(act: () => void): void {
    this.#server.pause();
    this.#client.write('', act);
  }

  #hold(bytes: Buffer): void {
    this.#queue.push(bytes);
    this.#held += bytes.length;
    if (this.#held > most) this.#server.pause();
  }

  #later(milliseconds: number, bytes: Buffer): void {
    const cancel = this.#timers.timer(milliseconds, () => {
      this.#late.delete(cancel);
      this.#queue.shift();
      this.#unhold(bytes.length);
      this.#pass(bytes);
      this.#finish();
    });
    this.#late.add(cancel);
  }

  #drip(fault: { readonly bytes: number; readonly every: number }): void {
    this.#cancel = this.#timers.timer(fault.every, () => {
      let left = fault.bytes;
      while (left > 0) {
        const first = this.#queue.shift();
        if (!first) break;
        const piece = first.subarray(0, left);
        if (piece.length < first.length) this.#queue.unshift(first.subarray(piece.length));
        left -= piece.length;
        this.#unhold(piece.length);
        this.#pass(piece);
      }
      if (this.#queue.length > 0) this.#drip(fault);
      else this.#finish();
    });
  }

  #unhold(length: number): void {
    this.#held -= length;
    if (this.#held <= most && !this.#client.writableNeedDrain) this.#server.resume();
  }

  #release(): void {
    const held = this.#queue;
    this.#stopTimers();
    for (const bytes of held) this.#pass(bytes);
    this.#counted = 0;
    if (!this.#client.writableNeedDrain) this.#server.resume();
    this.#finish();
  }

  /** The server has ended and nothing is held back: so ends the client's side. */
  #finish(): void {
    if (this.#ended && this.#queue.length === 0 && !this.#isHalfOpen) this.#client.end();
  }
}
