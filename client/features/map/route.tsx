import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Family } from '../../../shared/net/address.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { ApiError } from '../../data/apiError.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { useLost } from '../../data/useLost.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ErrorState } from '../../kit/ErrorState.tsx';
import { KindNotes } from '../../kit/KindNote.tsx';
import { troubleOf } from '../../kit/kindWords.ts';
import { Note } from '../../kit/Note.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { rangesText } from '../../kit/rangesText.ts';
import { WorkLayout } from '../../kit/WorkLayout.tsx';
import { Atlas } from './Atlas.tsx';
import { AtlasPast } from './AtlasPast.tsx';
import { Compare } from './Compare.tsx';
import css from './Map.module.css';
import { PrefixMap, type PrefixMapProps } from './PrefixMap.tsx';
import { type Place, placeOf } from './place.ts';
import { RangeChooser } from './RangeChooser.tsx';
import { RangeTree } from './RangeTree.tsx';
import { ServiceRange } from './ServiceRange.tsx';
import type { MapSearch } from './search.ts';
import { TimeStrip } from './TimeStrip.tsx';
import { useFocusOnArrival } from './useFocusOnArrival.ts';
import { usePoolsThen } from './usePoolsThen.ts';

const kindsRead = ['Pod', 'Node', 'ServiceCIDR', 'IPAddress'];

/** The map: the atlas of all ranges of the cluster, or one of them drawn, with what is selected in it. */
export function MapPage() {
  const pools = useQuery(queries.pools(useApi()));
  return (
    <>
      <PageTitle title="Map" hidden />
      <Answer query={pools} label="Reading the ranges">
        {(list) => <MapOf pools={list.items} families={list.families} />}
      </Answer>
    </>
  );
}

function MapOf({ pools, families }: { pools: readonly Pool[]; families: readonly Family[] | null }) {
  const search = useSearch({ from: '/map' });
  const { kinds, now } = useKinds(kindsRead);
  const place = placeOf(search, pools);
  const notes = <KindNotes kinds={kinds} now={now} />;
  const current = place.kind === 'prefix' ? place.pool?.id : undefined;
  const page = useRef<HTMLDivElement>(null);
  useFocusOnArrival(page, `${place.kind} ${place.kind === 'prefix' ? formatCidr(place.range) : ''}`);
  const declared = useQuery(queries.ranges(useApi())).data?.items ?? [];
  const then = usePoolsThen(pools, search.at);
  const onMap =
    place.kind !== 'prefix'
      ? undefined
      : place.pool && place.poolRange
        ? { pool: place.pool.id, cidr: formatCidr(place.poolRange) }
        : { pool: null, cidr: formatCidr(place.range) };
  const shared = { pools, families, declared, atlas: place.kind === 'atlas', at: search.at, then };
  const left = <RangeTree {...shared} current={onMap} />;
  const chooser = <RangeChooser {...shared} current={current ?? onMap?.cidr} />;
  const lost = useLost();
  const stale = lost || kinds.some((kind) => troubleOf(kind) === 'stale' || troubleOf(kind) === 'failing');
  return (
    <div ref={page} className={css.page}>
      {place.kind === 'atlas' ? (
        <Atlas
          pools={then?.pools ?? pools}
          then={then}
          families={families}
          search={search}
          left={left}
          chooser={chooser}
          notes={
            <>
              {notes}
              {place.missing !== null && <Gone pool={place.missing} />}
              {pools.length > 0 && <TimeStrip pool={null} />}
              {then && <AtlasPast then={then} />}
            </>
          }
          stale={stale}
          empty={
            <NoRange
              syncing={kinds.some((kind) => kind.state === 'syncing')}
              reached={kinds.some((kind) => troubleOf(kind) !== 'unreached')}
            />
          }
        />
      ) : place.kind === 'wrong' ? (
        <WorkLayout left={pools.length > 0 ? left : undefined}>
          <div className={css.mid}>
            {notes}
            <WrongPrefix place={place} pools={pools} />
          </div>
        </WorkLayout>
      ) : (
        <MapOfPlace place={place} pools={pools} search={search} left={left} chooser={chooser} notes={notes} stale={stale} />
      )}
    </div>
  );
}

function MapOfPlace({ place, search, ...frame }: Omit<PrefixMapProps, 'view'> & { search: MapSearch }) {
  if (search.with !== undefined) return <Compare {...frame} place={place} search={search} other={search.with} />;
  const isServiceRange = place.pool?.kind === 'service' && place.poolRange?.prefixLength === place.range.prefixLength;
  if (isServiceRange && place.pool && search.view !== 'table' && search.at === undefined)
    return <ServiceRange {...frame} place={place} pool={place.pool} />;
  return <PrefixMap {...frame} place={place} view={search.view} />;
}

/** A link may be older than the cluster is now. */
function Gone({ pool }: { pool: string }) {
  return (
    <Note tone="warning">
      <strong>There is no range {pool} any more.</strong> These are the ranges there are.
    </Note>
  );
}

function NoRange({ syncing, reached }: { syncing: boolean; reached: boolean }) {
  return (
    <Empty title={syncing ? 'No range is known yet' : 'No range is known'}>
      {syncing
        ? reached
          ? 'The cluster is being read; ranges appear as they are learned.'
          : 'The cluster does not answer yet. It is tried again by itself, and ranges appear as they are learned.'
        : 'Ranges are learned from ServiceCIDRs, from the podCIDRs of nodes and from the addresses that objects hold. None was found, or none may be read.'}{' '}
      <Link to="/status">What is read, and which rights are missing</Link>
    </Empty>
  );
}

function WrongPrefix({ place, pools }: { place: Extract<Place, { kind: 'wrong' }>; pools: readonly Pool[] }) {
  const error = new ApiError({
    code: 'invalid-cidr',
    status: null,
    title: `${place.value} is not a prefix`,
    detail: `${place.why[0]?.toUpperCase()}${place.why.slice(1)}.`,
    value: place.value,
    id: null,
  });
  return (
    <ErrorState
      error={error}
      action={
        <div className={css.ways}>
          {place.near && (
            <p>
              Did you mean{' '}
              <Link className="mono" to="/map" search={{ cidr: place.near }}>
                {place.near}
              </Link>
              ?
            </p>
          )}
          {pools.length > 0 && (
            <p className="ink2">
              The ranges there are:{' '}
              {pools.map((pool) => (
                <Link key={pool.id} className={`mono ${css.way}`} to="/map" search={{ cidr: pool.cidr, pool: pool.id }}>
                  {rangesText(pool.ranges)}
                </Link>
              ))}
            </p>
          )}
        </div>
      }
    />
  );
}
