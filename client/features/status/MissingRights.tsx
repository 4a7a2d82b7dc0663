import type { KindStatus } from '../../../shared/wire/status.ts';
import { KindNote } from '../../kit/KindNote.tsx';
import { Section } from '../../kit/Section.tsx';
import css from './Status.module.css';

/** What may not be read, and the RBAC rule that would give it; nothing where nothing is missing. */
export function MissingRights({ kinds }: { kinds: readonly KindStatus[] }) {
  const forbidden = kinds.filter((kind) => kind.state === 'forbidden');
  if (forbidden.length === 0) return null;
  return (
    <Section title="Rights that are missing">
      <div className={css.notes}>
        {forbidden.map((kind) => (
          <KindNote key={kind.kind} kind={kind} now={null} open />
        ))}
      </div>
    </Section>
  );
}
