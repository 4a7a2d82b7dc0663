import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Cidr, containsCidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Answer } from '../../kit/Answer.tsx';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { Loading } from '../../kit/Loading.tsx';
import { Note } from '../../kit/Note.tsx';
import { patched } from '../../kit/patched.ts';
import { useNarrow } from '../../kit/useNarrow.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import css from './Compare.module.css';
import { CompareChooser } from './CompareChooser.tsx';
import { CompareExport, CompareTable, type PairRow } from './CompareTable.tsx';
import { Crumbs } from './Crumbs.tsx';
import { asOfPast, type CellChange, cellPairs, changeOf, changeSentence, changeSigns, countsSentence } from './cellPairs.ts';
import { cidrAtIndex, indexOf } from './cells.ts';
import { knownRanges } from './knownRanges.ts';
import { canOpen, leafPrefix, pathTo } from './levels.ts';
import map from './Map.module.css';
import { surveyQuery } from './mapQueries.ts';
import { momentName } from './momentName.ts';
import { momentIn, momentQuery } from './momentSource.ts';
import { momentText } from './momentTime.ts';
import { PastBanner } from './PastBanner.tsx';
import type { PrefixMapProps } from './PrefixMap.tsx';
import { asItWas, pastSentences } from './pastWords.ts';
import { type Place, placeOf, placeText } from './place.ts';
import { kindTitle } from './poolWords.ts';
import { SceneSheet } from './SceneSheet.tsx';
import { cellAt, type Scene, sceneOf, shadeOf } from './scene.ts';
import type { MapSearch } from './search.ts';
import { ViewButton } from './ViewButton.tsx';
import { spokenCell } from './words.ts';

type Prefix = Extract<Place, { kind: 'prefix' }>;
type CompareProps = Omit<PrefixMapProps, 'view'> & { search: MapSearch; other: string };

/** The map beside another: a second range, or itself at a moment before. */
export function Compare(props: CompareProps) {
  const id = momentIn(props.other);
  return id === undefined ? <WithRange {...props} /> : <WithMoment {...props} id={id} />;
}

function WithRange(props: CompareProps) {
  const { place, pools, other, search } = props;
  const there = placeOf(pools.some((pool) => pool.id === other) ? { pool: other } : { cidr: other }, pools);
  const mine = useScene(place, pools, { at: search.at });
  if (there.kind !== 'prefix') {
    return (
      <Frame {...props} scene={mine.scene}>
        <Empty title={`${other} is no range to compare with`}>
          {there.kind === 'wrong' ? `${there.why[0]?.toUpperCase()}${there.why.slice(1)}.` : 'There is no pool of that name.'}
        </Empty>
      </Frame>
    );
  }
  return <TwoRanges {...props} there={there} />;
}

function TwoRanges(props: CompareProps & { there: Prefix }) {
  const { place, pools, there, search } = props;
  const { at } = search;
  const mine = useScene(place, pools, { at });
  const theirs = useScene(there, pools, { at });
  return (
    <Frame {...props} scene={mine.scene}>
      {at !== undefined && <PastBanner at={at} scene={mine.scene} pools={pools} />}
      <Answer query={mine.query} label={`Reading ${formatCidr(place.range)}`}>
        {() => (
          <Answer query={theirs.query} label={`Reading ${formatCidr(there.range)}`}>
            {() =>
              mine.scene &&
              theirs.scene && (
                <Sides
                  {...props}
                  a={{ scene: mine.scene, title: formatCidr(place.range), note: poolWords(place.pool), stale: props.stale }}
                  b={{ scene: theirs.scene, title: formatCidr(there.range), note: poolWords(there.pool), stale: props.stale }}
                  moments={false}
                />
              )
            }
          </Answer>
        )}
      </Answer>
    </Frame>
  );
}

