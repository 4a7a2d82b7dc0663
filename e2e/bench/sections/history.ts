import type { HistoryCost, HistoryRun } from '../historyDay.ts';
import type { PastCost } from '../historyPast.ts';
import type { Stage } from '../stage.ts';
import { alone, bytes, compared, type Row } from '../table.ts';

const churn = 0.2;

/** What it costs to keep the history of the largest cluster for a day in which a fifth of its pods is replaced. */
export async function history({ children, flags }: Stage): Promise<Row[]> {
  const pods = flags.sizes.at(-1) ?? 0;
  const child = children.start('e2e/bench/programs/history.ts', [], ['--expose-gc']);
  try {
    const run: HistoryRun = { pods, churn };
    const cost = await child.ask<HistoryCost>('day', run);
    const { looking, onPath, written, events, tenancies, longestTurn, answers } = cost;
    const { alone: bare, deleting } = answers;
    const past = await child.ask<PastCost>('past', run);
    return [
      alone('history: µs that it adds to a change of a pod as that is told', 'µs', onPath, { mostFigure: 10 }),
      alone('… processor time of a change until it is written, all threads', 'µs', written, {
        mostFigure: 200,
        counts: `${events.toLocaleString('en')} changes`,
      }),
      alone('… longest turn of the event loop while it is written', 'ms', longestTurn, { mostFigure: 50 }),
      alone('… bytes of the file a tenancy', 'B', cost.bytes / tenancies, {
        mostFigure: 200,
        counts: `${tenancies.toLocaleString('en')} tenancies`,
      }),
      alone(`… file after a day of ${pods.toLocaleString('en')} pods, ${churn * 100}% of them replaced`, 'MB', cost.bytes / 1e6, {
        mostFigure: 200,
        counts: bytes(cost.bytes),
      }),
      compared('… wait for an answer right behind a step of deleting', 'ms', deleting.median, 'with nothing deleted', bare.median, {
        counts: `${answers.steps} steps; median`,
      }),
      compared('… the longest of them', 'ms', deleting.longest, 'with nothing deleted', bare.longest, { mostFigure: 50 }),
      alone('… first look at all that is held, until it is written', 's', looking / 1000),
      ...Object.entries(past.milliseconds).map(([cidr, milliseconds]) =>
        alone(`… map of ${cidr} at a past moment, after a month of such days`, 'ms', milliseconds, {
          counts: `${past.tenancies.toLocaleString('en')} tenancies, ${bytes(past.bytes)}`,
        }),
      ),
      alone('… longest turn of the event loop meanwhile', 'ms', past.longestTurn, { mostFigure: 50 }),
    ];
  } finally {
    await child.stop();
  }
}
