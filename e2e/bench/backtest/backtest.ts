import { endsOf } from '../../../shared/plan/forecast/ends.ts';
import { forecast } from '../../../shared/plan/forecast/forecast.ts';
import { type Growth, valueOn } from '../../../shared/plan/forecast/growth.ts';
import { median } from '../../../shared/plan/forecast/quantile.ts';
import { naiveLines } from './naiveLines.ts';
import { horizon, makeTrial, type SeriesKind, seriesKinds, type Trial } from './seriesKinds.ts';

/** How forecasts did against what came, beside the naive lines on the same days of the same trials. */
export interface Score {
  readonly name: string;
  readonly trials: number;
  /** Of the values that came, the share that lay in the band of 80 %. */
  readonly covered: number;
  /** Medians of |forecast − what came| / last value. */
  readonly error: number;
  readonly lastAndMeanSlope: number;
  readonly leastSquares: number;
}

/** Days by which the end was missed, of trials that reach the limit within the days held back. */
export interface DateScore {
  readonly trials: number;
  readonly covered: number;
  readonly error: number;
  readonly lastAndMeanSlope: number;
  readonly leastSquares: number;
}

const ahead = [7, 14, 28, 56, horizon];
const tenYears = 3653;

/** Trials of every kind with these seeds. */
export function trialsOf(seeds: readonly number[], kinds: readonly SeriesKind[] = seriesKinds): Trial[] {
  return kinds.flatMap((kind) => seeds.map((seed) => makeTrial(kind, seed)));
}

/** Values: of each kind and of all. */
export function scoreValues(trials: readonly Trial[]): Score[] {
  const seen = trials.map((trial) => ({ kind: trial.kind, checks: checksOf(trial) }));
  const kinds = [...new Set(trials.map(({ kind }) => kind))];
  return [
    ...kinds.map((kind) =>
      scoreOf(
        kind,
        seen.filter((one) => one.kind === kind).map(({ checks }) => checks),
      ),
    ),
    scoreOf(
      'all',
      seen.map(({ checks }) => checks),
    ),
  ];
}

/** Dates: when a series is first 5 % above all of its past. */
export function scoreDates(trials: readonly Trial[]): DateScore {
  const checks = trials.flatMap((trial) => {
    const limit = 1.05 * Math.max(...trial.past.map(({ value }) => value));
    const came = trial.future.find(({ value }) => value >= limit)?.day;
    if (came === undefined) return [];
    const ends = endsOf(growthOf(trial), [{ day: 0, limit }], trial.origin + 1);
    if (ends.kind === 'full') return [];
    const likely = ends.kind === 'date' ? ends.likely : trial.origin + tenYears;
    const isCovered =
      (ends.earliest ?? Number.POSITIVE_INFINITY) <= came &&
      came <= ((ends.kind === 'date' ? ends.latest : null) ?? Number.POSITIVE_INFINITY);
    const [mean, squares] = naiveLines(trial.past).map((line) => {
      const days = Array.from({ length: tenYears }, (_, i) => trial.origin + 1 + i);
      return Math.abs((days.find((day) => line.at(day) >= limit) ?? trial.origin + tenYears) - came);
    });
    return [{ isCovered, error: Math.abs(likely - came), mean: mean ?? 0, squares: squares ?? 0 }];
  });
  return {
    trials: checks.length,
    covered: checks.filter(({ isCovered }) => isCovered).length / checks.length,
    error: median(checks.map(({ error }) => error)),
    lastAndMeanSlope: median(checks.map(({ mean }) => mean)),
    leastSquares: median(checks.map(({ squares }) => squares)),
  };
}

interface Check {
  readonly isCovered: boolean;
  readonly error: number;
  readonly mean: number;
  readonly squares: number;
}

function checksOf(trial: Trial): readonly Check[] {
  const growth = growthOf(trial);
  const [mean, squares] = naiveLines(trial.past);
  const size = Math.max(1, trial.past.at(-1)?.value ?? 1);
  return ahead.map((days) => {
    const day = trial.origin + days;
    const came = trial.future[days - 1]?.value ?? Number.NaN;
    const { low, likely, high } = valueOn(growth, day);
    const off = (value: number) => Math.abs(value - came) / size;
    // What came is a whole number: a band within half of it has met it.
    return {
      isCovered: low - 0.5 <= came && came <= high + 0.5,
      error: off(likely),
      mean: off(mean.at(day)),
      squares: off(squares.at(day)),
    };
  });
}

function scoreOf(name: string, trials: readonly (readonly Check[])[]): Score {
  const checks = trials.flat();
  return {
    name,
    trials: trials.length,
    covered: checks.filter(({ isCovered }) => isCovered).length / checks.length,
    error: median(checks.map(({ error }) => error)),
    lastAndMeanSlope: median(checks.map(({ mean }) => mean)),
    leastSquares: median(checks.map(({ squares }) => squares)),
  };
}

function growthOf({ past, origin, kind, seed }: Trial): Growth {
  const { growth } = forecast(past, [], origin);
  if (!growth) throw new Error(`no forecast of ${kind} ${seed}`);
  return growth;
}