function WithMoment(props: CompareProps & { id: string }) {
  const { place, pools, id, search } = props;
  const { at } = search;
  const api = useApi();
  const blockPrefix = place.pool?.blocks?.prefixLength ?? null;
  const leaf = leafPrefix(place.range, blockPrefix);
  const of = { range: place.range, leaf, pool: place.pool?.id, blockPrefix };
  const whole = useScene(place, pools, { at });
  const first = useQuery(momentQuery(api, id, of));
  const isHistoric = first.data?.source === 'history';
  // A sparse prefix is cut as finely as its cells allow at a moment: two moments are drawn in the wider cells of both.
  const common = Math.min(whole.scene?.cellPrefix ?? leaf, isHistoric ? (first.data?.scene.cellPrefix ?? leaf) : leaf);
  const mine = useScene(place, pools, { at, leaf: isHistoric ? common : leaf });
  const moment = useQuery(momentQuery(api, id, { ...of, leaf: isHistoric ? common : leaf }));
  const text = formatCidr(place.range);
  return (
    <Frame {...props} scene={mine.scene}>
      <Answer query={mine.query} label={`Reading ${text}`}>
        {() => (
          <Answer query={moment} label="Looking for the moment">
            {(found) => {
              if (!mine.scene || mine.query.isPlaceholderData) return <Loading label={`Reading ${text}`} />;
              if (found === null) {
                return (
                  <Empty title="That moment is not kept here">
                    A moment is kept in the tab in which it was taken, until that is closed; a link does not carry it. What the map shows
                    now is at{' '}
                    <Link to="/map" search={withoutOther(props.search)} className="mono">
                      {text}
                    </Link>
                    .
                  </Empty>
                );
              }
              const before: Scene = { ...found.scene, known: mine.scene.known };
              if (formatCidr(before.range) !== text || before.cellPrefix !== mine.scene.cellPrefix) {
                return (
                  <Empty title="That moment is of other cells">
                    It was taken of {formatCidr(before.range)} in /{before.cellPrefix}s; this is {text} in /{mine.scene.cellPrefix}s.
                  </Empty>
                );
              }
              const isPast = before.past !== undefined || at !== undefined;
              const sideOf = (scene: Scene, note: string, stale: boolean) => ({ scene: isPast ? asOfPast(scene) : scene, note, stale });
              const other = sideOf(before, momentName(found), false);
              const shown = sideOf(mine.scene, at === undefined ? '' : momentText(at), props.stale && at === undefined);
              // A link may have its two moments in either order.
              const isLater = before.past !== undefined && mine.scene.past !== undefined && before.past.at > mine.scene.past.at;
              const [a, b] = isLater ? [shown, other] : [other, shown];
              return (
                <>
                  <NotExact moments={[a.scene, b.scene]} />
                  <Sides {...props} a={{ ...a, title: 'Before' }} b={{ ...b, title: at === undefined ? 'Now' : 'After' }} moments />
                </>
              );
            }}
          </Answer>
        )}
      </Answer>
    </Frame>
  );
}

/** What of two moments is not known exactly. */
function NotExact({ moments }: { moments: readonly Scene[] }) {
  const said = moments.flatMap(({ past }) =>
    past && !past.exact ? [`${asItWas(past.at)}: ${pastSentences({ ...past, pools: [], made: false }, (id) => id).join(' ')}`] : [],
  );
  return said.length === 0 ? null : <Note tone="stale">{said.join(' ')}</Note>;
}

/** What stands around a comparison: where one is, what else to compare with, and the way back. */
function Frame({
  place,
  pools,
  search,
  left,
  chooser,
  notes,
  scene,
  children,
}: CompareProps & { scene: Scene | undefined; children: ReactNode }) {
  const navigate = useNavigate({ from: '/map' });
  const path = pathTo(place.range, place.poolRange, place.pool?.blocks?.prefixLength ?? null);
  return (
    <WorkLayout left={left}>
      <Toolbar
        end={
          <>
            <ViewButton
              view={search.view}
              onChange={(view) => void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, { view }), replace: true })}
            />
            <CompareChooser here={formatCidr(place.range)} scene={scene} pools={pools} at={search.at} />
            <Button onClick={() => void navigate({ to: '/map', search: withoutOther(search) })}>End the comparison</Button>
          </>
        }
      >
        {chooser}
        <Crumbs path={path} pool={place.pool} />
      </Toolbar>
      <div className={`${map.mid} ${search.view === 'table' ? map.full : ''}`}>
        {notes}
        {children}
      </div>
    </WorkLayout>
  );
}

