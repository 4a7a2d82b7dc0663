import { afterEach, describe, expect, test } from 'vitest';
import { fixture, protobufType, watchType } from './testing/fixture.ts';
import { added, bookmark, deleted, endMark, errorEvent, list, modified, namespace, status } from './testing/objects.ts';
import { Play } from './testing/play.ts';
import type { Scene } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

let play: Play;
afterEach(() => play.stop());

const start = async (scenes: readonly Scene[], options?: Parameters<typeof Play.start>[1]) => {
  play = await Play.start(scenes, options);
};

/** A WatchList of a and b, up to resourceVersion 10, that stays open. */
const whole: Scene = (asked) => asked.events(added('a', '1'), added('b', '2'), endMark('10'));
const quiet: Scene = (asked) => asked.events();

/** An object of version 12 that is on its way out. */
const departing = (name: string) => ({
  type: 'ADDED',
  object: { metadata: { name, resourceVersion: '12', uid: `uid-${name}`, deletionTimestamp: '2026-01-01T00:00:00Z' } },
});

describe('reading the whole kind', () => {
  test('by WatchList: taken in as it comes, unknown until the end mark, then followed on the same stream', async () => {
    await start([(asked) => asked.events(added('a', '1'), added('b', '2'))]);
    await until(() => play.reading.lastEvent > 0);
    expect(play.reading).toMatchObject({ state: 'syncing', connected: true });
    await until(() => play.batches.length === 1);
    expect(play.reading.state).toBe('syncing');
    play.server.last.events(endMark('10'));
    await play.is('synced');
    expect(play.batches).toEqual(['a b']);
    play.server.last.events(added('c', '11'), modified('a', '12'), deleted('b', '13'));
    await until(() => play.batches.length === 2);
    expect(play.names).toEqual(['a', 'c']);
    expect(play.reading).toMatchObject({ state: 'synced', connected: true, error: null, restarts: 0, relists: 0, decodeErrors: 0 });
    expect(play.server.story).toEqual(['watchlist']);
    expect(play.server.last.query).toEqual({
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: '450',
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
    });
    expect(play.server.last.headers).toMatchObject({
      accept: 'application/vnd.kubernetes.protobuf, application/json',
      'user-agent': 'cidrscape/test (cluster demo)',
    });
  });

  test('a later read is kept apart until its end, and then taken in bit by bit while the kind is stale: removals first', async () => {
    const names = Array.from({ length: 450 }, (_, n) => `n${String(n).padStart(3, '0')}`);
    const many: Scene = (asked) => asked.events(...names.map((name) => added(name, '1')), endMark('10'));
    await start([many, (asked) => asked.events(...names.slice(1).map(departing))]);
    const seen: string[] = [];
    play.store.subscribe(({ changes }) => {
      if (changes.length > 0) seen.push(`${play.store.count('Namespace')} ${play.reading.state}`);
    });
    await play.is('synced');
    const first = seen.splice(0);
    expect(first.at(-1)).toBe('450 syncing');
    play.server.last.events(errorEvent(410, 'too old'));
    await play.fails('too old');
    play.clock.advance(800);
    await play.requests(2);
    await until(() => play.reading.connected);
    expect(seen).toEqual([]);
    play.server.last.events(endMark('20'));
    await play.is('synced');
    expect(seen).toEqual(['449 stale', '449 stale', '449 stale']);
    expect(play.batches.at(-3)?.startsWith('n001')).toBe(true);
    expect([...play.store.all('Namespace')].every(({ deletedAt }) => deletedAt > 0)).toBe(true);
  });

  test('what an earlier attempt left of a first read goes at the end of the next one', async () => {
    const record = {
      kind: 'Namespace',
      uid: 'uid-ghost',
      resourceVersion: '1',
      namespace: '',
      name: 'ghost',
      createdAt: 0,
      deletedAt: 0,
    } as const;
    await start([whole]);
    play.store.apply([{ put: record }]);
    await play.is('synced');
    expect(play.batches).toEqual(['ghost', 'a b ghost', 'a b']);
  });

  test('a read that is stopped half-way ends there', async () => {
    const names = Array.from({ length: 450 }, (_, n) => `n${n}`);
    const departed: Scene = (asked) => asked.events(...names.map(departing), endMark('20'));
    await start([(asked) => asked.events(...names.map((name) => added(name, '1')), endMark('10')), departed]);
    await play.is('synced');
    play.server.last.events(errorEvent(410, 'too old'));
    await play.fails('too old');
    const stopped = new Promise<void>((resolve, reject) => {
      play.store.subscribe(({ changes }) => {
        if (changes.length > 0) play.stop().then(resolve, reject);
      });
    });
    play.clock.advance(800);
    await stopped;
    expect([...play.store.all('Namespace')].filter(({ deletedAt }) => deletedAt > 0)).toHaveLength(200);
    expect(play.reading.state).toBe('stale');
  });

  test('half of a first read is nothing to show once the kind is forbidden', async () => {
    await start([
      (asked) => {
        asked.events(added('a', '1'));
        asked.end();
      },
      (asked) => asked.answer(403, status(403, 'no')),
    ]);
    await play.fails('before the end mark');
    expect(play.names).toEqual(['a']);
    play.clock.advance(400);
    await play.is('forbidden');
    expect(play.names).toEqual([]);
  });

  test('an object deleted before the end mark is not among them', async () => {
    await start([(asked) => asked.events(added('a', '1'), added('b', '2'), deleted('a', '3'), endMark('10'))]);
    await play.is('synced');
    expect(play.names).toEqual(['b']);
  });

  test('by LIST in pages where WatchList is refused (422), and watched from the first page’s resourceVersion', async () => {
    await start([
      (asked) => asked.answer(422, status(422, 'sendInitialEvents is forbidden for watch')),
      (asked) => asked.answer(200, list('20', ['a', 'b'], 'more')),
      (asked) => asked.answer(200, list('20', ['c'])),
      (asked) => asked.events(added('d', '21')),
    ]);
    await play.is('synced');
    expect(play.batches).toEqual(['a b', 'a b c', 'a b c d']);
    expect(play.server.story).toEqual(['watchlist', 'list', 'list', 'watch 20']);
    expect(play.server.asked.slice(1).map((asked) => asked.query)).toEqual([
      { limit: '500' },
      { limit: '1000', continue: 'more' }, // the answer was quick
      { watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: '450', resourceVersion: '20' },
    ]);
  });

  test('by LIST where the end mark never comes, as from servers that do not know WatchList', async () => {
    await start([(asked) => asked.events(added('a', '1')), (asked) => asked.answer(200, list('20', ['a'])), quiet]);
    await until(() => play.reading.lastEvent > 0);
    play.clock.advance(30_000);
    await play.fails('nothing came for 30 s, and not the end mark of the initial events');
    play.clock.advance(400);
    await play.requests(3);
    expect(play.server.story).toEqual(['watchlist', 'list', 'watch 20']);
    expect(play.names).toEqual(['a']);
  });

  test('one silent WatchList is this kind’s alone: the next full read asks for one again', async () => {
    await start([
      (asked) => asked.events(added('a', '1')),
      (asked) => asked.answer(200, list('20', ['a'])),
      (asked) => asked.events(errorEvent(410, 'too old')),
      (asked) => asked.events(added('a', '1'), endMark('30')),
    ]);
    await until(() => play.reading.lastEvent > 0);
    play.clock.advance(30_000);
    await play.fails('nothing came');
    play.clock.advance(400);
    await play.fails('too old');
    expect(play.watchLists.worthAsking(play.clock.elapsed())).toBe(true);
    play.clock.advance(800);
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist', 'list', 'watch 20', 'watchlist']);
  });

  test('by LIST after two WatchLists that broke on their way', async () => {
    const broken: Scene = (asked) => {
      asked.events(added('a', '1'));
      asked.end();
    };
    await start([broken, broken, (asked) => asked.answer(200, list('20', ['a'])), quiet]);
    await play.fails('before the end mark');
    play.clock.advance(400);
    await play.failed(2);
    play.clock.advance(800);
    await play.requests(4);
    expect(play.server.story).toEqual(['watchlist', 'watchlist', 'list', 'watch 20']);
  });

  test('a quiet watch stands after a second', async () => {
    await start([(asked) => asked.answer(200, list('20', [])), quiet], { watchList: false });
    await play.requests(2);
    await until(() => play.clock.waiting === 3); // silence, end, standing
    expect(play.reading.state).toBe('syncing');
    play.clock.advance(1000);
    expect(play.reading).toMatchObject({ state: 'synced', connected: true, error: null });
  });

  test('410 on a later page: the paging starts again', async () => {
    await start(
      [
        (asked) => asked.answer(200, list('20', ['old'], 'more')),
        (asked) => asked.answer(410, status(410, 'The provided continue parameter is too old')),
        (asked) => asked.answer(200, list('30', ['a'])),
        quiet,
      ],
      { watchList: false },
    );
    await play.fails('too old');
    play.clock.advance(400);
    await play.requests(4);
    expect(play.server.story).toEqual(['list', 'list', 'list', 'watch 30']);
    expect(play.names).toEqual(['a']);
    expect(play.server.asked[2]?.query.continue).toBeUndefined();
  });

  test('a later page that fails in passing is asked for again, not the whole list', async () => {
    await start(
      [
        (asked) => asked.answer(200, list('20', ['a'], 'more')),
        (asked) => asked.answer(503, 'try later', { 'content-type': 'text/plain', 'retry-after': '2' }),
        (asked) => asked.answer(200, list('20', ['b'])),
        quiet,
      ],
      { watchList: false },
    );
    await play.fails('HTTP 503: try later');
    play.clock.advance(2499); // Retry-After and half a second of jitter
    expect(play.server.asked).toHaveLength(2);
    play.clock.advance(1);
    await play.requests(4);
    expect(play.server.asked[2]?.query.continue).toBe('more');
    expect(play.names).toEqual(['a', 'b']);
  });

  test('an object that cannot be read is counted and told, and the rest is there', async () => {
    const odd = { ...list('20', ['a']), items: [namespace('a', '1'), { metadata: {} }] };
    await start([(asked) => asked.answer(200, odd), (asked) => asked.events(bookmark('21'))], { watchList: false });
    await play.is('synced');
    expect(play.names).toEqual(['a']);
    expect(play.reading).toMatchObject({ decodeErrors: 1, error: 'one object could not be read: an object without a name' });
  });

  test('406: the kind is asked for in JSON from then on', async () => {
    await start([(asked) => asked.answer(406, status(406, 'only the following media types are accepted')), whole]);
    await play.fails('406');
    play.clock.advance(400);
    await play.is('synced');
    expect(play.server.last.headers.accept).toBe('application/json');
  });

  test('a page that is not the API server’s (200, HTML) is malformed, and said', async () => {
    await start([(asked) => asked.answer(200, '<html>', { 'content-type': 'text/html' }), whole]);
    await play.fails('the answer is text/html, not protobuf or JSON');
    expect(play.reading.decodeErrors).toBe(1);
    play.clock.advance(400);
    await play.is('synced');
  });
});

