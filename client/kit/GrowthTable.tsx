import type { GrowthRow } from '../draw/growthRows.ts';
import { ChartTable } from './ChartTable.tsx';
import { formatDay } from './formatDate.ts';
import { limitText } from './growthWords.ts';

/** A growth chart's numbers, behind a press. */
export function GrowthTable({ name, rows, withScenario }: { name: string; rows: readonly GrowthRow[]; withScenario: boolean }) {
  const heads = ['Day', 'Counted', 'Likely', 'Slow to fast', 'Capacity', ...(withScenario ? ['Scenario', 'Capacity then'] : [])];
  return (
    <ChartTable name={`${name}, as a table`} heads={heads}>
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
    </ChartTable>
  );
}

function text(value: number | null): string {
  return value === null ? '–' : limitText(value);
}
