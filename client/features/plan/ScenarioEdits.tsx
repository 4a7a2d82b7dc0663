import type { Family } from '../../../shared/net/address.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { FamiliesEdit } from './FamiliesEdit.tsx';
import { GrowthEdit } from './GrowthEdit.tsx';
import { MaskEdit } from './MaskEdit.tsx';
import { MaxPodsEdit } from './MaxPodsEdit.tsx';
import { NodesEdit } from './NodesEdit.tsx';
import { RangesEdit } from './RangesEdit.tsx';
import { ScenarioText } from './ScenarioText.tsx';
import type { Editing } from './useScenario.ts';

/** Everything that a scenario can change. What needs to know today's values comes with the answer. */
export function ScenarioEdits({
  editing,
  answer,
  onRehearse,
}: {
  editing: Editing;
  answer: PlanAnswer | undefined;
  onRehearse: (family: Family, mask: number) => void;
}) {
  const { scenario, edit } = editing;
  const families = [...new Set((answer ? [...answer.base.today.pods, ...answer.base.scenario.pods] : []).map(({ family }) => family))];
  return (
    <>
      <ScenarioText editing={editing} />
      <NodesEdit nodes={scenario.nodes} answer={answer} onChange={(nodes) => edit({ ...scenario, nodes })} />
      {answer && (
        <>
          {families.map((family) => (
            <MaskEdit
              key={family}
              family={family}
              mask={scenario.masks[family]}
              answer={answer}
              onChange={(mask) => edit({ ...scenario, masks: { ...scenario.masks, [family]: mask } })}
              onRehearse={(mask) => onRehearse(family, mask)}
            />
          ))}
          <MaxPodsEdit maxPods={scenario.maxPods} answer={answer} onChange={(maxPods) => edit({ ...scenario, maxPods })} />
          <RangesEdit
            of="services"
            ranges={scenario.serviceRanges}
            answer={answer}
            onChange={(serviceRanges) => edit({ ...scenario, serviceRanges })}
          />
          <RangesEdit of="pods" ranges={scenario.podRanges} answer={answer} onChange={(podRanges) => edit({ ...scenario, podRanges })} />
          <GrowthEdit growth={scenario.growth} answer={answer} onChange={(growth) => edit({ ...scenario, growth })} />
          <FamiliesEdit scenario={scenario} answer={answer} onChange={(change) => edit({ ...scenario, ...change })} />
        </>
      )}
    </>
  );
}
