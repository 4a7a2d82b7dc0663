import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useCallback, useMemo, useRef } from 'react';
import type { TopologyAnswer, TopologyMatrix } from '../../../shared/wire/topology.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries, type TopologyScope } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Button, IconButton } from '../../kit/Button.tsx';
import { exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { MinusIcon, PlusIcon } from '../../kit/icons.tsx';
import { isWhole } from '../../kit/isWhole.ts';
import { KindNotes } from '../../kit/KindNote.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { patched } from '../../kit/patched.ts';
import { referenceName } from '../../kit/referenceWords.ts';
import { type SearchPatch, useSearchPatch } from '../../kit/useSearchPatch.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { CellPanel } from './CellPanel.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { FlowChart } from './FlowChart.tsx';
import { Headline } from './Headline.tsx';
import { Legend } from './Legend.tsx';
import { MatrixChart } from './MatrixChart.tsx';
import { PathTable } from './PathTable.tsx';
import { PictureMenu } from './PictureMenu.tsx';
import { pathColumns } from './pathColumns.tsx';
import { pathRows, shownRows } from './pathRows.ts';
import { StartHere } from './StartHere.tsx';
import { sceneOf } from './scene.ts';
import { type TopologySearch, topologySearch } from './search.ts';
import css from './Topology.module.css';
import { useRoom } from './useRoom.ts';
import { scopeOfOption, scopeOption, useScopeOptions } from './useScopeOptions.ts';

const route = getRouteApi('/topology');
const files = exportColumns(pathColumns);
const kindsRead = ['Service', 'EndpointSlice', 'Node', 'Namespace'];
const views = [
  { view: undefined, name: 'Columns' },
  { view: 'matrix', name: 'Service × node' },
  { view: 'table', name: 'Table' },
] as const;
const zooms = [50, 75, 100, 125, 150];

/** How a Service reaches its zones: as columns, as Service by node, or as a table. */
export function TopologyPage() {
  const search = route.useSearch();
  const { change } = useSearchPatch<TopologySearch>(route.useNavigate());
  const { kinds, now } = useKinds(kindsRead);
  const scope = scopeOption(search);
  const notes = <KindNotes kinds={kinds} now={now} />;
  return (
    <>
      <PageTitle title={scope ? `Topology of ${scope.label}` : 'Topology'} short="Topology" hidden />
      {scope ? (
        <Scoped key={scope.value} search={search} change={change} notes={notes} />
      ) : (
        <WorkLayout>
          <Toolbar>
            <ScopeChooser search={search} change={change} />
          </Toolbar>
          <div className={css.mid}>
            {notes}
            <StartHere known={isWhole(kinds, 'Service')} />
          </div>
        </WorkLayout>
      )}
    </>
  );
}

interface ViewProps {
  search: TopologySearch;
  change: SearchPatch<TopologySearch>;
}

function Scoped({ search, change, notes }: ViewProps & { notes: ReactNode }) {
  const { service, namespace, node, family, problems, view, sel, zoom = 100 } = search;
  const api = useApi();
  const asked: TopologyScope = useMemo(
    () => patched<TopologyScope>({}, { service, namespace, node, family, problems, matrix: view === 'matrix' ? true : undefined }),
    [service, namespace, node, family, problems, view],
  );
  const query = useQuery(queries.topology(api, asked));
  const picture = useRef<SVGSVGElement>(null);
  const close = useCallback(() => change({ sel: undefined }), [change]);
  const answer = query.data;
  const entry = sel === undefined ? undefined : answer?.nodes.find(({ id }) => id === sel);
  const place = answer?.matrix && sel !== undefined ? placeOf(answer.matrix, sel) : null;
  const rows = useMemo(() => (answer && view === 'table' ? pathRows(answer) : []), [answer, view]);
  const shown = useMemo(() => shownRows(rows, search.q, search.sort), [rows, search.q, search.sort]);
  const name = `topology-${(service ?? namespace ?? node ?? '').replaceAll('/', '-')}`;
  const label = `Topology of ${service ?? namespace ?? node}`;
  const clear = () => change({ family: undefined, problems: undefined, q: undefined });
  return (
    <WorkLayout
      right={
        entry ? (
          <EntryPanel key={entry.id} entry={entry} onClose={close} />
        ) : place && answer?.matrix ? (
          <CellPanel key={sel} matrix={answer.matrix} place={place} onClose={close} />
        ) : undefined
      }
    >
      <Toolbar
        end={
          <>
            {view !== 'table' && <ZoomButtons zoom={zoom} change={change} />}
            <ViewButtons view={view} change={change} />
            {view === 'table' ? <ExportMenu name={name} columns={files} rows={shown} /> : <PictureMenu name={name} picture={picture} />}
          </>
        }
      >
        <ScopeChooser search={search} change={change} />
        <FilterSelect
          label="Family"
          value={family}
          options={[{ value: 'IPv4' }, { value: 'IPv6' }]}
          onChange={(value) => change({ family: topologySearch({ family: value }).family, sel: undefined })}
        />
        <FilterChip on={problems === true} onChange={(on) => change({ problems: on ? true : undefined, sel: undefined })}>
          Only problems
        </FilterChip>
        {view === 'table' && <FilterText label="Name or address" value={search.q} onChange={(q) => change({ q }, true)} />}
      </Toolbar>
      <div className={css.mid}>
        {notes}
        <Answer
          query={query}
          label={`Reading the ${label.toLowerCase().replace(/ of .*/, '')} of ${service ?? namespace ?? node}`}
          loading={<Loading label="Reading the topology" lines={12} />}
          errorAction={
            <Button onClick={() => change({ service: undefined, namespace: undefined, node: undefined, sel: undefined })}>
              Choose another
            </Button>
          }
        >
          {(whole) => (
            <>
              <Headline answer={whole} />
              {view === 'table' ? (
                <PathTable
                  rows={shown}
                  filtered={Boolean(family || problems || search.q)}
                  sort={search.sort}
                  onSort={(sort) => change({ sort })}
                  onSelect={(row) => change({ sel: (row.target ?? row.slice ?? row.service)?.id })}
                  onClear={clear}
                />
              ) : isEmpty(whole) ? (
                <Nothing whole={whole} filtered={Boolean(family || problems)} onClear={clear} />
              ) : whole.matrix ? (
                <div className={`${css.scroller} ${query.isPlaceholderData ? css.pending : ''}`} data-scroller>
                  <MatrixChart
                    label={`Services by node of ${referenceName(whole.scope)}`}
                    matrix={whole.matrix}
                    zoom={zoom}
                    selected={place}
                    onOpen={({ row, column }) => {
                      const of = whole.matrix?.rows[row];
                      if (of) change({ sel: `${referenceName(of.service)} ${whole.matrix?.nodes[column]?.name}` });
                    }}
                    onBack={close}
                    picture={picture}
                  />
                </div>
              ) : (
                <Columns
                  label={label}
                  answer={whole}
                  zoom={zoom}
                  selected={entry?.id ?? null}
                  pending={query.isPlaceholderData}
                  change={change}
                  picture={picture}
                />
              )}
            </>
          )}
        </Answer>
      </div>
    </WorkLayout>
  );
}

function Columns({
  label,
  answer,
  zoom,
  selected,
  pending,
  change,
  picture,
}: {
  label: string;
  answer: TopologyAnswer;
  zoom: number;
  selected: string | null;
  pending: boolean;
  change: ViewProps['change'];
  picture: RefObject<SVGSVGElement | null>;
}) {
  const { ref, width } = useRoom();
  const { nodes, edges } = answer;
  const scene = useMemo(() => sceneOf({ nodes, edges }, width), [nodes, edges, width]);
  return (
    <>
      <div ref={ref} className={`${css.scroller} ${pending ? css.pending : ''}`} data-scroller>
        <FlowChart
          label={label}
          scene={scene}
          zoom={zoom}
          selected={selected}
          onOpen={(sel) => change({ sel })}
          onBack={() => change({ sel: undefined })}
          picture={picture}
        />
      </div>
      <Legend />
    </>
  );
}

function ScopeChooser({ search, change }: ViewProps) {
  const { options, ...typing } = useScopeOptions();
  const chosen = scopeOption(search);
  return (
    <FilterSelect
      label="Of"
      value={chosen?.value}
      options={chosen && !options.some(({ value }) => value === chosen.value) ? [chosen, ...options] : options}
      none="Service, namespace or node"
      onChange={(value) =>
        change({ service: undefined, namespace: undefined, node: undefined, sel: undefined, q: undefined, ...scopeOfOption(value) })
      }
      searchable
      {...typing}
    />
  );
}

function ViewButtons({ view, change }: { view: TopologySearch['view']; change: ViewProps['change'] }) {
  return (
    <span className={css.views}>
      {views.map((one) => (
        <button key={one.name} type="button" aria-pressed={one.view === view} onClick={() => change({ view: one.view, sel: undefined })}>
          {one.name}
        </button>
      ))}
    </span>
  );
}

function ZoomButtons({ zoom, change }: { zoom: number; change: ViewProps['change'] }) {
  const smaller = zooms.findLast((one) => one < zoom);
  const larger = zooms.find((one) => one > zoom);
  const to = (next: number | undefined) => change({ zoom: next === 100 ? undefined : next }, true);
  return (
    <span className={css.zoom}>
      <IconButton label="Smaller" disabled={smaller === undefined} onClick={() => to(smaller)}>
        <MinusIcon />
      </IconButton>
      <IconButton label="Larger" disabled={larger === undefined} onClick={() => to(larger)}>
        <PlusIcon />
      </IconButton>
    </span>
  );
}

function Nothing({ whole, filtered, onClear }: { whole: TopologyAnswer; filtered: boolean; onClear: () => void }) {
  if (filtered)
    return (
      <Empty title="Nothing fits these filters" action={<Button onClick={onClear}>Show all of it</Button>}>
        Every endpoint of it is ready, or it has none of that family.
      </Empty>
    );
  if (whole.scope.kind === 'Node') return <Empty title="No Service has an endpoint on this node" />;
  return <Empty title="There are no Services in this namespace" />;
}

function isEmpty({ nodes, matrix }: TopologyAnswer): boolean {
  return matrix ? matrix.rows.length === 0 || matrix.nodes.length === 0 : nodes.length === 0;
}

/** The cell that "namespace/name node" names. */
function placeOf(matrix: TopologyMatrix, sel: string): { row: number; column: number } | null {
  const [service = '', node = ''] = sel.split(' ');
  const row = matrix.rows.findIndex((one) => referenceName(one.service) === service);
  const column = matrix.nodes.findIndex(({ name }) => name === node);
  return row < 0 || column < 0 ? null : { row, column };
}
