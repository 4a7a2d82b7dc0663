import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Awake } from './awake.ts';
import { Followed } from './followed.ts';
import { holdingKinds } from './holdings.ts';

/** One thing after another that a cluster, its connection and this program go through; numbers are milliseconds. */
type Step =
  | { readonly does: 'runs'; readonly for: number }
  | { readonly does: 'happens' }
  | { readonly does: 'sleeps'; readonly for: number; readonly hears: 'first' | 'after' }
  | { readonly does: 'loses' }
  | { readonly does: 'finds'; readonly after: number };

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant('runs' as const), for: fc.integer({ min: 1, max: 20_000 }) }) },
    { weight: 4, arbitrary: fc.constant({ does: 'happens' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        does: fc.constant('sleeps' as const),
        for: fc.integer({ min: 1, max: 300_000 }),
        hears: fc.constantFrom('first' as const, 'after' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ does: 'loses' as const }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('finds' as const), after: fc.integer({ min: 0, max: 4000 }) }) },
  ),
  { maxLength: 60 },
);

/** Hearing this late is no sleep, and not noticed. */
const slack = 5_500;

/**
 * Plays it. Things happen to pods, and are told at once while there is a connection; what happens while there is none is told when there
 * is one again; what happens while the program sleeps is heard when it wakes, before or after its timers.
 */
function play(all: readonly Step[]) {
  let now = 1_000_000_000_000;
  let connected = true;
  let lastEvent = now;
  let due: { readonly at: number; readonly callback: () => void } | undefined;
  const told: { readonly happened: number; readonly earliest: number | null; readonly latest: number; readonly calm: boolean }[] = [];
  const untold: number[] = [];
  let calmSince = now;
  const followed = new Followed(() => ({ state: connected ? 'synced' : 'stale', connected, lastEvent }) as never, now);
  const awake = new Awake(
    {
      now: () => now,
      elapsed: () => now,
      timer(milliseconds, callback) {
        due = { at: now + milliseconds, callback };
        return () => {};
      },
    },
    (sleep) => followed.slept(sleep),
  );
  const fire = () => {
    const is = due;
    if (!is || is.at > now) return;
    due = undefined;
    is.callback();
  };
  const run = (milliseconds: number) => {
    for (const end = now + milliseconds; now < end; fire()) now = Math.min(end, due?.at ?? end);
  };
  const hear = () => {
    for (const happened of untold.splice(0)) {
      lastEvent = now;
      awake.look();
      told.push({ happened, ...followed.boundsOf('Pod', now), calm: now - calmSince > 130_000 });
    }
  };
  const turn = (is: boolean) => {
    if (connected === is) return;
    connected = is;
    awake.look();
    if (is) lastEvent = now;
    for (const kind of holdingKinds) followed.changed(kind, now);
    calmSince = now;
  };
  run(10_000);
  for (const step of all) {
    if (step.does === 'runs') run(step.for);
    else if (step.does === 'happens') {
      untold.push(now);
      if (connected) hear();
    } else if (step.does === 'sleeps') {
      const begin = now;
      now += step.for;
      if (step.for > 5000) calmSince = now;
      if (connected) untold.push(begin + Math.floor(step.for / 2)); // something happened meanwhile
      if (step.hears === 'after') fire();
      if (connected) hear();
      fire();
    } else if (step.does === 'loses') turn(false);
    else if (!connected) {
      turn(true);
      run(step.after);
      hear();
    }
  }
  return { told, heard: followed.heard(now), untold, now };
}

test('whatever comes in between, what is told happened within its bounds, and when all was calm they are one', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { told, heard, untold, now } = play(all);
      for (const { happened, earliest, latest, calm } of told) {
        expect(happened).toBeLessThanOrEqual(latest);
        expect(earliest === null || earliest <= happened + slack).toBe(true);
        if (calm) expect(earliest).toBe(latest);
      }
      if (heard !== null) {
        expect(heard).toBeLessThanOrEqual(now);
        for (const happened of untold) expect(happened + slack).toBeGreaterThanOrEqual(heard);
      }
    }),
    { numRuns: 2000 },
  );
});

test('lost again before it had caught up, what happened since the first loss is still not sure', () => {
  let connected = true;
  let lastEvent = 0;
  const followed = new Followed(() => ({ state: connected ? 'synced' : 'stale', connected, lastEvent }) as never, 0);
  const turn = (is: boolean, now: number) => {
    connected = is;
    for (const kind of holdingKinds) followed.changed(kind, now);
  };
  lastEvent = 60_000;
  turn(false, 70_000);
  lastEvent = 100_000;
  turn(true, 100_000);
  lastEvent = 101_000; // some of what was missed
  turn(false, 102_000);
  turn(true, 103_000);
  expect(followed.boundsOf('Pod', 104_000)).toEqual({ earliest: 60_000, latest: 104_000 });
  expect(followed.heard(104_000)).toBe(60_000);
  expect([followed.isCurrent(104_000), followed.isCurrent(108_000)]).toEqual([false, true]);
  expect(followed.boundsOf('Pod', 108_000)).toEqual({ earliest: 108_000, latest: 108_000 });
});

test('a night’s sleep is caught up with in two minutes, a short one in five seconds', () => {
  for (const [lasted, catching] of [
    [5600, 5600],
    [30_000, 30_000],
    [8 * 3_600_000, 120_000],
  ] as const) {
    const followed = new Followed(() => ({ state: 'synced', connected: true, lastEvent: 1 }) as never, 0);
    followed.slept({ from: 100_000, until: 100_000 + lasted, lasted });
    const end = 100_000 + lasted + catching;
    expect([followed.boundsOf('Node', end - 1), followed.isCurrent(end - 1)]).toEqual([{ earliest: 100_000, latest: end - 1 }, false]);
    expect([followed.boundsOf('Node', end), followed.isCurrent(end)]).toEqual([{ earliest: end, latest: end }, true]);
  }
});
