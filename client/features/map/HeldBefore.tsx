import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../data/ApiContext.ts';
import { everyTenancy } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { HistoryUnavailable } from '../../kit/HistoryUnavailable.tsx';
import { knownWords } from '../../kit/historyWords.ts';
import { Loading } from '../../kit/Loading.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { TenancyList } from '../../kit/TenancyList.tsx';
import { lineOf } from '../../kit/tenancyWords.ts';
import { exportName } from './exportName.ts';
import css from './HeldBefore.module.css';
import { tenancyColumns } from './tenancyColumns.ts';

/** Who held an address from when to when, the latest first, with who holds it now; earlier ones where they are asked for. */
export function HeldBefore({ address, title = 'Held before by' }: { address: string; title?: string }) {
  const api = useApi();
  const query = useInfiniteQuery(queries.addressHistory(api, address));
  const { data, error, dataUpdatedAt } = query;
  const [first] = data?.pages ?? [];
  const tenancies = data?.pages.flatMap((page) => page.tenancies) ?? [];
  const only = tenancies.length === 1 && tenancies[0]?.to === null;
  return (
    <PanelSection title={title}>
      {!first && (error ? <HistoryUnavailable error={error} /> : <Loading label="Reading who held it before" lines={3} />)}
      {first && (
        <>
          {tenancies.length > 0 && <TenancyList tenancies={tenancies} until={first.until} look="timeline" />}
          {(tenancies.length === 0 || only) && <p className="ink2">Nobody {only ? 'else ' : ''}in the time that is known.</p>}
          {query.hasNextPage && (
            <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? 'Reading…' : 'Show earlier ones'}
            </Button>
          )}
          {error && <HistoryUnavailable error={error} />}
          <p className={css.known}>{knownWords(first, dataUpdatedAt)}</p>
          {tenancies.length > 0 && (
            <div className={css.tools}>
              <CopyButton text={[address, ...tenancies.map((one) => lineOf(one, dataUpdatedAt))].join('\n')} label="Copy who held it">
                Copy
              </CopyButton>
              <ExportMenu
                name={exportName(undefined, `${address}-held-by`, dataUpdatedAt)}
                columns={tenancyColumns(address)}
                rows={tenancies}
                total={query.hasNextPage ? null : tenancies.length}
                all={() => everyTenancy(api, address)}
              />
            </div>
          )}
        </>
      )}
    </PanelSection>
  );
}
