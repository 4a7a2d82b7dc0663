import type { Clock } from './clock.ts';
import type { Answer, Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { failureOfAnswer, statusOfBody } from './status.ts';
import { Watchdog } from './watchdog.ts';

/** The API server ends requests (watches aside) after 60 s itself; no head after that means that nobody is there. */
const headWithin = 65_000;
const silenceWithin = 30_000;
const longestError = 64 * 1024;

interface Asked {
  readonly connection: Pick<Connection, 'request'>;
  readonly clock: Clock;
  readonly path: string;
  readonly accept: string;
}

/** A successful answer's head and a body that can be followed. */
export interface Opened {
  readonly contentType: string;
  readonly body: AsyncIterable<Buffer>;
  /** Drops the stream: its loop throws this reason. */
  drop(reason: Failure): void;
}

/**
 * Opens a GET and hands its stream to `use`; whatever way that ends, nothing of the stream stays open.
 * Throws a Failure for any answer but 200, for silence before the head, and for what the network does; else the signal's reason.
 */
export async function withStream<T>(asked: Asked, signal: AbortSignal, use: (opened: Opened) => Promise<T>): Promise<T> {
  const stream = new AbortController();
  const stop = () => stream.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const impatient = asked.clock.timer(headWithin, () => stream.abort(new Failure('timeout', `no answer within ${headWithin / 1000} s`)));
  try {
    const answer = await asked.connection.request(asked.path, { accept: asked.accept, signal: stream.signal });
    const contentType = String(answer.headers['content-type'] ?? '');
    if (answer.status !== 200) throw await refusal(answer, contentType, asked.clock, stream);
    impatient();
    return await use({ contentType, body: answer.body, drop: (reason) => stream.abort(reason) });
  } finally {
    impatient();
    signal.removeEventListener('abort', stop);
    stream.abort(new Failure('ended', 'the stream is no longer needed'));
  }
}

/** A whole body, bounded in size (bytes), in silence, and in time (milliseconds). Throws as withStream does. */
export async function getWhole(
  asked: Asked,
  signal: AbortSignal,
  bounds: { readonly bytes: number; readonly milliseconds: number },
  onBytes: () => void = () => {},
): Promise<{ readonly contentType: string; readonly body: Buffer }> {
  return await withStream(asked, signal, async ({ contentType, body, drop }) => {
    const dog = new Watchdog(asked.clock, silenceWithin, (limit) =>
      drop(new Failure('timeout', `no byte for ${limit / 1000} s inside an answer`)),
    );
    const late = asked.clock.timer(bounds.milliseconds, () =>
      drop(new Failure('timeout', `the answer was not whole after ${bounds.milliseconds / 1000} s`)),
    );
    try {
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of body) {
        dog.heard();
        onBytes();
        chunks.push(chunk);
        length += chunk.length;
        if (length > bounds.bytes) throw new Failure('server', `an answer of more than ${bounds.bytes} bytes`);
      }
      return { contentType, body: Buffer.concat(chunks, length) };
    } finally {
      dog.stop();
      late();
    }
  });
}

/** Reads what a failed answer says, as far as that is short. */
async function refusal(answer: Answer, contentType: string, clock: Clock, stream: AbortController): Promise<Failure> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > longestError) break;
    }
  } catch (error) {
    if (stream.signal.aborted) throw error;
    // Only the words are lost: the status code has said what it is.
  }
  const header = answer.headers['retry-after'];
  return failureOfAnswer(
    answer.status,
    Array.isArray(header) ? header[0] : header,
    statusOfBody(contentType, Buffer.concat(chunks)),
    clock.now(),
  );
}
