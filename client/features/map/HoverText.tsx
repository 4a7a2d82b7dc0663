import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Shade } from '../../draw/cellShade.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Severity } from '../../kit/Severity.tsx';
import type { MapCell } from './cells.ts';
import css from './Map.module.css';
import { placeText } from './place.ts';
import type { Scene } from './scene.ts';
import { amountInUse, holderName, stateWord } from './words.ts';

/** What the card beside a cell says: what it is, who holds it, how much of it, and what is wrong. */
export function HoverText({ scene, cell, shade }: { scene: Scene; cell: MapCell; shade: Shade }) {
  const [holder] = cell.holders;
  const others = cell.holders.length - 1 + cell.more;
  const isFree = !cell.inUse && !cell.handedOut;
  return (
    <span className={css.hoverText}>
      {(shade === 'conflict' || shade === 'leaked') && <Severity severity="critical" />}
      <span>
        <AddressText address={placeText(cell.cidr)} within={formatCidr(scene.range)} />
        {shade === 'conflict' && <strong> claimed more than once</strong>}
        <br />
        <span className="ink2">
          {holder ? holderName(holder) : stateWord(shade, scene.grain)}
          {holder && others > 0 && ` and ${others} more`}
          {scene.grain !== 'addresses' && !isFree && ` · ${amountInUse(cell)}`}
          {scene.grain !== 'addresses' && cell.maxPods !== null && ` · maxPods ${cell.maxPods}`}
        </span>
      </span>
    </span>
  );
}
