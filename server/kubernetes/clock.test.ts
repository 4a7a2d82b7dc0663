import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { abortable } from './abortable.ts';
import { systemClock, wait } from './clock.ts';
import { PlayedClock } from './testing/playedClock.ts';

const listeners = ({ signal }: AbortController): number => getEventListeners(signal, 'abort').length;

describe('a wait', () => {
  test('resolves after its time, and leaves nothing on the signal', async () => {
    const clock = new PlayedClock();
    const end = new AbortController();
    const waiting = wait(clock, 100, end.signal);
    expect(clock.waiting).toBe(1);
    expect(listeners(end)).toBe(1);
    clock.advance(100);
    await expect(waiting).resolves.toBeUndefined();
    expect(listeners(end)).toBe(0);
  });

  test('rejects with the signal’s reason at once, and leaves no timer', async () => {
    const clock = new PlayedClock();
    const end = new AbortController();
    const waiting = wait(clock, 100, end.signal);
    end.abort(new Error('no longer'));
    await expect(waiting).rejects.toThrow('no longer');
    expect(clock.waiting).toBe(0);
  });

  test('does not begin where the signal has come', async () => {
    const clock = new PlayedClock();
    await expect(wait(clock, 100, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
    expect(clock.waiting).toBe(0);
  });
});

describe('a promise that may be left', () => {
  test('gives what it gives, and leaves nothing on the signal', async () => {
    const end = new AbortController();
    await expect(abortable(Promise.resolve(7), end.signal)).resolves.toBe(7);
    expect(listeners(end)).toBe(0);
  });

  test('is left with the signal’s reason when that comes first', async () => {
    const end = new AbortController();
    const left = abortable(new Promise(() => {}), end.signal);
    end.abort(new Error('no longer'));
    await expect(left).rejects.toThrow('no longer');
    await expect(abortable(Promise.resolve(7), end.signal)).rejects.toThrow('no longer');
  });
});

describe('the system’s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('tells the time and what has passed, and its timers can be undone', () => {
    const start = systemClock.elapsed();
    let fired = 0;
    systemClock.timer(100, () => {
      fired += 1;
    });
    const undo = systemClock.timer(100, () => {
      fired += 10;
    });
    undo();
    vi.advanceTimersByTime(99);
    expect(fired).toBe(0);
    vi.advanceTimersByTime(1);
    expect(fired).toBe(1);
    expect(systemClock.now()).toBe(1_700_000_000_100);
    expect(systemClock.elapsed() - start).toBe(100);
  });
});
