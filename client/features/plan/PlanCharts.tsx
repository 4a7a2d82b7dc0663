import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { daysShown } from '../../draw/growthDomain.ts';
import { type GrowthSeries, readSeries } from '../../draw/growthSeries.ts';
import { endsWords } from '../../kit/endsWords.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted } from '../../kit/formatCount.ts';
import { GrowthChart } from '../../kit/GrowthChart.tsx';
import { Section } from '../../kit/Section.tsx';
import { ChartKey } from './ChartKey.tsx';
import css from './Plan.module.css';
import { basisLines, planSeries, scenarioLimitName, todayLimitName } from './planSeries.ts';
import { chartNames, type PlanAnswerRow, rowWords } from './planWords.ts';
import type { Folds } from './useFolds.ts';

/** A chart of each thing that can end, a column a family, over the same days: families are never added up. */
export function PlanCharts({ answer, folds }: { answer: PlanAnswer; folds: Folds }) {
  const api = useApi();
  const families = [...new Set(answer.rows.map(({ family }) => family))];
  // Row by row, the families beside each other.
  const rows = (['blocks', 'services', 'pods'] as const).flatMap((what) =>
    families.flatMap((family) => answer.rows.find((row) => row.what === what && row.family === family) ?? [null]),
  );
  const ids = rows.flatMap((row) => row?.forecast ?? []);
  const pasts = useQueries({
    queries: ids.map((id) => queries.forecast(api, id)),
    combine: (all) => new Map(all.flatMap(({ data }) => (data ? [[data.id, data]] : []))),
  });
  const charts = rows.map((row) => row && { row, past: row.forecast === null ? undefined : pasts.get(row.forecast) });
  const series = charts.map((chart) => chart && planSeries(answer.today, chart.row, chart.past));
  const text = JSON.stringify(series);
  const days = useMemo(() => daysShown((JSON.parse(text) as typeof series).flatMap((one) => (one ? [readSeries(one)] : []))), [text]);
  const fold = folds.of('charts', false, counted(answer.rows.length, 'chart'));
  const drawn = (
    <>
      <ChartKey
        withScenario={series.some((one) => one?.scenario)}
        withJumps={series.some((one) => one && showsJump(one, days[0]))}
        families={families}
      />
      <div className={css.charts} data-columns={families.length}>
        {charts.map((chart, i) => {
          const one = series[i];
          if (!chart || !one) return <div key={`none-${String(i)}`} className="wide" />;
          const { row } = chart;
          return (
            <div key={`${row.what}/${row.family}`} className={css.chart}>
              <h2>
                <FamilyMark family={row.family} /> {chartNames[row.what]}
                <span className={css.aside}>{beyondText(row, days[1])}</span>
              </h2>
              <GrowthChart
                name={`${row.family} ${chartNames[row.what].toLowerCase()}`}
                family={row.family}
                series={one}
                days={days}
                limitNames={{ now: todayLimitName(answer, row), scenario: scenarioLimitName(answer, row) }}
              />
            </div>
          );
        })}
      </div>
      {basisLines(
        charts.flatMap((chart) => (chart?.past ? { name: `${chart.row.family} ${rowWords[chart.row.what]}`, past: chart.past } : [])),
      ).map((line) => (
        <p key={line} className={css.basis}>
          {line}
        </p>
      ))}
    </>
  );
  // On a wide page they stand right below the sentence that they prove, without a heading.
  return fold ? (
    <Section title="How it grows" fold={fold}>
      {drawn}
    </Section>
  ) : (
    <section aria-label="How it grows">{drawn}</section>
  );
}

/** An arrow stands on the day of a jump, if it was counted and is shown. */
function showsJump({ shifts, history }: GrowthSeries, from: number): boolean {
  return shifts.some(({ day }) => Date.parse(day) / 86_400_000 >= from && history.some((one) => one.day === day));
}

/** When a row ends, where its chart cannot show it. */
function beyondText({ today, scenario }: PlanAnswerRow, last: number): string {
  const ends = (scenario ?? today)?.ends ?? null;
  if (scenario === null) return 'dropped in the scenario';
  if (ends?.kind === 'date') return Date.parse(ends.likely) / 86_400_000 > last ? `about ${endsWords(ends).ends}` : '';
  return endsWords(ends).ends;
}
