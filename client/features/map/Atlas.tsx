import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Family } from '../../../shared/net/address.ts';
import { coveringOf, formatAddressRange } from '../../../shared/net/addressRange.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { RangeList } from '../../../shared/wire/ranges.ts';
import { useApi } from '../../data/ApiContext.ts';
import { ApiError } from '../../data/apiError.ts';
import { queries } from '../../data/queries.ts';
import { useRows } from '../../data/useRows.ts';
import { type AtlasLayout, type AtlasRange, atlasLayout } from '../../draw/atlasLayout.ts';
import { type AtlasLook, overlapBand } from '../../draw/paintAtlas.ts';
import { announce } from '../../kit/announce.ts';
import { exportColumns } from '../../kit/DataTable.tsx';
import { KeyNumber } from '../../kit/Facts.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { Note } from '../../kit/Note.tsx';
import { outsideKind } from '../../kit/outsideWords.ts';
import { isUnusual } from '../../kit/poolStates.ts';
import { useNarrow } from '../../kit/useNarrow.ts';
import { useWidth } from '../../kit/useWidth.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import css from './Atlas.module.css';
import { AtlasCard } from './AtlasCard.tsx';
import { AtlasLegend } from './AtlasLegend.tsx';
import { AtlasSheet } from './AtlasSheet.tsx';
import { AtlasTable, atlasColumns, rowKey } from './AtlasTable.tsx';
import {
  type AtlasContent,
  type AtlasEntry,
  atlasContent,
  atlasEntry,
  findingsByPool,
  gapCount,
  inConflict,
  spokenEntry,
} from './atlasEntries.ts';
import { isNamed } from './atlasKey.ts';
import { isLit, readOnly } from './atlasLegend.ts';
import { atlasPage } from './atlasPage.ts';
import { filteredEntries } from './atlasRows.ts';
import { entryThen } from './atlasThen.ts';
import { exportName, exportTime } from './exportName.ts';
import map from './Map.module.css';
import { MapExport } from './MapExport.tsx';
import type { OfThen } from './poolsThen.ts';
import { poolOrigin } from './poolWords.ts';
import type { MapSearch } from './search.ts';
import { useCursor } from './useCursor.ts';
import { usePalette } from './usePalette.ts';
import { ViewButton } from './ViewButton.tsx';

export interface AtlasProps {
  /** With their counts of then, at a past moment. */
  pools: readonly Pool[];
  then: OfThen | undefined;
  /** The cluster's families in order; null where that is not known. */
  families: readonly Family[] | null;
  search: MapSearch;
  left: ReactNode;
  /** The choice of a range at 390, where there is no left column. */
  chooser: ReactNode;
  notes: ReactNode;
  stale: boolean;
  /** In place of the drawing where there is no range. */
  empty: ReactNode;
}

