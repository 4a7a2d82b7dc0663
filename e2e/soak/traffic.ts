import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as faults choose by it. */
export interface Asked {
  readonly path: string;
  /** What the path ends with: "pods" of /api/v1/pods. */
  readonly plural: string;
  readonly isWatch: boolean;
  readonly isProtobuf: boolean;
}

/** Answers in the place of the API server; true where it did. */
export type Rule = (asked: Asked, response: ServerResponse) => boolean;

/** What becomes of a piece of a body; null: nothing more is sent, and the connection is torn. */
export type Tap = (asked: Asked, piece: Buffer) => Buffer | null;

/** Every request to the simulated API server passes here: faults answer in its place, change what it says, or end it. */
export class Traffic {
  readonly #rules = new Set<Rule>();
  readonly #taps = new Set<Tap>();
  readonly #open = new Map<ServerResponse, Asked>();

  /** For the simulated API server's intercept(). */
  readonly intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
    const asked = askedOf(request);
    this.#open.set(response, asked);
    response.once('close', () => this.#open.delete(response));
    response.on('error', () => undefined); // whatever the server still writes to what was torn
    this.#tap(asked, response);
    return [...this.#rules].some((rule) => rule(asked, response));
  };

  /** Each is asked for every request from now on; returns the undo. */
  answer(rule: Rule): () => void {
    this.#rules.add(rule);
    return () => void this.#rules.delete(rule);
  }

  /** Each has every piece of every body from now on, of those under way as well; returns the undo. */
  change(tap: Tap): () => void {
    this.#taps.add(tap);
    return () => void this.#taps.delete(tap);
  }

  /** Tears what is under way. */
  tear(which: (asked: Asked) => boolean): void {
    for (const [response, asked] of this.#open) if (which(asked)) response.destroy();
  }

  #tap(asked: Asked, response: ServerResponse): void {
    const write = response.write.bind(response) as (piece: Buffer, done?: () => void) => boolean;
    const tapped = (piece: Buffer): boolean => {
      if (response.destroyed || response.writableEnded) return true;
      let left: Buffer | null = piece;
      for (const tap of this.#taps) left = left && tap(asked, left);
      if (left !== null) return write(left);
      response.destroy();
      return true;
    };
    response.write = tapped as typeof response.write;
  }
}

function askedOf({ url = '/', headers }: IncomingMessage): Asked {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const watch = searchParams.get('watch');
  return {
    path: pathname,
    plural: pathname.slice(pathname.lastIndexOf('/') + 1),
    isWatch: watch === '1' || watch === 'true',
    isProtobuf: headers.accept?.includes('protobuf') === true,
  };
}
