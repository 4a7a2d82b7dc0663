import type { MapGroupBy } from '../../../shared/wire/map.ts';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { groupNames } from './groupWords.ts';

const options = (Object.keys(groupNames) as MapGroupBy[]).map((value) => ({ value, label: groupNames[value].choice.toLowerCase() }));

/** What the cells are told apart by: amounts, or something that they hold. Of one family a map has nothing to tell apart by it. */
export function ColourBy({ by, onChange }: { by: MapGroupBy | undefined; onChange: (by: MapGroupBy | undefined) => void }) {
  return (
    <FilterSelect
      label="Colour by"
      value={by}
      options={options}
      none="amount"
      onChange={(value) => onChange(options.find((option) => option.value === value)?.value)}
    />
  );
}
