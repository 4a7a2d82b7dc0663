import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';

const chunkSize = 64 * 1024;

/**
 * A body that is written piece by piece, never faster than the client reads: pieces are gathered to some 64 kB, and
 * each of those waits for the one before it.
 */
export class Outgoing {
  readonly #response: ServerResponse;
  #pending: Uint8Array[] = [];
  #size = 0;
  #closed = false;
  #onClose: (() => void) | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.once('close', () => {
      this.#closed = true;
      this.#onClose?.();
    });
  }

  /** Whether the client has gone. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Called once when the client goes. */
  onClose(call: () => void): void {
    if (this.#closed) call();
    else this.#onClose = call;
  }

  async write(piece: Uint8Array | string): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#pending.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= chunkSize) await this.flush();
  }

  /** Hands over what was gathered, and comes back when the socket takes more (or has gone). */
  async flush(): Promise<void> {
    if (this.#size === 0 || this.#closed) return;
    const chunk = Buffer.concat(this.#pending, this.#size);
    this.#pending = [];
    this.#size = 0;
    if (this.#response.write(chunk)) {
      if (chunk.length >= chunkSize) await turn(); // others are served in between
      return;
    }
    const response = this.#response;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        response.off('drain', done).off('close', done);
        resolve();
      };
      response.on('drain', done).on('close', done);
    });
  }

  async end(): Promise<void> {
    await this.flush();
    if (!this.#closed) this.#response.end();
  }
}
