import { Link } from '@tanstack/react-router';
import type { Attention, Overview } from '../../../shared/wire/overview.ts';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { pluralOf } from '../../kit/kindWords.ts';
import { Section } from '../../kit/Section.tsx';
import { Severity } from '../../kit/Severity.tsx';
import css from './Findings.module.css';

/** What wants attention, the worst first; each leads to its findings with what to do about them. */
export function Findings({
  findings,
  known,
  partial,
}: {
  findings: Overview['findings'];
  known: boolean;
  /** Whether some kind is not read: what it would show is missing then. */
  partial: boolean;
}) {
  return (
    <Section title="Findings" end={findings.items.length > 0 && <Totals findings={findings} />}>
      {findings.items.length === 0 ? (
        <p className="ink2 s12">
          {!known
            ? 'Nothing was read yet, so nothing was found.'
            : partial
              ? 'Nothing wants attention in what is read; the rest is unknown.'
              : 'Nothing wants attention.'}
        </p>
      ) : (
        <>
          <ul className={css.list}>
            {findings.items.map((finding) => (
              <li key={finding.code}>
                <Severity severity={finding.severity} />
                <Link to="/findings" search={{ code: finding.code }} className={css.title ?? ''}>
                  {finding.title}
                </Link>
                <span className={css.count}>{countOf(finding)}</span>
              </li>
            ))}
          </ul>
          <Link to="/findings" className={css.all ?? ''}>
            All findings
          </Link>
        </>
      )}
    </Section>
  );
}

function Totals({ findings }: { findings: Overview['findings'] }) {
  return (
    <span className={css.totals}>
      {findings.critical > 0 && (
        <span className={css.total}>
          <Severity severity="critical" size={13} label={null} /> {formatCount(findings.critical).short} critical
        </span>
      )}
      <span className={css.total}>
        <Severity severity="warning" size={13} /> {formatCount(findings.warning).short}
      </span>
      <span className={css.total}>
        <Severity severity="info" size={13} /> {formatCount(findings.info).short}
      </span>
    </span>
  );
}

/** "26 Services", "1 Gateway": without its group, for which the page of findings has room; of mixed or unknown kinds the number alone. */
function countOf(finding: Attention): string {
  const kinds = new Set(finding.objects.map(({ kind }) => kind));
  const [kind] = kinds;
  if (!kind || kinds.size > 1) return formatCount(finding.count).short;
  const word = ['Node', 'Pod', 'Pool'].includes(kind) ? kind.toLowerCase() : kind;
  return counted(finding.count, word, pluralOf(word));
}
