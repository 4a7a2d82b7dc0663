import { area, line, scaleLinear } from 'd3';
import { type LimitStep, limitOn } from '../../shared/plan/forecast/series.ts';
import { dayText } from '../../shared/plan/scenario/days.ts';
import { type DayTick, dayTicks, letter } from './dayTicks.ts';
import { valuesShown } from './growthDomain.ts';
import { type DailySeries, type DailySide, limitOfSide, sideOn } from './growthSeries.ts';

/** Where a text stands. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** What there is of something: a line of steps. */
export interface LimitLine {
  readonly of: 'now' | 'scenario';
  readonly path: string;
  /** The limit at the end of the chart. */
  readonly limit: number;
  /** It lies above the chart: an arrow at the end of the line points there. */
  readonly offScale: { readonly x: number; readonly y: number } | null;
  /** The place of its name, and how many letters have room there. */
  readonly label: TextPlace;
  readonly letters: number;
}

/** The day on which a line reaches its limit. */
export interface Crossing {
  readonly of: 'now' | 'scenario';
  readonly x: number;
  readonly y: number;
  readonly day: string;
  readonly label: TextPlace;
}

/** A chart of growth towards a limit, as paths and places in CSS pixels. What leaves the plot is to be cut off at its edges. */
export interface GrowthChart {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly todayX: number;
  readonly todayLabel: TextPlace;
  readonly days: readonly DayTick[];
  readonly values: readonly { readonly y: number; readonly value: number; readonly text: string }[];
  /** The past: a gap of days is a gap of the line. */
  readonly history: string;
  /** What is alive and was there before the first count; null where nothing is known of that. */
  readonly alive: string | null;
  /** Days of the past that have no neighbour. */
  readonly lone: readonly { readonly x: number; readonly y: number }[];
  readonly jumps: readonly { readonly x: number; readonly y: number; readonly day: string; readonly by: number }[];
  readonly band: string | null;
  readonly forecast: string | null;
  /** Null where it is the forecast: then only its limit may be another. */
  readonly scenario: string | null;
  readonly limits: readonly LimitLine[];
  readonly crossings: readonly Crossing[];
}

export interface GrowthChartOptions {
  readonly width: number;
  readonly height: number;
  readonly days: readonly [number, number];
}

const axis = { days: 22, least: 30 };
const labelHeight = 16;
const margin = 16;
const dateWidth = 80; // "12 Apr 2027" in 12 px
const todayWidth = 36; // "today" and its distance
const leastName = 60; // room for the name of a limit, in which its number fits
const nameWidth = 120; // of a limit, mostly
const nameGap = 5; // between a limit and its name
const seasonPx = 3; // a day that is narrower hides its week: the line is drawn without