describe('a watch that breaks is taken up where it was', () => {
  test('connection reset: stale, then watched from the same position without reading again', async () => {
    await start([whole]);
    await play.is('synced');
    play.server.last.events(added('c', '11'));
    await until(() => play.names.length === 3);
    play.server.add((asked) => asked.events(added('d', '12')));
    play.server.last.reset();
    await play.is('stale');
    expect(play.reading).toMatchObject({ connected: false });
    expect(play.reading.error).toMatch(/^127\.0\.0\.1:\d+: connection (reset|closed)/);
    play.clock.advance(400);
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist', 'watch 11']);
    expect(play.names).toEqual(['a', 'b', 'c', 'd']);
    expect(play.reading).toMatchObject({ restarts: 1, relists: 0, error: null });
  });

  test('the server’s own timeout: opened again at once, from the last bookmark', async () => {
    await start([
      (asked) => {
        whole(asked);
        asked.events(bookmark('15'));
        asked.end();
      },
      quiet,
    ]);
    await play.requests(2);
    expect(play.server.story).toEqual(['watchlist', 'watch 15']);
    expect(play.reading.state).toBe('synced');
  });

  test('429: Retry-After is obeyed, the position stays', async () => {
    await start([
      (asked) => {
        whole(asked);
        asked.end();
      },
      (asked) => asked.answer(429, 'Too many requests, please try again later.', { 'content-type': 'text/plain', 'retry-after': '7' }),
      quiet,
    ]);
    await play.fails('HTTP 429: Too many requests');
    play.clock.advance(7499);
    expect(play.server.asked).toHaveLength(2);
    play.clock.advance(1);
    await play.requests(3);
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'watch 10']);
  });

  test.each([500, 502, 503, 504])('HTTP %i: the same position after a backoff', async (code) => {
    await start([
      (asked) => {
        whole(asked);
        asked.end();
      },
      (asked) => asked.answer(code, status(code, 'not now')),
      quiet,
    ]);
    await play.fails(`HTTP ${code}: not now`);
    play.clock.advance(400);
    await play.requests(3);
    expect(play.server.last.what).toBe('watch 10');
  });

  test('an ERROR event 500: the same position after a backoff, what came before it counts', async () => {
    await start([whole, quiet]);
    await play.is('synced');
    play.server.last.events(added('c', '11'), errorEvent(500, 'etcd is ill'));
    await play.fails('HTTP 500: etcd is ill');
    expect(play.names).toEqual(['a', 'b', 'c']);
    play.clock.advance(400);
    await play.requests(2);
    expect(play.server.last.what).toBe('watch 11');
  });

  test('clean ends at once, again and again, are failures with growing pauses', async () => {
    const empty: Scene = (asked) => {
      asked.events();
      asked.end();
    };
    await start([(asked) => asked.answer(200, list('20', ['a'])), empty, empty, empty, quiet], { watchList: false, random: 1 });
    for (const [failures, pause] of [
      [1, 800],
      [2, 1600],
      [3, 3200],
    ] as const) {
      await play.failed(failures);
      expect(play.reading.error).toBe('the watch ended at once');
      play.clock.advance(pause - 1);
      expect(play.clock.waiting).toBe(1);
      play.clock.advance(1);
    }
    await play.requests(5);
    expect(play.server.story.slice(1)).toEqual(['watch 20', 'watch 20', 'watch 20', 'watch 20']);
  });

  test('an end at once behind a bookmark of where we are is a failure as well', async () => {
    await start([
      (asked) => {
        whole(asked);
        asked.end();
      },
      (asked) => {
        asked.events(bookmark('10'));
        asked.end();
      },
      (asked) => {
        asked.events(bookmark('11'));
        asked.end();
      },
      quiet,
    ]);
    await play.fails('the watch ended at once');
    play.clock.advance(400);
    await play.requests(4); // from 11 without a pause
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'watch 10', 'watch 11']);
  });

  test('half-open: 150 s without a byte after a bookmark', async () => {
    await start([whole, quiet]);
    await play.is('synced');
    play.clock.advance(149_000);
    expect(play.server.asked).toHaveLength(1);
    play.clock.advance(1000);
    await play.fails('silent for 150 s');
    play.clock.advance(400);
    await play.requests(2);
    expect(play.server.last.what).toBe('watch 10');
  });

  test('half-open: no head at all for 65 s', async () => {
    await start([() => {}, whole]);
    await play.requests(1);
    play.clock.advance(65_000);
    await play.fails('no answer within 65 s');
    play.clock.advance(400);
    await play.is('synced');
  });

  test('a page that trickles for ever is given up', async () => {
    await start([(asked) => asked.events(), (asked) => asked.answer(200, list('20', ['a'])), quiet], { watchList: false });
    await play.requests(1);
    await until(() => play.clock.waiting === 2); // silence, and the whole
    for (let second = 0; second < 115; second += 5) {
      const before = play.reading.lastEvent;
      play.clock.advance(5000);
      play.server.last.response.write(' ');
      await until(() => play.reading.lastEvent > before);
    }
    play.clock.advance(5000);
    await play.fails('not whole after 120 s');
    play.clock.advance(400);
    await play.requests(3);
    expect(play.names).toEqual(['a']);
  });
});

