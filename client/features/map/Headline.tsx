import type { Pool } from '../../../shared/wire/pools.ts';
import { KeyNumber } from '../../kit/Facts.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { useNodeOf } from './BlockPanel.tsx';
import type { MapCell } from './cells.ts';
import { headlineOf } from './headline.ts';
import { limitWords } from './limitWords.ts';
import css from './Map.module.css';
import type { Scene } from './scene.ts';

/** The numbers over the map; of a node's block also what binds, and whose it is. */
export function Headline({ scene, pool, self }: { scene: Scene; pool: Pool | null; self: MapCell | null }) {
  const owner = scene.blockPrefix === scene.range.prefixLength ? self?.holders.find((holder) => holder.kind === 'Node') : undefined;
  const isPast = scene.past !== undefined;
  const node = useNodeOf(isPast ? undefined : owner?.name);
  return (
    <div className={css.facts}>
      {headlineOf(scene, pool, self).map((fact) => (
        <KeyNumber key={fact.words} value={fact.exact === fact.value ? fact.value : <span title={fact.exact}>{fact.value}</span>}>
          {fact.words}
        </KeyNumber>
      ))}
      {owner && self && (
        <>
          {!isPast && <span className="ink2">{limitWords(self, node).bold}</span>}
          <span className="ink2">
            <ObjectLink reference={owner} />
            {node?.zone && ` · ${node.zone}`}
          </span>
        </>
      )}
    </div>
  );
}
