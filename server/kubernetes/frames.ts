import { Failure } from './failure.ts';
import { Pieces } from './pieces.ts';

/** etcd refuses objects over 1.5 MiB and the API server requests over 3 MiB: a longer frame is no frame. */
export const longestFrame = 16 * 1024 * 1024;

/** What a splitter does: gives out each whole part of a body, whatever the chunks it comes in. */
export interface Splitter {
  /** Calls back with each part that this chunk completes. Throws a Failure 'malformed' on what cannot be a part. */
  push(chunk: Buffer, each: (part: Buffer) => void): void;
  /** Bytes of a part that never became whole. */
  readonly left: number;
}

/** Splits a protobuf watch body: each frame is its length (32 bits, big-endian), then so many bytes. */
export class Frames implements Splitter {
  readonly #pieces = new Pieces();
  #expected: number | null = null;

  get left(): number {
    return this.#pieces.length + (this.#expected === null ? 0 : 4);
  }

  push(chunk: Buffer, each: (frame: Buffer) => void): void {
    this.#pieces.add(chunk);
    for (;;) {
      if (this.#expected === null) {
        if (this.#pieces.length < 4) return;
        const length = this.#pieces.take(4).readUInt32BE();
        if (length > longestFrame)
          throw new Failure('malformed', `a watch frame of ${length} bytes: more than the limit of ${longestFrame}`);
        this.#expected = length;
      }
      if (this.#pieces.length < this.#expected) return;
      const frame = this.#pieces.take(this.#expected);
      this.#expected = null;
      each(frame);
    }
  }
}