interface Side {
  readonly scene: Scene;
  readonly title: string;
  readonly note: string;
  readonly stale: boolean;
}

function Sides({ place, search, a, b, moments }: CompareProps & { a: Side; b: Side; moments: boolean }) {
  const navigate = useNavigate({ from: '/map' });
  const narrow = useNarrow();
  const mine = moments ? b.scene : a.scene;
  const [selected, setSelected] = useState<bigint | null>(() => startOf(mine, place.selected));
  const rows = useMemo(
    () => cellPairs(a.scene, b.scene).map((pair): PairRow => ({ ...pair, change: moments ? changeOf(b.scene, pair) : null })),
    [a.scene, b.scene, moments],
  );
  const changes = useMemo(() => new Map(rows.flatMap((row) => (row.change ? [[row.offset, row.change] as const] : []))), [rows]);
  const signs = useMemo(
    () => (moments ? new Map([...changes].map(([offset, change]) => [offset, changeSigns[change]])) : undefined),
    [changes, moments],
  );
  const [pitches, setPitches] = useState<readonly [number, number]>([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const onFit = useMemo(
    () =>
      [(pitch: number) => setPitches(([, other]) => [pitch, other]), (pitch: number) => setPitches(([other]) => [other, pitch])] as const,
    [],
  );
  const shared = sharedBy(a.scene.range, b.scene.range);
  const said = moments
    ? [
        changeSentence(changes.values()),
        countsSentence(a.scene.inUse, b.scene.inUse, ['The moment before', search.at === undefined ? 'the range now' : 'the moment after']),
      ]
    : rangeSentences(a, b, shared);
  useEffect(() => {
    announce(said.join(' '));
    // Spoken when the comparison is opened, not when its numbers change.
  }, []);

  const select = (offset: bigint) => {
    setSelected(offset);
    if (offset >= mine.total) return;
    const sel = placeText(cidrAtIndex(mine.range, mine.cellPrefix, offset));
    void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, { sel, cidr: formatCidr(place.range) }), replace: true });
  };
  const open = (scene: Scene, offset: bigint) => {
    const cell = cidrAtIndex(scene.range, scene.cellPrefix, offset);
    if (!moments && canOpen(cell.family, cell.prefixLength)) void navigate({ to: '/map', search: { cidr: formatCidr(cell) } });
  };
  const names: [string, string] = [a.title, b.title];
  if (search.view === 'table') {
    const name = moments ? `changes-${fileName(b.scene.range)}` : `compare-${fileName(a.scene.range)}-${fileName(b.scene.range)}`;
    return (
      <>
        <Words said={said} />
        <div>
          <CompareExport rows={rows} names={names} moments={moments} name={name} />
        </div>
        <CompareTable rows={rows} names={names} moments={moments} />
      </>
    );
  }
  return (
    <>
      <Words said={said} />
      {moments && <Key changes={changes.values()} />}
      <div className={css.sides}>
        {[a, b].map((side, which) => (
          <section key={side.title} className={css.side} aria-label={side.title}>
            <h2>
              {moments ? (
                side.title
              ) : (
                <>
                  <FamilyMark family={side.scene.range.family} text={false} />
                  <AddressText address={side.title} />
                </>
              )}
            </h2>
            <p className="ink2 s12">
              {[side.note, `${formatCount(side.scene.total).short} ${cellName(side.scene)}`].filter((text) => text !== '').join(' · ')}
            </p>
            <SceneSheet
              scene={side.scene}
              selected={selected !== null && selected < side.scene.total ? selected : null}
              stale={side.stale}
              // Both at one scale: as large as fits beside the row labels of either.
              maxPitch={narrow ? 18 : 26}
              onFit={onFit[which]}
              scale={Math.min(...pitches)}
              signs={signs}
              outlined={moments ? undefined : shared}
              onSelect={select}
              onOpen={(offset) => open(side.scene, offset)}
              onClimb={() => void navigate({ to: '/map', search: withoutOther(search) })}
            />
          </section>
        ))}
      </div>
      {selected !== null && <Chosen a={a} b={b} offset={selected} change={changes.get(selected)} />}
    </>
  );
}

