import type { TopologyState } from '../../../shared/wire/topology.ts';

/** How an endpoint is, by shape: filled, half, hollow, hollow with a dot (it leaves and still serves), hollow with a stroke (it leaves). */
export function StateDot({ x, y, state, color = 'var(--ink)' }: { x: number; y: number; state: TopologyState; color?: string }) {
  if (state === 'ready') return <circle cx={x} cy={y} r={3.5} fill={color} />;
  if (state === 'empty' || state === 'missing' || state === 'unknown')
    return <circle cx={x} cy={y} r={3.2} fill="none" stroke={color} strokeWidth={1.3} strokeDasharray="2 1.5" />;
  return (
    <g>
      <circle cx={x} cy={y} r={3.4} fill="none" stroke={color} strokeWidth={1.4} />
      {state === 'partly' && <path d={`M${x} ${y - 3.4}A3.4 3.4 0 0 1 ${x} ${y + 3.4}Z`} fill={color} />}
      {state === 'serving' && <circle cx={x} cy={y} r={1.5} fill={color} />}
      {state === 'terminating' && <path d={`M${x - 4.5} ${y + 4.5}L${x + 4.5} ${y - 4.5}`} stroke={color} strokeWidth={1.3} />}
    </g>
  );
}
