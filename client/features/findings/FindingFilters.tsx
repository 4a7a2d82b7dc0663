import type { FindingList } from '../../../shared/wire/findings.ts';
import { useNamespaces } from '../../data/useNamespaces.ts';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { NamespaceFilter } from '../../kit/NamespaceFilter.tsx';
import { Severity } from '../../kit/Severity.tsx';
import type { SearchPatch } from '../../kit/useSearchPatch.ts';
import { type FindingsSearch, severities } from './search.ts';
import { severityWord } from './severityWords.ts';

/**
 * What the list is narrowed to. `offered` counts what there is by severity and code without these two filters; undefined until it is known.
 * A code has one severity: choosing either takes the other off.
 */
export function FindingFilters({
  search,
  offered,
  kinds,
  onChange,
}: {
  search: FindingsSearch;
  offered: Pick<FindingList, 'counts' | 'groups'> | undefined;
  /** Kinds of objects that findings are about, as far as they are loaded. */
  kinds: readonly string[];
  onChange: SearchPatch<FindingsSearch>;
}) {
  const namespaces = useNamespaces();
  const codes = offered?.groups.map(({ code, title }) => ({ value: code, label: title })) ?? [];
  return (
    <>
      {severities.map((severity) => {
        const count = offered?.counts[severity];
        return (
          <FilterChip
            key={severity}
            on={search.severity === severity}
            onChange={(on) => onChange({ severity: on ? severity : undefined, code: undefined })}
          >
            <Severity severity={severity} label={null} /> {count !== undefined && `${formatCount(count).short} `}
            {severityWord(severity, count ?? 0)}
          </FilterChip>
        );
      })}
      <FilterSelect label="Finding" value={search.code} options={codes} onChange={(code) => onChange({ code, severity: undefined })} />
      <NamespaceFilter {...namespaces} value={search.namespace} onChange={(namespace) => onChange({ namespace })} />
      <FilterSelect
        label="Kind"
        value={search.kind}
        options={kinds.map((value) => ({ value }))}
        onChange={(kind) => onChange({ kind })}
        searchable
      />
      {search.pool !== undefined && (
        <FilterChip on onChange={() => onChange({ pool: undefined })}>
          {search.pool}
        </FilterChip>
      )}
      <FilterText label="Text" value={search.q} onChange={(q) => onChange({ q }, true)} />
    </>
  );
}