export function growthChart(series: DailySeries, { width, height, days }: GrowthChartOptions): GrowthChart {
  const { history, alive, shifts, now, scenario, today } = series;
  const shown = valuesShown(series, days);
  const lines = limitsOf(series);
  const isOff = (side: DailySide) => (limitOfSide(side, days[1]) ?? 0) > shown[1];
  const off = lines.filter(({ side }) => isOff(side));
  const top = margin + off.length * labelHeight;
  const bottom = height - axis.days;
  const y = scaleLinear(shown, [bottom, top]);
  const values = y.ticks(Math.max(2, Math.floor((bottom - top) / 40))).filter(Number.isInteger);
  const widest = Math.max(...values.map((value) => valueText(value).length), 1);
  const plot = { left: 0, right: width - Math.max(axis.least, Math.ceil(widest * letter) + 10), top, bottom };
  const x = scaleLinear(days, [plot.left, plot.right]);
  const before = alive.filter(({ day }) => day >= days[0] && day <= days[1]);
  const runs = runsOf(history.filter(({ day }) => day >= days[0] && day <= days[1]));
  const past = line<{ day: number; value: number }>(
    (one) => round(x(one.day)),
    (one) => round(y(one.value)),
  );
  const at = (side: DailySide) => daysOfLine(side, today, days[1]);
  const drawn = (side: DailySide): DailySide =>
    side.growth && x(1) - x(0) < seasonPx ? { ...side, growth: { ...side.growth, season: [] } } : side;
  const limits = lines.map(({ of, side }) =>
    limitLine(
      of,
      side,
      off.findIndex((one) => one.of === of),
      { plot, days, today, x, y },
    ),
  );
  const path = (side: DailySide | null) => (side?.growth ? linePath(drawn(side), at(side), x, y) : null);
  return {
    width,
    height,
    plot,
    todayX: round(x(today)),
    todayLabel: todayPlace(round(x(today)), plot, limits),
    days: dayTicks(days, plot.left, plot.right),
    values: values.map((value) => ({ y: round(y(value)), value, text: valueText(value) })),
    history: runs.flatMap((run) => (run.length > 1 ? (past(run) ?? '') : [])).join(''),
    alive: before.length > 0 ? past([...before, ...history.slice(0, 1)]) : null,
    lone: runs.flatMap(([one, next]) => (one && !next ? { x: round(x(one.day)), y: round(y(one.value)) } : [])),
    jumps: shifts.flatMap(({ day, by }) => {
      const value = history.find((one) => one.day === day)?.value;
      return value === undefined || day < days[0] ? [] : { x: round(x(day)), y: round(y(value)), day: dayText(day), by };
    }),
    band: now?.growth ? bandPath(drawn(now), at(now), x, y) : null,
    forecast: path(now),
    scenario: now && scenario && sameGrowth(now, scenario) ? null : path(scenario),
    limits,
    crossings: apart(
      [
        { of: 'now' as const, side: now },
        { of: 'scenario' as const, side: scenario },
      ].flatMap(({ of, side }) => {
        if (!side?.growth || side.end === null || side.end < today || side.end > days[1]) return [];
        const limit = limitOfSide(side, side.end);
        return limit === null || limit > shown[1] ? [] : { of, x: round(x(side.end)), y: round(y(limit)), day: dayText(side.end) };
      }),
      plot,
    ),
  };
}

type Scale = (value: number) => number;

function linePath(side: DailySide, days: readonly number[], x: Scale, y: Scale): string {
  const points = days.flatMap((day): [number, number][] => {
    const value = sideOn(side, day);
    if (!value) return [];
    const before = side.additions.filter((one) => one.day === day).reduce((sum, { by }) => sum + by, 0);
    // What is added on a day is an upright line on it.
    const step: [number, number][] = before === 0 ? [] : [[round(x(day)), round(y(value.likely - before))]];
    return [...step, [round(x(day)), round(y(value.likely))]];
  });
  return line()(points) ?? '';
}

function bandPath(side: DailySide, days: readonly number[], x: Scale, y: Scale): string {
  const points = days.flatMap((day) => {
    const value = sideOn(side, day);
    return value ? { day, ...value } : [];
  });
  return (
    area<(typeof points)[number]>()
      .x(({ day }) => round(x(day)))
      .y0(({ low }) => round(y(low)))
      .y1(({ high }) => round(y(high)))(points) ?? ''
  );
}

/** Where a line has its points: from the last day that was counted, or today, to the end; each addition is one. */
function daysOfLine({ growth, additions }: DailySide, today: number, to: number): number[] {
  const from = Math.min(growth?.day ?? today, today);
  const step = Math.max(1, Math.round((to - from) / 240));
  const days = new Set(additions.flatMap(({ day }) => (day >= from && day <= to ? day : [])));
  for (let day = from; day < to; day += step) days.add(day);
  days.add(to);
  return [...days].sort((a, b) => a - b);
}

/** The limits to draw: the scenario's only where it is another one. */
function limitsOf({ today, now, scenario }: DailySeries): readonly { readonly of: 'now' | 'scenario'; readonly side: DailySide }[] {
  const isSame = now && scenario && sameFrom(today, now.limits, scenario.limits);
  return [
    ...(now && now.limits.length > 0 ? [{ of: 'now' as const, side: now }] : []),
    ...(scenario && scenario.limits.length > 0 && !isSame ? [{ of: 'scenario' as const, side: scenario }] : []),
  ];
}

function sameGrowth(a: DailySide, b: DailySide): boolean {
  return JSON.stringify([a.growth, a.additions]) === JSON.stringify([b.growth, b.additions]);
}

function sameFrom(today: number, a: readonly LimitStep[], b: readonly LimitStep[]): boolean {
  return [today, ...[...a, ...b].map(({ day }) => day)].every((day) => day < today || limitOn(a, day) === limitOn(b, day));
}

