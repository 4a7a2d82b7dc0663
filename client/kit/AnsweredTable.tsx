import type { KindStatus } from '../../shared/wire/status.ts';
import { Answer, type AnswerQuery } from './Answer.tsx';
import css from './AnsweredTable.module.css';
import { Button } from './Button.tsx';
import { DataTable, type DataTableProps } from './DataTable.tsx';
import { KindNotes } from './KindNote.tsx';
import { Loading } from './Loading.tsx';

/** The table of a page that is one list, in all states of its query, below what is to say of the kinds it is made of. */
export function AnsweredTable<T extends object>({
  query,
  what,
  kinds,
  now,
  onClear,
  ...table
}: {
  query: AnswerQuery<unknown>;
  /** What is listed, in a sentence: "Services", "nodes". */
  what: string;
  kinds: readonly KindStatus[];
  now: string | null;
  /** Takes all filters off: a way on where they are what cannot be answered. */
  onClear: () => void;
} & DataTableProps<T>) {
  const reading = `Reading ${what}`;
  return (
    <>
      <div className={css.notes}>
        <KindNotes kinds={kinds} now={now} />
      </div>
      <div className={query.data === undefined ? css.state : css.table}>
        <Answer
          query={query}
          label={reading}
          loading={<Loading label={reading} lines={12} />}
          errorAction={<Button onClick={onClear}>Show all {what}</Button>}
        >
          {() => <DataTable {...table} pending={query.isPlaceholderData ?? false} />}
        </Answer>
      </div>
    </>
  );
}
