import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { FindingFilters } from '../../kit/FindingFilters.tsx';
import type { SearchPatch } from '../../kit/useSearchPatch.ts';
import { type NodesSearch, nodesSearch } from './search.ts';

const families = [{ value: 'IPv4' }, { value: 'IPv6' }];

/** What the table is narrowed to. A zone that is not named can be typed. */
export function NodeFilters({
  search,
  zones,
  onChange,
}: {
  search: NodesSearch;
  /** Zones of all nodes, whatever the filters. */
  zones: readonly string[];
  onChange: SearchPatch<NodesSearch>;
}) {
  return (
    <>
      <FilterSelect
        label="Zone"
        value={search.zone}
        options={zones.map((value) => ({ value }))}
        onChange={(zone) => onChange({ zone })}
        none="all"
        searchable
      />
      <FilterSelect
        label="Family"
        value={search.family}
        options={families}
        onChange={(family) => onChange({ family: nodesSearch({ family }).family })}
      />
      <FindingFilters search={search} onChange={onChange} />
      <FilterText label="Name or address" value={search.q} onChange={(q) => onChange({ q }, true)} />
    </>
  );
}
