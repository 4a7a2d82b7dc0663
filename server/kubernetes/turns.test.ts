import { setImmediate as othersTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PlayedClock } from './testing/playedClock.ts';
import { Turns } from './turns.ts';
import { WatchLists } from './watchLists.ts';

test('others have their turn once work has gone on for 8 ms, and the next 8 ms begin then', async () => {
  const clock = new PlayedClock();
  const turns = new Turns(clock);
  /** Whether what waits for its turn got it. */
  const letOthers = async (): Promise<boolean> => {
    let came = false;
    const others = othersTurn().then(() => {
      came = true;
    });
    await turns.next();
    const now = came;
    await others;
    return now;
  };
  expect(await letOthers()).toBe(false);
  clock.advance(7);
  expect(await letOthers()).toBe(false);
  clock.advance(1);
  expect(await letOthers()).toBe(true);
  clock.advance(7);
  expect(await letOthers()).toBe(false);
  clock.advance(1);
  expect(await letOthers()).toBe(true);
});

test('a WatchList that was refused is worth asking for again after an hour', () => {
  const watchLists = new WatchLists();
  expect(watchLists.worthAsking(0)).toBe(true);
  watchLists.refused(1000);
  expect(watchLists.worthAsking(1000 + 3_599_999)).toBe(false);
  expect(watchLists.worthAsking(1000 + 3_600_000)).toBe(true);
});

test('that WatchLists are silent is believed of two kinds, not of one twice', () => {
  const watchLists = new WatchLists();
  watchLists.silent('Pod', 5);
  watchLists.silent('Pod', 6);
  expect(watchLists.worthAsking(7)).toBe(true);
  watchLists.silent('Node', 8);
  expect(watchLists.worthAsking(9)).toBe(false);
  expect(watchLists.worthAsking(8 + 3_600_000)).toBe(true);
  // An hour later it begins anew.
  watchLists.silent('Pod', 4_000_000);
  expect(watchLists.worthAsking(4_000_001)).toBe(true);
});

test('a WatchList that works makes the silence of another kind its own', () => {
  const watchLists = new WatchLists();
  watchLists.silent('Pod', 5);
  watchLists.worked();
  watchLists.silent('Node', 6);
  expect(watchLists.worthAsking(7)).toBe(true);
});
