import { useMemo } from 'react';
import type { Node } from '../../../shared/wire/nodes.ts';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { type NodesSearch, nodesSearch } from './search.ts';

const families = [{ value: 'IPv4' }, { value: 'IPv6' }];

/** What the table is narrowed to. Zones are those seen so far; any other can be typed. */
export function NodeFilters({
  search,
  rows,
  onChange,
}: {
  search: NodesSearch;
  rows: readonly Node[];
  onChange: (patch: { [K in keyof NodesSearch]?: NodesSearch[K] | undefined }, replace?: boolean) => void;
}) {
  const zones = useMemo(() => {
    const seen = new Set(rows.flatMap((node) => node.zone ?? []));
    return [...seen].sort().map((value) => ({ value }));
  }, [rows]);
  return (
    <>
      <FilterSelect label="Zone" value={search.zone} options={zones} onChange={(zone) => onChange({ zone })} none="all" searchable />
      <FilterSelect
        label="Family"
        value={search.family}
        options={families}
        onChange={(family) => onChange({ family: nodesSearch({ family }).family })}
      />
      <FilterChip on={search.sort === '-findings'} onChange={(on) => onChange({ sort: on ? '-findings' : undefined })}>
        Findings first
      </FilterChip>
      <FilterChip on={search.problems === true} onChange={(on) => onChange({ problems: on ? true : undefined })}>
        Only problems
      </FilterChip>
      <FilterText label="Name or address" value={search.q} onChange={(q) => onChange({ q }, true)} />
    </>
  );
}
