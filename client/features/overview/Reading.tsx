import { Link } from '@tanstack/react-router';
import type { Status } from '../../../shared/wire/status.ts';
import { HistoryNote } from '../../kit/HistoryNote.tsx';
import { KindNotes } from '../../kit/KindNote.tsx';
import { isAbsent, troubleOf } from '../../kit/kindWords.ts';
import { Note } from '../../kit/Note.tsx';
import { Section } from '../../kit/Section.tsx';
import css from './Reading.module.css';
import { readingSummary } from './readingSummary.ts';

/** What is read of the cluster, in one line, and a remark for each kind that is not. */
export function Reading({ status }: { status: Status }) {
  return (
    <Section
      title="What is read"
      aside={readingSummary(status.kinds.filter((kind) => !isAbsent(kind)).map(troubleOf))}
      end={
        <Link to="/status" className="s12">
          Status
        </Link>
      }
    >
      <div className={css.notes}>
        {status.warnings.map((warning) => (
          <Note key={warning} tone="warning">
            {warning}
          </Note>
        ))}
        <KindNotes kinds={status.kinds} now={status.now} />
        <HistoryNote status={status} />
      </div>
    </Section>
  );
}
