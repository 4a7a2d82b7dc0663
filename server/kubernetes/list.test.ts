import { afterEach, describe, expect, test } from 'vitest';
import { wait } from './clock.ts';
import { type Connection, connectTo } from './connection.ts';
import type { Failure } from './failure.ts';
import { listAll } from './list.ts';
import { namespaceReader } from './namespace.ts';
import { PageSize } from './pageSize.ts';
import { list, namespace, status } from './testing/objects.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { type Scene, ScriptedServer } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

let server: ScriptedServer;
let connection: Connection;
afterEach(async () => {
  await connection.close();
  await server.stop();
});

const clockAt = (milliseconds: number): PlayedClock => {
  const clock = new PlayedClock();
  clock.advance(milliseconds);
  return clock;
};

/** Lists Namespaces from a server that plays these scenes; each pause is told by the code of its failure and is over at once. */
async function start(scenes: readonly Scene[], { clock = clockAt(0), signal = new AbortController().signal } = {}) {
  server = await ScriptedServer.start(...scenes);
  connection = connectTo(server.url, { clock, product: 'cidrscape/test' });
  const names: string[] = [];
  const pauses: string[] = [];
  const listed = listAll({
    connection,
    clock,
    reader: namespaceReader,
    resource: namespaceReader.resources[0],
    format: 'protobuf',
    pageSize: new PageSize(),
    signal,
    take: async (records) => {
      names.push(...records.map(({ name }) => name));
    },
    pause: async ({ code }: Failure) => {
      pauses.push(code);
      await wait(clock, 0, signal);
    },
    onBytes: () => {},
  });
  void listed.catch(() => {}); // it may fail before the test looks
  return { clock, names, pauses, listed };
}

const first: Scene = (asked) => asked.answer(200, list('20', ['a'], 'second'));
const last: Scene = (asked) => asked.answer(200, list('30', ['z']));
const refused =
  (code: number): Scene =>
  (asked) =>
    asked.answer(code, status(code, 'no'));
const limits = (): unknown[] => server.asked.map(({ query }) => Number(query.limit));

describe('a page behind the first', () => {
  test.each([
    ['500', refused(500), 'server'],
    ['429', refused(429), 'throttled'],
    ['a broken connection', (asked: Parameters<Scene>[0]) => asked.reset(), 'unreachable'],
  ])('that fails in passing is asked for again: %s', async (_, fails, code) => {
    const { clock, names, pauses, listed } = await start([first, fails, last]);
    await until(() => pauses.length === 1);
    clock.advance(0);
    expect(await listed).toEqual({ resourceVersion: '20', unreadable: [] });
    expect(names).toEqual(['a', 'z']);
    expect(pauses).toEqual([code]);
    expect(server.asked.map(({ query }) => query.continue)).toEqual([undefined, 'second', 'second']);
  });

  test('that does not come at all is asked for again after 65 s', async () => {
    const { clock, pauses, listed } = await start([first, () => {}, last]);
    await until(() => server.asked.length === 2);
    clock.advance(65_000);
    await until(() => pauses.length === 1);
    clock.advance(0);
    expect((await listed).resourceVersion).toBe('20');
    expect(pauses).toEqual(['timeout']);
  });

  test('is asked for five times more and no oftener', async () => {
    const { clock, pauses, listed } = await start([first, ...Array.from({ length: 6 }, () => refused(503)), last]);
    for (let failure = 1; failure <= 5; failure++) {
      await until(() => pauses.length === failure);
      clock.advance(0);
    }
    await expect(listed).rejects.toMatchObject({ code: 'server', message: 'HTTP 503: no' });
    expect(pauses).toHaveLength(5);
    expect(server.asked).toHaveLength(7);
  });

  test('that came leaves the next one its own five times', async () => {
    const third: Scene = (asked) => asked.answer(200, list('20', ['b'], 'third'));
    const thrice = [refused(503), refused(503), refused(503)];
    const { clock, names, pauses, listed } = await start([first, ...thrice, third, ...thrice, last]);
    for (let failure = 1; failure <= 6; failure++) {
      await until(() => pauses.length === failure);
      clock.advance(0);
    }
    await listed;
    expect(names).toEqual(['a', 'b', 'z']);
  });

  test.each([
    [403, 'forbidden'],
    [410, 'expired'],
  ])('that is refused for good (%i) ends the list', async (code, told) => {
    const { pauses, listed } = await start([first, refused(code)]);
    await expect(listed).rejects.toMatchObject({ code: told });
    expect(pauses).toEqual([]);
  });
});

test('a first page that fails is left to who asked for the list', async () => {
  const { pauses, listed } = await start([refused(500)]);
  await expect(listed).rejects.toMatchObject({ code: 'server' });
  expect(pauses).toEqual([]);
});

test('pages grow while the answers are quick, by the time of each alone', async () => {
  const { listed } = await start(
    [first, (asked) => asked.answer(200, list('20', ['b'], 'third')), (asked) => asked.answer(200, list('20', ['c'], 'fourth')), last],
    { clock: clockAt(10_000) },
  );
  await listed;
  expect(limits()).toEqual([500, 1000, 2000, 4000]);
});

test('pages shrink after a slow answer and after a failure', async () => {
  const clock = clockAt(10_000);
  const slow: Scene = (asked) => {
    clock.advance(5001);
    asked.answer(200, list('20', ['b'], 'third'));
  };
  const third: Scene = (asked) => asked.answer(200, list('20', ['c'], 'fourth'));
  const { pauses, listed } = await start([first, slow, third, refused(500), last], { clock });
  await until(() => pauses.length === 1);
  clock.advance(0);
  await listed;
  expect(limits()).toEqual([500, 1000, 500, 1000, 500]);
});

test('what cannot be read of any page is told at the end', async () => {
  const nameless = { ...list('20', ['a'], 'second'), items: [namespace('a', '1'), { metadata: {} }] };
  const { names, listed } = await start([
    (asked) => asked.answer(200, nameless),
    (asked) => asked.answer(200, { ...nameless, metadata: { resourceVersion: '20' } }),
  ]);
  expect((await listed).unreadable.map(({ message }) => message)).toEqual(['an object without a name', 'an object without a name']);
  expect(names).toEqual(['a', 'a']);
});

test('the signal ends it with its reason, without a pause', async () => {
  const over = new AbortController();
  const reason = new Error('the reading was stopped');
  const { pauses, listed } = await start([first, () => over.abort(reason)], { signal: over.signal });
  await expect(listed).rejects.toBe(reason);
  expect(pauses).toEqual([]);
});
