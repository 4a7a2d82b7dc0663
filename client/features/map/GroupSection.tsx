import { FindingList } from '../../kit/FindingMarks.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import type { MapCell } from './cells.ts';
import type { Grouping } from './groupShades.ts';
import { ageText, groupLines, groupNames } from './groupWords.ts';
import css from './Map.module.css';

/** What a cell holds by what the map is told apart by; of what was not looked at it says so. */
export function GroupSection({ cell, grouping }: { cell: MapCell; grouping: Grouping | undefined }) {
  const groups = cell.by;
  if (!grouping || !groups) return null;
  const title = `By ${groupNames[grouping.by].choice.toLowerCase()}`;
  if (grouping.by === 'age') return groups.since && <PanelSection title={title}>{ageText(groups.since, grouping.now)}</PanelSection>;
  const { lines, remark } = groupLines(grouping.by, groups);
  if (lines.length === 0 && remark === null) return null;
  const codes = groups.groups.flatMap(({ name }) => name ?? []);
  return (
    <PanelSection title={title}>
      {grouping.by === 'findings' ? (
        <FindingList codes={codes} />
      ) : (
        lines.map((line) => (
          <div key={line.name} className={css.pair}>
            <span>{line.name}</span>
            <span className="num">{formatCount(line.count).short}</span>
          </div>
        ))
      )}
      {remark !== null && <p className="dim">{remark}</p>}
    </PanelSection>
  );
}
