import { counted } from '../../kit/formatCount.ts';
import { GroupHead } from '../../kit/GroupHead.tsx';

/** A namespace or policy with how many Services fit in it. */
export function ServiceGroupHead({ name, count, onOnly }: { name: string; count: number | undefined; onOnly: (() => void) | undefined }) {
  return (
    <GroupHead count={count === undefined ? undefined : counted(count, 'Service')} name={`of ${name}`} onOnly={onOnly}>
      <b translate="no">{name}</b>
    </GroupHead>
  );
}
