import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reference } from '../../../shared/wire/basics.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { Severity } from '../../kit/Severity.tsx';
import { findingsAbout } from './findingsAbout.ts';
import css from './PoolFindings.module.css';

/** Of an address that a great many hold, those that come first are asked about. */
const mostAsked = 8;

/** Findings about an address, or about one of the objects that hold it; each leads to itself. Nothing where there are none. */
export function HolderFindings({ address, holders }: { address: string; holders: readonly Reference[] }) {
  const api = useApi();
  // The API looks for words: what it finds may be about others of a longer name.
  const words = [address, ...new Set(holders.map(nameOf))].slice(0, mostAsked);
  const found = useQueries({ queries: words.map((q) => queries.findingsNaming(api, q)) });
  const findings = findingsAbout(
    found.flatMap(({ data }) => data?.items ?? []),
    address,
    holders,
  );
  if (findings.length === 0) return null;
  return (
    <PanelSection title="Findings">
      <ul className={css.list}>
        {findings.map((finding) => (
          <li key={finding.id}>
            <Severity severity={finding.severity} size={13} />
            <Link to="/findings" search={{ code: finding.code, finding: finding.id }}>
              {finding.title}
            </Link>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function nameOf({ namespace, name }: Reference): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