describe('what cannot be continued is read again', () => {
  test('an ERROR event 410: read again, and what was deleted meanwhile goes in the same batch', async () => {
    await start([whole, (asked) => asked.events(added('b', '2'), added('c', '30'), endMark('40'))]);
    await play.is('synced');
    play.server.last.events(errorEvent(410, 'too old resource version: 10 (30)'));
    await play.fails('too old resource version');
    expect(play.reading.state).toBe('stale');
    expect(play.names).toEqual(['a', 'b']);
    play.clock.advance(400);
    await play.is('synced');
    expect(play.batches).toEqual(['a b', 'b c']);
    expect(play.server.story).toEqual(['watchlist', 'watchlist']);
    expect(play.reading).toMatchObject({ relists: 1, restarts: 1, error: null });
  });

  test('410 as the answer to a watch', async () => {
    await start([
      (asked) => {
        whole(asked);
        asked.end();
      },
      (asked) => asked.answer(410, status(410, 'Expired')),
      (asked) => asked.events(endMark('40')),
    ]);
    await play.fails('HTTP 410');
    play.clock.advance(400);
    await until(() => play.names.length === 0);
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'watchlist']);
  });

  test('a body that ends inside a frame', async () => {
    const body = fixture('services.watch.pb');
    await start(
      [
        (asked) => asked.answer(200, fixture('namespaces.list.pb'), { 'content-type': protobufType }),
        (asked) => asked.answer(200, body.subarray(0, 3), { 'content-type': watchType }),
        (asked) => asked.answer(200, list('1000', ['a'])),
        quiet,
      ],
      { watchList: false },
    );
    await play.fails('inside an event, 3 bytes into it');
    expect(play.names).toHaveLength(7);
    expect(play.reading).toMatchObject({ state: 'stale', decodeErrors: 1 });
    play.clock.advance(400);
    await play.requests(4);
    expect(play.names).toEqual(['a']);
    expect(play.server.story).toEqual(['list', 'watch 957', 'list', 'watch 1000']);
  });

  test('an event that cannot be read, after one that can', async () => {
    await start([whole, (asked) => asked.events(added('a', '1'), added('c', '11'), endMark('40'))]);
    await play.is('synced');
    play.server.last.events(added('c', '11'), { type: 'DELETED', object: {} }, added('never', '12'));
    await play.fails('an object without a name');
    expect(play.names).toEqual(['a', 'b', 'c']);
    play.clock.advance(400);
    await play.is('synced');
    expect(play.names).toEqual(['a', 'c']);
    expect(play.reading.decodeErrors).toBe(1);
  });

  test('a listener of the store that throws is no end: the kind is read again', async () => {
    await start([whole, whole]);
    await play.is('synced');
    const undo = play.store.subscribe(() => {
      undo();
      throw new Error('a fault elsewhere');
    });
    play.server.last.events(added('c', '11'));
    await play.fails('unexpected: a fault elsewhere');
    play.clock.advance(400);
    await play.is('synced');
    expect(play.names).toEqual(['a', 'b']);
  });
});

