import { scoreDates, scoreValues, trialsOf } from '../backtest/backtest.ts';
import { recordedTrials } from '../backtest/recorded.ts';
import { alone, compared, type Row } from '../table.ts';

/** The forecast was tuned on seeds 1 to 130; these are others. */
const heldBack = Array.from({ length: 30 }, (_, i) => 1001 + i);

/** How the forecast does on made-up and on recorded series whose future is known. Needs no cluster. */
export async function backtest(): Promise<Row[]> {
  const started = performance.now();
  const trials = [...trialsOf(heldBack), ...recordedTrials()];
  const scores = scoreValues(trials);
  const took = performance.now() - started;
  const dates = scoreDates(trials);
  return [
    ...scores.flatMap(({ name, trials: of, covered, error, lastAndMeanSlope, leastSquares }) => [
      alone(`forecast of ${name} series: what came lay in the band of 80 %`, '%', 100 * covered, {
        counts: `${of} series, 7 to 91 days ahead`,
        ...(name === 'all' ? { leastFigure: 70, mostFigure: 90 } : {}),
      }),
      compared(`… median error of ${name}`, '%', 100 * error, 'last value and mean slope', 100 * lastAndMeanSlope, {
        counts: `${(100 * leastSquares).toPrecision(3)} % least squares through all`,
        ...(name === 'all' ? { most: 1 } : {}),
      }),
    ]),
    compared('… median error of the date of the end', 'days', dates.error, 'last value and mean slope', dates.lastAndMeanSlope, {
      most: 1,
      counts: `${dates.leastSquares} days least squares through all; ${dates.trials} series that end within 91 days, ${Math.round(100 * dates.covered)} % of them from earliest to latest`,
    }),
    alone('… time of one forecast', 'ms', took / trials.length),
  ];
}
