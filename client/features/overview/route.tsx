import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { isAbsent, isRead, mayReadNothing } from '../../kit/kindWords.ts';
import { Loading } from '../../kit/Loading.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { DualStack } from './DualStack.tsx';
import { Findings } from './Findings.tsx';
import { Head } from './Head.tsx';
import { headline } from './headline.ts';
import { NodesThatFit } from './NodesThatFit.tsx';
import css from './Overview.module.css';
import { Reading } from './Reading.tsx';
import { RunsOut } from './RunsOut.tsx';
import { usePatience } from './usePatience.ts';

/** Are we fine, and until when? The sentence, the ranges behind it, the way to dual-stack, what wants attention. */
export function Overview() {
  const api = useApi();
  const overview = useQuery(queries.overview(api));
  const { data: status, isPending } = useQuery(queries.status(api));
  const forecast = useQuery(queries.forecasts(api, { limit: 1000 }));
  // Numbers and how far they can be trusted come together: shown alone, an unread cluster would be an empty one for a moment. Dates are
  // waited for as long as nobody notices, so that the page is whole at once where it can be.
  const isLate = usePatience(400) && forecast.isPending;
  const both = isPending || (forecast.isPending && !isLate) ? { ...overview, data: undefined } : overview;
  const isKnown = (name: string) => !status || isRead(status.kinds.find((kind) => kind.kind === name));
  return (
    <div className={css.page}>
      {both.error !== null && !both.data && <PageTitle title="Overview" hidden />}
      <Answer
        query={both}
        label="Reading the overview"
        loading={
          <>
            <PageTitle title="Overview" hidden />
            <Loading label="Reading the overview" lines={10} />
          </>
        }
      >
        {(data) => {
          const reading = {
            connected: status?.connected ?? true,
            synced: status?.synced ?? true,
            mayReadNothing: mayReadNothing(status?.kinds ?? []),
            everSynced: data.pools.length > 0 || (status?.kinds.some((kind) => kind.lastEvent !== null) ?? false),
          };
          return (
            <>
              <Head words={headline(data, reading, forecast.data)} isAwaited={forecast.isPending} />
              <div className={css.columns}>
                <div>
                  <RunsOut
                    pools={data.pools}
                    forecasts={{ data: forecast.data, error: forecast.error, retry: () => void forecast.refetch() }}
                    known={status?.kinds.some(isRead) ?? true}
                  />
                  <div className={css.low}>
                    <DualStack overview={data} isKnown={isKnown} />
                    <NodesThatFit overview={data} isKnown={isKnown} />
                  </div>
                </div>
                <div className={css.aside}>
                  <Findings
                    findings={data.findings}
                    known={status?.kinds.some(isRead) ?? true}
                    partial={status?.kinds.some((kind) => !isRead(kind) && !isAbsent(kind)) ?? false}
                  />
                  {status && <Reading status={status} />}
                </div>
              </div>
            </>
          );
        }}
      </Answer>
    </div>
  );
}
