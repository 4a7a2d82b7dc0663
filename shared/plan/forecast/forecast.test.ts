import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import { valueOn } from './growth.ts';
import type { DailyMaximum } from './series.ts';

const days = (count: number, value: (day: number) => number): DailyMaximum[] =>
  Array.from({ length: count }, (_, day) => ({ day, value: Math.round(value(day)) }));
const limit = (most: number) => [{ day: 0, limit: most }];

test('two a day from 100 reach 300 on day 100, and the band is a day wide', () => {
  expect(
    forecast(
      days(60, (day) => 100 + 2 * day),
      limit(300),
      59,
    ).ends,
  ).toEqual({ kind: 'date', likely: 100, earliest: 100, latest: 101 });
});

test('what does not grow does not end within ten years, and not at its fastest either', () => {
  expect(
    forecast(
      days(60, () => 100),
      limit(300),
      59,
    ).ends,
  ).toEqual({ kind: 'not-within', years: 10, earliest: null });
});

test('what grows slower than its limit is far ends beyond ten years', () => {
  expect(
    forecast(
      days(60, (day) => 100 + day / 10),
      limit(10_000),
      59,
    ).ends,
  ).toEqual({ kind: 'not-within', years: 10, earliest: null });
});

test('at its limit it is full', () => {
  expect(
    forecast(
      days(60, (day) => 100 + 2 * day),
      limit(218),
      59,
    ).ends,
  ).toEqual({ kind: 'full' });
});

test('six days are not enough, seven are', () => {
  expect(
    forecast(
      days(6, (day) => day),
      limit(300),
      5,
    ),
  ).toEqual({
    ends: { kind: 'not-enough', have: 6, need: 7 },
    growth: null,
    shifts: [],
    basis: 'samples',
  });
  expect(
    forecast(
      days(7, (day) => 10 + day),
      limit(300),
      6,
    ).ends.kind,
  ).toBe('date');
});

test('nothing counted at all is not enough', () => {
  expect(forecast([], limit(300), 0).ends).toEqual({ kind: 'not-enough', have: 0, need: 7 });
});

test('without a limit nothing ends', () => {
  expect(
    forecast(
      days(60, (day) => 100 + 2 * day),
      [],
      59,
    ).ends,
  ).toEqual({ kind: 'not-within', years: 10, earliest: null });
});

test('a gap is a gap: every third day alone gives the same date', () => {
  const thirds = days(60, (day) => 100 + 2 * day).filter(({ day }) => day % 3 === 2);
  expect(forecast(thirds, limit(300), 59).ends).toMatchObject({ kind: 'date', likely: 100 });
});

test('thirty nodes at once are a shift, not growth', () => {
  const { ends, shifts } = forecast(
    days(60, (day) => (day < 40 ? 100 : 130) + day / 10),
    limit(200),
    59,
  );
  expect(shifts).toHaveLength(1);
  expect(shifts[0]?.day).toBe(40);
  expect(shifts[0]?.by).toBeCloseTo(30, 0);
  // With the shift in its growth it would be full in 80 days.
  expect(ends).toMatchObject({ kind: 'date', likely: 723 }); // (200 − 136) / 0.1 a day behind day 59 is day 699
});

test('a limit that was raised ends the days that stood at the old one: they say nothing about growth', () => {
  const series = days(90, (day) => Math.min(100 + day, day < 80 ? 150 : 1000));
  const held = [
    { day: 0, limit: 150 },
    { day: 80, limit: 500 },
  ];
  const { growth } = forecast(series, held, 89);
  expect(growth && growth.steady + growth.fading).toBeCloseTo(1, 1);
});

test('a limit that is to be raised is counted from that day on', () => {
  const steps = [...limit(218.5), { day: 60, limit: 300 }];
  expect(
    forecast(
      days(60, (day) => 100 + 2 * day),
      steps,
      59,
    ).ends,
  ).toMatchObject({ kind: 'date', likely: 100 });
});

test('weekends count: a limit that only weekdays reach ends on a weekday', () => {
  const { ends, growth } = forecast(
    days(70, (day) => 100 + day + (day % 7 >= 5 ? -40 : 0)),
    limit(200),
    69,
  );
  expect(growth?.season.map((value) => Math.round(value))).toEqual([11, 11, 11, 11, 11, -29, -29]);
  expect(ends).toMatchObject({ kind: 'date', likely: 100 });
});

test('a forecast of last week does not end in the past', () => {
  expect(
    forecast(
      days(60, (day) => 100 + 2 * day),
      limit(300),
      110,
    ).ends,
  ).toMatchObject({ kind: 'date', likely: 110, earliest: 110, latest: 110 });
});

test('the same series gives the same answer', () => {
  const series = days(120, (day) => 200 + day + 10 * Math.sin(day));
  expect(forecast(series, limit(500), 119)).toEqual(forecast(series, limit(500), 119));
});

const anySeries = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 5 }), value: fc.integer({ min: 0, max: 5000 }) }), { minLength: 7, maxLength: 80 })
  .map((steps) => {
    let day = 20_000;
    return steps.map(({ step, value }) => {
      day += step;
      return { day, value };
    });
  });

test('whatever the series: low ≤ likely ≤ high, nothing below zero, and earliest ≤ likely ≤ latest', () => {
  fc.assert(
    fc.property(anySeries, fc.integer({ min: 1, max: 20_000 }), (series, most) => {
      const today = series.at(-1)?.day ?? 0;
      const { ends, growth } = forecast(series, [{ day: 0, limit: most }], today);
      for (const ahead of growth ? [1, 7, 30, 365, 3650] : []) {
        const { low, likely, high } = valueOn(growth as NonNullable<typeof growth>, today + ahead);
        expect(0 <= low && low <= likely && likely <= high).toBe(true);
      }
      if (ends.kind === 'date')
        expect(today < ends.earliest && ends.earliest <= ends.likely && ends.likely <= (ends.latest ?? Number.POSITIVE_INFINITY)).toBe(
          true,
        );
    }),
    { numRuns: 60, seed: 8 },
  );
});

test('a higher limit never ends earlier', () => {
  fc.assert(
    fc.property(anySeries, fc.integer({ min: 5001, max: 9000 }), fc.integer({ min: 0, max: 9000 }), (series, most, more) => {
      const likely = (of: number) => {
        const { ends } = forecast(series, [{ day: 0, limit: of }], series.at(-1)?.day ?? 0);
        return ends.kind === 'date' ? ends.likely : Number.POSITIVE_INFINITY;
      };
      expect(likely(most + more)).toBeGreaterThanOrEqual(likely(most));
    }),
    { numRuns: 40, seed: 8 },
  );
});
