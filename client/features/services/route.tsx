import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Service } from '../../../shared/wire/services.ts';
import { useApi } from '../../data/ApiContext.ts';
import { everyService } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Button } from '../../kit/Button.tsx';
import { DataTable, exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { KindNotes } from '../../kit/KindNote.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { patched } from '../../kit/patched.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { ServiceCounts } from './ServiceCounts.tsx';
import { ServiceFilters } from './ServiceFilters.tsx';
import { ServicePanel } from './ServicePanel.tsx';
import { ServiceRow } from './ServiceRow.tsx';
import css from './Services.module.css';
import type { ServicesSearch } from './search.ts';
import { moreServiceColumns, serviceColumns } from './serviceColumns.tsx';
import { serviceFinding } from './serviceFinding.ts';

const route = getRouteApi('/services');
const idOf = (service: Service) => `${service.namespace}/${service.name}`;

export function ServicesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { service: open, ...filters } = search;
  const asked = useMemo(() => patched<ServicesSearch>(search, { service: undefined }), [search]);

  const query = useInfiniteQuery(queries.services(api, asked));
  const { data: poolList } = useQuery(queries.pools(api));
  const pools = useMemo(() => poolList?.items.filter((pool) => pool.kind === 'service') ?? [], [poolList]);
  const { kinds, now } = useKinds(['Service', 'EndpointSlice']);
  const stateOf = (kind: string) => kinds.find((status) => status.kind === kind)?.state;
  const slicesAreRead =
    stateOf('EndpointSlice') === undefined || stateOf('EndpointSlice') === 'synced' || stateOf('EndpointSlice') === 'stale';
  const servicesAreRead = stateOf('Service') === 'synced' || stateOf('Service') === 'stale';

  const change = useCallback(
    (patch: { [K in keyof ServicesSearch]?: ServicesSearch[K] | undefined }, replace = false) => {
      void navigate({ search: (before) => patched<ServicesSearch>(before, patch), replace });
    },
    [navigate],
  );
  const all = useCallback(() => void navigate({ search: {} }), [navigate]);
  const close = useCallback(() => change({ service: undefined }), [change]);

  const columns = useMemo(() => serviceColumns(pools, slicesAreRead), [pools, slicesAreRead]);
  const files = useMemo(() => [...exportColumns(columns), ...moreServiceColumns], [columns]);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const first = query.data?.pages[0];
  const filtered = Object.keys(filters).some((name) => name !== 'sort');
  const { fetchNextPage } = query;
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  return (
    <WorkLayout
      right={
        open === undefined ? undefined : <ServicePanel key={open} id={open} pools={pools} slicesAreRead={slicesAreRead} onClose={close} />
      }
    >
      <PageTitle title="Services" hidden />
      <Toolbar
        end={<ExportMenu name="services" columns={files} rows={rows} total={first?.total ?? null} all={() => everyService(api, asked)} />}
      >
        <ServiceFilters search={search} rows={rows} onChange={change} />
      </Toolbar>
      <ServiceCounts list={first && (servicesAreRead || first.total !== 0) ? first : null} />
      <div className={css.notes}>
        <KindNotes kinds={kinds} now={now} />
      </div>
      <div className={query.data === undefined ? css.state : css.table}>
        <Answer
          query={query}
          label="Reading Services"
          loading={<Loading label="Reading Services" lines={12} />}
          errorAction={<Button onClick={all}>Show all Services</Button>}
        >
          {() => (
            <DataTable
              label="Services"
              columns={columns}
              rows={rows}
              rowKey={idOf}
              rowLabel={(service) => [idOf(service), ...service.findings.map((code) => serviceFinding(service, code).short)].join(', ')}
              total={servicesAreRead ? (first?.total ?? null) : null}
              sort={search.sort}
              onSort={(sort) => change({ sort })}
              selected={open}
              onSelect={(service) => change({ service: idOf(service) })}
              loadMore={query.hasNextPage ? loadMore : undefined}
              loadingMore={query.isFetchingNextPage}
              narrowRow={(service) => <ServiceRow service={service} pools={pools} slicesAreRead={slicesAreRead} />}
              empty={<NoServices filtered={filtered} known={servicesAreRead} clear={all} />}
              pending={query.isPlaceholderData}
            />
          )}
        </Answer>
      </div>
    </WorkLayout>
  );
}

function NoServices({ filtered, known, clear }: { filtered: boolean; known: boolean; clear: () => void }) {
  if (filtered && known) {
    return (
      <Empty title="No Service fits these filters" action={<Button onClick={clear}>Show all Services</Button>}>
        The counts above are of what fits.
      </Empty>
    );
  }
  if (known) return <Empty title="There are no Services">A cluster that answers has at least default/kubernetes.</Empty>;
  return <Empty title="Services are not known">Nothing has been read of them yet. The remark above says why.</Empty>;
}
