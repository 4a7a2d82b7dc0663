import type { ReactNode } from 'react';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { Empty } from '../../kit/Empty.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { EndsTable } from './EndsTable.tsx';
import { FindRange } from './FindRange.tsx';
import { headline } from './headline.ts';
import type { MaskChange } from './maskText.ts';
import css from './Plan.module.css';
import { PlanCharts } from './PlanCharts.tsx';
import { PlanNotes } from './PlanNotes.tsx';
import type { PlanRow } from './planRows.ts';
import { RehearseMask } from './RehearseMask.tsx';
import { ToApply } from './ToApply.tsx';
import type { Arrival } from './useArrival.ts';
import type { Folds } from './useFolds.ts';

/** What the scenario makes of the cluster: the sentence, the charts, the table, and what it takes. */
export function Answers({
  answer,
  rows,
  others,
  isPending,
  folds,
  end,
  wish,
  onWish,
  onTake,
  mask,
  onMask,
  arrivals,
}: {
  answer: PlanAnswer;
  rows: readonly PlanRow[];
  /** Of pools without a row. */
  others: string | undefined;
  isPending: boolean;
  folds: Folds;
  /** Beside the sentence. */
  end: ReactNode;
  wish: string | undefined;
  onWish: (wish: string | undefined) => void;
  onTake: (of: 'pods' | 'services', cidr: Cidr) => void;
  mask: MaskChange | undefined;
  onMask: (mask: string | undefined) => void;
  /** Where links come to. */
  arrivals: { readonly wish: Arrival; readonly mask: Arrival };
}) {
  const words = headline(answer, answer.scenario !== '');
  return (
    <>
      <div className={`${css.sentence} ${isPending ? css.pending : ''}`}>
        <div>
          <PageTitle title={words.title} short="Plan" />
          {words.rest.map((text) => (
            <p key={text} className="ink2">
              {text}
            </p>
          ))}
        </div>
        {end}
      </div>
      <div className={`${css.answers} ${isPending ? css.pending : ''}`}>
        {answer.rows.length === 0 ? (
          <Empty title="Nothing is known that could end">
            A plan needs a pod range with node blocks, or a ServiceCIDR. They show as soon as they are there and may be read.
          </Empty>
        ) : (
          <PlanCharts answer={answer} folds={folds} />
        )}
        {rows.length > 0 && <EndsTable rows={rows} others={others} withScenario={answer.scenario !== ''} folds={folds} />}
        <PlanNotes answer={answer} folds={folds} />
        <ToApply manifests={answer.manifests} folds={folds} />
      </div>
      <FindRange wish={wish} families={answer.families} onWish={onWish} onTake={onTake} folds={folds} arrival={arrivals.wish} />
      <RehearseMask change={mask} answer={answer} onChange={onMask} folds={folds} arrival={arrivals.mask} />
    </>
  );
}
