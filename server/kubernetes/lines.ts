import { Failure } from './failure.ts';
import { longestFrame, type Splitter } from './frames.ts';
import { Pieces } from './pieces.ts';

const newline = 0x0a;

/** Splits a JSON watch body: one event a line. Blank lines are nothing. */
export class Lines implements Splitter {
  readonly #pieces = new Pieces();

  get left(): number {
    return this.#pieces.length;
  }

  push(chunk: Buffer, each: (line: Buffer) => void): void {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      this.#pieces.add(chunk.subarray(from, at));
      from = at + 1;
      const line = this.#pieces.take(this.#pieces.length);
      if (line.length > 0) each(line);
    }
    this.#pieces.add(chunk.subarray(from));
    if (this.#pieces.length > longestFrame) {
      throw new Failure('malformed', `a watch line of more than the limit of ${longestFrame} bytes`);
    }
  }
}
