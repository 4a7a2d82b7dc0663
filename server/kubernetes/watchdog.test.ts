import { expect, test } from 'vitest';
import { PlayedClock } from './testing/playedClock.ts';
import { Watchdog } from './watchdog.ts';

function start(limit: number) {
  const clock = new PlayedClock();
  const barks: string[] = [];
  const dog = new Watchdog(clock, limit, (after) => barks.push(`${after} at ${clock.elapsed()}`));
  return { clock, barks, dog };
}

test('barks once, when nothing was heard for so long', () => {
  const { clock, barks } = start(1000);
  clock.advance(999);
  expect(barks).toEqual([]);
  clock.advance(1);
  expect(barks).toEqual(['1000 at 1000']);
  clock.advance(10_000);
  expect(barks).toHaveLength(1);
  expect(clock.waiting).toBe(0);
});

test('counts from the last that was heard', () => {
  const { clock, barks, dog } = start(1000);
  clock.advance(400);
  dog.heard();
  clock.advance(700);
  dog.heard();
  clock.advance(999);
  expect(barks).toEqual([]);
  clock.advance(1);
  expect(barks).toEqual(['1000 at 2100']);
});

test('another limit counts from now, a shorter one as well as a longer', () => {
  const { clock, barks, dog } = start(1000);
  clock.advance(900);
  dog.within(200);
  expect(clock.waiting).toBe(1);
  clock.advance(199);
  expect(barks).toEqual([]);
  dog.within(5000);
  clock.advance(4999);
  expect(barks).toEqual([]);
  clock.advance(1);
  expect(barks).toEqual(['5000 at 6099']);
});

test('stopped, it is silent and leaves no timer, however often it was armed', () => {
  const { clock, barks, dog } = start(1000);
  clock.advance(500);
  dog.heard();
  clock.advance(600); // armed again for what is left
  dog.stop();
  expect(clock.waiting).toBe(0);
  clock.advance(10_000);
  expect(barks).toEqual([]);
});