function Words({ said }: { said: readonly string[] }) {
  return (
    <ul className={css.words} aria-label="What differs">
      {said.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** What the signs mean, and how many cells have each. */
function Key({ changes }: { changes: Iterable<CellChange> }) {
  const counts = { gained: 0, lost: 0, changed: 0 };
  for (const change of changes) counts[change]++;
  return (
    <p className={css.key}>
      {(['gained', 'lost', 'changed'] as const).map((change) => (
        <span key={change}>
          <b className="mono">{changeSigns[change]}</b> {change} {formatCount(counts[change]).short}
        </span>
      ))}
    </p>
  );
}

/** The chosen pair of cells, in words. */
function Chosen({ a, b, offset, change }: { a: Side; b: Side; offset: bigint; change: CellChange | undefined }) {
  return (
    <section aria-label="The selected cells">
      {[a, b].map(({ scene, title }) => {
        const cell = offset < scene.total ? cellAt(scene, offset) : null;
        return (
          <p key={title}>
            <span className="ink2">{title}:</span> {cell ? spokenCell(scene, cell, shadeOf(scene, cell)) : 'it ends before this cell'}
          </p>
        );
      })}
      {change && <p className="ink2">This cell was {change}.</p>}
    </section>
  );
}

/** A range's scene as the map shows it, by amounts; at a moment that is over, or cut less finely than it could be, where that is asked. */
function useScene(place: Prefix, pools: readonly Pool[], { at, leaf }: { at?: string | undefined; leaf?: number } = {}) {
  const { range, pool } = place;
  const blockPrefix = pool?.blocks?.prefixLength ?? null;
  const query = useQuery(surveyQuery(useApi(), range, leaf ?? leafPrefix(range, blockPrefix), pool?.id, { at }));
  const known = useMemo(() => knownRanges(pools, range.family), [pools, range.family]);
  const scene = useMemo(() => (query.data ? sceneOf(query.data, blockPrefix, known) : undefined), [query.data, blockPrefix, known]);
  return { query, scene };
}

function rangeSentences(a: Side, b: Side, shared: Cidr | undefined): string[] {
  const said = [countsSentence(a.scene.inUse, b.scene.inUse, [a.title, b.title])];
  if (
    a.scene.cellPrefix - a.scene.range.prefixLength !== b.scene.cellPrefix - b.scene.range.prefixLength ||
    cellName(a.scene) !== cellName(b.scene)
  ) {
    said.push(
      `${a.title} is drawn in ${cellName(a.scene)}, ${b.title} in ${cellName(b.scene)}; cells are compared by how many lie before them.`,
    );
  }
  said.push(shared ? `Both have ${formatCidr(shared)}: it is outlined in both.` : 'They have no address in common.');
  return said;
}

function cellName({ grain, cellPrefix }: Scene): string {
  return grain === 'addresses' ? 'addresses' : `/${cellPrefix}s`;
}

/** Of two prefixes that share addresses one lies in the other. */
function sharedBy(a: Cidr, b: Cidr): Cidr | undefined {
  return containsCidr(a, b) ? b : containsCidr(b, a) ? a : undefined;
}

function startOf(scene: Scene, selected: Cidr | null): bigint | null {
  if (!selected || !containsCidr(scene.range, selected) || selected.prefixLength < scene.cellPrefix) return null;
  return indexOf(scene.range, scene.cellPrefix, selected.value);
}

function poolWords(pool: Pool | null): string {
  return pool ? `${kindTitle(pool)} ${pool.name}` : 'in no range';
}

function withoutOther(search: MapSearch): MapSearch {
  return patched<MapSearch>(search, { with: undefined });
}

function fileName(range: Cidr): string {
  return formatCidr(range).replace(/[/:]/g, '-');
}
