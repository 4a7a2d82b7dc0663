import { afterEach, describe, expect, test } from 'vitest';
import { added, bookmark, endMark, errorEvent, list, namespace, status } from './testing/objects.ts';
import { Play } from './testing/play.ts';
import type { Asked, Scene } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

let play: Play;
afterEach(() => play.stop());

const start = async (scenes: readonly Scene[], options?: Parameters<typeof Play.start>[1]) => {
  play = await Play.start(scenes, options);
};

/** A WatchList of a and b, up to resourceVersion 10, that stays open. */
const whole: Scene = (asked) => asked.events(added('a', '1'), added('b', '2'), endMark('10'));
const refused =
  (code: number, headers?: Record<string, string>): Scene =>
  (asked) =>
    asked.answer(code, status(code, 'no'), headers);

describe('after a failure it waits', () => {
  test.each([
    [0, 403, 30_000],
    [0.5, 403, 45_000],
    [0, 404, 60_000],
    [0.5, 404, 90_000],
    [0.5, 500, 400],
    [0.25, 500, 200],
  ])('with the jitter at %d, after HTTP %i, for %i ms', async (random, code, milliseconds) => {
    await start([refused(code)], { random });
    await play.failed(1);
    expect(play.clock.next).toBe(milliseconds);
  });

  test.each([
    ['7', 7500],
    ['0', 500],
  ])('as long as the server asks for (Retry-After: %s) and up to a second more', async (seconds, milliseconds) => {
    await start([refused(429, { 'retry-after': seconds })]);
    await play.failed(1);
    expect(play.clock.next).toBe(milliseconds);
  });

  test('longer than the server asks for, where failures go on', async () => {
    await start([refused(500), refused(500), refused(429, { 'retry-after': '1' })]);
    await play.failed(1);
    play.clock.advance(400);
    await play.failed(2);
    play.clock.advance(800);
    await play.failed(3);
    expect(play.clock.next).toBe(1600);
  });
});

describe('the log is told of a failure', () => {
  test('that the server speaks of, as a warning, with its kind and its code', async () => {
    await start([refused(500)]);
    await play.failed(1);
    expect(play.logged).toStrictEqual([['warn', { kind: 'Namespace', code: 'server' }, 'HTTP 500: no']]);
  });

  test('that nobody foresaw, as an error, with its cause', async () => {
    await start([whole, whole]);
    await play.is('synced');
    const fault = new Error('a fault elsewhere');
    const undo = play.store.subscribe(() => {
      undo();
      throw fault;
    });
    play.server.last.events(added('c', '11'));
    await play.failed(1);
    expect(play.logged).toStrictEqual([['error', { kind: 'Namespace', code: 'unexpected', err: fault }, 'unexpected: a fault elsewhere']]);
  });

  test('that could not be shown, and the reading goes on', async () => {
    await start([whole, whole]);
    await play.is('synced');
    const fault = new Error('a listener of the store');
    const undo = play.store.subscribe(({ readings }) => {
      if (readings.length === 0 || play.reading.state !== 'stale') return;
      undo();
      throw fault;
    });
    play.server.last.events(errorEvent(410, 'too old'));
    await play.failed(2);
    expect(play.logged.at(-1)).toEqual(['error', { kind: 'Namespace', err: fault }, 'a failure could not be shown']);
    play.clock.advance(400);
    await play.is('synced');
  });

  test('of a look beside the watch, quietly', async () => {
    await start([whole, refused(500)]);
    await play.is('synced');
    await play.reflector.probe();
    expect(play.logged).toStrictEqual([['debug', { kind: 'Namespace', code: 'server' }, 'probe: HTTP 500: no']]);
    expect(play.reading).toMatchObject({ state: 'synced', error: null });
  });
});

