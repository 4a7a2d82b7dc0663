import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Service } from '../../../shared/wire/services.ts';
import { useApi } from '../../data/ApiContext.ts';
import { everyService } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { useRows } from '../../data/useRows.ts';
import { AnsweredTable } from '../../kit/AnsweredTable.tsx';
import { Button } from '../../kit/Button.tsx';
import { exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { isWhole } from '../../kit/isWhole.ts';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { patched } from '../../kit/patched.ts';
import { useSearchPatch } from '../../kit/useSearchPatch.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { LintLink } from './LintLink.tsx';
import { NodePortsLine } from './NodePortsLine.tsx';
import { NodePortsPanel } from './NodePortsPanel.tsx';
import { ServiceCounts } from './ServiceCounts.tsx';
import { ServiceFilters } from './ServiceFilters.tsx';
import { ServiceGroupHead } from './ServiceGroupHead.tsx';
import { ServicePanel } from './ServicePanel.tsx';
import { ServiceRow } from './ServiceRow.tsx';
import { type ServicesSearch, servicesSearch } from './search.ts';
import { moreServiceColumns, serviceColumns } from './serviceColumns.tsx';
import { serviceFinding } from './serviceFinding.ts';
import { type TryFields, tryFields, tryText } from './tryFields.ts';

const route = getRouteApi('/services');
const idOf = (service: Service) => `${service.namespace}/${service.name}`;
const groupOf = {
  namespace: (service: Service) => service.namespace,
  policy: (service: Service) => service.policy ?? 'none',
};

export function ServicesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { service: open, ports: portsOpen, try: trying, ...filters } = search;
  // A panel that opens asks for no other list.
  const asked = useMemo(() => patched<ServicesSearch>(search, { service: undefined, ports: undefined, try: undefined }), [search]);

  const query = useInfiniteQuery(queries.services(api, asked));
  const { rows, first, loadMore } = useRows(query);
  const portsQuery = useInfiniteQuery(queries.nodePorts(api));
  const { rows: heldPorts, first: ports, loadMore: morePorts } = useRows(portsQuery);
  const { data: poolList } = useQuery(queries.pools(api));
  const pools = useMemo(() => poolList?.items.filter((pool) => pool.kind === 'service' || pool.kind === 'loadBalancer') ?? [], [poolList]);
  const { kinds, now } = useKinds(['Service', 'EndpointSlice']);
  // Until the status tells of them, slices are not called unread.
  const slicesAreRead = isWhole(kinds, 'EndpointSlice') || !kinds.some(({ kind }) => kind === 'EndpointSlice');
  const servicesAreRead = isWhole(kinds, 'Service');

  const { change, clear } = useSearchPatch<ServicesSearch>(navigate);
  const close = useCallback(() => change({ service: undefined, ports: undefined, try: undefined }), [change]);
  const tryOut = useCallback((fields: TryFields) => change({ try: tryText(fields) }, true), [change]);
  const fields = useMemo(() => tryFields(trying), [trying]);

  const wide = open === undefined && !portsOpen;
  const columns = useMemo(() => serviceColumns(pools, slicesAreRead, wide), [pools, slicesAreRead, wide]);
  const files = useMemo(() => [...exportColumns(columns), ...moreServiceColumns], [columns]);
  const filtered = Object.keys(filters).some((name) => name !== 'sort' && name !== 'group');
  const groups = useMemo(() => {
    const { group } = search;
    if (group === undefined || !first) return undefined;
    const counts = new Map(first.groups?.map(({ key, count }) => [key, count]));
    const only = (key: string) => {
      const narrowed = servicesSearch({ [group]: key })[group];
      // Without a policy there is nothing to narrow to.
      return narrowed === undefined || search[group] !== undefined ? undefined : () => change({ [group]: narrowed, group: undefined });
    };
    const head = (key: string) => <ServiceGroupHead name={key === 'none' ? 'no policy' : key} count={counts.get(key)} onOnly={only(key)} />;
    return { of: groupOf[group], head, count: counts.size };
  }, [search, first, change]);

  return (
    <WorkLayout
      right={
        open !== undefined ? (
          <ServicePanel key={open} id={open} pools={pools} slicesAreRead={slicesAreRead} trying={fields} onTry={tryOut} onClose={close} />
        ) : portsOpen ? (
          <NodePortsPanel query={portsQuery} ports={ports} held={heldPorts} loadMore={morePorts} onClose={close} />
        ) : undefined
      }
    >
      <PageTitle title="Services" hidden />
      <Toolbar
        end={
          <>
            {search.namespace !== undefined && (
              <Link to="/topology" search={{ namespace: search.namespace }}>
                Topology of {search.namespace}
              </Link>
            )}
            <LintLink />
            <ExportMenu name="services" columns={files} rows={rows} total={first?.total ?? null} all={() => everyService(api, asked)} />
          </>
        }
      >
        <ServiceFilters search={search} onChange={change} />
      </Toolbar>
      <ServiceCounts list={first && (servicesAreRead || first.total !== 0) ? first : null} />
      <NodePortsLine
        ports={ports}
        open={portsOpen === true && open === undefined}
        onOpen={() => change({ ports: portsOpen ? undefined : true, service: undefined, try: undefined })}
      />
      <AnsweredTable
        query={query}
        what="Services"
        kinds={kinds}
        now={now}
        onClear={clear}
        label="Services"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={(service) => [idOf(service), ...service.findings.map((code) => serviceFinding(service, code).short)].join(', ')}
        total={servicesAreRead ? (first?.total ?? null) : null}
        sort={search.sort}
        groups={groups}
        // Groups are an order of their own.
        onSort={(sort) => change({ sort, group: undefined })}
        selected={open}
        onSelect={(service) => change({ service: idOf(service), ports: undefined, try: undefined })}
        loadMore={loadMore}
        loadingMore={query.isFetchingNextPage}
        narrowRow={(service) => <ServiceRow service={service} pools={pools} slicesAreRead={slicesAreRead} />}
        empty={<NoServices filtered={filtered} known={servicesAreRead} clear={clear} />}
      />
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
