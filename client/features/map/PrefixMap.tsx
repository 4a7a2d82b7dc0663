import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Cidr, containsCidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import type { Shade } from '../../draw/cellShade.ts';
import type { SheetPicture } from '../../draw/paintSheet.ts';
import { Answer } from '../../kit/Answer.tsx';
import { announce } from '../../kit/announce.ts';
import { IconButton } from '../../kit/Button.tsx';
import { exportColumns } from '../../kit/DataTable.tsx';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { MinusIcon, PlusIcon } from '../../kit/icons.tsx';
import { patched } from '../../kit/patched.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { atlasSearch } from './atlasKey.ts';
import { BlockWindows } from './BlockWindows.tsx';
import { CellTable, cellColumns } from './CellTable.tsx';
import { ColourBy } from './ColourBy.tsx';
import { CompareChooser } from './CompareChooser.tsx';
import { Crumbs } from './Crumbs.tsx';
import { filterRows, sortRows } from './cellRows.ts';
import { cidrAtIndex, freeCell, indexOf, type MapCell } from './cells.ts';
import { outsideAround } from './declaredCells.ts';
import { exportName, exportTime } from './exportName.ts';
import { exportPage } from './exportPage.ts';
import { GridFrame } from './GridFrame.tsx';
import { Headline } from './Headline.tsx';
import { HeldOnPaper } from './HeldOnPaper.tsx';
import { spokenScene } from './headline.ts';
import { knownRanges } from './knownRanges.ts';
import { Legend } from './Legend.tsx';
import { litNames } from './legendWords.ts';
import { canOpen, leafPrefix, pathTo } from './levels.ts';
import { entryToken, litEntries, namesOf } from './litEntries.ts';
import css from './Map.module.css';
import { MapExport } from './MapExport.tsx';
import { selfQuery, surveyQuery } from './mapQueries.ts';
import { leastDot } from './measures.ts';
import { carriedSearch } from './moveSearch.ts';
import { OrderSwitch } from './OrderSwitch.tsx';
import { PastBanner } from './PastBanner.tsx';
import { type Place, placeText, selectionOf } from './place.ts';
import { Runs } from './Runs.tsx';
import { type Dots, SceneSheet } from './SceneSheet.tsx';
import { SelectionPanel } from './SelectionPanel.tsx';
import { drawnCells, rowsOf, type Scene, sceneOf } from './scene.ts';
import type { MapSearch } from './search.ts';
import { TimeStrip } from './TimeStrip.tsx';
import { useCursor } from './useCursor.ts';
import { useGrouping } from './useGrouping.ts';
import { hasInnerAddresses } from './useInnerAddresses.ts';
import { ViewButton } from './ViewButton.tsx';

export interface PrefixMapProps {
  place: Extract<Place, { kind: 'prefix' }>;
  pools: readonly Pool[];
  view: MapSearch['view'];
  left: ReactNode;
  /** The choice of a range at 390, where there is no left column. */
  chooser: ReactNode;
  notes: ReactNode;
  stale: boolean;
}

