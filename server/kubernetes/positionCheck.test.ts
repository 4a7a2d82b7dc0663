import { afterEach, describe, expect, test } from 'vitest';
import { Store } from '../store/store.ts';
import { type Connection, connectTo } from './connection.ts';
import { namespaceReader } from './namespace.ts';
import { checkPosition, rewound } from './positionCheck.ts';
import { namespace, status } from './testing/objects.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { type Scene, ScriptedServer } from './testing/scriptedServer.ts';

let server: ScriptedServer;
let connection: Connection;
afterEach(async () => {
  await connection.close();
  await server.stop();
});

const held = [namespace('a', '1'), namespace('b', '2')];

/** A store of a and b, position 120, and a server with one answer. */
async function check(scene: Scene, signal = new AbortController().signal): Promise<string> {
  const clock = new PlayedClock();
  server = await ScriptedServer.start(scene);
  server.knowsThePast = true;
  connection = connectTo(server.url, { clock, product: 'cidrscape/test' });
  const store = new Store(1);
  store.replace(
    'Namespace',
    held.map((object) => namespaceReader.fromJson(object)),
  );
  try {
    await checkPosition({
      connection,
      clock,
      reader: namespaceReader,
      resource: namespaceReader.resources[0],
      accept: 'application/json',
      store,
      position: '120',
      signal,
    });
    return 'the same past';
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return `${code}: ${message}`;
  } finally {
    expect(clock.waiting).toBe(0);
  }
}

const page =
  (items: readonly unknown[], metadata: object = {}): Scene =>
  (asked) =>
    asked.answer(200, { kind: 'NamespaceList', metadata: { resourceVersion: '120', ...metadata }, items });

describe('a past that is ours', () => {
  test('is asked for at exactly our position, one page of it', async () => {
    expect(await check(page(held))).toBe('the same past');
    expect(server.asked.map(({ path, query }) => ({ path, query }))).toEqual([
      { path: '/api/v1/namespaces', query: { limit: '500', resourceVersion: '120', resourceVersionMatch: 'Exact' } },
    ]);
    expect(server.last.headers.accept).toBe('application/json');
  });

  test.each([
    ['in any order', page([...held].reverse())],
    ['with the rest behind the page', page(held.slice(0, 1), { continue: 'x', remainingItemCount: 1 })],
    ['with something that cannot be read, and so not be counted', page([...held, { metadata: {} }])],
    ['with a rest that the server does not count', page(held.slice(0, 1), { continue: 'x' })],
    [
      'of which the server cannot be asked',
      (asked: Parameters<Scene>[0]) => asked.answer(400, status(400, 'resourceVersionMatch: invalid')),
    ],
  ])('%s', async (_, scene) => {
    expect(await check(scene)).toBe('the same past');
  });
});

describe('another past', () => {
  test.each([
    ['an object is missing', page(held.slice(0, 1)), 'there are 1 and not 2'],
    ['an object is missing behind the page', page(held.slice(0, 1), { continue: 'x', remainingItemCount: 0 }), 'there are 1 and not 2'],
    ['there is one more behind the page', page(held, { continue: 'x', remainingItemCount: 1 }), 'there are 3 and not 2'],
    ['there is one that we do not hold', page([...held, namespace('c', '3')]), 'c differs'],
    ['one has another version', page([namespace('a', '1'), namespace('b', '3')]), 'b differs'],
    [
      'one was made anew under its name with the version of ours',
      page([namespace('a', '1'), { metadata: { ...namespace('b', '2').metadata, uid: 'another' } }]),
      'b differs',
    ],
    [
      'one says something else under the same version',
      page([{ metadata: { ...namespace('a', '1').metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }, namespace('b', '2')]),
      'a differs',
    ],
  ])('%s', async (_, scene, why) => {
    expect(await check(scene)).toBe(
      `rewound: the server’s state went back: at resourceVersion 120 ${why}, as after restoring etcd from a backup`,
    );
  });

  test('is one that has not come as far as ours: the server says how far', async () => {
    const far = 'Timeout: Too large resource version: 120, current: 117';
    expect(await check((asked) => asked.answer(504, status(504, far)))).toBe(
      'rewound: the server’s state went back from resourceVersion 120 to 117, as after restoring etcd from a backup',
    );
    expect(rewound('120', '117')).toMatchObject({ code: 'rewound', retryAfter: null });
  });
});

describe('what else the question may meet is passed on:', () => {
  test.each([
    ['a past that is no longer kept', 410, 'too old resource version', 'expired: HTTP 410: too old resource version'],
    ['a server that is not well', 500, 'etcdserver: no leader', 'server: HTTP 500: etcdserver: no leader'],
    ['rights that were taken away', 403, 'namespaces is forbidden', 'forbidden: HTTP 403: namespaces is forbidden'],
  ])('%s', async (_, code, message, told) => {
    expect(await check((asked) => asked.answer(code, status(code, message)))).toBe(told);
  });

  test('the signal', async () => {
    const over = new AbortController();
    expect(await check(() => over.abort(new Error('the reading was stopped')), over.signal)).toBe('undefined: the reading was stopped');
  });
});
