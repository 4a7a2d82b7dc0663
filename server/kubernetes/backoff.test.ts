import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';
import { PlayedClock } from './testing/playedClock.ts';

test('800 ms doubles up to 30 s', () => {
  const backoff = new Backoff(new PlayedClock(), () => 1);
  expect(Array.from({ length: 8 }, () => backoff.next())).toEqual([800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]);
});

test('full jitter: anything from nothing to the whole', () => {
  const draws = [0, 0.25, 0.5];
  const backoff = new Backoff(new PlayedClock(), () => draws.shift() ?? 1);
  expect([backoff.next(), backoff.next(), backoff.next()]).toEqual([0, 400, 1600]);
});

test('two quiet minutes begin it anew; the pause itself is not quiet', () => {
  const clock = new PlayedClock();
  const backoff = new Backoff(clock, () => 1);
  backoff.next();
  clock.advance(800 + 120_000);
  expect(backoff.next()).toBe(1600);
  clock.advance(1600 + 120_001);
  expect(backoff.next()).toBe(800);
});
