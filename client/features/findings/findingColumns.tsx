import type { Finding } from '../../../shared/wire/findings.ts';
import { Age } from '../../kit/Age.tsx';
import type { Column } from '../../kit/DataTable.tsx';
import type { ExportColumn } from '../../kit/exportRows.ts';
import { referenceKey } from '../../kit/referenceWords.ts';
import { Severity } from '../../kit/Severity.tsx';
import { aboutWords } from './aboutWords.ts';
import css from './Findings.module.css';

/** What is wrong with its remedy below it, what it is about, since when. In a group its head bears the mark of how grave they are. */
export const findingColumns = (grouped: boolean): readonly Column<Finding>[] => [
  {
    id: 'finding',
    header: 'Finding',
    cell: (finding) => (
      <span className={`${css.finding} ${grouped ? css.member : ''}`}>
        {!grouped && <Severity severity={finding.severity} />}
        <span className={css.words}>
          <b>{finding.title}</b>
          <small title={finding.remedy}>{finding.remedy}</small>
        </span>
      </span>
    ),
    value: (finding) => finding.title,
    width: 'minmax(0, 1fr)',
    sort: 'title',
  },
  {
    id: 'about',
    header: 'About',
    cell: (finding) => (
      <span className={css.about} translate="no">
        {aboutWords(finding)}
      </span>
    ),
    value: (finding) => finding.objects.map(referenceKey).join(', '),
    width: 'minmax(96px, 240px)',
  },
  {
    id: 'since',
    header: 'Known for',
    cell: (finding) => (
      <span className="dim">
        <Age since={finding.since} />
      </span>
    ),
    value: (finding) => finding.since,
    width: '72px',
    align: 'right',
    sort: 'since',
  },
];

/** What a file holds: every field, several values in one cell separated by a comma. */
export const findingFile: readonly ExportColumn<Finding>[] = [
  { name: 'severity', value: (finding) => finding.severity },
  { name: 'code', value: (finding) => finding.code },
  { name: 'title', value: (finding) => finding.title },
  { name: 'detail', value: (finding) => finding.detail },
  { name: 'remedy', value: (finding) => finding.remedy },
  { name: 'objects', value: (finding) => finding.objects.map(referenceKey).join(', ') },
  { name: 'moreObjects', value: (finding) => finding.more },
  { name: 'pools', value: (finding) => finding.pools.join(', ') },
  { name: 'address', value: (finding) => finding.address },
  { name: 'since', value: (finding) => finding.since },
  { name: 'id', value: (finding) => finding.id },
];
