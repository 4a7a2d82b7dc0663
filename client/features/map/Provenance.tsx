import type { Pool } from '../../../shared/wire/pools.ts';
import { PanelSection } from '../../kit/Panel.tsx';

/** Where a pool's range is known from, and how sure that is. */
export function Provenance({ pools }: { pools: readonly Pool[] }) {
  const sources = new Map(pools.flatMap((pool) => pool.provenance).map((known) => [known.source, known.confidence]));
  return (
    <PanelSection title="Where this is known from">
      {sources.size === 0 ? (
        <span className="ink2">Nothing in the cluster speaks of this range.</span>
      ) : (
        <ul>
          {[...sources].map(([source, confidence]) => (
            <li key={source} className="ink2">
              <span className="mono">{source}</span> · {confidence}
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}
