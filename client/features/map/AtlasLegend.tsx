import type { Step } from '../../draw/cellShade.ts';
import { Button } from '../../kit/Button.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { Severity } from '../../kit/Severity.tsx';
import css from './Atlas.module.css';
import type { AtlasEntry } from './atlasEntries.ts';
import { atlasLegend, withTag } from './atlasLegend.ts';
import { DeclaredSwatch } from './DeclaredSwatch.tsx';
import { Swatch } from './Swatch.tsx';

/** What the marks of the atlas mean and how many of each there are; a press lights these alone, and in the table leaves these alone. */
export function AtlasLegend({
  entries,
  only,
  onOnly,
}: {
  entries: readonly AtlasEntry[];
  only: readonly string[];
  onOnly: (only: string | undefined) => void;
}) {
  return (
    <aside className={css.legend} aria-label="Legend">
      {atlasLegend(entries).map((group) => (
        <section key={group.name}>
          <h2>{group.name}</h2>
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.tag}>
                <button
                  type="button"
                  className={css.entry}
                  aria-pressed={only.includes(entry.tag)}
                  onClick={() => onOnly(withTag(only, entry.tag))}
                >
                  <span className={css.swatch}>
                    <TagMark tag={entry.tag} />
                  </span>
                  <span>{entry.name}</span>
                  <span>{formatCount(entry.count).short}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {only.length > 0 && (
        <div className={css.all}>
          <Button onClick={() => onOnly(undefined)}>Show all</Button>
        </div>
      )}
    </aside>
  );
}

function TagMark({ tag }: { tag: string }) {
  if (tag === 'IPv4' || tag === 'IPv6') return <FamilyMark family={tag} text={false} />;
  if (tag === 'useNone') return <Swatch shade="free" freeDashed={false} />;
  if (tag === 'useUnknown') return <Swatch shade="unknown" freeDashed={false} />;
  if (tag.startsWith('use')) return <Swatch shade={Number(tag.slice(3)) as Step} freeDashed={false} />;
  if (tag === 'overlap') return <Swatch shade="conflict" freeDashed={false} />;
  if (tag === 'critical' || tag === 'warning') return <Severity severity={tag} label={null} />;
  if (tag === 'gap') return <Swatch shade="free" freeDashed />;
  if (tag === 'declared') return <DeclaredSwatch />;
  if (tag === 'outside') return <Swatch shade="outside" freeDashed={false} />;
  return null;
}
