import { Button } from '../../kit/Button.tsx';
import { GridIcon, TableIcon } from '../../kit/icons.tsx';
import type { MapSearch } from './search.ts';

/** From the map to its table and back. */
export function ViewButton({ view, onChange }: { view: MapSearch['view']; onChange: (view: MapSearch['view']) => void }) {
  return view === 'table' ? (
    <Button onClick={() => onChange(undefined)}>
      <GridIcon />
      View as map
    </Button>
  ) : (
    <Button onClick={() => onChange('table')}>
      <TableIcon />
      View as table
    </Button>
  );
}
