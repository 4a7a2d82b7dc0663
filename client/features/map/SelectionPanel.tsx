import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, containsCidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useNarrow } from '../../kit/useNarrow.ts';
import { AddressPanel } from './AddressPanel.tsx';
import { BlockPanel } from './BlockPanel.tsx';
import type { CellPanelProps } from './cellPanelProps.ts';
import { indexOf, type MapCell } from './cells.ts';
import { declaredIn } from './declaredCells.ts';
import type { Grouping } from './groupShades.ts';
import { PartPanel } from './PartPanel.tsx';
import { PastPanel } from './PastPanel.tsx';
import { PoolPanel } from './PoolPanel.tsx';
import { cellAt, type Scene } from './scene.ts';

/**
 * What is selected: an address, a node's block, a part; without a selection the range itself. It stands beside the map, and at 390 below
 * it: of the two places it is given, it takes the one there is.
 */
export function SelectionPanel({
  scene,
  selected,
  pool,
  whole,
  pools,
  grouping,
  onClose,
  placement,
}: {
  scene: Scene;
  selected: Cidr | undefined;
  /** The pool whose whole range is on the map; null inside one. */
  pool: Pool | null;
  /** The range on the map, as a cell. */
  whole: MapCell;
  pools: readonly Pool[];
  grouping: Grouping | undefined;
  onClose: () => void;
  placement: 'beside' | 'below';
}) {
  const narrow = useNarrow();
  if (narrow !== (placement === 'below')) return null;
  const within = formatCidr(scene.range);
  const around = pools.filter((known) => scene.pools.includes(known.id));
  const shown = selected && containsCidr(scene.range, selected) && selected.prefixLength >= scene.cellPrefix ? selected : undefined;
  const at = scene.past?.at;
  if (at !== undefined) {
    const cell = shown ? cellAt(scene, indexOf(scene.range, scene.cellPrefix, shown.value)) : whole;
    return (
      <PastPanel
        cell={cell}
        declared={declaredIn(scene, cell.cidr)}
        at={at}
        within={within}
        isBlock={cell.cidr.prefixLength === scene.blockPrefix}
        {...(shown && { onClose })}
      />
    );
  }
  if (shown && shown.prefixLength === addressBits(shown.family))
    return <AddressPanel address={shown} within={within} pools={around} onClose={onClose} />;
  if (shown)
    return (
      <CellPanel
        cell={cellAt(scene, indexOf(scene.range, scene.cellPrefix, shown.value))}
        scene={scene}
        within={within}
        pools={around}
        grouping={grouping}
        onClose={onClose}
      />
    );
  if (pool) return <PoolPanel pool={pool} declared={scene.outside} />;
  return <CellPanel cell={whole} scene={scene} within={within} pools={around} grouping={grouping} />;
}

function CellPanel({ scene, ...rest }: Omit<CellPanelProps, 'declared'> & { scene: Scene }) {
  const props = { ...rest, declared: declaredIn(scene, rest.cell.cidr) };
  return props.cell.cidr.prefixLength === scene.blockPrefix ? <BlockPanel {...props} /> : <PartPanel {...props} />;
}
