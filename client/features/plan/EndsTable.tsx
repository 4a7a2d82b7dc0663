import { Link } from '@tanstack/react-router';
import { endsWords } from '../../kit/endsWords.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted } from '../../kit/formatCount.ts';
import { limitText } from '../../kit/growthWords.ts';
import { Section } from '../../kit/Section.tsx';
import css from './Plan.module.css';
import type { PlanRow, PlanRowSide } from './planRows.ts';
import type { Folds } from './useFolds.ts';

/** What ends first, first; in a scenario with today and the scenario side by side. */
export function EndsTable({
  rows,
  others,
  withScenario,
  folds,
}: {
  rows: readonly PlanRow[];
  others: string | undefined;
  withScenario: boolean;
  folds: Folds;
}) {
  return (
    <Section
      title="What ends first, when"
      aside="slow to fast: four times in five it ends between these days"
      fold={folds.of('ends', true, counted(rows.length, 'row'))}
    >
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Pool</th>
            <th scope="col" className="wide">
              Binds
            </th>
            <th scope="col" className="num">
              Left today
            </th>
            <th scope="col">Ends</th>
            <th scope="col" className="wide">
              Slow to fast
            </th>
            {withScenario && (
              <>
                <th scope="col" className={`num ${css.changed}`}>
                  Left in scenario
                </th>
                <th scope="col" className={css.changed}>
                  Ends then
                </th>
                <th scope="col" className="wide">
                  Slow to fast
                </th>
                <th scope="col" className="num">
                  Change
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.isFirst ? css.first : undefined}>
              <th scope="row">
                <span className={css.name}>
                  <FamilyMark family={row.family} text={false} />
                  {row.pool ? (
                    <Link to="/map" search={{ pool: row.pool.id }}>
                      {row.name}
                    </Link>
                  ) : (
                    row.name
                  )}
                </span>
              </th>
              <td className="wide ink2">{row.binds}</td>
              <Side side={row.today} of="today" />
              {withScenario && (
                <>
                  <Side side={row.scenario} of="scenario" />
                  <td className={`num ${row.change === 'same' ? 'dim' : css.change}`} data-head="Change">
                    {row.change}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {others && <p className={css.basis}>{others}</p>}
    </Section>
  );
}

function Side({ side, of }: { side: PlanRowSide | null; of: 'today' | 'scenario' }) {
  const [leftHead, endsHead] = of === 'today' ? ['Left today', 'Ends'] : ['Left in scenario', 'Ends then'];
  if (side === null)
    return (
      <>
        <td className="num dim" data-head={leftHead}>
          –
        </td>
        <td className="dim" data-head={endsHead}>
          {of === 'today' ? 'not there' : 'dropped'}
        </td>
        <td className="wide" />
      </>
    );
  const { ends, range } = endsWords(side.ends);
  return (
    <>
      <td className="num" data-head={leftHead}>
        {side.left === null ? <span className="dim">unknown</span> : limitText(side.left)}
      </td>
      <td className={css.end} data-head={endsHead}>
        <span className={side.ends?.kind === 'date' || side.ends?.kind === 'full' ? css.date : 'dim'}>{ends}</span>
        {range !== '' && <span className={`narrow ${css.span}`}> {range}</span>}
      </td>
      <td className={`wide ${css.span}`}>{range}</td>
    </>
  );
}
