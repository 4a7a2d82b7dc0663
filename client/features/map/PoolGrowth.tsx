import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { seriesOf } from '../../draw/growthSeries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { ChoiceSwitch } from '../../kit/ChoiceSwitch.tsx';
import { GrowthChart } from '../../kit/GrowthChart.tsx';
import { HistoryNote } from '../../kit/HistoryNote.tsx';
import { HistoryUnavailable } from '../../kit/HistoryUnavailable.tsx';
import { historyTrouble } from '../../kit/historyState.ts';
import { Loading } from '../../kit/Loading.tsx';
import { endSentence, restsSentence } from './growthFacts.ts';
import { PastChart } from './PastChart.tsx';
import css from './PoolGrowth.module.css';
import { type Span, spanFrom, spanSteps, spans } from './spans.ts';

/** How a pool grew and where that leads: its forecast with the date it ends, or how full it was over a while. */
export function PoolGrowth({ pool }: { pool: Pool }) {
  const { span = 'ahead' } = useSearch({ from: '/map' });
  const navigate = useNavigate({ from: '/map' });
  const status = useQuery(queries.status(useApi()));
  const choose = (next: Span) =>
    void navigate({
      to: '/map',
      search: ({ span: _span, ...rest }) => (next === 'ahead' ? rest : { ...rest, span: next }),
      replace: true,
    });
  const isTroubleTold = status.data !== undefined && historyTrouble(status.data.history, status.data.now) !== undefined;
  return (
    <div className={css.growth}>
      <ChoiceSwitch legend="How far the chart goes" choices={spans} value={span} onChange={choose} />
      {status.data && <HistoryNote status={status.data} />}
      {span === 'ahead' ? (
        <Ahead pool={pool} isTroubleTold={isTroubleTold} />
      ) : (
        <Past pool={pool} span={span} since={status.data?.history.since ?? null} />
      )}
    </div>
  );
}

function Ahead({ pool, isTroubleTold }: { pool: Pool; isTroubleTold: boolean }) {
  const query = useQuery(queries.forecast(useApi(), pool.id));
  return (
    <Answer query={query} label="Reading the forecast" loading={<Loading label="Reading the forecast" lines={6} />}>
      {(forecast) => (
        <>
          <p>
            <strong>{endSentence(forecast)}</strong> <span className="ink2">{restsSentence(forecast)}</span>
          </p>
          {forecast.withoutHistory && !isTroubleTold && (
            <p className="warning">What was counted cannot be read: {forecast.withoutHistory}</p>
          )}
          <GrowthChart
            name={`${forecast.limit === 'blocks' ? 'Blocks' : 'Addresses'} of ${pool.ranges.join(', ')}`}
            family={pool.family}
            series={seriesOf(forecast)}
            height={170}
            explains
          />
        </>
      )}
    </Answer>
  );
}

function Past({ pool, span, since }: { pool: Pool; span: Exclude<Span, 'ahead'>; since: string | null }) {
  const from = useMemo(() => new Date(spanFrom(span, Date.now(), since)).toISOString(), [span, since]);
  const query = useQuery(queries.poolHistory(useApi(), pool.id, from, spanSteps[span]));
  if (query.data) return <PastChart history={query.data} pool={pool} />;
  return query.error ? <HistoryUnavailable error={query.error} /> : <Loading label="Reading the past" lines={6} />;
}
