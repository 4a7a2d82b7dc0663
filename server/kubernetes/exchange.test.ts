import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Answer, Connection } from './connection.ts';
import { getWhole, withStream } from './exchange.ts';
import { Failure } from './failure.ts';
import { PlayedClock } from './testing/playedClock.ts';

const bounds = { bytes: 10, milliseconds: 60_000 };
const never = new AbortController().signal;

interface Given {
  readonly status?: number;
  readonly headers?: Answer['headers'];
  /** Chunks of the body; the clock goes on by each number between them; an error is thrown. */
  readonly body?: readonly (string | number | Error)[];
}

/** What answers one request in the same process, and what it saw of it. */
function asked(given: Given | Error | 'nothing') {
  const clock = new PlayedClock();
  const seen: { accept: string; path: string; signal: AbortSignal }[] = [];
  async function* body(parts: readonly (string | number | Error)[], signal: AbortSignal) {
    for (const part of parts) {
      if (typeof part === 'number') clock.advance(part);
      else if (part instanceof Error) throw part;
      else yield Buffer.from(part);
      if (signal.aborted) throw signal.reason;
    }
  }
  const connection: Pick<Connection, 'request'> = {
    async request(path, { accept, signal }) {
      seen.push({ path, accept, signal });
      if (given instanceof Error) throw given;
      if (given === 'nothing') {
        const { promise, reject } = Promise.withResolvers<never>();
        if (signal.aborted) throw signal.reason;
        signal.addEventListener('abort', () => reject(signal.reason));
        return await promise;
      }
      return { status: given.status ?? 200, headers: given.headers ?? {}, body: body(given.body ?? [], signal) };
    },
  };
  return { connection, clock, path: '/api', accept: 'application/json', seen };
}

const text = async (given: Parameters<typeof asked>[0], onBytes?: () => void): Promise<string> => {
  const ask = asked(given);
  try {
    return String((await getWhole(ask, never, bounds, onBytes)).body);
  } finally {
    expect(ask.clock.waiting).toBe(0); // whatever way it ends
    expect(ask.seen[0]?.signal.aborted).toBe(true);
  }
};

describe('a whole body', () => {
  test('is its chunks in a row, with its content type; each chunk is told', async () => {
    const ask = asked({ headers: { 'content-type': 'application/json' }, body: ['{"a"', ':1}'] });
    let chunks = 0;
    const { contentType, body } = await getWhole(ask, never, bounds, () => {
      chunks += 1;
    });
    expect([contentType, String(body), chunks]).toEqual(['application/json', '{"a":1}', 2]);
    expect(ask.seen).toMatchObject([{ path: '/api', accept: 'application/json' }]);
    expect((await getWhole(asked({ body: ['x'] }), never, bounds)).contentType).toBe('');
  });

  test('has so many bytes at most', async () => {
    expect(await text({ body: ['12345', '67890'] })).toBe('1234567890');
    await expect(text({ body: ['12345', '678901'] })).rejects.toMatchObject({
      code: 'server',
      message: 'an answer of more than 10 bytes',
    });
  });

  test('may be silent for 30 s between two chunks, not longer', async () => {
    expect(await text({ body: [29_999, 'a', 29_999, 'b'] })).toBe('ab');
    await expect(text({ body: ['a', 30_000, 'b'] })).rejects.toMatchObject({
      code: 'timeout',
      message: 'no byte for 30 s inside an answer',
    });
  });

  test('must be whole in time, however lively', async () => {
    expect(await text({ body: [20_000, 'a', 20_000, 'b', 19_999, 'c'] })).toBe('abc');
    await expect(text({ body: [20_000, 'a', 20_000, 'b', 20_000, 'c'] })).rejects.toMatchObject({
      code: 'timeout',
      message: 'the answer was not whole after 60 s',
    });
  });

  test('that breaks off throws what broke it', async () => {
    await expect(text({ body: ['a', new Failure('unreachable', 'reset')] })).rejects.toThrow('reset');
  });
});

