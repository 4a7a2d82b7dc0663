import type { FindingGroup } from '../../../shared/wire/findings.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { Severity } from '../../kit/Severity.tsx';
import css from './Findings.module.css';

/** What all findings of one code have in common, and how many there are where the title does not say it; `onOnly` narrows the page to them. */
export function GroupHead({ group, onOnly }: { group: FindingGroup; onOnly: (() => void) | undefined }) {
  const isCounted = new RegExp(`\\b${group.count}\\b`).test(group.title);
  return (
    <span className={css.group}>
      <Severity severity={group.severity} />
      <b className={group.severity === 'info' ? 'ink2' : group.severity}>{group.title}</b>
      {!isCounted && <span className={css.count}>{formatCount(group.count).short}</span>}
      {onOnly && (
        <button type="button" className={css.only} onClick={onOnly}>
          Only these<span className="unseen"> {group.title}</span>
        </button>
      )}
    </span>
  );
}
