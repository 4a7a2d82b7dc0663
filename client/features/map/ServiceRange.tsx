import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { addressBits, formatAddress } from '../../../shared/net/address.ts';
import { cidrSize, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import type { SheetPicture } from '../../draw/paintSheet.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Answer } from '../../kit/Answer.tsx';
import { BandBar } from '../../kit/BandBar.tsx';
import { IconButton } from '../../kit/Button.tsx';
import { CidrText } from '../../kit/CidrText.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { KeyNumber } from '../../kit/Facts.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { MinusIcon } from '../../kit/icons.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { PoolState } from '../../kit/PoolState.tsx';
import { patched } from '../../kit/patched.ts';
import { isUnusual, poolStates } from '../../kit/poolStates.ts';
import { referenceKey } from '../../kit/referenceWords.ts';
import { Section } from '../../kit/Section.tsx';
import { Tag } from '../../kit/Tag.tsx';
import { useNarrow } from '../../kit/useNarrow.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { AddressPanel } from './AddressPanel.tsx';
import { atlasSearch } from './atlasKey.ts';
import { bandColumns, bandRows } from './bandRows.ts';
import { CompareChooser } from './CompareChooser.tsx';
import { Crumbs } from './Crumbs.tsx';
import { DensityChart } from './DensityChart.tsx';
import { exportName, exportTime } from './exportName.ts';
import { HeldOnPaper } from './HeldOnPaper.tsx';
import map from './Map.module.css';
import { MapExport } from './MapExport.tsx';
import { PoolGrowth } from './PoolGrowth.tsx';
import type { PrefixMapProps } from './PrefixMap.tsx';
import { placeText } from './place.ts';
import { poolAmount } from './poolWords.ts';
import css from './ServiceRange.module.css';
import { StaticBandMap } from './StaticBandMap.tsx';
import type { MapSearch } from './search.ts';
import { binBits, dynamicBins, staticBand } from './serviceBands.ts';
import { servicePage } from './servicePage.ts';
import { TimeStrip } from './TimeStrip.tsx';
import { useCursor } from './useCursor.ts';
import { useStaticBand } from './useStaticBand.ts';
import { ViewButton } from './ViewButton.tsx';

/**
 * A Service range: its static band as a map, the rest as densities, because addresses are handed out at random there and lie beside each
 * other by chance; the next free static address, and the ranges beside this one.
 */
export function ServiceRange({ place, pools, pool, left, chooser, notes, stale }: Omit<PrefixMapProps, 'view'> & { pool: Pool }) {
  const { range } = place;
  const navigate = useNavigate({ from: '/map' });
  const narrow = useNarrow();
  const rangeText = formatCidr(range);
  const band = staticBand(range, pool.static);
  const search = useSearch({ from: '/map' });
  const change = (patch: { [K in keyof MapSearch]?: MapSearch[K] | undefined }) =>
    void navigate({
      to: '/map',
      search: (before) => patched<MapSearch>(before, { cidr: rangeText, pool: pool.id, ...patch }),
      replace: true,
    });
  const { cursor, move, settle } = useCursor(place.selected ? placeText(place.selected) : null, (sel) => change({ sel: sel ?? undefined }));
  const climb = () => void navigate({ to: '/map', search: atlasSearch(pool, rangeText) });
  const bits = binBits(range);
  const api = useApi();
  const bins = useQuery(queries.map(api, rangeText, { bits, pool: pool.id }));
  const dynamic = bins.data?.cidr === rangeText && bins.data.inUse !== null ? dynamicBins(bins.data, range, band) : [];
  const capacity = cidrSize(range) >> BigInt(bits);
  const lastAddress = formatAddress({ family: range.family, value: range.value + cidrSize(range) - 1n });
  const shown = useStaticBand(range, band, pool, search);
  const status = useQuery(queries.status(api));
  const seen = useRef<SheetPicture>(null);
  const takePage = () =>
    bins.data
      ? servicePage({
          ...{ pool, range, band: shown, picture: seen.current, bins: dynamic, capacity },
          ...{ cluster: status.data?.cluster.name, time: bins.dataUpdatedAt, url: window.location.href },
        })
      : null;
  const isAddress = place.selected && place.selected.prefixLength === addressBits(range.family);
  const panel = place.selected && isAddress && (
    <AddressPanel address={place.selected} within={rangeText} pools={[pool]} onClose={() => settle(null)} />
  );
  const { addresses } = pool;
  const [source] = pool.provenance;
  return (
    <WorkLayout left={left} right={narrow ? undefined : panel}>
      <Toolbar
        end={
          <>
            <span className={map.zoom}>
              <IconButton label="Zoom out" onClick={climb}>
                <MinusIcon />
              </IconButton>
            </span>
            <CompareChooser here={rangeText} scene={undefined} pools={pools} />
            <ViewButton view={undefined} onChange={(view) => change({ view, sel: cursor ?? undefined })} />
            <MapExport
              name={exportName(status.data?.cluster.name, rangeText, bins.dataUpdatedAt)}
              page={takePage}
              isDrawn
              columns={bandColumns}
              rows={bandRows(
                shown.rows.filter((row) => !shown.isLit || shown.isLit(row.shade)),
                dynamic,
              )}
              unit="row"
            />
          </>
        }
      >
        {chooser}
        <Crumbs path={[range]} pool={pool} />
        <Tag tone={isUnusual(pool) ? 'warning' : 'plain'}>
          {source?.source.replace('/', ' ') ?? pool.name} · {poolStates[pool.state]}
        </Tag>
      </Toolbar>
      <div className={map.mid}>
        {notes}
        <TimeStrip pool={pool} />
        <div className={map.facts}>
          <KeyNumber value={addresses.inUse === null ? 'unknown' : formatCount(addresses.inUse).short}>
            {addresses.usable === null ? 'addresses in use' : `of ${formatCount(addresses.usable).short} usable in use`}
          </KeyNumber>
          {addresses.free !== null && <KeyNumber value={formatCount(addresses.free).short}>left</KeyNumber>}
          {pool.static?.nextFree && (
            <span className={css.next}>
              <span className="ink2">Next safe static address</span>
              <AddressText address={pool.static.nextFree} within={rangeText} />
              <CopyButton text={pool.static.nextFree}>Copy</CopyButton>
            </span>
          )}
        </div>
        <BandBar
          family={pool.family}
          size={addresses.usable}
          inUse={addresses.inUse}
          band={pool.static}
          note="handed out at random; the static band is used only when this is full"
        />
        <div className={css.split}>
          <Section
            title="Static band"
            aside={band && pool.static ? `${pool.static.first} – ${pool.static.last}` : undefined}
            end={
              pool.static &&
              band && (
                <span className="s12">
                  <strong>{pool.static.inUse === null ? 'unknown' : formatCount(pool.static.inUse).short}</strong> of{' '}
                  {formatCount(pool.static.size).short} in use
                </span>
              )
            }
          >
            {band ? (
              <StaticBandMap
                band={band}
                shown={shown}
                search={search}
                cursor={cursor}
                stale={stale}
                seen={seen}
                onSearch={change}
                onMove={move}
                onSettle={settle}
                onClimb={climb}
              />
            ) : (
              <p className="ink2 s12">
                This range has no static band: it has 16 addresses or fewer (KEP-3070). Every address may be handed out.
              </p>
            )}
          </Section>
          <div className={css.column}>
            <Section title="Dynamic band" aside={`in bins of ${formatCount(capacity).short}`} end={<DynamicAmount pool={pool} />}>
              <Answer query={bins} label="Reading the dynamic band">
                {(answer) =>
                  answer.inUse === null ? (
                    <p className="ink2 s12">How many addresses of it are in use is unknown: what holds them is not read.</p>
                  ) : (
                    <DensityChart bins={dynamic} family={range.family} capacity={capacity} last={lastAddress} pool={pool.id} />
                  )
                }
              </Answer>
            </Section>
            <Section
              title="Growth"
              end={
                <Link to="/plan" className="s12">
                  Plan
                </Link>
              }
            >
              <PoolGrowth pool={pool} />
            </Section>
            <Beside pool={pool} pools={pools} />
          </div>
        </div>
        <p className={map.onPaper}>
          {window.location.href} · data of {exportTime(bins.dataUpdatedAt)}
        </p>
        <HeldOnPaper selected={place.selected} />
        {narrow && panel}
      </div>
    </WorkLayout>
  );
}

function DynamicAmount({ pool }: { pool: Pool }) {
  const { usable, inUse } = pool.addresses;
  if (usable === null || inUse === null || !pool.static || pool.static.inUse === null) return null;
  const size = BigInt(usable) - BigInt(pool.static.size);
  const held = BigInt(inUse) - BigInt(pool.static.inUse);
  return (
    <span className="s12">
      <strong>{formatCount(held).short}</strong> of {formatCount(size).short} in use
    </span>
  );
}

/** The same ServiceCIDR's range of the other family, and other ServiceCIDRs. */
function Beside({ pool, pools }: { pool: Pool; pools: readonly Pool[] }) {
  const others = pools.filter((other) => other.kind === 'service' && other.id !== pool.id);
  const twins = others.filter((other) => other.name === pool.name && other.family !== pool.family);
  const rest = others.filter((other) => !twins.includes(other));
  return (
    <div className={css.beside}>
      {twins.length > 0 && (
        <Section title="The twin" aside="the same ServiceCIDR, the other family">
          {twins.map((twin) => (
            <OtherRange
              key={twin.id}
              pool={twin}
              note={twin.static?.nextFree ? <NextFree address={twin.static.nextFree} within={twin.cidr} /> : undefined}
            />
          ))}
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="Other ServiceCIDRs">
          {rest.map((other) => (
            <OtherRange key={other.id} pool={other} note={other.blockedBy.length > 0 ? <BlockedBy pool={other} /> : undefined} />
          ))}
        </Section>
      )}
    </div>
  );
}

function OtherRange({ pool, note }: { pool: Pool; note: ReactNode }) {
  return (
    <div className={css.other}>
      <Link to="/map" search={{ cidr: pool.cidr, pool: pool.id }}>
        <CidrText cidr={pool.cidr} family={pool.family} />
      </Link>
      <span>
        <span className="ink2">{pool.name}</span> <PoolState pool={pool} />
      </span>
      <span className="s12">{poolAmount(pool)}</span>
      {note && <span className={css.note}>{note}</span>}
    </div>
  );
}

function NextFree({ address, within }: { address: string; within: string | undefined }) {
  return (
    <>
      Next safe static address <AddressText address={address} within={within} />
    </>
  );
}

function BlockedBy({ pool }: { pool: Pool }) {
  return (
    <>
      Kept by {counted(pool.blockedBy.length, 'object')}:{' '}
      {pool.blockedBy.slice(0, 4).map((reference, index) => (
        <span key={referenceKey(reference)}>
          {index > 0 && ', '}
          <ObjectLink reference={reference} />
        </span>
      ))}
      {pool.blockedBy.length > 4 && ' …'}
    </>
  );
}
