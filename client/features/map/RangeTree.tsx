import { Link } from '@tanstack/react-router';
import type { Family } from '../../../shared/net/address.ts';
import { coveringOf, formatAddressRange, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { ListedRange } from '../../../shared/wire/ranges.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted } from '../../kit/formatCount.ts';
import { outsideKind } from '../../kit/outsideWords.ts';
import { isUnusual, poolStates } from '../../kit/poolStates.ts';
import { Severity } from '../../kit/Severity.tsx';
import { familyOrder } from './familyOrder.ts';
import { momentText } from './momentTime.ts';
import { amountThen, type OfThen, stepSentence } from './poolsThen.ts';
import { poolAmount, poolOrigin } from './poolWords.ts';
import css from './RangeTree.module.css';
import { rangeTree, type TreeEntry } from './rangeTree.ts';
import type { PoolsAt } from './usePoolsThen.ts';

/** The pool on the map, by its id, and which of its ranges: the prefix around one of them, or around all. Without a pool any prefix. */
export interface OnMap {
  readonly pool: string | null;
  readonly cidr: string;
}

/** The way to the atlas, then every range of the cluster by family and address, with the gaps between; what is on the map is marked. */
export function RangeTree({
  pools,
  families,
  declared = [],
  current,
  atlas,
  at,
  then,
}: {
  pools: readonly Pool[];
  /** Ranges outside the cluster. */
  declared?: readonly ListedRange[];
  /** In the cluster's order; null where that is not known. */
  families: readonly Family[] | null;
  current: OnMap | undefined;
  atlas: boolean;
  /** The past moment on the map: other ranges are shown as they were then, too. */
  at: string | undefined;
  /** The pools as they were at that moment: their counts stand in place of those of now. */
  then: PoolsAt | undefined;
}) {
  const shown = then?.pools ?? pools;
  const carried = at === undefined ? {} : { at };
  return (
    <nav className={css.tree} aria-label="Ranges">
      <Link
        to="/map"
        search={carried}
        activeOptions={{ exact: true }}
        className={`${css.range} ${css.all} ${atlas ? css.on : ''}`}
        aria-current={atlas ? 'page' : undefined}
      >
        All ranges
      </Link>
      {at !== undefined && (
        <p className={css.then}>
          {then?.isAwaited || then?.pools.some((pool) => amountThen(pool, then) !== 'not known')
            ? `${stepSentence(then.answer?.step ?? null) || `Counts as on ${momentText(at)}.`} Ranges are as they are now.`
            : 'Ranges as they are now; their counts then are not known.'}
        </p>
      )}
      {familyOrder(
        families,
        shown.map((pool) => pool.family),
      ).map((family) => {
        const entries = rangeTree(shown, family);
        const count = entries.filter((entry) => entry.kind === 'range').length;
        return (
          <section key={family}>
            <h2>
              <FamilyMark family={family} />
              <span>
                {count} {count === 1 ? 'range' : 'ranges'}
              </span>
            </h2>
            <ul>
              {entries.map((entry) => (
                <li key={keyOf(entry)}>
                  <Entry entry={entry} current={current} declared={declared} at={at} then={then} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {declared.length > 0 && (
        <section>
          <h2>
            <span>Outside the cluster</span>
            <span>{counted(declared.length, 'range')}</span>
          </h2>
          <ul>
            {[...declared].sort(byAddress).map((one) => (
              <li key={one.id}>
                <DeclaredEntry one={one} current={current} at={at} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </nav>
  );
}

function Entry({
  entry,
  current,
  declared,
  at,
  then,
}: {
  entry: TreeEntry;
  current: OnMap | undefined;
  declared: readonly ListedRange[];
  at: string | undefined;
  then: OfThen | undefined;
}) {
  if (entry.kind === 'gap') {
    const isFree = entry.within && !declared.some(({ range }) => sharesAddress(range, `${entry.first}-${entry.last}`));
    // Of the past it is not known what lay between.
    const word = then ? 'in no range' : isFree ? 'free' : entry.within ? 'in part free' : 'outside';
    return (
      <span className={css.gap}>
        {entry.first} – {entry.last} <span>{word}</span>
      </span>
    );
  }
  const { pool, range, depth, overlaps } = entry;
  const cidr = formatCidr(coveringOf(range));
  const on = pool.id === current?.pool && (current.cidr === cidr || current.cidr === pool.cidr);
  return (
    <Link
      to="/map"
      search={{ cidr, pool: pool.id, ...(at === undefined ? {} : { at }) }}
      className={`${css.range} ${on ? css.on : ''}`}
      aria-current={on ? 'page' : undefined}
      style={{ paddingLeft: 16 + Math.min(depth, 3) * 16 }}
    >
      <span className={css.address}>
        {overlaps && <Severity severity="critical" size={12} label="overlaps" />}
        {!overlaps && isUnusual(pool) && pool.state !== 'disabled' && (
          <Severity severity="warning" size={12} label={poolStates[pool.state]} />
        )}
        <AddressText address={formatAddressRange(range)} />
      </span>
      <span className={css.amount}>{then ? amountThen(pool, then) : poolAmount(pool)}</span>
      <span className={css.origin}>
        {poolOrigin(pool)}
        {overlaps && ' · overlaps'}
        {pool.blockedBy.length > 0 && `, blocked by ${pool.blockedBy.length}`}
      </span>
    </Link>
  );
}

function sharesAddress(one: string, other: string): boolean {
  const [a, b] = [parseAddressRange(one), parseAddressRange(other)];
  return a !== undefined && b !== undefined && a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function DeclaredEntry({ one, current, at }: { one: ListedRange; current: OnMap | undefined; at: string | undefined }) {
  const on = current?.pool === null && current.cidr === one.cidr;
  const conflicts = one.overlaps.some(({ isConflict }) => isConflict);
  return (
    <Link
      to="/map"
      search={{ cidr: one.cidr, ...(at === undefined ? {} : { at }) }}
      className={`${css.range} ${on ? css.on : ''}`}
      aria-current={on ? 'page' : undefined}
      title={one.note ?? undefined}
    >
      <span className={css.address}>
        {conflicts && <Severity severity="warning" size={12} label="overlaps" />}
        <AddressText address={one.range} />
      </span>
      <span className={css.origin}>
        {outsideKind(one)} · {one.owner}
        {conflicts && ' · overlaps'}
      </span>
    </Link>
  );
}

/** IPv4 before IPv6, by address, the wider first. */
function byAddress(a: ListedRange, b: ListedRange): number {
  const [one, other] = [parseAddressRange(a.range), parseAddressRange(b.range)];
  if (!one || !other) return 0;
  if (one.family !== other.family) return one.family === 'IPv4' ? -1 : 1;
  const [before, after] = one.first === other.first ? [other.last, one.last] : [one.first, other.first];
  return before < after ? -1 : before > after ? 1 : 0;
}

function keyOf(entry: TreeEntry): string {
  return entry.kind === 'gap' ? `gap ${entry.first}` : `${entry.pool.id} ${formatAddressRange(entry.range)}`;
}
