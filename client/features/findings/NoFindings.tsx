import { Link } from '@tanstack/react-router';
import type { KindStatus } from '../../../shared/wire/status.ts';
import { Button } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { isAbsent, isRead } from '../../kit/kindWords.ts';

/** Why the list is empty: nothing fits, nothing is wrong, or too little is read to know. */
export function NoFindings({ filtered, kinds, clear }: { filtered: boolean; kinds: readonly KindStatus[]; clear: () => void }) {
  if (filtered) return <Empty title="No finding fits these filters" action={<Button onClick={clear}>Show all findings</Button>} />;
  const expected = kinds.filter((kind) => !isAbsent(kind));
  if (expected.length > 0 && !expected.some(isRead))
    return <Empty title="Nothing is known yet">Nothing was read of the cluster, so nothing was found. The remark above says why.</Empty>;
  if (expected.every(isRead)) return <Empty title="Nothing wants attention">Every rule was asked about everything that is read.</Empty>;
  return (
    <Empty title="Nothing wants attention in what is read">
      Not everything is read, so there may be more. <Link to="/status">What is read, and which rights are missing</Link>
    </Empty>
  );
}
