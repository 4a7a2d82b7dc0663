import type { Column } from '../../kit/DataTable.tsx';
import { Severity } from '../../kit/Severity.tsx';
import css from './Lint.module.css';
import type { Remark } from './remark.ts';

/** Line, how grave, what it is about, and what there is to say. */
export const remarkColumns: readonly Column<Remark>[] = [
  { id: 'line', header: 'Line', cell: ({ line }) => <span className="dim">{line}</span>, value: ({ line }) => line, width: '52px' },
  {
    id: 'remark',
    header: 'What there is to say',
    cell: (remark) => <RemarkWords remark={remark} />,
    value: ({ text }) => text,
    width: 'minmax(0, 1fr)',
  },
  {
    id: 'field',
    header: 'Field',
    cell: ({ field }) => <span className={`mono dim ${css.field}`}>{field}</span>,
    value: ({ field }) => field,
    width: 'minmax(96px, 180px)',
  },
];

export function RemarkWords({ remark: { severity, object, text } }: { remark: Remark }) {
  return (
    <span className={css.remark}>
      <Severity severity={severity} label={severity === 'critical' ? 'error' : severity} size={13} />
      <span>
        {object !== '' && (
          <b translate="no" className={css.object}>
            {object}
          </b>
        )}
        <span className={severity === 'info' ? 'ink2' : undefined}>{text}</span>
      </span>
    </span>
  );
}