describe('events that make no sense change nothing', () => {
  test('ADDED twice, MODIFIED and DELETED of the unknown', async () => {
    await start([whole]);
    await play.is('synced');
    play.server.last.events(added('a', '1'), deleted('ghost', '11'), modified('new', '12'), added('new', '12'));
    await until(() => play.batches.length === 2);
    expect(play.names).toEqual(['a', 'b', 'new']);
    expect(play.reading).toMatchObject({ state: 'synced', decodeErrors: 0 });
  });
});

describe('rights', () => {
  test('403: forbidden and said, looked at slowly, and well again when the right is there', async () => {
    await start([(asked) => asked.answer(403, status(403, 'namespaces is forbidden: User "x" cannot watch')), whole]);
    await play.is('forbidden');
    expect(play.reading).toMatchObject({ connected: false, error: 'HTTP 403: namespaces is forbidden: User "x" cannot watch' });
    play.clock.advance(44_999);
    expect(play.server.asked).toHaveLength(1);
    play.clock.advance(1);
    await play.is('synced');
    expect(play.reading.error).toBeNull();
  });

  test('a right taken away while watching: the probe notices, the watch is opened anew and refused', async () => {
    await start([
      whole,
      (asked) => asked.answer(403, status(403, 'cannot list')),
      (asked) => asked.answer(403, status(403, 'cannot watch')),
    ]);
    await play.is('synced');
    await play.reflector.probe();
    await play.is('forbidden');
    expect(play.server.story).toEqual(['watchlist', 'list', 'watch 10']);
    expect(play.reading.error).toBe('HTTP 403: cannot watch');
    expect(play.names).toEqual(['a', 'b']); // what was read is not known to be gone
  });

  test('only list taken away: the watch goes on', async () => {
    await start([whole, (asked) => asked.answer(403, status(403, 'cannot list')), (asked) => asked.events(added('c', '11'))]);
    await play.is('synced');
    await play.reflector.probe();
    await until(() => play.names.length === 3);
    expect(play.reading.state).toBe('synced');
  });

  test('401 for ever: said, and asked again after pauses', async () => {
    const refused: Scene = (asked) => asked.answer(401, status(401, 'Unauthorized'));
    await start([refused, refused, refused, whole]);
    await play.fails('HTTP 401: Unauthorized');
    expect(play.server.asked).toHaveLength(2); // once more at once, with credentials read again
    play.clock.advance(400);
    await play.failed(2);
    expect(play.server.asked).toHaveLength(3); // no re-reading within 10 s
    play.clock.advance(800);
    await play.is('synced');
  });

  test('404: not served; at the second look its objects are gone; served again, they are back', async () => {
    const missing: Scene = (asked) => asked.answer(404, '404 page not found', { 'content-type': 'text/plain' });
    await start([
      (asked) => {
        whole(asked);
        asked.end();
      },
      missing,
      missing,
      whole,
    ]);
    await play.is('not-served');
    expect(play.reading.error).toBe('HTTP 404: 404 page not found');
    expect(play.names).toEqual(['a', 'b']);
    play.clock.advance(90_000);
    await until(() => play.names.length === 0);
    play.clock.advance(90_000);
    await play.is('synced');
    expect(play.names).toEqual(['a', 'b']);
  });
});

