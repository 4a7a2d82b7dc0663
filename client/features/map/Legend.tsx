import type { Shade } from '../../draw/cellShade.ts';
import { legendCounts } from '../../draw/legendCounts.ts';
import { Button } from '../../kit/Button.tsx';
import { Count } from '../../kit/Count.tsx';
import { DeclaredSwatch } from './DeclaredSwatch.tsx';
import type { Grouping } from './groupShades.ts';
import css from './Legend.module.css';
import { alwaysListed, legendName, legendTitle, legendUnit, outsideName } from './legendWords.ts';
import { entryToken, litEntries, toggled } from './litEntries.ts';
import { Swatch } from './Swatch.tsx';
import type { Scene } from './scene.ts';

/**
 * What the shades mean and how many cells have each; the counts add up to the last line. Each entry is a filter: pressed, it stays lit,
 * and the others step back on the sheet and leave the table.
 */
export function Legend({
  scene,
  shades,
  total = scene.total,
  dotted = false,
  grouping,
  only,
  onOnly,
}: {
  scene: Scene;
  shades: readonly Shade[];
  /** How many cells there are, where not all of the scene are drawn. */
  total?: bigint;
  /** Addresses are drawn inside the cells, whose own colour is paler then. */
  dotted?: boolean;
  grouping?: Grouping | undefined;
  /** The entries that are lit, as the address bar has them. */
  only: string | undefined;
  onOnly: (only: string | undefined) => void;
}) {
  const entries = legendCounts(shades, total, alwaysListed(scene, grouping));
  const firstState = entries.findIndex(({ shade }) => shade === 'free');
  const lit = litEntries(only);
  const lying = scene.declared?.size ?? 0;
  return (
    <section className={css.legend} aria-label="Legend">
      <h2>{legendTitle(scene, grouping)}</h2>
      <ul>
        {entries.map((entry, index) => {
          const token = entryToken(entry.shade, grouping?.letters ?? []);
          const isLit = lit.has(token);
          const name = legendName(entry.shade, scene, grouping);
          const content = (
            <>
              <Swatch shade={entry.shade} freeDashed={scene.grain !== 'addresses'} pale={dotted} />
              <span className={css.name} title={name.length > 20 ? name : undefined}>
                {name}
              </span>
              <span className={css.count}>
                <Count value={entry.count} />
              </span>
            </>
          );
          return (
            <li key={entry.shade} className={index === firstState ? css.states : ''}>
              {/* What is left out of the drawing cannot be lit in it. */}
              {entry.shade === 'leftOut' ? (
                <span className={css.entry}>{content}</span>
              ) : (
                <button
                  type="button"
                  className={`${css.entry} ${css.press} ${isLit ? css.lit : lit.size > 0 ? css.out : ''}`}
                  aria-pressed={isLit}
                  disabled={entry.count === 0n && !isLit}
                  onClick={() => onOnly(toggled(only, token))}
                >
                  {content}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p className={`${css.entry} ${css.total}`}>
        <span className={css.name}>{legendUnit(scene)}</span>
        <span className={css.count}>
          <Count value={total} />
        </span>
      </p>
      {lying > 0 && (
        <p className={css.entry}>
          <DeclaredSwatch />
          <span className={css.name}>{outsideName(scene)}</span>
          <span className={css.count}>
            <Count value={lying} />
          </span>
        </p>
      )}
      {dotted && (
        <p className={css.dots}>
          <i /> an address in use <i className={css.twice} /> claimed twice <i className={css.recorded} /> recorded, held by nobody. Cells
          are paler behind them.
        </p>
      )}
      {lit.size > 0 && (
        <Button className={css.all} onClick={() => onOnly(undefined)}>
          Show all
        </Button>
      )}
    </section>
  );
}
