import { useState } from 'react';
import { Count } from '../../kit/Count.tsx';
import { type Column, DataTable } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { poolStates } from '../../kit/poolStates.ts';
import { Severity } from '../../kit/Severity.tsx';
import css from './Atlas.module.css';
import { type AtlasEntry, gapCount, spokenEntry } from './atlasEntries.ts';
import { nameOf, sortedEntries } from './atlasRows.ts';
import map from './Map.module.css';

/** The same entries as in the atlas, as rows. */
export function AtlasTable({
  entries,
  isPast,
  selected,
  onSelect,
}: {
  entries: readonly AtlasEntry[];
  isPast: boolean;
  selected: string | undefined;
  onSelect: (entry: AtlasEntry) => void;
}) {
  const [sort, setSort] = useState<string>();
  const rows = sortedEntries(entries, sort);
  return (
    <div className={map.table}>
      <DataTable
        label="All ranges"
        columns={atlasColumns(isPast)}
        rows={rows}
        rowKey={rowKey}
        rowLabel={spokenEntry}
        total={rows.length}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={onSelect}
        rowHeight={33}
        narrowRow={(entry) => (
          <>
            <div className={css.title}>
              <FamilyMark family={entry.family} text={false} />
              <span className="mono">{entry.text}</span>
            </div>
            <div className="ink2 s12">{spokenEntry(entry).split(', ').slice(1).join(' · ')}</div>
          </>
        )}
        narrowHeight={52}
        empty={<Empty title="No range is like that">Nothing here has what the filters ask for.</Empty>}
      />
    </div>
  );
}

/** A range over two spaces is a row in each. */
export function rowKey(entry: AtlasEntry): string {
  return `${entry.key} ${entry.first}`;
}

const number = (id: string, header: string, read: (entry: AtlasEntry) => string | number | null, width = '68px'): Column<AtlasEntry> => ({
  id,
  header,
  width,
  align: 'right',
  sort: id,
  value: (entry) => read(entry),
  cell: (entry) => (entry.pool ? <Count value={read(entry)} /> : ''),
});

const columns: Column<AtlasEntry>[] = [
  {
    id: 'range',
    header: 'Range',
    width: 'minmax(170px, 3fr)',
    value: (entry) => entry.text,
    cell: (entry) => (
      <span className={`mono ${css.one}`} title={entry.text}>
        {entry.text}
      </span>
    ),
  },
  { id: 'family', header: 'Family', width: '64px', value: (entry) => entry.family, cell: (entry) => <FamilyMark family={entry.family} /> },
  {
    id: 'what',
    header: 'What it is',
    width: 'minmax(96px, 1fr)',
    sort: 'what',
    value: (entry) => entry.what,
    cell: (entry) => entry.what,
  },
  {
    id: 'name',
    header: 'Pool or owner',
    width: 'minmax(80px, 1fr)',
    sort: 'name',
    value: nameOf,
    cell: (entry) => (
      <span className={css.one} title={entry.declared?.note ?? undefined}>
        {nameOf(entry)}
      </span>
    ),
  },
  {
    id: 'size',
    header: 'Size',
    width: '96px',
    align: 'right',
    sort: 'size',
    value: (entry) => (entry.last - entry.first + 1n).toString(),
    cell: (entry) => gapCount(entry.family, entry.first, entry.last),
  },
  {
    ...number('handedOut', 'Blocks', (entry) => entry.pool?.blocks?.handedOut ?? null, '60px'),
    cell: (entry) => (entry.pool?.blocks ? <Count value={entry.pool.blocks.handedOut} /> : ''),
  },
  number('inUse', 'In use', (entry) => entry.pool?.addresses.inUse ?? null),
  number('free', 'Left', (entry) => entry.pool?.addresses.free ?? null, '84px'),
  {
    id: 'state',
    header: 'State',
    width: '100px',
    inset: true,
    sort: 'state',
    value: (entry) => (entry.overlaps.length > 0 ? `overlaps ${entry.overlaps.join(' ')}` : (entry.pool?.state ?? null)),
    cell: (entry) =>
      entry.overlaps.length > 0 ? (
        <span className={entry.overlapGravity}>overlaps</span>
      ) : entry.pool && entry.pool.state !== 'unknown' ? (
        poolStates[entry.pool.state]
      ) : (
        ''
      ),
  },
  {
    ...number('findings', 'Findings', (entry) => (entry.pool ? entry.findings : null)),
    cell: (entry) =>
      entry.gravity && (
        <>
          <Severity severity={entry.gravity} size={12} /> {entry.findings}
        </>
      ),
  },
  {
    id: 'space',
    header: 'Address space',
    width: 'minmax(80px, 1fr)',
    inset: true,
    value: (entry) => entry.space,
    cell: (entry) => <span className={`dim ${css.one}`}>{entry.space}</span>,
  },
];

const columnsThen = columns.filter(({ id }) => id !== 'findings');

/** What is told of each entry; findings are of now alone. */
export function atlasColumns(isPast: boolean): Column<AtlasEntry>[] {
  return isPast ? columnsThen : columns;
}
