import { Link } from '@tanstack/react-router';
import type { Audit } from '../../../shared/wire/audit.ts';
import { Section } from '../../kit/Section.tsx';
import { Severity } from '../../kit/Severity.tsx';
import css from './Audit.module.css';

/** What is wrong about families now, whichever way the cluster is going. */
export function AuditFindings({ findings }: { findings: Audit['findings'] }) {
  return (
    <Section title="Findings about families">
      {findings.length === 0 ? (
        <p className="ink2 s12">Nothing about families is wrong, as far as it is read.</p>
      ) : (
        <ul className={css.findings}>
          {findings.map(({ code, severity, title }) => (
            <li key={code}>
              <Link to="/findings" search={{ code }}>
                <Severity severity={severity} size={13} />
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
