import { Button } from '../../kit/Button.tsx';
import { GridIcon, TableIcon } from '../../kit/icons.tsx';
import type { MapSearch } from './search.ts';

/** From the map to its table and back. */
export function ViewButton({ view, onChange }: { view: MapSearch['view']; onChange: (view: MapSearch['view']) => void }) {
  return view === 'table' ? (
    <Button aria-label="View as map" onClick={() => onChange(undefined)}>
      <GridIcon />
      <span className="wide">View as map</span>
      <span className="narrow">Map</span>
    </Button>
  ) : (
    <Button aria-label="View as table" onClick={() => onChange('table')}>
      <TableIcon />
      <span className="wide">View as table</span>
      <span className="narrow">Table</span>
    </Button>
  );
}
