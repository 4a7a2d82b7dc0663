import { formatAddress } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import { nextRun, type Run } from '../../shared/net/rangeSet.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import { kinds } from '../records/records.ts';
import type { Cluster } from './cluster.ts';
import { resolve } from './holders.ts';
import { whoHolds } from './ipam/allocations.ts';
import { type Declared, headOf, narrowestFirst } from './outsideRanges.ts';
import { useIsKnownIn } from './poolAnswers.ts';
import type { OutsidersAnswer } from './questions.ts';

const mostItems = 64;
const mostHolders = 3;
const mostDeclared = 3;
/** An address of a load balancer may be shared by any number of Services: so many of its holders are looked at. */
const mostLooked = 16;
const groupLength = { IPv4: 24, IPv6: 64 };

type Item = OutsidersAnswer['items'][number];

/** Held addresses in no known range, group by group: from one to the next by the gaps between ranges, never address by address. */
export function outsideAnswer(cluster: Cluster): OutsidersAnswer {
  if (!isKnown(cluster)) return { total: null, items: [], more: 0 };
  let total = 0;
  const items: Item[] = [];
  for (const family of ['IPv4', 'IPv6'] as const) {
    const held = cluster.book.index(family, 'live');
    const gaps = cluster.pools.uncovered(family);
    total += gaps.runs.reduce((sum, { first, last }) => sum + held.count(first, last), 0);
    for (let value: bigint | undefined = 0n; value !== undefined && items.length < mostItems; ) {
      const gap = nextRun(gaps, value);
      const next: bigint | undefined = gap && held.ceiling(value > gap.first ? value : gap.first);
      if (!gap || next === undefined) break;
      if (next > gap.last) {
        value = next;
        continue;
      }
      const group = cidrOf({ family, value: next }, groupLength[family]);
      items.push(itemOf(cluster, group, gaps.runs));
      value = lastValue(group) + 1n;
    }
  }
  return { total, items, more: total - items.reduce((sum, { inUse }) => sum + inUse, 0) };
}

/**
 * A range that is not read yet would make its addresses outsiders. Where a kind may not be read, or is not there, the known ranges are
 * all that will be known.
 */
function isKnown(cluster: Cluster): boolean {
  return useIsKnownIn(cluster, []) && kinds.every((kind) => cluster.known(kind) || !cluster.readable(kind));
}

function itemOf(cluster: Cluster, group: Cidr, gaps: readonly Run[]): Item {
  const { family } = group;
  const held = cluster.book.index(family, 'live');
  const pieces = gaps
    .filter(({ first, last }) => first <= lastValue(group) && last >= group.value)
    .map(({ first, last }) => ({
      first: first > group.value ? first : group.value,
      last: last < lastValue(group) ? last : lastValue(group),
    }))
    .filter(({ first, last }) => held.count(first, last) > 0);
  const text = (value: bigint | undefined) => formatAddress({ family, value: value as bigint });
  const lowest = pieces.at(0) as Run;
  const highest = pieces.at(-1) as Run;
  return {
    cidr: formatCidr(group),
    family,
    inUse: pieces.reduce((sum, { first, last }) => sum + held.count(first, last), 0),
    first: text(held.ceiling(lowest.first)),
    last: text(held.floor(highest.last)),
    holders: holdersIn(cluster, group, pieces),
    ...declaredIn(cluster, group, pieces),
  };
}

/** The narrowest ranges of a file that have any of these addresses; nothing where there is no file. */
function declaredIn({ outside, book }: Cluster, group: Cidr, pieces: readonly Run[]): Pick<Item, 'declared'> {
  if (!outside.isDeclared) return {};
  const held = book.index(group.family, 'live');
  const has = ({ range }: Declared) =>
    pieces.some(({ first, last }) => {
      const from = first > range.first ? first : range.first;
      const to = last < range.last ? last : range.last;
      return from <= to && held.count(from, to) > 0;
    });
  return { declared: narrowestFirst(outside.near(group).filter(has)).slice(0, mostDeclared).map(headOf) };
}

/** The first holders by address, each once. */
function holdersIn(cluster: Cluster, { family }: Cidr, pieces: readonly Run[]): Reference[] {
  const found = new Map<string, Reference>();
  for (const { first, last } of pieces) {
    cluster.book.index(family, 'live').scan(first, last, (value) => {
      const address = { family, value };
      for (const holding of resolve(cluster, cluster.book.holders(address).slice(0, mostLooked))) {
        const { object } = whoHolds(holding, address);
        found.set(JSON.stringify(object), object);
      }
      return found.size < mostHolders;
    });
    if (found.size >= mostHolders) break;
  }
  return [...found.values()].slice(0, mostHolders);
}
