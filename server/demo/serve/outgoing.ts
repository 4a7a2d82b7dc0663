import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { newWriter, type Writer } from '../encode/message.ts';

const chunkSize = 64 * 1024;

/**
 * A body that is written piece by piece, never faster than the client reads: what goes into the writer is gathered to
 * some 64 kB, and each of those waits for the one before it.
 */
export class Outgoing {
  readonly writer: Writer = newWriter();
  readonly #response: ServerResponse;
  #closed = false;
  #onClose: () => void = () => undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.once('close', () => {
      this.#closed = true;
      this.#onClose();
    });
  }

  /** Whether the client has gone. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Called once when the client goes. */
  onClose(call: () => void): void {
    this.#onClose = call;
    if (this.#closed) call();
  }

  /** Whether enough was gathered to be sent. */
  get isFull(): boolean {
    return this.writer.pos >= chunkSize;
  }

  /** Hands over what was gathered, and comes back when the socket takes more (or has gone). */
  async flush(): Promise<void> {
    const { writer } = this;
    if (writer.pos === 0) return;
    const wasFull = this.isFull;
    const chunk = writer.finish();
    writer.reset();
    if (this.#closed) return;
    if (this.#response.write(chunk)) {
      if (wasFull) await turn(); // others are served in between
      return;
    }
    const response = this.#response;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        response.off('drain', done).off('close', done);
        resolve();
      };
      response.on('drain', done).on('close', done);
      if (response.destroyed) done();
    });
  }

  async end(): Promise<void> {
    await this.flush();
    if (!this.#closed) this.#response.end();
  }
}