describe('an answer that is no success', () => {
  test('is told by its status, its words and when to come back', async () => {
    const headers = { 'content-type': 'text/plain', 'retry-after': '3' };
    await expect(text({ status: 429, headers, body: ['slow ', 'down'] })).rejects.toMatchObject({
      code: 'throttled',
      message: 'HTTP 429: slow down',
      retryAfter: 3000,
    });
    await expect(text({ status: 503, headers: { 'retry-after': ['4', '5'] } })).rejects.toMatchObject({ code: 'server', retryAfter: 4000 });
    await expect(text({ status: 204 })).rejects.toMatchObject({ code: 'server', message: 'HTTP 204', retryAfter: null });
  });

  test('counts a date of Retry-After from the clock’s own time', async () => {
    const date = new Date(new PlayedClock().now() + 9000).toUTCString();
    await expect(text({ status: 503, headers: { 'retry-after': date } })).rejects.toMatchObject({ retryAfter: 9000 });
  });

  test('is told without words where its body breaks off, and is read no further than 64 KiB', async () => {
    await expect(text({ status: 500, body: ['half', new Error('reset')] })).rejects.toMatchObject({ message: 'HTTP 500: half' });
    const kilobyte = ' '.repeat(1024);
    const long = [...Array<string>(64).fill(kilobyte), 'x', 'never read', new Error('never reached')];
    await expect(text({ status: 500, body: long })).rejects.toMatchObject({ message: 'HTTP 500: x' });
  });

  test('whose body never comes is given up with the head’s time', async () => {
    await expect(text({ status: 500, body: [65_000, 'late'] })).rejects.toMatchObject({
      code: 'timeout',
      message: 'no answer within 65 s',
    });
  });
});

describe('a request', () => {
  test('waits 65 s for the head, not longer', async () => {
    const ask = asked('nothing');
    const answer = getWhole(ask, never, bounds);
    ask.clock.advance(64_999);
    expect(ask.seen[0]?.signal.aborted).toBe(false);
    ask.clock.advance(1);
    await expect(answer).rejects.toMatchObject({ code: 'timeout', message: 'no answer within 65 s' });
    expect(ask.clock.waiting).toBe(0);
  });

  test('ends with the signal’s reason, and leaves nothing on the signal', async () => {
    const end = new AbortController();
    const ask = asked('nothing');
    const answer = getWhole(ask, end.signal, bounds);
    expect(getEventListeners(end.signal, 'abort')).toHaveLength(1);
    end.abort(new Error('stopped'));
    await expect(answer).rejects.toThrow('stopped');
    expect(getEventListeners(end.signal, 'abort')).toHaveLength(0);
    await expect(getWhole(asked('nothing'), end.signal, bounds)).rejects.toThrow('stopped');
  });

  test('that succeeds leaves nothing on the signal', async () => {
    const end = new AbortController();
    await getWhole(asked({ body: ['a'] }), end.signal, bounds);
    expect(getEventListeners(end.signal, 'abort')).toHaveLength(0);
  });
});

describe('a stream', () => {
  test('may take longer than its head, and can be dropped with a reason', async () => {
    const ask = asked({ body: ['a', 100_000, 'b', 'c'] });
    const seen: string[] = [];
    const following = withStream(ask, never, async ({ body, drop }) => {
      for await (const chunk of body) {
        seen.push(String(chunk));
        if (String(chunk) === 'b') drop(new Failure('recheck', 'enough'));
      }
    });
    await expect(following).rejects.toMatchObject({ code: 'recheck', message: 'enough' });
    expect(seen).toEqual(['a', 'b']);
  });

  test('gives what its use gives, and is closed then', async () => {
    const ask = asked({ body: ['a'] });
    expect(await withStream(ask, never, async ({ contentType }) => `[${contentType}]`)).toBe('[]');
    expect(ask.seen[0]?.signal.reason).toMatchObject({ code: 'ended', message: 'the stream is no longer needed' });
    expect(ask.clock.waiting).toBe(0);
  });
});
