import type { FindingGroup } from '../../../shared/wire/findings.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { GroupHead } from '../../kit/GroupHead.tsx';
import { Severity } from '../../kit/Severity.tsx';

/** What all findings of one code have in common, and how many there are where the title does not say it. */
export function FindingGroupHead({ group, onOnly }: { group: FindingGroup; onOnly: (() => void) | undefined }) {
  const isCounted = new RegExp(`\\b${group.count}\\b`).test(group.title);
  return (
    <GroupHead count={isCounted ? undefined : formatCount(group.count).short} name={group.title} onOnly={onOnly}>
      <Severity severity={group.severity} />
      <b className={group.severity === 'info' ? 'ink2' : group.severity}>{group.title}</b>
    </GroupHead>
  );
}
