import { useNamespaces } from '../../data/useNamespaces.ts';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { FindingFilters } from '../../kit/FindingFilters.tsx';
import { NamespaceFilter } from '../../kit/NamespaceFilter.tsx';
import type { SearchPatch } from '../../kit/useSearchPatch.ts';
import { families, groupings, policies, type ServicesSearch, servicesSearch, types } from './search.ts';

const asOptions = (values: readonly string[]) => values.map((value) => ({ value }));

/** What the table is narrowed to. */
export function ServiceFilters({ search, onChange }: { search: ServicesSearch; onChange: SearchPatch<ServicesSearch> }) {
  const namespaces = useNamespaces();
  /** A choice goes through the reader of links, so that the page knows one way in. */
  const choose = (name: 'policy' | 'family' | 'type', value: string | undefined) =>
    onChange({ [name]: servicesSearch({ [name]: value })[name] });
  return (
    <>
      <NamespaceFilter {...namespaces} value={search.namespace} onChange={(namespace) => onChange({ namespace })} />
      <FilterSelect label="Policy" value={search.policy} options={asOptions(policies)} onChange={(value) => choose('policy', value)} />
      <FilterSelect label="Family" value={search.family} options={asOptions(families)} onChange={(value) => choose('family', value)} />
      <FilterSelect label="Type" value={search.type} options={asOptions(types)} onChange={(value) => choose('type', value)} />
      <FindingFilters search={search} onChange={onChange} />
      <FilterSelect
        label="Group by"
        none="nothing"
        value={search.group}
        options={asOptions(groupings)}
        onChange={(value) => onChange({ group: servicesSearch({ group: value }).group, sort: undefined })}
      />
      <FilterText label="Name or address" value={search.q} onChange={(q) => onChange({ q }, true)} />
    </>
  );
}