/** The atlas: all ranges of the cluster in the spaces that hold them, with what lies between and what lies in none. */
export function Atlas({ pools, then, families, search, left, chooser, notes, stale, empty }: AtlasProps) {
  const api = useApi();
  const navigate = useNavigate();
  const outside = useQuery({ ...queries.outside(api), retry: false, enabled: !then });
  const declared = useQuery(queries.ranges(api));
  const listed = declared.data;
  const findings = useRows(useInfiniteQuery({ ...queries.findings(api, {}), enabled: !then }));
  const status = useQuery(queries.status(api));
  const asked = useQuery(queries.pools(api)).dataUpdatedAt;
  const past = search.at === undefined ? Number.NaN : Date.parse(search.at);
  const isPast = !Number.isNaN(past);
  const time = isPast ? past : asked;
  const only = useMemo(() => readOnly(search.only), [search.only]);
  // Until everything is read that says which ranges there are, nothing is known to lie in none.
  // Nor is it of a moment that is over.
  const known = !then && outside.data && outside.data.total !== null ? outside.data.items : null;
  const content = useMemo(() => atlasContent(pools, known, families, listed?.items), [pools, known, families, listed]);
  const found = useMemo(() => findingsByPool(then ? [] : findings.rows), [then, findings.rows]);
  const narrow = useNarrow();
  const field = useRef<HTMLDivElement>(null);
  const width = Math.max(240, useWidth(field, narrow ? 358 : 960));
  const palette = usePalette();
  const layout = useMemo(() => layoutOf(content, width, narrow), [content, width, narrow]);
  const entries = useMemo(() => entriesOf(layout, content, found).map((entry) => entryThen(entry, then)), [layout, content, found, then]);
  const picture = useMemo(
    () => ({
      layout,
      looks: entries.map((entry): AtlasLook => lookOf(entry, isLit(entry, only))),
      heads: layout.spaces.map(({ space }) => ({ name: space.name, source: space.source })),
      stale,
    }),
    [layout, entries, only, stale],
  );
  const go = (patch: Partial<Record<keyof MapSearch, string | undefined>>, replace: boolean) =>
    void navigate({
      to: '/map',
      search: Object.fromEntries(
        Object.entries({ view: search.view, only: search.only, q: search.q, on: search.on, at: search.at, ...patch }).filter(
          ([, value]) => value !== undefined,
        ),
      ) as MapSearch,
      replace,
    });
  const { cursor, move, settle } = useCursor(search.on ?? null, (on) => go({ on: on ?? undefined }, true));
  const index = cursor === null ? -1 : entries.findIndex((entry) => isNamed(entry, cursor));
  const selected = index < 0 ? null : index;

  const count = content.ranges.length;
  const said = `All ranges: ${counted(count, 'range')} in ${counted(content.spaces.length, 'address space')}`;
  const here = selected === null ? undefined : entries[selected];
  useEffect(() => {
    // Of a past moment that is said by what tells of it.
    if (!then) announce(here ? `${said}. ${spokenEntry(here)}` : said);
    // Spoken when the atlas is opened, not when its numbers change or one moves in it.
  }, []);

  const open = (entry: AtlasEntry | undefined) => {
    if (!entry || entry.kind === 'gap') return;
    const carried = search.at === undefined ? {} : { at: search.at };
    const target = entry.declared
      ? { cidr: entry.declared.cidr, ...carried }
      : entry.pool
        ? { cidr: formatCidr(coveringOf(rangeOf(content, entry))), pool: entry.pool.id, ...carried }
        : { cidr: entry.key, ...carried };
    const part = layout.marks[entries.indexOf(entry)]?.parts[0];
    flyInto(field.current, part, () => void navigate({ to: '/map', search: target }));
  };
  const overlapping = entries.filter((entry) => entry.overlaps.length > 0).length;
  const others = then ? null : (outside.data?.total ?? null);
  const rows = useMemo(() => filteredEntries(entries, only, search.q), [entries, only, search.q]);
  const isTable = search.view === 'table';
  const nothing = content.ranges.length === 0 && content.outside.length === 0 && content.declared.length === 0;
  return (
    <WorkLayout left={pools.length > 0 ? left : undefined}>
      <Toolbar
        end={
          !nothing && (
            <>
              {isTable && <FilterText label="Filter ranges" value={search.q} onChange={(q) => go({ q }, true)} />}
              <ViewButton view={search.view} onChange={(view) => go({ view }, true)} />
              <MapExport
                name={exportName(status.data?.cluster.name, 'ranges', time)}
                page={() =>
                  atlasPage({
                    ...{ picture, entries, only, ranges: count },
                    ...{ cluster: status.data?.cluster.name, time, isPast, url: window.location.href },
                  })
                }
                isDrawn={!isTable}
                columns={exportColumns(atlasColumns(then !== undefined))}
                rows={rows}
                unit="row"
              />
            </>
          )
        }
      >
        {pools.length > 0 && chooser}
        <strong className="wide">All ranges</strong>
      </Toolbar>
      <div className={`${map.mid} ${isTable && !nothing ? map.full : ''}`}>
        {notes}
        <OutsideNote error={outside.error} />
        <DeclaredNote error={declared.error} list={listed} />
        {nothing ? (
          empty
        ) : (
          <>
            <div className={map.facts}>
              <KeyNumber value={formatCount(count).short}>{count === 1 ? 'range' : 'ranges'}</KeyNumber>
              {content.families.map((family) => (
                <KeyNumber key={family} value={formatCount(content.ranges.filter((range) => range.family === family).length).short}>
                  of {family}
                </KeyNumber>
              ))}
              {content.declared.length > 0 && <KeyNumber value={formatCount(listed?.total ?? 0).short}>outside the cluster</KeyNumber>}
              {overlapping > 0 && <KeyNumber value={formatCount(overlapping).short}>overlap</KeyNumber>}
              {others === null
                ? (then || outside.data) && <KeyNumber value="unknown">how many addresses lie in no range</KeyNumber>
                : others > 0 && (
                    <KeyNumber value={formatCount(others).short}>{others === 1 ? 'address' : 'addresses'} in no range</KeyNumber>
                  )}
            </div>
            {isTable ? (
              <AtlasTable entries={rows} isPast={then !== undefined} selected={here && rowKey(here)} onSelect={open} />
            ) : (
              <>
                <p className={css.scale}>
                  Not to scale: a box is wider by the same step for every doubling of its range, gaps are compressed to their words. In a
                  box: the band is handed out or recorded, the line is in use; IPv6 is counted in blocks.
                </p>
                <div className={css.plate}>
                  <div ref={field} className={css.field}>
                    <AtlasSheet
                      picture={picture}
                      palette={palette}
                      selected={selected}
                      onSelect={(mark, by) => (by === 'key' ? move : settle)(keyIn(entries, mark))}
                      onOpen={(mark) => open(entries[mark])}
                      spoken={(mark) => (entries[mark] ? spokenEntry(entries[mark]) : '')}
                      card={(mark) => entries[mark] && <AtlasCard entry={entries[mark]} />}
                    />
                  </div>
                  <AtlasLegend entries={entries} only={only} onOnly={(next) => go({ only: next }, true)} />
                </div>
                <p className={map.onPaper}>
                  {window.location.href} · {isPast ? 'as it was on' : 'data of'} {exportTime(time)}
                </p>
              </>
            )}
          </>
        )}
      </div>
    </WorkLayout>
  );
}

