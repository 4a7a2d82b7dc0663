import { dayText } from '../../../shared/plan/scenario/days.ts';
import type { NodesAdded } from '../../../shared/plan/scenario/scenario.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { counted } from '../../kit/formatCount.ts';
import { formatDay } from '../../kit/formatDate.ts';
import { CrossIcon, PlusIcon } from '../../kit/icons.tsx';
import { DayField } from './DayField.tsx';
import { Edit } from './Edit.tsx';
import { nodesHint } from './hints.ts';
import css from './Plan.module.css';
import { withoutText } from './planSaid.ts';
import { Slider } from './Slider.tsx';

const most = 65_536;

/** Nodes that join, in one step or several. */
export function NodesEdit({
  nodes,
  answer,
  onChange,
}: {
  nodes: readonly NodesAdded[];
  answer: PlanAnswer | undefined;
  onChange: (nodes: readonly NodesAdded[]) => void;
}) {
  const shown = nodes.length > 0 ? nodes : [{ count: 0, day: null }];
  const set = (at: number, change: Partial<NodesAdded>) =>
    onChange(shown.map((one, i) => (i === at ? { ...one, ...change } : one)).filter(({ count }) => count > 0));
  const without = answer?.nodesWithout[0];
  return (
    <Edit
      label="More nodes"
      today={answer ? counted(answer.nodes, 'node') : 'unknown'}
      value={valueText(nodes)}
      word="beside"
      hint={without ? withoutText(without) : answer && nodesHint(answer)}
    >
      {shown.map((one, at) => (
        // Steps have no identity but their place.
        <div key={`step-${String(at)}`} className={css.step}>
          <Slider
            label={shown.length > 1 ? `Nodes of step ${at + 1}` : 'More nodes'}
            value={one.count}
            from={0}
            to={Math.max(100, Math.ceil(one.count / 100) * 100)}
            least={0}
            most={most}
            ticks={ticksTo(Math.max(100, Math.ceil(one.count / 100) * 100))}
            onChange={(count) => set(at, { count })}
          />
          {one.count > 0 && (
            <span className={css.when}>
              join on
              <DayField
                label={shown.length > 1 ? `Day of step ${at + 1}` : 'Day they join'}
                value={one.day}
                onChange={(day) => set(at, { day })}
              />
              {one.day === null && <span className="dim">today</span>}
              {shown.length > 1 && (
                <IconButton label={`Take step ${at + 1} away`} onClick={() => onChange(nodes.filter((_, i) => i !== at))}>
                  <CrossIcon size={14} />
                </IconButton>
              )}
            </span>
          )}
        </div>
      ))}
      {nodes.length > 0 && nodes.length < 32 && (
        <Button onClick={() => onChange([...nodes, { count: 10, day: (nodes.at(-1)?.day ?? today()) + 30 }])}>
          <PlusIcon size={14} />
          Another step
        </Button>
      )}
    </Edit>
  );
}

function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

function ticksTo(end: number): number[] {
  return [0, 1, 2, 3, 4].map((i) => Math.round((end * i) / 4));
}

function valueText(nodes: readonly NodesAdded[]): string | null {
  const [first, ...rest] = nodes;
  if (!first) return null;
  const sum = nodes.reduce((total, { count }) => total + count, 0).toLocaleString('en');
  if (rest.length > 0) return `+${sum} in ${nodes.length} steps`;
  return first.day === null ? `+${sum} today` : `+${sum} on ${formatDay(dayText(first.day))}`;
}
