import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connectTo } from './connection.ts';
import { namespaceReader } from './namespace.ts';
import { added, bookmark, deleted, endMark } from './testing/objects.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { ScriptedServer } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';
import { watch } from './watch.ts';

let server: ScriptedServer;
let connection: Connection;
let clock: PlayedClock;
beforeEach(async () => {
  clock = new PlayedClock();
  server = await ScriptedServer.start((asked) => asked.events());
  connection = connectTo(server.url, { clock, product: 'cidrscape/test' });
});
afterEach(async () => {
  await connection.close();
  await server.stop();
});

/** A watch of Namespaces for 300 s whose head has come. What it told its listener, and how it ended. */
async function start(from: string | null, options: { readonly sendsBookmarks?: boolean; readonly stands?: () => void } = {}) {
  const told = { opened: 0, chunks: 0, events: [] as number[], stands: 0 };
  let ended = '';
  const whole = watch({
    connection,
    clock,
    reader: namespaceReader,
    resource: namespaceReader.resources[0],
    accept: 'application/json',
    from,
    seconds: 300,
    sendsBookmarks: options.sendsBookmarks ?? false,
    signal: new AbortController().signal,
    listener: {
      opened: () => {
        told.opened += 1;
      },
      bytes: () => {
        told.chunks += 1;
      },
      events: async (events) => {
        told.events.push(events.length);
      },
      stands: () => {
        told.stands += 1;
        options.stands?.();
      },
    },
  });
  whole.then(
    () => {
      ended = 'in good order';
    },
    ({ code, message }: { readonly code: string; readonly message: string }) => {
      ended = `${code}: ${message}`;
    },
  );
  await until(() => told.opened === 1);
  return {
    told,
    /** Sends events in one chunk, and waits until they were taken. */
    async sends(...events: readonly unknown[]) {
      const chunks = told.chunks;
      const batches = told.events.length;
      server.last.events(...events);
      await until(() => told.chunks > chunks && told.events.length > batches);
    },
    /** Waits for its end, and sees that no timer is left. */
    async ends() {
      await until(() => ended !== '');
      expect(clock.waiting).toBe(0);
      return ended;
    },
  };
}

describe('a watch in good order', () => {
  test('asks for bookmarks, from a position', async () => {
    const { ends, sends } = await start('10');
    await sends(added('c', '11'));
    server.last.end();
    expect(await ends()).toBe('in good order');
    expect(server.last.query).toEqual({ watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: '300', resourceVersion: '10' });
  });

  test.each([
    ['an event', [added('c', '11')]],
    ['an event in one chunk with a bookmark of where we are', [bookmark('10'), added('c', '11')]],
    ['a bookmark of further on', [bookmark('11')]],
  ])('may end at once behind %s', async (_, events) => {
    const { ends, sends } = await start('10');
    await sends(...events);
    server.last.end();
    expect(await ends()).toBe('in good order');
  });

  test('may end without a word after a second', async () => {
    const { ends } = await start('10');
    clock.advance(1000);
    server.last.end();
    expect(await ends()).toBe('in good order');
  });
});

describe('a watch stands, once,', () => {
  test('with its first event', async () => {
    const { told, sends, ends } = await start('10');
    await sends(deleted('c', '11'));
    await until(() => told.stands === 1);
    await sends(added('c', '12'));
    clock.advance(1000);
    server.last.end();
    await ends();
    expect(told.stands).toBe(1);
  });

  test('or after a second of quiet', async () => {
    const { told, ends } = await start('10');
    clock.advance(999);
    expect(told.stands).toBe(0);
    clock.advance(1);
    expect(told.stands).toBe(1);
    server.last.end();
    await ends();
  });

  test('and not before the end mark of its initial events', async () => {
    const { told, sends, ends } = await start(null);
    await sends(added('a', '1'));
    clock.advance(1000);
    await sends(bookmark('9'));
    expect(told.stands).toBe(0);
    await sends(endMark('10'));
    server.last.end();
    expect(await ends()).toBe('in good order');
    expect(told.stands).toBe(1);
  });

  test('and a listener who throws then ends the watch, not the process', async () => {
    const { ends } = await start('10', {
      stands: () => {
        throw new Error('a fault elsewhere');
      },
    });
    clock.advance(1000);
    expect(await ends()).toBe('unexpected: unexpected: a fault elsewhere');
  });
});

describe('a watch fails that', () => {
  test.each([
    ['ends at once', []],
    ['ends at once behind a bookmark of where we are', [bookmark('10')]],
  ])('%s', async (_, events) => {
    const { ends, sends } = await start('10');
    if (events.length > 0) await sends(...events);
    clock.advance(999);
    server.last.end();
    expect(await ends()).toBe('ended: the watch ended at once');
  });

  test('ends before the end mark of its initial events', async () => {
    const { ends, sends } = await start(null);
    await sends(added('a', '1'), bookmark('9'));
    clock.advance(1000);
    server.last.end();
    expect(await ends()).toBe('ended: the watch ended before the end mark of its initial events');
  });

  test('ends inside an event', async () => {
    const { ends, sends } = await start('10');
    await sends(added('c', '11'));
    server.last.response.end('{"type":');
    expect(await ends()).toBe('malformed: the watch ended inside an event, 8 bytes into it');
  });

  test('is silent for 30 s before the end mark', async () => {
    const { ends, sends } = await start(null);
    clock.advance(29_999);
    await sends(added('a', '1'));
    clock.advance(29_999);
    await sends(added('b', '2'));
    clock.advance(30_000);
    expect(await ends()).toBe('silent: nothing came for 30 s, and not the end mark of the initial events');
  });

  test('is silent for 150 s behind a bookmark', async () => {
    const { ends, sends } = await start('10');
    clock.advance(10_000);
    await sends(bookmark('11'));
    clock.advance(149_999);
    await sends(added('c', '12'));
    clock.advance(149_999);
    expect(clock.waiting).toBe(2);
    clock.advance(1);
    expect(await ends()).toBe('timeout: the watch has been silent for 150 s');
  });

  test('is silent for 150 s from the start, where bookmarks have come before', async () => {
    const { ends } = await start('10', { sendsBookmarks: true });
    clock.advance(149_999);
    expect(clock.waiting).toBe(2);
    clock.advance(1);
    expect(await ends()).toBe('timeout: the watch has been silent for 150 s');
  });

  test('is not ended by the server half a minute after its time, however much it says', async () => {
    const { ends, sends } = await start('10');
    for (let at = 1; at <= 3; at++) {
      clock.advance(100_000);
      await sends(added('c', `${10 + at}`));
    }
    clock.advance(29_999);
    expect(clock.waiting).toBe(2);
    clock.advance(1);
    expect(await ends()).toBe('timeout: the server did not end the watch in time');
  });
});
