import type { Column } from '../../kit/DataTable.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import type { PathRow } from './pathRows.ts';
import css from './Topology.module.css';
import { makerWords, stateWords, titleOf } from './words.ts';

const name = (entry: PathRow['target']) => (entry ? titleOf(entry) : null);

/** The ways as a table; what is exported under each column is plain. */
export const pathColumns: Column<PathRow>[] = [
  {
    id: 'service',
    header: 'Service',
    cell: ({ service }) => <span className={css.cut}>{name(service)}</span>,
    value: ({ service }) => name(service),
    width: 'minmax(120px, 1.2fr)',
    sort: 'service',
  },
  {
    id: 'slice',
    header: 'EndpointSlice',
    cell: ({ slice }) => (
      <span className={css.cut}>
        {name(slice)}
        {slice && makerWords(slice) !== '' && <span className="dim"> {makerWords(slice)}</span>}
      </span>
    ),
    value: ({ slice }) => name(slice),
    width: 'minmax(120px, 1.3fr)',
    sort: 'slice',
  },
  {
    id: 'family',
    header: 'Family',
    cell: ({ slice }) => slice?.family && <FamilyMark family={slice.family} />,
    value: ({ slice }) => slice?.family ?? null,
    width: '64px',
    sort: 'family',
  },
  {
    id: 'target',
    header: 'Pod or address',
    cell: ({ target }) => <span className={css.cut}>{name(target)}</span>,
    value: ({ target }) => name(target),
    width: 'minmax(130px, 1.6fr)',
    sort: 'target',
  },
  {
    id: 'addresses',
    header: 'Addresses',
    cell: ({ target }) => <span className={`mono ${css.cut}`}>{target?.addresses.join(' ')}</span>,
    value: ({ target }) => target?.addresses.join(' ') ?? null,
    width: 'minmax(100px, 1.4fr)',
  },
  {
    id: 'node',
    header: 'Node',
    cell: ({ node }) => <span className={css.cut}>{name(node)}</span>,
    value: ({ node }) => name(node),
    width: 'minmax(90px, 1fr)',
    sort: 'node',
  },
  { id: 'zone', header: 'Zone', cell: ({ zone }) => zone, value: ({ zone }) => zone || null, width: 'minmax(60px, 0.7fr)', sort: 'zone' },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => (
      <span className={state === 'missing' || state === 'notReady' ? 'critical' : state === 'ready' ? '' : 'ink2'}>
        {stateWords[state]}
      </span>
    ),
    value: ({ state }) => stateWords[state],
    width: 'minmax(80px, 0.9fr)',
    sort: 'state',
  },
  {
    id: 'endpoints',
    header: 'Endpoints',
    cell: ({ count }) => count.toLocaleString('en'),
    value: ({ count }) => count,
    width: '72px',
    align: 'right',
    sort: 'count',
  },
];