/** An older server has no list of addresses in no range: then nothing is said. That asking for it failed is. */
function OutsideNote({ error }: { error: unknown }) {
  if (!error || (error instanceof ApiError && error.status === 404)) return null;
  return (
    <Note tone="stale">
      <strong>Addresses in no range are not known.</strong> {error instanceof Error ? error.message : ''}
    </Note>
  );
}

/** An older server declares nothing. Of very many ranges some are drawn, and how many are not is said. */
function DeclaredNote({ error, list }: { error: unknown; list: RangeList | undefined }) {
  if (error && !(error instanceof ApiError && error.status === 404))
    return (
      <Note tone="stale">
        <strong>Ranges outside the cluster are not known.</strong> {error instanceof Error ? error.message : ''}
      </Note>
    );
  if (!list || list.next === null) return null;
  return (
    <Note tone="stale">
      <strong>{formatCount(list.total - list.items.length).short} ranges outside the cluster are not shown here.</strong> Those that are
      overlap the most. A search finds all of them.
    </Note>
  );
}

function layoutOf(content: AtlasContent, width: number, narrow: boolean): AtlasLayout {
  const conflicts = inConflict(content);
  const measure = {
    width,
    narrow,
    // Two lines of counts, and below them the band that says with whom addresses are shared.
    lane: 80 + (hasConflict([...content.ranges, ...content.declared], conflicts) ? overlapBand + 2 : 0),
    gapLane: 56,
    gap: 6,
    head: 36,
    rangeRoom: (range: AtlasRange) => Math.max(range.isDeclared ? 160 : 200, formatAddressRange(range).length * letter + 52),
    gapRoom: (family: AtlasRange['family'], first: bigint, last: bigint) =>
      Math.max(
        ...ends(family, first, last).map((text) => text.length * (letter - 0.5) + 14),
        `${gapCount(family, first, last)} in no range`.length * count + 14,
      ),
  };
  return atlasLayout(content.spaces, [...content.ranges, ...content.declared], content.outside, measure, conflicts);
}

