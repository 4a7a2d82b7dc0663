import type { DailyMaximum } from '../../../shared/plan/forecast/series.ts';

/** What a spreadsheet says of a day: the two lines that a forecast has to beat. */
export interface NaiveLine {
  readonly name: string;
  readonly at: (day: number) => number;
}

export function naiveLines(series: readonly DailyMaximum[]): readonly [NaiveLine, NaiveLine] {
  return [lastAndMeanSlope(series), leastSquares(series)];
}

function lastAndMeanSlope(series: readonly DailyMaximum[]): NaiveLine {
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last || first.day === last.day) throw new RangeError('a line needs two days');
  const slope = (last.value - first.value) / (last.day - first.day);
  return { name: 'last value and mean slope', at: (day) => last.value + slope * (day - last.day) };
}

function leastSquares(series: readonly DailyMaximum[]): NaiveLine {
  const mean = (of: (one: DailyMaximum) => number) => series.reduce((sum, one) => sum + of(one), 0) / series.length;
  const day = mean((one) => one.day);
  const value = mean((one) => one.value);
  const slope = mean((one) => (one.day - day) * (one.value - value)) / mean((one) => (one.day - day) ** 2);
  return { name: 'least squares through all', at: (on) => value + slope * (on - day) };
}
