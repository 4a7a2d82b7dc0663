import type { Pool } from '../../../shared/wire/pools.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { provenanceLines } from './provenanceLines.ts';

/** Where a pool's range is known from, and how sure that is. */
export function Provenance({ pools }: { pools: readonly Pool[] }) {
  const lines = provenanceLines(pools);
  return (
    <PanelSection title="Where this is known from">
      {lines.length === 0 ? (
        <span className="ink2">Nothing in the cluster speaks of this range.</span>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={`${line.source} ${line.confidence}`} className="ink2">
              <span className="mono">{line.source}</span>
              {line.where.length === 1 && ` of ${line.where[0]}`}
              {line.where.length > 1 && <span title={line.where.join(', ')}> of {line.where.length} control-plane pods</span>} ·{' '}
              {line.confidence}
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}