/** A character of the boxes' type (JetBrains Mono, 12 px) is this wide. */
const letter = 7.3;
/** And one of their counts (Inter, 11 px) at most this. */
const count = 6.1;

function hasConflict(ranges: readonly AtlasRange[], conflicts: (a: string, b: string) => boolean): boolean {
  return ranges.some((a) =>
    ranges.some((b) => a !== b && a.family === b.family && a.first <= b.last && b.first <= a.last && conflicts(a.key, b.key)),
  );
}

function ends(family: AtlasRange['family'], first: bigint, last: bigint): string[] {
  const text = formatAddressRange({ family, first, last });
  const [from, to] = text.split('-');
  return to === undefined ? [text] : [`${from} –`, to];
}

function entriesOf(layout: AtlasLayout, content: AtlasContent, found: ReturnType<typeof findingsByPool>): AtlasEntry[] {
  const names = new Map<number, string[]>();
  const rivals = new Set<number>();
  for (const { marks } of layout.overlaps) {
    const [outer, inner] = marks;
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      const mark = layout.marks[other];
      const owner = mark && content.owners.get(mark.key);
      if (!owner && layout.marks[one]?.kind !== 'declared') rivals.add(one);
      if (owner) names.set(one, [...(names.get(one) ?? []), `${formatAddressRange(mark)}, ${outsideKind(owner)} of ${owner.owner}`]);
      else if (mark) names.set(one, [...(names.get(one) ?? []), formatAddressRange(mark)]);
    }
  }
  return layout.marks.flatMap((mark, index) => {
    const space = content.spaces[mark.space];
    return space ? [atlasEntry(mark, space, content, found, names.get(index) ?? [], rivals.has(index) ? 'critical' : 'warning')] : [];
  });
}

function lookOf(entry: AtlasEntry, lit: boolean): AtlasLook {
  const { pool, declared, step, bar, gravity } = entry;
  const base = { step, bar, gravity, lit, closed: pool !== null && isUnusual(pool) };
  if (pool) return { ...base, title: entry.text, lines: [poolOrigin(pool), ...entry.amounts] };
  if (declared)
    return { ...base, title: declared.owner, lines: [entry.text, `${entry.what}${declared.note === null ? '' : ` · ${declared.note}`}`] };
  if (entry.kind === 'outside') return { ...base, title: entry.text, lines: entry.amounts };
  const [title = '', ...rest] = ends(entry.family, entry.first, entry.last);
  return { ...base, title, lines: [...rest, ...entry.amounts] };
}

function keyIn(entries: readonly AtlasEntry[], mark: number): string | null {
  return entries[mark]?.key ?? null;
}

/** The whole range of an entry: where it lies in two spaces, the entry is a part of it. */
function rangeOf(content: AtlasContent, entry: AtlasEntry): AtlasRange | AtlasEntry {
  return [...content.ranges, ...content.declared].find((range) => range.key === entry.key) ?? entry;
}

/** The drawing comes towards one, around what is opened; then that is there. At once where motion is not wanted. */
function flyInto(
  element: HTMLElement | null,
  part: { x: number; y: number; width: number; height: number } | undefined,
  then: () => void,
): void {
  if (!element?.animate || !part || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    then();
    return;
  }
  element.style.transformOrigin = `${part.x + part.width / 2}px ${part.y + part.height / 2}px`;
  const flight = element.animate([{ opacity: 1 }, { transform: 'scale(2.4)', opacity: 0 }], { duration: 180, easing: 'ease-in' });
  flight.finished.then(then, then);
}
