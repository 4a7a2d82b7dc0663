import { Link } from '@tanstack/react-router';
import type { Attention, Overview } from '../../../shared/wire/overview.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { pluralOf } from '../../kit/kindWords.ts';
import { Section } from '../../kit/Section.tsx';
import { Severity } from '../../kit/Severity.tsx';
import css from './Findings.module.css';
import { poolOf } from './poolOf.ts';

/** What wants attention, the worst first; each leads to its objects where a page lists them. */
export function Findings({
  findings,
  pools,
  known,
  partial,
}: {
  findings: Overview['findings'];
  pools: readonly Pool[];
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
        <ul className={css.list}>
          {findings.items.map((finding) => (
            <li key={finding.code}>
              <Severity severity={finding.severity} />
              <Title finding={finding} pools={pools} />
              <span className={css.count}>{countOf(finding)}</span>
            </li>
          ))}
        </ul>
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

function Title({ finding, pools }: { finding: Attention; pools: readonly Pool[] }) {
  const kind = finding.objects[0]?.kind;
  if (kind === 'Service') {
    return (
      <Link to="/services" search={{ finding: finding.code }} className={css.title ?? ''}>
        {finding.title}
      </Link>
    );
  }
  if (kind === 'Node') {
    return (
      <Link to="/nodes" search={{ finding: finding.code }} className={css.title ?? ''}>
        {finding.title}
      </Link>
    );
  }
  const pool = poolOf(finding.objects[0], pools);
  if (pool) {
    return (
      <Link to="/map" search={{ cidr: pool.ranges[0] ?? '', pool: pool.id }} className={css.title ?? ''}>
        {finding.title}
      </Link>
    );
  }
  return <span className={css.title}>{finding.title}</span>;
}

/** "26 Services"; of mixed or unknown kinds, the number alone. */
function countOf(finding: Attention): string {
  const kinds = new Set(finding.objects.map((object) => object.kind));
  const [kind] = kinds;
  if (!kind || kinds.size > 1) return formatCount(finding.count).short;
  const word = kind === 'Node' || kind === 'Pod' ? kind.toLowerCase() : kind;
  return counted(finding.count, word, pluralOf(word));
}
