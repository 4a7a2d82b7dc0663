import type { TopologyState } from '../../../shared/wire/topology.ts';
import { StateDot } from './StateDot.tsx';
import css from './Topology.module.css';
import { stateWords } from './words.ts';

const shown: readonly TopologyState[] = ['ready', 'partly', 'notReady', 'serving', 'terminating', 'missing'];

/** What the marks of endpoints mean. */
export function Legend() {
  return (
    <div className={css.legend}>
      {shown.map((state) => (
        <span key={state}>
          <svg width={12} height={12} aria-hidden="true">
            <StateDot x={6} y={6} state={state} color={state === 'ready' ? 'var(--ink)' : 'var(--warning)'} />
          </svg>
          {stateWords[state]}
        </span>
      ))}
      <span>dashed box: folded</span>
      <span>the wider the line, the more endpoints</span>
    </div>
  );
}
