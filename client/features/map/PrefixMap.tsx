import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { type Cidr, containsCidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { Answer } from '../../kit/Answer.tsx';
import { announce } from '../../kit/announce.ts';
import { IconButton } from '../../kit/Button.tsx';
import { MinusIcon, PlusIcon } from '../../kit/icons.tsx';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { atlasSearch } from './atlasKey.ts';
import { BlockWindows } from './BlockWindows.tsx';
import { CellExport, CellTable } from './CellTable.tsx';
import { Crumbs } from './Crumbs.tsx';
import { cidrAtIndex, freeCell, indexOf, type MapCell } from './cells.ts';
import { GridFrame } from './GridFrame.tsx';
import { Headline } from './Headline.tsx';
import { spokenScene } from './headline.ts';
import { Legend } from './Legend.tsx';
import { canOpen, leafPrefix, pathTo } from './levels.ts';
import css from './Map.module.css';
import { selfQuery, surveyQuery } from './mapQueries.ts';
import { type Place, placeText, selectionOf } from './place.ts';
import { Runs } from './Runs.tsx';
import { SceneSheet } from './SceneSheet.tsx';
import { SelectionPanel } from './SelectionPanel.tsx';
import { rowsOf, type Scene, sceneOf } from './scene.ts';
import type { MapSearch } from './search.ts';
import { useCursor } from './useCursor.ts';
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
  const navigate = useNavigate();
  const blockPrefix = pool?.blocks?.prefixLength ?? null;
  const leaf = leafPrefix(range, blockPrefix);
  const survey = useQuery(surveyQuery(api, range, leaf, pool?.id));
  const isRoot = poolRange !== null && poolRange.prefixLength === range.prefixLength;
  const self = useQuery({ ...selfQuery(api, range, pool?.id), enabled: !isRoot });
  const scene = useMemo(() => (survey.data ? sceneOf(survey.data, blockPrefix) : undefined), [survey.data, blockPrefix]);
  const rows = useMemo(() => (scene ? rowsOf(scene) : []), [scene]);
  const path = pathTo(range, poolRange, blockPrefix);
  const owner = pool ? { pool: pool.id } : {};
  const kept = view ? { view } : {};

  const { cursor, move, settle } = useCursor(place.selected ? placeText(place.selected) : null, (sel) => {
    void navigate({ to: '/map', search: { cidr: formatCidr(range), ...owner, ...kept, ...(sel === null ? {} : { sel }) }, replace: true });
  });
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
    if (canOpen(cell.family, cell.prefixLength)) void navigate({ to: '/map', search: { cidr: formatCidr(cell), ...owner, ...kept } });
  };
  const outer = path.at(-2);
  const climb = () => {
    if (outer) void navigate({ to: '/map', search: { cidr: formatCidr(outer), ...owner, ...kept, sel: rangeText } });
    else void navigate({ to: '/map', search: atlasSearch(pool, rangeText) });
  };
  const cellOf = (at: bigint) => (scene ? cidrAtIndex(scene.range, scene.cellPrefix, at) : range);
  const chosen = offset === null ? null : cellOf(offset);
  const whole: MapCell = self.data ?? { ...freeCell(range, pool ? [pool.id] : []), inUse: scene?.inUse ?? null };
  const shown = { selected, pool: isRoot ? pool : null, whole, pools, onClose: () => settle(null) };

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
            <ViewButton
              view={view}
              onChange={(next) =>
                void navigate({
                  to: '/map',
                  search: { cidr: rangeText, ...owner, ...(next ? { view: next } : {}), ...(cursor ? { sel: cursor } : {}) },
                  replace: true,
                })
              }
            />
            {view === 'table' && scene && <CellExport scene={scene} rows={rows} />}
          </>
        }
      >
        {chooser}
        <Crumbs path={path} pool={pool} />
      </Toolbar>
      <div className={`${css.mid} ${view === 'table' ? css.full : ''}`}>
        {notes}
        <Answer query={survey} label={`Reading ${rangeText}`} loading={<GridFrame label={`Reading ${rangeText}`} />}>
          {() =>
            scene && (
              <>
                <Headline scene={scene} pool={pool?.cidr === rangeText ? pool : null} self={self.data ?? null} />
                {view === 'table' ? (
                  <CellTable scene={scene} rows={rows} selected={cursor ?? undefined} onSelect={(cell) => settle(placeText(cell.cidr))} />
                ) : (
                  <div className={css.plate} aria-busy={survey.isPlaceholderData}>
                    <SceneSheet
                      scene={scene}
                      selected={offset}
                      stale={stale}
                      onSelect={(at, by) => (by === 'key' ? move : settle)(placeText(cellOf(at)))}
                      onOpen={(at) => open(cellOf(at))}
                      onClimb={climb}
                    />
                    <Legend scene={scene} shades={rows.map((row) => row.shade)} />
                  </div>
                )}
                {view !== 'table' && scene.sparse && scene.grain === 'blocks' && scene.cellPrefix === blockPrefix && (
                  <Below scene={scene} />
                )}
                <SelectionPanel {...shown} scene={scene} placement="below" />
              </>
            )
          }
        </Answer>
      </div>
    </WorkLayout>
  );
}

/** Below a sparse sheet there is room: for the addresses of a few blocks, or for where many of them lie. */
function Below({ scene }: { scene: Scene }) {
  const blocks = [...scene.cells.values()].filter((cell) => (cell.handedOut ?? 0n) > 0n);
  return blocks.length > 0 && blocks.length <= 3 ? <BlockWindows scene={scene} blocks={blocks} /> : <Runs scene={scene} />;
}
