import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halvesOf, hour, pagesOf } from './spacing.ts';

const day = 24 * hour;
const now = Date.parse('2026-11-27T09:41:00Z');
const text = (at: number) => new Date(at).toISOString().slice(0, 16);
const shown = (spans: ReturnType<typeof pagesOf>) => spans.map(({ from, to, step }) => `${text(from)} ${text(to)} ${step / 60_000}`);

test('a small cluster: hours, and five minutes in the last fourteen days', () => {
  expect(shown(pagesOf({ from: now - 20 * day, to: now, now, series: 60 }))).toEqual([
    '2026-11-07T00:00 2026-11-13T23:00 60',
    '2026-11-14T00:00 2026-11-27T09:40 5',
  ]);
});

test('150,000 pods: four times a day, three days at once', () => {
  expect(shown(pagesOf({ from: now - 5 * day, to: now, now, series: 150_000 }))).toEqual([
    '2026-11-22T00:00 2026-11-24T18:00 360',
    '2026-11-25T00:00 2026-11-27T06:00 360',
  ]);
});

test('what is long ago is asked for in hours, and up to its end', () => {
  expect(shown(pagesOf({ from: now - 90 * day, to: now - 80 * day, now, series: 10 }))).toEqual(['2026-08-29T00:00 2026-09-08T09:00 60']);
});

const asked = fc.record({
  from: fc.integer({ min: now - 800 * day, max: now }),
  length: fc.integer({ min: 0, max: 800 * day }),
  series: fc.constantFrom(0, 1, 2000, 2001, 20_000, 20_001, 150_000, 10_000_000),
});

test('every moment is asked for once, none after the end, and no page is too long for one answer', () => {
  fc.assert(
    fc.property(asked, ({ from, length, series }) => {
      const to = Math.min(now, from + length);
      let last = Number.NEGATIVE_INFINITY;
      for (const page of pagesOf({ from, to, now, series })) {
        expect(page.from).toBeGreaterThan(last);
        expect(page.from % day).toBe(0);
        if (last !== Number.NEGATIVE_INFINITY) expect(page.from - last).toBeLessThanOrEqual(Math.max(page.step, 6 * hour));
        expect(page.to).toBeLessThan(to);
        expect(page.to % page.step).toBe(0);
        const moments = (page.to - page.from) / page.step + 1;
        expect(moments).toBeLessThanOrEqual(11_000);
        expect(moments * series <= 2_000_000 || page.to - page.from < day).toBe(true);
        last = page.to;
      }
      if (to - from > day) expect(to - last).toBeLessThanOrEqual(6 * hour);
    }),
    { numRuns: 300 },
  );
});

test('halves of a page are all of it, and a day has none', () => {
  const page = { from: 0, to: 3 * day - hour, step: hour };
  expect(halvesOf(page)).toEqual([
    { from: 0, to: 2 * day - hour, step: hour },
    { from: 2 * day, to: 3 * day - hour, step: hour },
  ]);
  expect(halvesOf({ from: 0, to: day - hour, step: hour })).toBeUndefined();
});