describe('events and failures in one', () => {
  test('what comes behind an ERROR event does not count', async () => {
    await start([whole, (asked) => asked.events(added('c', '11'))]);
    await play.is('synced');
    play.server.last.events(errorEvent(500, 'etcd is away'), added('z', '12'));
    await play.failed(1);
    play.clock.advance(400);
    await until(() => play.names.length === 3);
    expect(play.names).toEqual(['a', 'b', 'c']);
    expect(play.server.story).toEqual(['watchlist', 'watch 10']);
  });

  test('an ERROR event ends a WatchList as well', async () => {
    await start([(asked) => asked.events(added('a', '1'), errorEvent(500, 'etcd is away')), whole]);
    await play.fails('HTTP 500: etcd is away');
    expect(play.reading.state).toBe('syncing');
  });

  test('a bookmark before the end mark ends no WatchList', async () => {
    const seen = new Set<string>();
    await start([(asked) => asked.events(added('a', '1'), bookmark('9'))]);
    play.store.subscribe(() => seen.add(`${play.reading.state} ${play.store.count('Namespace')}`));
    await until(() => play.names.length === 1);
    play.server.last.events(added('b', '2'), endMark('10'));
    await play.is('synced');
    expect([...seen].filter((each) => each.startsWith('synced'))).toEqual(['synced 2']);
  });

  test('failures that are no 404 take nothing away, however many', async () => {
    await start([
      (asked) => {
        whole(asked);
        asked.end();
      },
      refused(500),
      refused(500),
      refused(500),
    ]);
    await play.failed(1);
    play.clock.advance(400);
    await play.failed(2);
    play.clock.advance(800);
    await play.failed(3);
    expect(play.names).toEqual(['a', 'b']);
    expect(play.reading.state).toBe('stale');
  });
});

describe('a look beside the watch', () => {
  test('is not taken before there is something to compare', async () => {
    await start([() => {}]);
    await play.requests(1);
    await play.reflector.probe();
    expect(play.server.story).toEqual(['watchlist']);
  });

  test('that is refused (401) has the watch opened anew, without a word of a failure', async () => {
    await start([whole, refused(401), refused(401), refused(401)]);
    await play.is('synced');
    await play.reflector.probe();
    await play.fails('HTTP 401');
    expect(play.server.story).toEqual(['watchlist', 'list', 'list', 'watch 10']); // twice, with credentials read again
    expect(play.failures).toBe(1);
  });

  test.each([
    [403, 'cannot watch'],
    [404, 'not here'],
  ])('that is refused (%i) has the watch opened anew, without a word of a failure', async (code, words) => {
    await start([whole, refused(code), (asked) => asked.answer(code, status(code, words))]);
    await play.is('synced');
    await play.reflector.probe();
    await play.fails(words);
    expect(play.server.story).toEqual(['watchlist', 'list', 'watch 10']);
    expect(play.failures).toBe(1);
  });

  test.each([
    ['500', refused(500)],
    ['429', refused(429)],
    ['a broken connection', (asked: Asked) => asked.reset()],
  ])('that fails otherwise leaves the watch alone: %s', async (_, fails) => {
    await start([whole, fails]);
    await play.is('synced');
    await play.reflector.probe();
    play.server.asked[0]?.events(added('c', '11'));
    await until(() => play.names.length === 3);
    expect(play.server.story).toEqual(['watchlist', 'list']);
  });

  test.each([
    ['a lower resourceVersion', (asked: Asked) => asked.answer(200, list('7', []))],
    ['a refusal', refused(403)],
  ])('says nothing of a watch that was opened after it began: %s', async (_, answers) => {
    await start([whole, () => {}, (asked) => asked.events(bookmark('11'))]);
    await play.is('synced');
    const probe = play.reflector.probe();
    await play.requests(2);
    play.server.asked[0]?.end();
    await play.requests(3);
    await until(() => play.reading.restarts === 1);
    const [, list] = play.server.asked;
    if (list) answers(list);
    await probe;
    play.server.last.events(added('c', '12'));
    await until(() => play.names.length === 3);
    expect(play.suspicions).toBe(0);
    expect(play.server.story).toEqual(['watchlist', 'list', 'watch 10']);
  });

  test('that ends with the reading is told to nobody', async () => {
    await start([whole, () => {}]);
    await play.is('synced');
    const probe = play.reflector.probe();
    await play.requests(2);
    await play.stop();
    await probe;
    expect(play.logged).toStrictEqual([]);
  });
});

