import type { Pool } from '../../../shared/wire/pools.ts';
import type { MapCell } from './cells.ts';
import type { DeclaredCell } from './declaredCells.ts';
import type { Grouping } from './groupShades.ts';

/** What is asked of a panel about one cell of the map. */
export interface CellPanelProps {
  cell: MapCell;
  /** The range around it: what the cell shares with it steps back. */
  within: string;
  /** Pools that this range lies in or holds. */
  pools: readonly Pool[];
  /** What the map is told apart by, beside amounts. */
  grouping: Grouping | undefined;
  /** What of it lies in ranges outside the cluster. */
  declared: DeclaredCell | undefined;
  /** Without it the cell is the range itself, which stays. */
  onClose?: () => void;
}
