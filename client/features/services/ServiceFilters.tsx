import { useMemo } from 'react';
import type { Service } from '../../../shared/wire/services.ts';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { findingWords } from '../../kit/findingWords.ts';
import { families, policies, type ServicesSearch, servicesSearch, types } from './search.ts';

const asOptions = (values: readonly string[]) => values.map((value) => ({ value }));

/** What the table is narrowed to. Namespaces are those seen so far; any other can be typed. */
export function ServiceFilters({
  search,
  rows,
  onChange,
}: {
  search: ServicesSearch;
  rows: readonly Service[];
  onChange: (patch: { [K in keyof ServicesSearch]?: ServicesSearch[K] | undefined }, replace?: boolean) => void;
}) {
  const namespaces = useMemo(() => asOptions([...new Set(rows.map((service) => service.namespace))].sort()), [rows]);
  /** A choice goes through the reader of links, so that the page knows one way in. */
  const choose = (name: 'policy' | 'family' | 'type', value: string | undefined) =>
    onChange({ [name]: servicesSearch({ [name]: value })[name] });
  return (
    <>
      <FilterSelect
        label="Namespace"
        value={search.namespace}
        options={namespaces}
        onChange={(namespace) => onChange({ namespace })}
        none="all"
        searchable
      />
      <FilterSelect label="Policy" value={search.policy} options={asOptions(policies)} onChange={(value) => choose('policy', value)} />
      <FilterSelect label="Family" value={search.family} options={asOptions(families)} onChange={(value) => choose('family', value)} />
      <FilterSelect label="Type" value={search.type} options={asOptions(types)} onChange={(value) => choose('type', value)} />
      {search.finding !== undefined && (
        <FilterChip on onChange={() => onChange({ finding: undefined })}>
          {findingWords(search.finding).short}
        </FilterChip>
      )}
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
