import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayText } from '../../shared/plan/scenario/days.ts';
import { type GrowthChart, growthChart } from './growthChart.ts';
import { daysShown, valuesShown } from './growthDomain.ts';
import { growthRows } from './growthRows.ts';
import { nodes, nodesThen, nodesToday } from './growthSamples.ts';
import { type GrowthSeries, readSeries } from './growthSeries.ts';

const today = 20_783;
const size = { width: 500, height: 214 };

function chartOf(series: GrowthSeries, width = size.width): GrowthChart {
  const read = readSeries(series);
  return growthChart(read, { ...size, width, days: daysShown([read]) });
}

const points = (path: string | null) => (path ?? '').split(/[ML]/).filter(Boolean);
const numbers = (path: string | null) => (path?.match(/-?[\d.]+/g) ?? []).map(Number);

describe('a growth chart', () => {
  test('shows half a year of what comes at least, and two thirds as much of the past', () => {
    const read = readSeries(nodes);
    expect(daysShown([read])).toEqual([today - 120, today + 180]);
    expect(daysShown([readSeries({ ...nodes, history: nodes.history.slice(-40) })])).toEqual([today - 39, today + 180]);
  });

  test('reaches beyond an end that is near, not to one that is far', () => {
    const far = { ...nodesToday, ends: { kind: 'date', likely: '2027-10-01', earliest: '2027-10-01', latest: null } as const };
    expect(daysShown([readSeries({ ...nodes, now: far })])[1]).toBe(today + 371); // 309 days and a fifth
    const never = { ...nodesToday, ends: { kind: 'date', likely: '2031-01-01', earliest: '2030-01-01', latest: null } as const };
    expect(daysShown([readSeries({ ...nodes, now: never })])[1]).toBe(today + 180);
  });

  test('show hardly any days ahead where nothing is known of them', () => {
    const level = { ...nodes, now: { ...nodesToday, growth: null, ends: null } };
    expect(daysShown([readSeries(level)])).toEqual([today - 120, today + 15]);
    expect(daysShown([readSeries(level), readSeries(nodes)])[1]).toBe(today + 180);
  });

  test('has one line for the past, from the left edge to today', () => {
    const chart = chartOf(nodes);
    expect(chart.history.match(/M/g)).toHaveLength(1);
    expect(numbers(chart.history)[0]).toBe(0);
    expect(numbers(chart.history).at(-2)).toBe(chart.todayX);
    expect(chart.lone).toEqual([]);
  });

  test('draws a gap of days as a gap, and a day alone as a dot', () => {
    const without = nodes.history.filter((_, i) => i < 100 || i === 110 || i > 120);
    const chart = chartOf({ ...nodes, history: without });
    expect(chart.history.match(/M/g)).toHaveLength(2);
    expect(chart.lone).toHaveLength(1);
  });

  test('marks a jump where it came, and none of a day that is not shown', () => {
    const shifts = [
      { day: dayText(today - 20), by: 30 },
      { day: dayText(today - 400), by: 5 },
    ];
    expect(chartOf({ ...nodes, shifts }).jumps).toMatchObject([{ day: '2026-11-06', by: 30 }]);
  });

  test('crosses its limit with a date, under the line where there is room', () => {
    const [crossing] = chartOf(nodes).crossings;
    expect(crossing).toMatchObject({ of: 'now', day: '2027-03-02', label: { anchor: 'start' } });
    const [limit] = chartOf(nodes).limits;
    expect(numbers(limit?.path ?? '')[1]).toBe(crossing?.y); // the dot lies on the limit
  });

  test('a step of the scenario is upright, on its day, as high as what is added', () => {
    const chart = chartOf({ ...nodes, scenario: nodesThen });
    const line = points(chart.scenario).map((point) => point.split(',').map(Number));
    const at = line.findIndex(([x], i) => x === line[i + 1]?.[0]);
    const [, before = 0] = line[at] ?? [];
    const [, after = 0] = line[at + 1] ?? [];
    const scale =
      Math.abs((chart.values[0]?.y ?? 0) - (chart.values[1]?.y ?? 0)) / ((chart.values[1]?.value ?? 0) - (chart.values[0]?.value ?? 0));
    expect((before - after) / scale).toBeCloseTo(24, 0);
  });

  test('the name of today keeps clear of a limit that runs where it would stand', () => {
    const level = { ...nodes, now: { ...nodesToday, growth: null, ends: null } };
    const { todayLabel, todayX, plot } = chartOf(level, 900);
    expect(todayX).toBeGreaterThan(160); // room beside the name of the limit
    expect(todayLabel.y).toBe(plot.bottom - 6);
    const wide = { ...level, now: { ...level.now, limits: [{ day: dayText(today - 400), limit: 65_536 }] } };
    expect(chartOf(wide, 900).todayLabel).toMatchObject({ y: chartOf(wide, 900).plot.top + 11, anchor: 'end' });
  });

  test("two limits have two lines, the scenario's from today on", () => {
    const { limits, todayX, crossings } = chartOf({ ...nodes, scenario: nodesThen });
    expect(limits.map(({ of, limit }) => [of, limit])).toEqual([
      ['now', 256],
      ['scenario', 297],
    ]);
    expect(numbers(limits[1]?.path ?? '')[0]).toBe(todayX);
    expect(crossings.map(({ of, day }) => [of, day])).toEqual([
      ['now', '2027-03-02'],
      ['scenario', '2027-04-12'],
    ]);
  });

  test('a scenario that grows as today is no second line', () => {
    expect(chartOf({ ...nodes, scenario: { ...nodesThen, additions: [] } }).scenario).toBeNull();
    expect(chartOf({ ...nodes, now: null, scenario: { ...nodesThen, additions: [] } }).scenario).not.toBeNull();
  });

  test('a limit that the scenario leaves is drawn once', () => {
    expect(chartOf({ ...nodes, scenario: { ...nodesThen, limits: nodesToday.limits } }).limits.map(({ of }) => of)).toEqual(['now']);
  });

  test('a limit far above is off the scale: the line is above the plot, with an arrow, and no date', () => {
    const wide = {
      ...nodesToday,
      limits: [{ day: dayText(today), limit: 65_536 }],
      ends: { kind: 'not-within', years: 10, earliest: null } as const,
    };
    const chart = chartOf({ ...nodes, now: wide });
    expect(chart.limits[0]?.offScale?.y).toBeLessThan(chart.plot.top);
    expect(chart.crossings).toEqual([]);
    expect(Math.max(...chart.values.map(({ value }) => value))).toBeLessThan(400);
  });

  test('a limit that rises is a step', () => {
    const now = {
      ...nodesToday,
      limits: [
        { day: dayText(today - 50), limit: 256 },
        { day: dayText(today + 50), limit: 300 },
      ],
    };
    const [limit] = chartOf({ ...nodes, now }).limits;
    expect(limit?.label.x).toBe((numbers(limit?.path ?? '')[2] ?? 0) + 6); // its name stands over the level that it names
    expect(limit?.path).toMatch(/^M0 ([\d.]+)H[\d.]+V(?!\1)[\d.]+H[\d.]+$/);
  });

  test('dates that would lie over each other stand on both sides', () => {
    const near = {
      ...nodesThen,
      limits: nodesToday.limits,
      ends: { kind: 'date', likely: '2027-03-05', earliest: '2027-03-05', latest: null } as const,
    };
    const { crossings } = chartOf({ ...nodes, scenario: near });
    expect(crossings.map(({ label }) => label.anchor)).toEqual(['end', 'start']);
  });

  test('two dates that are one are said once, and none leaves the chart at the left', () => {
    const soon = { ...nodesToday, ends: { kind: 'date', likely: '2026-11-27', earliest: '2026-11-27', latest: null } as const };
    expect(chartOf({ ...nodes, now: soon, scenario: { ...soon, additions: nodesThen.additions } }).crossings).toHaveLength(1);
    const later = {
      ...nodesThen,
      limits: soon.limits,
      ends: { kind: 'date', likely: '2026-12-05', earliest: '2026-12-05', latest: null } as const,
    };
    const { crossings } = chartOf({ ...nodes, history: nodes.history.slice(-1), now: soon, scenario: later });
    expect(crossings.map(({ label }) => label.anchor)).toEqual(['start', 'start']);
    expect(crossings[0]?.label.y).toBeLessThan(crossings[1]?.label.y ?? 0);
  });

  test('a limit that was far above once leaves the chart at its upper edge', () => {
    const now = {
      ...nodesToday,
      limits: [
        { day: dayText(today - 50), limit: 65_536 },
        { day: dayText(today), limit: 256 },
      ],
    };
    const { limits, plot } = chartOf({ ...nodes, now });
    expect(limits[0]?.path).toMatch(new RegExp(`^M0 ${plot.top - 4}H`));
  });

  test('without growth there is a limit and a past, and nothing is made up', () => {
    const chart = chartOf({ ...nodes, history: [], now: { ...nodesToday, growth: null, ends: { kind: 'not-enough', have: 0, need: 7 } } });
    expect([chart.history, chart.band, chart.forecast, chart.crossings]).toEqual(['', null, null, []]);
    expect(chart.limits).toHaveLength(1);
  });

  test('what was alive before the first count is a line of its own', () => {
    const alive = [{ day: dayText(today - 90), value: 120 }];
    const chart = chartOf({ ...nodes, history: nodes.history.slice(-60), alive });
    expect(numbers(chart.alive)).toHaveLength(4);
    expect(numbers(chart.alive).slice(2)).toEqual(numbers(chart.history).slice(0, 2)); // it meets the first count
    expect(chartOf(nodes).alive).toBeNull();
  });

  test('what is added to what does not grow is a line, too', () => {
    expect(chartOf({ ...nodes, scenario: { ...nodesThen, growth: null } }).scenario).not.toBeNull();
  });

  test('a phone has fewer days on its axis, and each fits', () => {
    const wide = chartOf(nodes, 500).days;
    const narrow = chartOf(nodes, 180);
    expect(wide.map(({ text }) => text)).toEqual(['Sep 2026', 'Nov', 'Jan 2027', 'Mar', 'May']);
    expect(narrow.days.length).toBeLessThan(wide.length);
    for (const { x, text } of narrow.days) expect(x + 4 + text.length * 6).toBeLessThanOrEqual(narrow.plot.right + 1);
  });
});

