import { Link } from '@tanstack/react-router';
import type { Pool } from '../../../shared/wire/pools.ts';
import { CidrText } from '../../kit/CidrText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { PoolState } from '../../kit/PoolState.tsx';
import { Section } from '../../kit/Section.tsx';
import { TwoBar } from '../../kit/TwoBar.tsx';
import { inKinds } from './inKinds.ts';
import { groupName } from './poolNames.ts';
import { poolUse } from './poolUse.ts';
import css from './RunsOut.module.css';

/** Every range with its two numerators and what is left, the fullest kind first. Each is a link to its map. */
export function RunsOut({ pools, known }: { pools: readonly Pool[]; known: boolean }) {
  return (
    <Section title="What runs out first" aside="fullest first, by what binds">
      {pools.length === 0 ? (
        <Empty title="No range yet">
          {known
            ? 'A range shows as soon as a ServiceCIDR or a node with a podCIDR is there.'
            : 'Nothing was read yet: which ranges there are is unknown.'}
        </Empty>
      ) : (
        <div className={css.table}>
          <div className={`${css.row} ${css.heads} wide`} aria-hidden="true">
            <span>Pool</span>
            <span />
            <span>
              Handed out <span className={css.plain}>(band)</span> and in use <span className={css.plain}>(line)</span>
            </span>
            <span className="num">Left</span>
          </div>
          {inKinds(pools).map((group) => (
            <ul key={group.name} className={css.group} aria-label={group.name}>
              {group.pools.map((pool, index) => (
                <PoolRow key={pool.id} pool={pool} first={index === 0} />
              ))}
            </ul>
          ))}
        </div>
      )}
    </Section>
  );
}

function PoolRow({ pool, first }: { pool: Pool; first: boolean }) {
  const words = poolUse(pool);
  const { addresses, blocks } = pool;
  const byBlock = blocks !== null && pool.limit !== 'addresses';
  const left = byBlock ? blocks.free : addresses.free;
  return (
    <li className={css.row}>
      <span className={`${css.kind} ${first ? '' : css.again}`}>{groupName(pool)}</span>
      <span className={css.range}>
        <Link to="/map" search={{ cidr: pool.cidr, pool: pool.id }} className={css.link ?? ''}>
          <CidrText cidr={pool.ranges[0] ?? pool.cidr} family={pool.family} />
        </Link>
        <PoolState pool={pool} />
        {isOneOfMany(pool) && <span className={css.name}>{nameWords(pool)}</span>}
      </span>
      <span className={css.use}>
        {words.bar && <TwoBar family={pool.family} {...words.bar} label={words.text} />}
        <span className={css.words}>
          <b>{words.strong}</b> {words.rest}
        </span>
      </span>
      <span className={`num ${css.left}`}>
        {left === null ? (
          <span className="dim">–</span>
        ) : (
          <strong title={formatCount(left).exact}>
            <Count value={left} />
          </strong>
        )}
        <span className={css.unit}>
          {left === null ? noLimit(pool) : byBlock ? 'blocks' : 'addresses'}
          {left !== null && <span className="narrow"> left</span>}
        </span>
      </span>
    </li>
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
  return pool.family === 'IPv6' && pool.cidr.endsWith('/64') ? 'one /64: no limit' : 'limit unknown';
}
