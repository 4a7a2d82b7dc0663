import type { Family } from '../../../shared/net/address.ts';
import css from './Plan.module.css';

/** What the lines of the charts are. */
export function ChartKey({
  withScenario,
  withJumps,
  families,
}: {
  withScenario: boolean;
  withJumps: boolean;
  families: readonly Family[];
}) {
  const colours = families.map((family) => (family === 'IPv4' ? 'var(--v4)' : 'var(--v6)'));
  const part = 20 / Math.max(1, colours.length);
  return (
    <ul className={css.key} aria-label="What the lines are">
      <li>
        <svg width="20" height="8" aria-hidden="true">
          {colours.map((colour, i) => (
            <line key={colour} x1={i * part} x2={(i + 1) * part} y1="4" y2="4" stroke={colour} strokeWidth="2.4" />
          ))}
        </svg>
        history
      </li>
      <li>
        <svg width="20" height="10" aria-hidden="true">
          {colours.map((colour, i) => (
            <g key={colour}>
              <rect x={i * part} width={part} height="10" fill={colour.replace(')', '-wash)')} />
              <line x1={i * part} x2={(i + 1) * part} y1="5" y2="5" stroke={colour} strokeWidth="1.8" strokeDasharray="4 2" />
            </g>
          ))}
        </svg>
        forecast, slow to fast
      </li>
      {withScenario && (
        <li>
          <svg width="20" height="8" aria-hidden="true">
            <line x2="20" y1="4" y2="4" stroke="var(--accent)" strokeWidth="2" />
          </svg>
          scenario
        </li>
      )}
      <li>
        <svg width="20" height="8" aria-hidden="true">
          <line x2="20" y1="4" y2="4" stroke="var(--ink)" strokeWidth="1.5" />
        </svg>
        capacity
      </li>
      {withJumps && (
        <li>
          <svg width="10" height="12" aria-hidden="true">
            <path d="M5 1v10M1 5l4-4 4 4" fill="none" stroke="var(--ink-2)" strokeWidth="1.5" />
          </svg>
          all at once, not counted as growth
        </li>
      )}
    </ul>
  );
}
