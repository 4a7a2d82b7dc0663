import type { AuditItem } from '../../../shared/wire/audit.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { StackedRow } from '../../kit/StackedRow.tsx';
import css from './Audit.module.css';

/** One object of a list on a phone. */
export function AuditRow({ item }: { item: AuditItem }) {
  const { kind, name, namespace, families, says, pods, todo, patch } = item;
  return (
    <StackedRow below={todo !== null && <span className="ink2">{todo}</span>}>
      <ObjectLink reference={{ kind, name, ...(namespace === null ? {} : { namespace }) }} />
      <span className={css.marks}>
        {families === null ? (
          <span className="dim">host name</span>
        ) : (
          families.map((family) => <FamilyMark key={family} family={family} text={false} />)
        )}
      </span>
      <span className="ink2">{pods ? `${kind}, ${pods.all} pods` : says.slice(0, 2).join(', ')}</span>
      <span>{patch !== null && <CopyButton text={patch} label="Copy the command" />}</span>
    </StackedRow>
  );
}
