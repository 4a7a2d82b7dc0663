import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Family } from '../../../shared/net/address.ts';
import { formatScenario, scenarioFaultText } from '../../../shared/plan/scenario/scenarioText.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { Answer } from '../../kit/Answer.tsx';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { HistoryNote } from '../../kit/HistoryNote.tsx';
import { KindNotes } from '../../kit/KindNote.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { Note } from '../../kit/Note.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { useDebounced } from '../../kit/useDebounced.ts';
import { useNarrow } from '../../kit/useNarrow.ts';
import { useSearchPatch } from '../../kit/useSearchPatch.ts';
import { WorkLayout } from '../../kit/WorkLayout.tsx';
import { Answers } from './Answers.tsx';
import { countEdits } from './countEdits.ts';
import { headline } from './headline.ts';
import { maskFault, maskText, parseMaskText } from './maskText.ts';
import css from './Plan.module.css';
import { PlanExport } from './PlanExport.tsx';
import { otherPools, planRows } from './planRows.ts';
import { ScenarioEdits } from './ScenarioEdits.tsx';
import { EditCount, ScenarioHead } from './ScenarioHead.tsx';
import type { PlanSearch } from './search.ts';
import { useArrival } from './useArrival.ts';
import { useFolds } from './useFolds.ts';
import { useScenario } from './useScenario.ts';

const route = getRouteApi('/plan');
const kindsRead = ['Node', 'Pod', 'ServiceCIDR', 'IPAddress', 'Service'];

/** What would be, if: edits that nobody has made yet, and until when everything lasts with them. */
export function PlanPage() {
  const search = route.useSearch();
  const { change } = useSearchPatch<PlanSearch>(route.useNavigate());
  const api = useApi();
  const narrow = useNarrow();
  const { kinds, now } = useKinds(kindsRead);
  const status = useQuery(queries.status(api));
  const editing = useScenario(
    search.scenario ?? '',
    useCallback((text) => change({ scenario: text === '' ? undefined : text }, true), [change]),
  );
  const { scenario, read } = editing;
  const asked = useDebounced(formatScenario(scenario), 150);
  const query = useQuery(queries.plan(api, asked));
  const balancers = useQuery(queries.forecasts(api, { kind: 'loadBalancer', limit: 50 }));
  const answer = query.data;
  // What several pools of a kind have together is there beside them: here each stands for itself.
  const pools = useMemo(() => (balancers.data?.items ?? []).filter((head) => head.pools[0] === head.id), [balancers.data]);
  const rows = useMemo(() => (answer ? planRows(answer, pools) : []), [answer, pools]);
  const mask = parseMaskText(search.mask);
  const edits = countEdits(scenario);
  const words = useMemo(() => answer && headline(answer, answer.scenario !== ''), [answer]);
  const settled = query.isPlaceholderData ? undefined : words?.title;
  const first = useRef(true);
  useEffect(() => {
    if (settled === undefined) return;
    // The title is spoken as the page opens; afterwards, what an edit makes of it.
    if (!first.current) announce(settled);
    first.current = false;
  }, [settled]);
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const folds = useFolds(narrow);
  // A link that speaks of both comes to the upper one.
  const arrivals = { wish: useArrival(search.wish !== undefined), mask: useArrival(mask !== undefined && search.wish === undefined) };
  const rehearse = (family: Family, prefix: number) => {
    setOpen(false);
    folds.open('mask');
    change({ mask: maskText({ family, prefix }) });
    // After the sheet that may lie over it has given the focus back.
    setTimeout(() => {
      const { current: part } = arrivals.mask.place;
      part?.scrollIntoView({ block: 'start' });
      part?.focus({ preventScroll: true });
    });
  };
  const head = <ScenarioHead edits={edits} text={search.scenario} isInSheet={narrow} onReset={() => change({ scenario: undefined })} />;
  const controls = <ScenarioEdits editing={editing} answer={answer} onRehearse={rehearse} />;
  return (
    <WorkLayout
      leftWidth={320}
      left={
        narrow ? undefined : (
          <div className={css.controls}>
            {head}
            {controls}
          </div>
        )
      }
    >
      <div className={css.page}>
        {narrow && (
          <div className={css.bar}>
            <Button onClick={() => setOpen(true)}>
              Scenario <EditCount edits={edits} />
            </Button>
            <PlanExport title={words?.title ?? 'Plan'} rows={rows} answer={answer} />
          </div>
        )}
        {narrow && isOpen && (
          <Panel label="Scenario" title="Scenario" onClose={close}>
            {head}
            {controls}
          </Panel>
        )}
        {!answer && <PageTitle title="Plan" hidden />}
        <KindNotes kinds={kinds} now={now} />
        {status.data && <HistoryNote status={status.data} />}
        {!read.ok && (
          <Note tone="warning">
            <strong>The scenario in the address bar cannot be read:</strong> {scenarioFaultText(read)}. Below is{' '}
            {edits === 0 ? 'today, without any edit' : 'the last one that could be read'}.
          </Note>
        )}
        {search.mask !== undefined && !mask && (
          <Note tone="warning">
            <strong>The mask change in the address bar cannot be read:</strong> {maskFault(search.mask)}. None is rehearsed.
          </Note>
        )}
        <Answer query={query} label="Reading the plan" loading={<Loading label="Reading the plan" lines={14} />}>
          {(data) => (
            <Answers
              answer={data}
              rows={rows}
              others={otherPools(pools)}
              isPending={query.isPlaceholderData}
              end={narrow ? undefined : <PlanExport title={words?.title ?? 'Plan'} rows={rows} answer={data} />}
              wish={search.wish}
              onWish={(wish) => change({ wish })}
              onTake={(of, cidr) => {
                const key = of === 'pods' ? 'podRanges' : 'serviceRanges';
                editing.edit({ ...scenario, [key]: [...scenario[key], cidr] });
              }}
              mask={mask}
              onMask={(mask) => change({ mask })}
              folds={folds}
              arrivals={arrivals}
            />
          )}
        </Answer>
      </div>
    </WorkLayout>
  );
}