describe('a watch that is taken up again', () => {
  const over: Scene = (asked) => {
    whole(asked);
    asked.end();
  };

  test.each([400, 404, 405, 410, 422])('and refused with %i: the kind is read again', async (code) => {
    await start([over, refused(code), whole], { random: 0 });
    await play.failed(1);
    play.clock.advance(60_000);
    await play.requests(3);
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'watchlist']);
  });

  test.each([403, 429, 500])('and refused with %i: the same position, in the same format', async (code) => {
    await start([over, refused(code), (asked) => asked.events(added('c', '11'))], { random: 0 });
    await play.failed(1);
    play.clock.advance(30_000);
    await until(() => play.names.length === 3);
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'watch 10']);
    expect(play.server.last.headers.accept).toBe('application/vnd.kubernetes.protobuf, application/json');
    expect(play.reading.decodeErrors).toBe(0);
  });

  test('and not there at two looks: what comes after is a first read', async () => {
    await start([over, refused(404), refused(404), refused(500)], { random: 0 });
    await play.failed(1);
    play.clock.advance(60_000);
    await play.failed(2);
    expect(play.names).toEqual([]);
    play.clock.advance(60_000);
    await play.failed(3);
    expect(play.reading).toMatchObject({ state: 'syncing', connected: false, error: 'HTTP 500: no' });
  });
});

describe('what a full read had to leave out', () => {
  test('is counted in the words', async () => {
    const odd = { ...list('20', ['a']), items: [namespace('a', '1'), { metadata: {} }, { metadata: { name: 'x' } }] };
    await start([(asked) => asked.answer(200, odd), (asked) => asked.events(bookmark('21'))], { watchList: false });
    await play.is('synced');
    expect(play.reading).toMatchObject({ decodeErrors: 2, error: '2 objects could not be read: an object without a name' });
  });
});

describe('WatchLists that do not come to their end', () => {
  test.each([
    ['answered 500', refused(500)],
    [
      'with bytes that cannot be read',
      (asked: Asked) => {
        asked.events(added('a', '1'));
        asked.response.write('{]\n');
      },
    ],
  ])('make the kind read in pages after two: %s', async (_, broken) => {
    await start([broken, broken, (asked) => asked.answer(200, list('20', ['a'])), (asked) => asked.events(bookmark('21'))]);
    await play.failed(1);
    play.clock.advance(400);
    await play.failed(2);
    play.clock.advance(800);
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist', 'watchlist', 'list', 'watch 20']);
  });

  test('do not where it is no fault of theirs: 429, as often as it may be', async () => {
    await start([refused(429), refused(429), refused(429), whole]);
    await play.failed(1);
    play.clock.advance(400);
    await play.failed(2);
    play.clock.advance(800);
    await play.failed(3);
    play.clock.advance(1600);
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist', 'watchlist', 'watchlist', 'watchlist']);
  });

  test('that fall silent are counted with those of other kinds', async () => {
    await start([(asked) => asked.events(added('a', '1'))]);
    await until(() => play.reading.connected);
    play.clock.advance(30_000);
    await play.failed(1);
    play.watchLists.silent('Pod', 1);
    expect(play.watchLists.worthAsking(31_000)).toBe(false);
  });

  test('two without an answer: pages, too', async () => {
    await start([() => {}, () => {}, (asked) => asked.answer(200, list('20', ['a'])), (asked) => asked.events(bookmark('21'))]);
    await play.requests(1);
    play.clock.advance(65_000);
    await play.failed(1);
    play.clock.advance(400);
    await play.requests(2);
    play.clock.advance(65_000);
    await play.failed(2);
    play.clock.advance(800);
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist', 'watchlist', 'list', 'watch 20']);
  });

  test('before one that does are forgotten', async () => {
    await start([whole]);
    play.watchLists.silent('Pod', 0);
    await play.is('synced');
    play.watchLists.silent('Node', 1);
    expect(play.watchLists.worthAsking(2)).toBe(true);
  });
});
