import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ForecastList } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { dayTicks } from '../../draw/dayTicks.ts';
import { runwayAxis } from '../../draw/runwayAxis.ts';
import { Button } from '../../kit/Button.tsx';
import { CidrText } from '../../kit/CidrText.tsx';
import { Count } from '../../kit/Count.tsx';
import { dayNumber } from '../../kit/dayWords.ts';
import { Empty } from '../../kit/Empty.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { isInPlan } from '../../kit/isInPlan.ts';
import { PoolState } from '../../kit/PoolState.tsx';
import { isUnusual } from '../../kit/poolStates.ts';
import { Section } from '../../kit/Section.tsx';
import { TwoBar } from '../../kit/TwoBar.tsx';
import { basisWords } from './basisWords.ts';
import { claimsOf } from './claims.ts';
import type { PoolGroup } from './poolGroups.ts';
import { type PoolRow, poolRows } from './poolRows.ts';
import { poolUse } from './poolUse.ts';
import css from './RunsOut.module.css';
import { type Axis, axisWidth, Runway, spanOf } from './Runway.tsx';
import { runwayWords } from './runwayWords.ts';

/** The dates, and how they are to be had: undefined while they are asked for, and where they could not be. */
export interface Forecasts {
  data: ForecastList | undefined;
  error: Error | null;
  retry: () => void;
}

/** Every range with its two numerators, what is left and when it ends, what ends first, first. Each is a link to its map. */
export function RunsOut({ pools, forecasts, known }: { pools: readonly Pool[]; forecasts: Forecasts; known: boolean }) {
  const { data, error, retry } = forecasts;
  // Dates that come later than the numbers move no row: their order is that of the first sight.
  const [byDate] = useState(data !== undefined);
  const caption = captionWords(data, error, byDate);
  return (
    <Section
      title="What runs out first"
      aside={<span className="wide">{caption}</span>}
      end={!data && error && <Button onClick={retry}>Try again</Button>}
    >
      <p className={`narrow ${css.caption}`}>{caption}</p>
      {pools.length === 0 ? (
        <Empty title="No range yet">
          {known
            ? 'A range shows as soon as a ServiceCIDR or a node with a podCIDR is there.'
            : 'Nothing was read yet: which ranges there are is unknown.'}
        </Empty>
      ) : (
        <Table pools={pools} data={data} byDate={byDate} isAwaited={!error} />
      )}
    </Section>
  );
}

