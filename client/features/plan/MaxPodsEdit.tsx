import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { Edit } from './Edit.tsx';
import { usableHint } from './hints.ts';
import { Slider } from './Slider.tsx';

/** maxPods of new nodes. */
export function MaxPodsEdit({
  maxPods,
  answer,
  onChange,
}: {
  maxPods: number | null;
  answer: PlanAnswer;
  onChange: (maxPods: number | null) => void;
}) {
  const was = answer.base.today.maxPods;
  const { pods, maxPods: then } = answer.base.scenario;
  return (
    <Edit
      label="maxPods, new nodes"
      today={formatCount(was).short}
      value={maxPods === null || maxPods === was ? null : formatCount(maxPods).short}
      hint={pods.map((space) => (
        <p key={space.family}>
          {space.family}: {usableHint(space, then)}
        </p>
      ))}
    >
      <Slider
        label="maxPods"
        value={maxPods ?? was}
        from={30}
        to={Math.max(250, maxPods ?? was)}
        step={5}
        least={1}
        most={65_536}
        ticks={[30, 85, 140, 195, 250]}
        onChange={(next) => onChange(next === was ? null : next)}
      />
    </Edit>
  );
}