describe('the values of an axis', () => {
  test('reach ten where less is counted and more can be', () => {
    const one = { ...nodesToday, used: 1, growth: null, ends: null };
    const upTo = (limit: number) =>
      valuesShown(readSeries({ ...nodes, history: [], now: { ...one, limits: [{ day: dayText(today - 400), limit }] } }), [
        today - 90,
        today + 90,
      ])[1];
    expect(upTo(254)).toBeGreaterThan(10);
    expect(upTo(254)).toBeLessThan(11);
    expect(upTo(4)).toBeLessThan(5);
  });
  test('begin at nothing where the least is far below the most', () => {
    const read = readSeries({ ...nodes, history: nodes.history.map((one, i) => ({ ...one, value: i })) });
    expect(valuesShown(read, [today - 182, today + 180])[0]).toBe(0);
  });
  test('begin near the least where all are high', () => {
    const [low, high] = valuesShown(readSeries(nodes), [today - 90, today + 90]);
    expect(low).toBeGreaterThan(150);
    expect(high).toBeGreaterThan(256);
  });
});

test('whatever the series, every number is finite and lies in the picture', () => {
  const day = fc.integer({ min: -700, max: 700 }).map((by) => dayText(today + by));
  const value = fc.double({ min: 0, max: 1e19, noNaN: true });
  const side = fc.record({
    used: fc.option(value),
    limits: fc.array(fc.record({ day, limit: value }), { maxLength: 3 }).map((all) => all.sort((a, b) => (a.day < b.day ? -1 : 1))),
    additions: fc.array(fc.record({ day, by: value }), { maxLength: 3 }),
    growth: fc.option(
      fc.record({
        day: fc.integer({ min: -30, max: 0 }).map((by) => dayText(today + by)),
        level: value,
        steady: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fading: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        season: fc.constantFrom<number[]>([], [1, 2, 3, -1, -2, -3, 0]),
        errors: fc.constant({ low: -2, high: 3, exponent: 0.75, days: 100 }),
      }),
    ),
    ends: fc.option(
      fc.oneof(
        fc.constant({ kind: 'full' as const }),
        day.map((likely) => ({ kind: 'date' as const, likely, earliest: likely, latest: null })),
      ),
    ),
  });
  const series = fc.record({
    today: fc.constant(dayText(today)),
    history: fc
      .array(fc.integer({ min: 0, max: 5000 }), { maxLength: 40 })
      .map((values) => values.map((one, i) => ({ day: dayText(today - values.length + i), value: one }))),
    shifts: fc.constant([]),
    now: fc.option(side),
    scenario: fc.option(side),
  });
  fc.assert(
    fc.property(series, fc.integer({ min: 160, max: 900 }), (any, width) => {
      const read = readSeries(any);
      const days = daysShown([read]);
      const chart = growthChart(read, { width, height: 214, days });
      const drawn = [chart.history, chart.band, chart.forecast, chart.scenario, ...chart.limits.map(({ path }) => path)].join(' ');
      expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
      for (const { x } of chart.crossings) {
        expect(x).toBeGreaterThanOrEqual(chart.plot.left);
        expect(x).toBeLessThanOrEqual(chart.plot.right);
      }
      for (const { y } of chart.values) {
        expect(y).toBeGreaterThanOrEqual(chart.plot.top - 0.1);
        expect(y).toBeLessThanOrEqual(chart.plot.bottom + 0.1);
      }
      for (const row of growthRows(read, days)) expect(JSON.stringify(row)).not.toContain('NaN');
    }),
  );
});

test('the table has what the chart draws: a count or a forecast of a day, never both as one', () => {
  const rows = growthRows(readSeries({ ...nodes, scenario: nodesThen }), [today - 60, today + 120]);
  expect(rows.find(({ day }) => day === '2026-11-26')).toEqual({
    day: '2026-11-26',
    counted: 215,
    likely: null,
    low: null,
    high: null,
    limit: 256,
    scenario: 215,
    scenarioLimit: 297,
  });
  const added = rows.find(({ day }) => day === '2027-01-11');
  expect(added).toMatchObject({ counted: null, limit: 256, scenarioLimit: 297 });
  expect((added?.scenario ?? 0) - (added?.likely ?? 0)).toBeCloseTo(24);
  expect(rows.map(({ day }) => day)).toContain('2027-03-02');
});