/** What the numbers rest on, in what order they stand, and why dates are missing where they are. */
function captionWords(data: ForecastList | undefined, error: Error | null, byDate: boolean): string {
  const order = 'fullest first, by what binds';
  if (!data) return error ? `${order}; when they end could not be asked: ${error.message}` : order;
  const basis = basisWords(data.items);
  const parts = [
    byDate && basis ? '' : order,
    basis ?? '',
    data.withoutHistory ? 'counts of the past cannot be read' : '', // the page says why below, the status page what to do
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function Table({
  pools,
  data,
  byDate,
  isAwaited,
}: {
  pools: readonly Pool[];
  data: ForecastList | undefined;
  byDate: boolean;
  isAwaited: boolean;
}) {
  const items = data?.items ?? [];
  const axis = data && axisOf(data);
  const planned = new Set(claimsOf(items, pools).flatMap((claim) => (claim.ends !== null && isInPlan(claim.kind) ? claim.id : [])));
  return (
    <div className={css.table}>
      <div className={`${css.row} ${css.heads} wide`} aria-hidden="true">
        <span>Pool</span>
        <span />
        <span>
          Handed out <span className={css.plain}>(band)</span> and in use <span className={css.plain}>(line)</span>
        </span>
        <span className="num">Left</span>
        <span className={css.axis}>
          {axis && <span>today</span>}
          {axis?.ticks.map(({ day, x, text }) =>
            x < 44 ? null : (
              <span key={day} style={{ left: `${(100 * x) / axisWidth}%` }}>
                {text}
              </span>
            ),
          )}
        </span>
      </div>
      {poolRows(pools, items, byDate).map((kind) => (
        <ul key={kind.name} className={css.group} aria-label={kind.name}>
          {kind.rows.map((row, index) => (
            <Row
              key={row.pool?.id ?? `all ${row.all?.family} ${row.all?.unit}`}
              row={row}
              kind={kind.name}
              first={index === 0}
              today={data?.today}
              axis={axis}
              isPlanned={row.head !== null && planned.has(row.head.id)}
              isAwaited={isAwaited}
            />
          ))}
        </ul>
      ))}
    </div>
  );
}

function axisOf({ items, today }: ForecastList): Axis {
  const axis = runwayAxis(
    dayNumber(today),
    items.flatMap(({ ends }) => spanOf(ends) ?? []),
  );
  return { ...axis, ticks: dayTicks([axis.from, axis.to], 0, axisWidth) };
}

interface RowOf {
  row: PoolRow;
  kind: string;
  first: boolean;
  today: string | undefined;
  axis: Axis | undefined;
  /** The plan has its growth: its runway leads there. */
  isPlanned: boolean;
  isAwaited: boolean;
}

function Row({ row: { pool, all, head }, kind, first, today, axis, isPlanned, isAwaited }: RowOf) {
  const words = today === undefined ? undefined : runwayWords(head, pool, today);
  const isSpan = head?.ends?.kind === 'date';
  const runway = words && axis && <Runway family={(pool ?? all).family} head={head} words={words} axis={axis} />;
  return (
    <li className={css.row}>
      <span className={`${css.kind} ${first ? '' : css.again}`}>{kind}</span>
      {pool ? <PoolCells pool={pool} kind={kind} /> : <TogetherCells all={all} />}
      <span className={css.when}>
        {runway ? (
          <>
            <span className={`${css.runway} ${isSpan ? '' : 'wide'}`}>
              {isPlanned ? (
                <Link to="/plan" title="Its growth, and what would change it">
                  {runway}
                </Link>
              ) : (
                runway
              )}
            </span>
            {!isSpan && <span className="narrow dim s12">{words.alone}</span>}
          </>
        ) : isAwaited ? (
          <span className={css.awaited} />
        ) : (
          <span className={`dim wide ${css.none}`}>–</span>
        )}
      </span>
    </li>
  );
}

function PoolCells({ pool, kind }: { pool: Pool; kind: string }) {
  const words = poolUse(pool);
  const { addresses, blocks } = pool;
  const cidr = pool.ranges[0] ?? pool.cidr;
  const byBlock = blocks !== null && pool.limit !== 'addresses';
  const left = byBlock ? blocks.free : addresses.free;
  return (
    <>
      <span className={`${css.range} ${kind.length + cidr.length > 31 ? css.long : ''}`}>
        <Link to="/map" search={{ cidr: pool.cidr, pool: pool.id }} className={css.link ?? ''}>
          <CidrText cidr={cidr} family={pool.family} />
        </Link>
        {isUnusual(pool) && (
          <span className={css.state}>
            <PoolState pool={pool} />
          </span>
        )}
        {isOneOfMany(pool) && <span className={css.name}>{nameWords(pool)}</span>}
      </span>
      <span className={css.use}>
        {words.bar && <TwoBar family={pool.family} {...words.bar} label={words.text} />}
        <span className={css.words}>
          <b>{words.strong}</b> {words.rest}
        </span>
      </span>
      <Left left={left} unit={byBlock ? `/${blocks.prefixLength} blocks` : 'addresses'} none={noLimit(pool)} />
    </>
  );
}

/** All ranges that the same things draw from: they end together. */
function TogetherCells({ all: { family, pools, unit, prefixLength, used, total, left } }: { all: PoolGroup }) {
  const isBand = unit === 'blocks';
  const count = used === null ? 'unknown' : formatCount(used).short;
  const rest = `${total === null ? '' : `of ${formatCount(total).short} `}${isBand ? 'handed out' : 'in use'}`;
  const inUse = used === null ? null : `${used}`;
  return (
    <>
      <span className={css.range}>
        <span className={css.together}>
          <FamilyMark family={family} text={false} /> {pools.length === 2 ? 'both' : `all ${pools.length}`} together
        </span>
      </span>
      <span className={css.use}>
        {total !== null && (
          <TwoBar
            family={family}
            total={`${total}`}
            handedOut={isBand ? inUse : null}
            inUse={isBand ? null : inUse}
            label={`${count} ${rest}`}
          />
        )}
        <span className={css.words}>
          <b>{count}</b> {rest}
        </span>
      </span>
      <Left left={left === null ? null : `${left}`} unit={isBand ? `/${prefixLength} blocks` : 'addresses'} none="limit unknown" />
    </>
  );
}

function Left({ left, unit, none }: { left: string | number | null; unit: string; none: string }) {
  return (
    <span className={`num ${css.left}`}>
      {left === null ? (
        <span className="dim">–</span>
      ) : (
        <strong title={formatCount(left).exact}>
          <Count value={left} />
        </strong>
      )}
      <span className={css.unit}>
        {left === null ? none : unit}
        {left !== null && <span className="narrow"> left</span>}
      </span>
    </span>
  );
}

/** Of these kinds there are many beside each other, each made by somebody under a name. */
function isOneOfMany(pool: Pool): boolean {
  return pool.kind === 'loadBalancer' || pool.kind === 'secondary' || (pool.kind === 'pod' && pool.object !== null);
}

/** "edge-v4", "edge-v4, with 2 more ranges" */
function nameWords(pool: Pool): string {
  const more = pool.ranges.length - 1;
  return more > 0 ? `${pool.name}, with ${counted(more, 'more range')}` : pool.name;
}

/** A /64 that is nobody's to cut up holds 2⁶⁴ addresses: that is never what ends. */
function noLimit(pool: Pool): string {
  return pool.family === 'IPv6' && pool.cidr.endsWith('/64') ? 'no limit' : 'limit unknown';
}