describe('an etcd restored from a backup', () => {
  test('a full read whose objects are older than ours says so, though its resourceVersion has passed ours', async () => {
    await start([whole, (asked) => asked.events(modified('a', '1'), added('b', '1'), endMark('99'))]);
    await play.is('synced');
    play.server.last.events(modified('b', '12'), errorEvent(410, 'too old'));
    await play.fails('too old');
    play.clock.advance(400);
    await play.is('synced');
    expect(play.warnings.list()).toEqual([
      'Namespace: the server’s state went back from resourceVersion 12 to 1, as after restoring etcd from a backup; read again at 2023-11-14T22:13:20.400Z',
    ]);
  });

  test('the probe sees a lower resourceVersion: read again, a warning, and every kind is told', async () => {
    await start([
      whole,
      (asked) => asked.answer(200, list('7', [])),
      // b's version 2 now stands for another content.
      (asked) =>
        asked.events(
          {
            type: 'ADDED',
            object: { metadata: { name: 'b', resourceVersion: '2', uid: 'uid-b', deletionTimestamp: '2026-01-01T00:00:00Z' } },
          },
          endMark('8'),
        ),
    ]);
    await play.is('synced');
    await play.reflector.probe();
    await play.fails('went back from resourceVersion 10 to 7');
    expect(play.suspicions).toBe(1);
    play.clock.advance(400);
    await play.is('synced');
    expect(play.names).toEqual(['b']);
    expect(play.store.get('Namespace', 'b')?.deletedAt).toBe(Date.UTC(2026, 0, 1));
    expect(play.warnings.list()).toEqual([
      'Namespace: the server’s state went back from resourceVersion 10 to 8, as after restoring etcd from a backup; read again at 2023-11-14T22:13:20.400Z',
    ]);
  });

  test('a bookmark lower than what we hold says the same', async () => {
    await start([whole, (asked) => asked.events(endMark('5'))]);
    await play.is('synced');
    play.server.last.events(bookmark('4'));
    await play.fails('from resourceVersion 10 to 4');
    play.clock.advance(400);
    await play.is('synced');
    expect(play.names).toEqual([]);
  });

  test('an equal or higher resourceVersion is no reason for anything', async () => {
    await start([whole, (asked) => asked.answer(200, list('10', [])), (asked) => asked.answer(200, list('99', []))]);
    await play.is('synced');
    await play.reflector.probe();
    await play.reflector.probe();
    expect(play.reading.state).toBe('synced');
    expect(play.server.story).toEqual(['watchlist', 'list', 'list']);
    expect(play.warnings.list()).toEqual([]);
  });
});

describe('stopping leaves nothing open', () => {
  // Play.stop, after each test, throws where a timer, a request or a socket is left.
  test('before the head of an answer', async () => {
    await start([() => {}]);
    await play.requests(1);
  });

  test('inside a page', async () => {
    await start([(asked) => asked.response.writeHead(200, { 'content-type': 'application/json' }).write('{"kind":')], { watchList: false });
    await until(() => play.reading.lastEvent > 0);
  });

  test('inside the initial events', async () => {
    await start([(asked) => asked.events(added('a', '1'))]);
    await until(() => play.reading.lastEvent > 0);
  });

  test('while following', async () => {
    await start([whole]);
    await play.is('synced');
  });

  test('during a backoff', async () => {
    await start([(asked) => asked.reset()]);
    await play.fails('connection');
  });

  test('inside the body of a refusal', async () => {
    await start([(asked) => asked.response.writeHead(403, { 'content-type': 'application/json' }).write('{"kind":')]);
    await play.requests(1);
  });
});
