import { afterEach, describe, expect, test } from 'vitest';
import { added, bookmark, endMark, namespace, status } from './testing/objects.ts';
import { Play } from './testing/play.ts';
import type { Asked, Scene } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

let play: Play;
afterEach(() => play.stop());

/** Starts with a WatchList of a and b, up to resourceVersion 10, that stays open. Watches are for 450 s. */
const start = async (...scenes: readonly Scene[]) => {
  play = await Play.start([(asked) => asked.events(added('a', '1'), added('b', '2'), endMark('10')), ...scenes]);
  play.server.knowsThePast = true;
  await play.is('synced');
};

const same: Scene = (asked) =>
  asked.answer(200, {
    kind: 'NamespaceList',
    metadata: { resourceVersion: '10' },
    items: [namespace('a', '1'), namespace('b', '2')],
  });
const quiet: Scene = (asked) => asked.events();
const held: Scene = () => {};
const refused =
  (code: number): Scene =>
  (asked) =>
    asked.answer(code, status(code, 'no'));

/** Lets a watch go on for so long, with a bookmark now and then. */
async function lasts(milliseconds: number): Promise<void> {
  const { last } = play.server;
  for (let left = milliseconds; left > 0; left -= 100_000) {
    play.clock.advance(Math.min(left, 100_000));
    const heard = play.clock.now();
    last.events(bookmark('10'));
    await until(() => play.reading.lastEvent === heard);
  }
}

/** Waits until the head of a watch came: now three timers run, for its standing, its silence and its time. */
const opened = () => until(() => play.clock.waiting === 3);

/** Lets the server end the watch, and waits for the next request. */
async function ends(): Promise<void> {
  const { length } = play.server.asked;
  play.server.last.end();
  await play.requests(length + 1);
}

/** Waits until a failure was shown, then lets the wait for the next attempt pass. */
async function failsAndComesBack(count: number): Promise<void> {
  await play.failed(count);
  const { length } = play.server.asked;
  play.clock.advance(play.clock.next ?? 0);
  await play.requests(length + 1);
}

describe('a watch that the server ends in good order', () => {
  test.each([
    ['five seconds before its time at most: goes on', 445_000, ['watchlist', 'watch 10']],
    ['sooner: the past is looked at', 444_999, ['watchlist', 'list at 10', 'watch 10']],
  ])('%s', async (_, after, story) => {
    await start(...(story.length > 2 ? [same, quiet] : [quiet]));
    await lasts(after);
    await ends();
    await play.requests(story.length);
    expect(play.server.story).toEqual(story);
  });

  test('in its time, after a look at the past: there is no second look', async () => {
    await start(same, quiet, quiet);
    await lasts(100_000);
    play.server.last.reset();
    await failsAndComesBack(1);
    await play.requests(3);
    await opened();
    await lasts(450_000);
    await ends();
    expect(play.server.story).toEqual(['watchlist', 'list at 10', 'watch 10', 'watch 10']);
  });
});

describe('a watch in its time, whose next one', () => {
  test.each([
    ['is refused with 500', refused(500)],
    [
      'ends at once',
      (asked: Asked) => {
        asked.events();
        asked.end();
      },
    ],
    ['meets a broken connection', (asked: Asked) => asked.reset()],
  ])('%s: the past is looked at', async (_, fails) => {
    await start(fails, same, quiet);
    await lasts(450_000);
    await ends();
    await failsAndComesBack(1);
    await play.requests(4);
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'list at 10', 'watch 10']);
  });

  test('has no answer: the past is looked at', async () => {
    await start(held, same, quiet);
    await lasts(450_000);
    await ends();
    play.clock.advance(65_000);
    await failsAndComesBack(1);
    await play.requests(4);
    expect(play.server.story).toEqual(['watchlist', 'watch 10', 'list at 10', 'watch 10']);
  });

  test.each([401, 403, 429])('is refused with %i goes on from where it was', async (code) => {
    const again = code === 401 ? [refused(code), refused(code)] : [refused(code)]; // 401: credentials are read again
    await start(...again, quiet);
    await lasts(450_000);
    await ends();
    await play.failed(1);
    play.clock.advance(play.clock.next ?? 0);
    await play.requests(again.length + 2);
    expect(new Set(play.server.story.slice(1))).toEqual(new Set(['watch 10']));
  });
});

test('while a server is unwell, its past is looked at once a minute', async () => {
  await start(same, refused(500), held, held, same, refused(500), quiet);
  await ends(); // at once: looked at, at 0 s
  await failsAndComesBack(1); // 500 at 0 s
  play.clock.advance(60_000 - play.clock.elapsed());
  refused(500)(play.server.last);
  await failsAndComesBack(2); // a minute is not over
  refused(500)(play.server.last);
  await failsAndComesBack(3); // and now it is
  await failsAndComesBack(4); // the look has just been
  expect(play.server.story).toEqual(['watchlist', 'list at 10', 'watch 10', 'watch 10', 'watch 10', 'list at 10', 'watch 10', 'watch 10']);
});

describe('a kind that is told of another past', () => {
  test('looks at its own, and goes on', async () => {
    await start(same, quiet);
    play.reflector.doubt();
    await play.requests(3);
    expect(play.server.story).toEqual(['watchlist', 'list at 10', 'watch 10']);
    expect(play.failures).toBe(0);
  });

  test('while it reads the present anew goes on with that', async () => {
    play = await Play.start([(asked) => asked.events(added('a', '1'))]);
    await until(() => play.reading.connected);
    play.reflector.doubt();
    play.server.last.events(endMark('10'));
    await play.is('synced');
    expect(play.server.story).toEqual(['watchlist']);
  });
});

test('a quiet watch of a server that has sent no bookmark so far is no broken one', async () => {
  await start(same, quiet);
  await ends();
  await play.requests(3);
  await opened();
  play.clock.advance(150_000);
  play.server.last.events(added('c', '11'));
  await until(() => play.names.length === 3);
  expect(play.server.story).toEqual(['watchlist', 'list at 10', 'watch 10']);
});
