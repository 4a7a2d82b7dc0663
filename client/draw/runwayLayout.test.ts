import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runwayLayout } from './runwayLayout.ts';

const axis = { from: 1000, to: 1500 };

test('a line to the earliest day, a band to the latest, a tick at the likely one, the date behind', () => {
  expect(runwayLayout({ earliest: 1075, likely: 1100, latest: 1150 }, axis, 0.25)).toEqual({
    line: { from: 0, to: 0.15 },
    band: { from: 0.15, to: 0.3, isOpen: false },
    tick: 0.2,
    goesOn: false,
    text: { place: 'behind', at: 0.3 },
  });
});

test('where there is no room behind the band the date stands above the tick', () => {
  expect(runwayLayout({ earliest: 1250, likely: 1300, latest: 1450 }, axis, 0.25).text).toEqual({ place: 'above', at: 0.6 });
  expect(runwayLayout({ earliest: 1450, likely: 1490, latest: 1495 }, axis, 0.25).text).toEqual({ place: 'above', at: 0.875 });
});

test('a latest day that nobody can tell, or beyond the axis, leaves the band open', () => {
  expect(runwayLayout({ earliest: 1250, likely: 1300, latest: null }, axis, 0.25)).toMatchObject({
    band: { from: 0.5, to: 1, isOpen: true },
    tick: 0.6,
    goesOn: true,
  });
});

test('what ends at its fastest alone has a band without a tick', () => {
  expect(runwayLayout({ earliest: 1400, likely: null, latest: null }, axis, 0.4)).toEqual({
    line: { from: 0, to: 0.8 },
    band: { from: 0.8, to: 1, isOpen: true },
    tick: null,
    goesOn: true,
    text: { place: 'above', at: 0.8 },
  });
});

test('what ends behind the axis is a line that goes on', () => {
  expect(runwayLayout({ earliest: 2000, likely: 2500, latest: 3000 }, axis, 0.25)).toEqual({
    line: { from: 0, to: 1 },
    band: null,
    tick: null,
    goesOn: true,
    text: { place: 'in', at: 1 },
  });
  expect(runwayLayout({ earliest: null, likely: null, latest: null }, axis, 0.25)).toMatchObject({ line: { to: 1 }, band: null });
});

test('what ends today ends at the beginning', () => {
  expect(runwayLayout({ earliest: 1000, likely: 1000, latest: 1001 }, axis, 0.25)).toMatchObject({ line: { to: 0 }, tick: 0 });
  expect(runwayLayout({ earliest: 990, likely: 995, latest: 999 }, axis, 0.25)).toMatchObject({ tick: 0, band: { from: 0, to: 0 } });
});

test('whatever the days: the line meets the band, the tick is in it, and the date stays inside', () => {
  const day = fc.option(fc.integer({ min: 900, max: 2500 }), { nil: null });
  fc.assert(
    fc.property(fc.array(day, { minLength: 3, maxLength: 3 }), fc.double({ min: 0.05, max: 0.5, noNaN: true }), (days, room) => {
      const [earliest = null, likely = null, latest = null] = days.toSorted((a, b) => (a ?? 1e9) - (b ?? 1e9));
      const { line, band, tick, text } = runwayLayout({ earliest, likely, latest }, axis, room);
      expect(line.to).toBeGreaterThanOrEqual(0);
      expect(line.to).toBe(band?.from ?? 1);
      if (tick !== null && band) expect(band.from <= tick && tick <= band.to && band.to <= 1).toBe(true);
      const [from, to] = {
        behind: [text.at, text.at + room],
        in: [text.at - room, text.at],
        above: [text.at - room / 2, text.at + room / 2],
      }[text.place] as [number, number];
      expect(from >= -1e-9 && to <= 1 + 1e-9).toBe(true);
    }),
    { seed: 8 },
  );
});
