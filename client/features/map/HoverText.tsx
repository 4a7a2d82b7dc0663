import { formatCidr } from '../../../shared/net/cidr.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Severity } from '../../kit/Severity.tsx';
import { cardFacts } from './cardFacts.ts';
import type { MapCell } from './cells.ts';
import type { Grouping } from './groupShades.ts';
import css from './HoverText.module.css';
import { placeText } from './place.ts';
import { type Scene, shadeOf } from './scene.ts';

/** What the card beside a cell says: what it is, who holds it, how much of it, what binds, what it is told apart by, and what is wrong. */
export function HoverText({ scene, cell, grouping }: { scene: Scene; cell: MapCell; grouping?: Grouping | undefined }) {
  const base = shadeOf(scene, cell);
  return (
    <>
      <p className={css.head}>
        {(base === 'conflict' || base === 'leaked') && <Severity severity="critical" />}
        <AddressText address={placeText(cell.cidr)} within={formatCidr(scene.range)} />
      </p>
      <dl className={css.facts}>
        {cardFacts(scene, cell, base, grouping).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
