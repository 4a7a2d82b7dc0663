import type { GrowthRow } from '../draw/growthRows.ts';
import { formatDay } from './formatDate.ts';
import css from './GrowthChart.module.css';
import { limitText } from './growthWords.ts';

/** A growth chart's numbers, behind a press. */
export function GrowthTable({ name, rows, withScenario }: { name: string; rows: readonly GrowthRow[]; withScenario: boolean }) {
  return (
    <details className={css.twin}>
      <summary>View as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className={css.scroller} aria-label={`${name}, as a table`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Counted</th>
              <th scope="col">Likely</th>
              <th scope="col">Slow to fast</th>
              <th scope="col">Capacity</th>
              {withScenario && <th scope="col">Scenario</th>}
              {withScenario && <th scope="col">Capacity then</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.day}>
                <th scope="row">{formatDay(row.day)}</th>
                <td>{text(row.counted)}</td>
                <td>{text(row.likely)}</td>
                <td>{row.low === null || row.high === null ? '–' : `${limitText(row.low)} – ${limitText(row.high)}`}</td>
                <td>{text(row.limit)}</td>
                {withScenario && <td>{text(row.scenario)}</td>}
                {withScenario && <td>{text(row.scenarioLimit)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function text(value: number | null): string {
  return value === null ? '–' : limitText(value);
}