/** The map of one prefix: its numbers, its cells as a sheet or a table, what is selected; zoomed by press, key and button. */
export function PrefixMap({ place, pools, view, left, chooser, notes, stale }: PrefixMapProps) {
  const { range, pool, poolRange } = place;
  const api = useApi();
  const navigate = useNavigate({ from: '/map' });
  const search = useSearch({ from: '/map' });
  const { only, q, order, zoom, fine, at } = search;
  // What cells are told apart by is told of what is there now.
  const by = at === undefined ? search.by : undefined;
  const asked = { by, at };
  const change = useCallback(
    (patch: { [K in keyof MapSearch]?: MapSearch[K] | undefined }) =>
      void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, patch), replace: true }),
    [navigate],
  );
  const blockPrefix = pool?.blocks?.prefixLength ?? null;
  const leaf = leafPrefix(range, blockPrefix);
  const survey = useQuery(surveyQuery(api, range, leaf, pool?.id, asked));
  const isRoot = poolRange !== null && poolRange.prefixLength === range.prefixLength;
  const self = useQuery({ ...selfQuery(api, range, pool?.id, asked), enabled: !isRoot });
  const known = useMemo(() => knownRanges(pools, range.family), [pools, range.family]);
  const scene = useMemo(() => (survey.data ? sceneOf(survey.data, blockPrefix, known) : undefined), [survey.data, blockPrefix, known]);
  const cells = useMemo(() => (scene ? drawnCells(scene) : []), [scene]);
  const wanted = useMemo(() => namesOf(only), [only]);
  const grouping = useGrouping(scene, cells, wanted);
  const rows = useMemo(() => (scene ? rowsOf(scene, grouping, cells) : []), [scene, grouping, cells]);
  const lit = useMemo(() => litEntries(only), [only]);
  const letters = grouping?.letters;
  const isLit = useMemo(() => (lit.size === 0 ? undefined : (shade: Shade) => lit.has(entryToken(shade, letters ?? []))), [lit, letters]);
  const [sort, setSort] = useState<string>();
  const listed = useMemo(() => sortRows(filterRows(rows, isLit ?? (() => true), q), sort), [rows, isLit, q, sort]);
  const path = pathTo(range, poolRange, blockPrefix);
  const owner = pool ? { pool: pool.id } : {};
  const carried = carriedSearch(search);

  const { cursor, move, settle } = useCursor(place.selected ? placeText(place.selected) : null, (sel) =>
    change({ cidr: formatCidr(range), ...owner, sel: sel ?? undefined }),
  );
  const selected = selectionOf(cursor ?? undefined);
  const offset =
    scene && selected && selected.prefixLength >= scene.cellPrefix && containsCidr(scene.range, selected)
      ? indexOf(scene.range, scene.cellPrefix, selected.value)
      : null;

  const spoken = scene && !survey.isPlaceholderData ? spokenScene(scene) : undefined;
  const rangeText = formatCidr(range);
  useEffect(() => {
    if (spoken?.startsWith(`${rangeText}:`)) announce(spoken);
    // Spoken when a prefix is opened, not when its numbers change.
  }, [rangeText, spoken === undefined]);

  const open = (cell: Cidr) => {
    if (canOpen(cell.family, cell.prefixLength)) void navigate({ to: '/map', search: { cidr: formatCidr(cell), ...owner, ...carried } });
  };
  const onZoom = useCallback((text: string | undefined) => change({ zoom: text }), [change]);
  const outer = path.at(-2);
  const outside = scene && outsideAround(scene);
  const climb = () => {
    // Out of a part first.
    if (zoom !== undefined) change({ zoom: undefined });
    else if (outer) void navigate({ to: '/map', search: { cidr: formatCidr(outer), ...owner, ...carried, sel: rangeText } });
    else {
      const entered = !pool && outside ? { on: outside.id } : atlasSearch(pool, rangeText);
      void navigate({ to: '/map', search: { ...entered, ...(at === undefined ? {} : { at }) } });
    }
  };
  const cellOf = (at: bigint) => (scene ? cidrAtIndex(scene.range, scene.cellPrefix, at) : range);
  const chosen = offset === null ? null : cellOf(offset);
  // A whole range is no cell of another: its limit is the pool's, where that has no other range.
  const usable = isRoot && pool?.ranges.length === 1 && pool.addresses.usable ? BigInt(pool.addresses.usable) : null;
  const whole: MapCell = self.data ?? { ...freeCell(range, pool ? [pool.id] : []), usable, inUse: scene?.inUse ?? null };
  const status = useQuery(queries.status(api));
  const then = at === undefined ? Number.NaN : Date.parse(at);
  const time = Number.isNaN(then) ? survey.dataUpdatedAt : then;
  const seen = useRef<SheetPicture>(null);
  const takePage = () =>
    scene && view !== 'table' && seen.current
      ? exportPage({
          ...{ scene, picture: seen.current, shades: rows.map((row) => row.shade), grouping, isLit, pool },
          ...{ cluster: status.data?.cluster.name, time, isPast: !Number.isNaN(then), url: window.location.href },
        })
      : null;
  const [dots, setDots] = useState<Dots>({ size: Number.POSITIVE_INFINITY, shown: false });
  const colours = at !== undefined ? <OfNow /> : <ColourBy by={by} onChange={(next) => change({ by: next, only: undefined })} />;
  const shown = { selected, pool: isRoot ? pool : null, whole, pools, grouping, onClose: () => settle(null) };

  return (
    <WorkLayout left={left} right={scene && <SelectionPanel {...shown} scene={scene} placement="beside" />}>
      <Toolbar
        end={
          <>
            <span className={css.zoom}>
              <IconButton label="Zoom out" onClick={climb}>
                <MinusIcon />
              </IconButton>
              <IconButton
                label="Zoom in on the selected cell"
                onClick={() => chosen && open(chosen)}
                disabled={!chosen || !canOpen(chosen.family, chosen.prefixLength)}
              >
                <PlusIcon />
              </IconButton>
            </span>
            <CompareChooser here={rangeText} scene={survey.isPlaceholderData ? undefined : scene} pools={pools} at={at} />
            <ViewButton
              view={view}
              onChange={(next) => change({ cidr: rangeText, ...owner, view: next, q: undefined, sel: cursor ?? undefined })}
            />
            {scene && (
              <MapExport
                name={exportName(status.data?.cluster.name, rangeText, time)}
                page={takePage}
                isDrawn={view !== 'table'}
                columns={exportColumns(cellColumns(scene, grouping))}
                rows={listed}
              />
            )}
          </>
        }
      >
        {chooser}
        <Crumbs path={path} pool={pool} carried={carried} outside={outside} />
      </Toolbar>
      <div className={`${css.mid} ${view === 'table' ? css.full : ''}`}>
        {notes}
        <TimeStrip pool={pool} />
        {at !== undefined && (
          <PastBanner at={at} scene={survey.isPlaceholderData ? undefined : scene} pools={pools} failed={survey.isError} />
        )}
        {view === 'table' && (
          <div className={css.tools}>
            {colours}
            {scene && only !== undefined && (
              <FilterChip on onChange={() => change({ only: undefined })}>
                Only {litNames(only, scene, grouping)}
              </FilterChip>
            )}
            <FilterText label="Filter cells" value={q} onChange={(text) => change({ q: text })} />
          </div>
        )}
        <Answer query={survey} label={`Reading ${rangeText}`} loading={<GridFrame label={`Reading ${rangeText}`} />}>
          {() =>
            scene && (
              <>
                <Headline scene={scene} pool={pool?.cidr === rangeText ? pool : null} self={self.data ?? null} />
                {view === 'table' ? (
                  <CellTable
                    scene={scene}
                    rows={listed}
                    grouping={grouping}
                    total={rows.length}
                    sort={sort}
                    onSort={setSort}
                    selected={cursor ?? undefined}
                    onSelect={(cell) => settle(placeText(cell.cidr))}
                  />
                ) : (
                  <div className={css.plate} aria-busy={survey.isPlaceholderData}>
                    <SceneSheet
                      scene={scene}
                      selected={offset}
                      stale={stale}
                      grouping={grouping}
                      isLit={isLit}
                      seen={seen}
                      order={order ?? 'rows'}
                      zoom={{ text: zoom, onChange: onZoom }}
                      canClimb={outer !== undefined}
                      isAwaited={survey.isPlaceholderData}
                      fine={fine === 'yes' && hasInnerAddresses(scene)}
                      onDots={setDots}
                      onSelect={(at, means) => (means === 'key' ? move : settle)(placeText(cellOf(at)))}
                      onOpen={(at) => open(cellOf(at))}
                      onClimb={climb}
                    />
                    <div className={css.key}>
                      {/* How it is drawn, beside what that means. */}
                      <div className={css.look}>
                        {colours}
                        <OrderSwitch
                          order={order ?? 'rows'}
                          onChange={(next) => change({ order: next === 'hilbert' ? next : undefined, zoom: undefined })}
                          whyNot={scene.sparse ? 'Rows are left out here: a Hilbert curve needs all of them' : null}
                        />
                        {hasInnerAddresses(scene) && scene.grain !== 'addresses' && (
                          <FilterChip
                            on={fine === 'yes' && dots.size >= leastDot}
                            onChange={(on) => change({ fine: on ? 'yes' : undefined })}
                            whyNot={dots.size < leastDot ? 'Each address would be a speck here: zoom in, or open a cell' : undefined}
                          >
                            Addresses
                          </FilterChip>
                        )}
                      </div>
                      <Legend
                        scene={scene}
                        shades={rows.map((row) => row.shade)}
                        dotted={dots.shown}
                        grouping={grouping}
                        only={only}
                        onOnly={(next) => change({ only: next })}
                      />
                    </div>
                  </div>
                )}
                {view !== 'table' && scene.sparse && scene.grain === 'blocks' && scene.cellPrefix === blockPrefix && (
                  <Below scene={scene} />
                )}
                <p className={css.onPaper}>
                  {window.location.href} · {at === undefined ? 'data of' : 'as it was on'} {exportTime(time)}
                </p>
                <HeldOnPaper selected={selected} />
                <SelectionPanel {...shown} scene={scene} placement="below" />
              </>
            )
          }
        </Answer>
      </div>
    </WorkLayout>
  );
}

/** In place of what the cells may be told apart by. */
function OfNow() {
  return <p className="dim s12">Coloured by amount: namespaces, zones, nodes, ages and findings are told of what is there now.</p>;
}

/** Below a sparse sheet there is room: for the addresses of a few blocks, or for where many of them lie. */
function Below({ scene }: { scene: Scene }) {
  const blocks = [...scene.cells.values()].filter((cell) => (cell.handedOut ?? 0n) > 0n);
  return blocks.length > 0 && blocks.length <= 3 ? <BlockWindows scene={scene} blocks={blocks} /> : <Runs scene={scene} />;
}
