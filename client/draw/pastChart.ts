import { area, line, scaleLinear, scaleTime } from 'd3';
import type { PoolHistory } from '../../shared/wire/history.ts';
import { letter } from './dayTicks.ts';

/** How much of a pool was taken in one step: the most and the least, and what there was of it. Times are milliseconds since 1970. */
export interface PastPoint {
  readonly at: number;
  readonly most: number;
  readonly least: number;
  readonly limit: number | null;
}

/** A pool's past as paths and places in CSS pixels. */
export interface PastChart {
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** A gap of the samples is a gap of the line. */
  readonly line: string;
  /** From the least to the most of each step. */
  readonly band: string;
  /** Points without a neighbour. */
  readonly lone: readonly { readonly x: number; readonly y: number }[];
  /** Why there may be gaps. */
  readonly marks: readonly { readonly x: number; readonly width: number; readonly kind: string; readonly from: string }[];
  readonly times: readonly { readonly at: number; readonly x: number; readonly text: string }[];
  readonly values: readonly { readonly value: number; readonly y: number }[];
  /** Null where it is not known, or lies far above. */
  readonly limit: { readonly y: number; readonly value: number } | null;
}

/** What is counted of a pool that ends by blocks, or by addresses: what an allocator has written down is taken, whoever holds it. */
export function pastPoints({ points }: Pick<PoolHistory, 'points'>): readonly PastPoint[] {
  return points.flatMap(({ at, limit, blocks, inUse, inUseLeast, recorded, usable }): PastPoint[] => {
    if (limit === 'blocks' && blocks) {
      if (blocks.handedOut === null) return [];
      return [{ at: Date.parse(at), most: blocks.handedOut, least: blocks.handedOut, limit: blocks.total }];
    }
    if (inUse === null) return [];
    const most = Math.max(Number(inUse), Number(recorded ?? 0));
    const least = Math.min(most, Math.max(Number(inUseLeast ?? inUse), Number(recorded ?? 0)));
    return [{ at: Date.parse(at), most, least, limit: usable === null ? null : Number(usable) }];
  });
}

/** Runs of points that follow each other, step by step. */
export function runsOf(points: readonly PastPoint[], step: number): readonly (readonly PastPoint[])[] {
  const runs: PastPoint[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && point.at - last.at <= step * 1.5) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

const margin = { top: 14, bottom: 22, right: 40 };
/** A limit further above than this is a number beside the chart, not a line in it. */
const farAbove = 2;

export function pastChart(
  history: Pick<PoolHistory, 'points' | 'marks' | 'from' | 'to' | 'step'>,
  { width, height, textOf }: { width: number; height: number; textOf: (at: number) => string },
): PastChart {
  const points = pastPoints(history);
  const [from, to] = [Date.parse(history.from), Date.parse(history.to)];
  const plot = { left: 0, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const most = Math.max(1, ...points.map((point) => point.most));
  const known = points.at(-1)?.limit ?? null;
  const limit = known !== null && known <= most * farAbove ? known : null;
  const x = scaleTime([from, to], [plot.left, plot.right]);
  const y = scaleLinear([0, Math.max(most, limit ?? 0)], [plot.bottom, plot.top]).nice(4);
  const runs = runsOf(points, history.step * 1000);
  const path = line<PastPoint>(
    ({ at }) => x(at),
    (point) => y(point.most),
  );
  const between = area<PastPoint>(
    ({ at }) => x(at),
    ({ least }) => y(least),
    (point) => y(point.most),
  );
  let free = plot.left;
  const times = x
    .ticks(4)
    .map((date) => ({ at: date.getTime(), x: x(date), text: textOf(date.getTime()) }))
    .filter((tick) => {
      const end = tick.x + 4 + tick.text.length * letter;
      if (tick.x < free || end > width) return false;
      free = end + 6;
      return true;
    });
  return {
    plot,
    line: runs.map((run) => (run.length > 1 ? (path(run) ?? '') : '')).join(''),
    band: runs.map((run) => (run.length > 1 ? (between(run) ?? '') : '')).join(''),
    lone: runs.flatMap((run) => (run.length === 1 && run[0] ? [{ x: x(run[0].at), y: y(run[0].most) }] : [])),
    marks: history.marks
      .filter(({ kind }) => kind !== 'clock-jump')
      .flatMap(({ kind, from: begin, until }) => {
        const left = Math.max(plot.left, x(Date.parse(begin)));
        const right = Math.min(plot.right, x(Date.parse(until)));
        return right < left ? [] : [{ kind, from: begin, x: left, width: Math.max(1, right - left) }];
      }),
    times,
    values: y
      .ticks(3)
      .filter(Number.isInteger)
      .map((value) => ({ value, y: y(value) })),
    limit: limit === null ? null : { value: limit, y: y(limit) },
  };
}
