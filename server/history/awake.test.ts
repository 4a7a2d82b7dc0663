import { expect, test } from 'vitest';
import { Awake, type Sleep } from './awake.ts';

/** A clock in the test's hand, with timers that go off when it is turned, late where it is turned far. */
function stage() {
  let now = 1_000_000;
  let elapsed = 0;
  let due: { readonly at: number; readonly callback: () => void } | undefined;
  const sleeps: Sleep[] = [];
  const awake = new Awake(
    {
      now: () => now,
      elapsed: () => elapsed,
      timer(milliseconds, callback) {
        const mine = { at: elapsed + milliseconds, callback };
        due = mine;
        return () => {
          if (due === mine) due = undefined;
        };
      },
    },
    (sleep) => void sleeps.push(sleep),
  );
  const turn = (by: { readonly now?: number; readonly elapsed?: number }) => {
    now += by.now ?? 0;
    elapsed += by.elapsed ?? 0;
  };
  const fire = () => {
    const is = due;
    if (is && is.at <= elapsed) {
      due = undefined;
      is.callback();
    }
  };
  const run = (milliseconds: number, step = 100) => {
    for (let passed = 0; passed < milliseconds; passed += step) {
      turn({ now: step, elapsed: step });
      fire();
    }
  };
  return { awake, sleeps, turn, fire, run, isWaiting: () => due !== undefined, at: () => now };
}

test('a program that runs, however busy it is, never slept', () => {
  const { awake, sleeps, turn, fire, run } = stage();
  run(60_000);
  for (const busy of [1000, 2000, 4900]) {
    turn({ now: busy, elapsed: busy });
    awake.look();
    fire();
    run(500);
  }
  expect(sleeps).toEqual([]);
});

test('one that was stopped ran last at its last step: whoever looks first learns it, and once', () => {
  for (const byLook of [true, false]) {
    const { awake, sleeps, turn, fire, run, at } = stage();
    run(1000);
    const from = at();
    turn({ now: 8000, elapsed: 8000 });
    if (byLook) awake.look();
    else fire();
    expect(sleeps).toEqual([{ from, until: from + 8000, lasted: 8000 }]);
    fire();
    awake.look();
    run(5000);
    expect(sleeps.length).toBe(1);
  }
});

test('a clock that stands still while the computer sleeps hides nothing, nor does one that is put back', () => {
  const asleep = stage();
  asleep.run(1000);
  asleep.turn({ now: 3_600_000, elapsed: 10 });
  asleep.awake.look();
  expect(asleep.sleeps).toMatchObject([{ lasted: 3_600_000 }]);
  const back = stage();
  back.run(1000);
  const from = back.at();
  back.turn({ now: -50_000, elapsed: 20_000 });
  back.awake.look();
  expect(back.sleeps).toEqual([{ from: from - 50_000, until: from - 50_000, lasted: 20_000 }]);
});

test('before its first step nothing is known, and stopped it waits for nothing', () => {
  const { awake, sleeps, turn, isWaiting } = stage();
  turn({ now: 60_000, elapsed: 60_000 });
  awake.look();
  expect(sleeps).toEqual([]);
  awake.stop();
  expect(isWaiting()).toBe(false);
});
