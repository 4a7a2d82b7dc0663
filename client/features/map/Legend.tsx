import type { Shade } from '../../draw/cellShade.ts';
import { legendCounts } from '../../draw/legendCounts.ts';
import { Count } from '../../kit/Count.tsx';
import css from './Legend.module.css';
import { legendName, legendTitle, legendUnit } from './legendWords.ts';
import { Swatch } from './Swatch.tsx';
import type { Scene } from './scene.ts';

/** What the shades mean and how many cells have each; the counts add up to the last line. */
export function Legend({ scene, shades }: { scene: Scene; shades: readonly Shade[] }) {
  const always: readonly Shade[] = scene.grain === 'addresses' ? ['inUse', 'free', 'reserved'] : [5, 4, 3, 2, 1, 'free'];
  // Where it is not known what is in use, "In use 0" would be a lie: only what is there is counted.
  const named = scene.inUse === null ? [] : always;
  const entries = legendCounts(shades, scene.total, named);
  const firstState = entries.findIndex((entry) => typeof entry.shade !== 'number' && entry.shade !== 'inUse');
  return (
    <section className={css.legend} aria-label="Legend">
      <h2>{legendTitle(scene)}</h2>
      <dl>
        {entries.map((entry, index) => (
          <div key={entry.shade} className={`${css.entry} ${index === firstState ? css.states : ''}`}>
            <dt>
              <Swatch shade={entry.shade} freeDashed={scene.grain !== 'addresses'} />
              {legendName(entry.shade, scene)}
            </dt>
            <dd>
              <Count value={entry.count} />
            </dd>
          </div>
        ))}
        <div className={`${css.entry} ${css.total}`}>
          <dt>{legendUnit(scene)}</dt>
          <dd>
            <Count value={scene.total} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
