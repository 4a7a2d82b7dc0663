import type { Finding } from '../../../shared/wire/findings.ts';
import { Age } from '../../kit/Age.tsx';
import { Severity } from '../../kit/Severity.tsx';
import { StackedRow } from '../../kit/StackedRow.tsx';
import css from './Findings.module.css';

/** A whole finding on a phone: what is wrong and for how long, and what to do. */
export function FindingRow({ finding, grouped }: { finding: Finding; grouped: boolean }) {
  return (
    <StackedRow below={<span className="ink2">{finding.remedy}</span>}>
      <span className={css.finding}>
        {!grouped && <Severity severity={finding.severity} />}
        <b>{finding.title}</b>
      </span>
      <span className="dim">
        <Age since={finding.since} />
      </span>
    </StackedRow>
  );
}
