import { FilterChip } from './FilterChip.tsx';
import { findingWords } from './findingWords.ts';

/** Of a list's view what findings have to do with. */
interface FindingSearch {
  finding?: string | undefined;
  sort?: string | undefined;
  problems?: true | undefined;
}

/** What a list can be narrowed to and sorted by for its findings. One finding alone is come to by a link: it can only be taken off. */
export function FindingFilters({ search, onChange }: { search: FindingSearch; onChange: (patch: FindingSearch) => void }) {
  return (
    <>
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
    </>
  );
}