function limitLine(
  of: LimitLine['of'],
  side: DailySide,
  offAt: number,
  { plot, days, today, x, y }: { plot: GrowthChart['plot']; days: readonly [number, number]; today: number; x: Scale; y: Scale },
): LimitLine {
  const limit = limitOfSide(side, days[1]) ?? 0;
  const from = of === 'now' ? days[0] : Math.max(days[0], today);
  const left = round(x(from));
  const isOff = offAt >= 0;
  const level = (value: number) => {
    if (isOff && y(value) < plot.top) return margin + labelHeight * offAt;
    return round(Math.max(plot.top - 4, y(value))); // what was above the chart once leaves it at its edge
  };
  const first = limitOfSide(side, from) ?? limit;
  const steps = side.limits.filter((step) => step.day > from && step.day <= days[1] && step.limit !== limitOfSide(side, step.day - 1));
  const path = `M${left} ${level(first)}${steps.map((step) => `H${round(x(step.day))}V${level(step.limit)}`).join('')}H${plot.right}`;
  const end = level(limit);
  // The name stands over the level that it names: behind the last step.
  const last = steps.at(-1);
  const start = (last ? round(x(last.day)) : left) + (of === 'now' && !last ? 0 : 6);
  const room = plot.right - start - (isOff ? 16 : 0);
  return {
    of,
    path,
    limit,
    offScale: isOff ? { x: plot.right - 5, y: end } : null,
    label: room < leastName ? { x: plot.right, y: end - nameGap, anchor: 'end' } : { x: start, y: end - nameGap, anchor: 'start' },
    letters: Math.floor(Math.max(room, leastName) / letter),
  };
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** Seven letters at most: "45,000", "1.2M", "9e+18" for what an IPv6 range may hold. */
function valueText(value: number): string {
  return value < 1e6 ? value.toLocaleString('en') : value < 1e15 ? compact.format(value) : value.toExponential(0);
}

/** Days that follow each other, as runs. */
function runsOf(history: DailySeries['history']): DailySeries['history'][number][][] {
  const runs: DailySeries['history'][number][][] = [];
  for (const one of history) {
    const run = runs.at(-1);
    if (run && one.day === (run.at(-1)?.day ?? 0) + 1) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/**
 * The dates of crossings, below them at the right; of two that would lie over each other the earlier is above, at the left where that has
 * room. Two that are one have one date.
 */
function apart(crossings: readonly Omit<Crossing, 'label'>[], plot: GrowthChart['plot']): Crossing[] {
  const [a, b] = crossings;
  if (a && b && a.x === b.x && a.y === b.y) return apart([a], plot);
  const near = a && b && Math.abs(a.x - b.x) < dateWidth + 8 && Math.abs(a.y - b.y) < labelHeight;
  const later = near && a.x > b.x ? a : b;
  return crossings.map((one) => {
    const right = Math.min(one.x + 8, plot.right - dateWidth);
    if (near && one !== later) {
      const hasRoom = one.x - 8 - dateWidth >= plot.left;
      return { ...one, label: hasRoom ? { x: one.x - 8, y: one.y - 8, anchor: 'end' } : { x: right, y: one.y - 8, anchor: 'start' } };
    }
    const isLow = one.y + labelHeight > plot.bottom - 2;
    return { ...one, label: { x: right, y: one.y + (isLow ? -8 : 16), anchor: 'start' } };
  });
}

/** Left of today, at the top; right of it, or at the bottom, where a limit or its name stands there. */
function todayPlace(x: number, { top, bottom }: GrowthChart['plot'], limits: readonly LimitLine[]): TextPlace {
  const isAt = (label: TextPlace) => Math.abs(label.y - (top + 11)) < labelHeight;
  const [now, then] = (['now', 'scenario'] as const).map((of) => limits.find((limit) => limit.of === of && isAt(limit.label)));
  const isStruck = now !== undefined && now.label.y + nameGap > top && now.label.y + nameGap < top + labelHeight;
  if (!isStruck && x - todayWidth > (now ? nameWidth : 0)) return { x: x - 5, y: top + 11, anchor: 'end' };
  return { x: x + 5, y: then || now ? bottom - 6 : top + 11, anchor: 'start' };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
