import { type Address, formatAddress } from '../../shared/net/address.ts';
import { type Cidr, cidrSize, containsCidr, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import { count, difference, type Run, rangeSet } from '../../shared/net/rangeSet.ts';
import { keptWithin } from '../../shared/plan/keep.ts';
import { blockCount } from '../../shared/plan/nodeBlock.ts';
import { serviceRange } from '../../shared/plan/serviceRange.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { Pool as WirePool } from '../../shared/wire/pools.ts';
import type { Counted } from './addressBook.ts';
import type { Cluster } from './cluster.ts';
import { clusterFamilies } from './clusterFamilies.ts';
import { liveHoldings, referenceOf } from './holders.ts';
import { type Listing, page } from './list.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { comparePools, type Pool, poolSortKey, rangeTexts } from './pool.ts';
import type { PoolsAnswer, PoolsQuery } from './questions.ts';

/** At most so many objects are named that keep a Service range from going. */
const mostBlockers = 100;

/** A pool with its counts, each read from an index in O(log n) for each of its ranges. */
export function poolAnswer(cluster: Cluster, pool: Pool): WirePool {
  const { family, cover } = pool;
  const total = count(pool.set);
  const known = useIsKnown(cluster, pool) && !pool.ambiguous;
  const inUse = known ? countIn(cluster, pool, pool.counted) : null;
  const recorded = recordedIn(cluster, pool, inUse);
  const usable = usableOf(pool);
  const cut = pool.blocks && cluster.blockClaims.of[pool.blocks.of];
  const blocksKnown = pool.blocks !== null && cluster.blocksKnown(pool.blocks.of);
  const sum = (of: (range: Cidr) => bigint) => pool.cidrs.reduce((all, range) => all + of(range), 0n);
  const handedOut = cut && blocksKnown ? sum((range) => cut.addresses(range).handedOut) : null;
  const isService = pool.kind === 'service' && pool.declared;
  return {
    id: pool.id,
    kind: pool.kind,
    name: pool.name,
    family,
    ranges: rangeTexts(pool),
    cidr: formatCidr(cover),
    object: pool.object,
    addresses: {
      total: total.toString(),
      reserved: usable === null ? null : (total - usable).toString(),
      usable: usable === null ? null : usable.toString(),
      handedOut: handedOut === null ? null : handedOut.toString(),
      recorded: recorded === null ? null : recorded.toString(),
      inUse: inUse === null ? null : inUse.toString(),
      free: freeOf(cluster, pool, usable, inUse)?.toString() ?? null,
    },
    blocks: pool.blocks && blocksOf(cluster, pool, pool.blocks, blocksKnown),
    static: isService ? staticBand(cluster, cover, inUse !== null) : null,
    limit: pool.blocks ? 'blocks' : 'addresses',
    state: pool.state,
    blockedBy: isService && pool.state === 'deleting' ? blockers(cluster, pool) : [],
    provenance: [...pool.sources],
  };
}

/** Blocks that the controller steps around and nobody has: by hand a node can have one all the same. */
function skippedBlocks(blocks: NodeBlocks, pool: Pool, length: number): number {
  return pool.skipped.reduce((sum, range) => sum + Math.max(0, 2 ** (length - range.prefixLength) - blocks.count(range)), 0);
}

/** What allocators have written down: IPAddress objects of a Service range, a CNI's records of the others. */
function recordedIn(cluster: Cluster, pool: Pool, inUse: bigint | null): bigint | null {
  if (pool.kind === 'service') return pool.declared && cluster.known('IPAddress') ? countIn(cluster, pool, 'ipAddresses') : null;
  if (pool.records === 'holders') return inUse;
  return pool.records && recordsKnown(cluster, pool) ? countIn(cluster, pool, 'recorded') : null;
}

function recordsKnown(cluster: Cluster, { recordedIn, ambiguous }: Pool): boolean {
  return !ambiguous && (recordedIn === null || cluster.known(recordedIn));
}

function countIn(cluster: Cluster, pool: Pool, set: Counted): bigint {
  const index = cluster.book.index(pool.family, set);
  return BigInt(pool.set.runs.reduce((sum, { first, last }) => sum + index.count(first, last), 0));
}

/** What the allocator can give out of a pool; null where nobody says what its whole ranges are, or how they are given out. */
export function usableOf(pool: Pool): bigint | null {
  if (pool.kind === 'service') return pool.declared ? serviceRange(pool.cover).usable : null;
  if (!pool.declared && pool.blocks === null) return null;
  const given = (first: bigint, last: bigint) => last - first + 1n - keptWithin(pool.keeps, pool.family, first, last);
  const skipped = pool.skipped.reduce((sum, range) => sum + given(range.value, lastValue(range)), 0n);
  return pool.set.runs.reduce((sum, { first, last }) => sum + given(first, last), -skipped);
}

/** An address that is recorded stays taken until somebody releases it, even one that nobody holds. */
function freeOf(cluster: Cluster, pool: Pool, usable: bigint | null, inUse: bigint | null): bigint | null {
  if (usable === null || !pool.declared) return null;
  if (!pool.gives) return 0n;
  if (inUse === null || !recordsKnown(cluster, pool)) return null;
  if (pool.kind === 'service') return usable - heldInService(cluster, pool);
  const taken = inUse + (pool.records ? countIn(cluster, pool, 'unheldRecorded') : 0n);
  return taken > usable ? 0n : usable - taken;
}

/** Held addresses that a Service range could give: the edge of an inner one may be held by way of a wider one (measured). */
function heldInService(cluster: Cluster, { cover }: Pool): bigint {
  const { first, last } = serviceRange(cover);
  return first === null || last === null ? 0n : BigInt(cluster.book.index(cover.family, 'services').count(first, last));
}

function blocksOf(cluster: Cluster, pool: Pool, { length, of }: NonNullable<Pool['blocks']>, known: boolean): WirePool['blocks'] {
  const total = pool.cidrs.reduce((sum, range) => sum + blockCount(range, length), 0);
  // An inferred range is that of blocks of one length; of a declared one every block takes its part.
  const only = pool.declared ? undefined : length;
  const handedOut = known ? pool.cidrs.reduce((sum, range) => sum + cluster.blockClaims.of[of].count(range, only), 0) : null;
  const skipped = skippedBlocks(cluster.blockClaims.of[of], pool, length);
  const free = pool.declared && handedOut !== null ? Math.max(0, total - handedOut - skipped) : null;
  return { prefixLength: length, total, handedOut, free };
}

/** Whether those who hold the addresses of a pool are read. */
export function useIsKnown(cluster: Cluster, { kind }: Pick<Pool, 'kind'>): boolean {
  if (kind === 'pod' || kind === 'secondary') return cluster.known('Pod');
  if (kind === 'service') return cluster.known('Service') || cluster.known('IPAddress');
  return kind === 'loadBalancer' ? cluster.known('Service') : cluster.known('Node');
}

/** The same where several pools meet; where there is none, anything may hold an address. */
export function useIsKnownIn(cluster: Cluster, pools: readonly Pick<Pool, 'kind'>[]): boolean {
  const around = pools.length > 0 ? pools : (['pod', 'service', 'node'] as const).map((kind) => ({ kind }));
  return around.every((pool) => useIsKnown(cluster, pool));
}

/** KEP-3070: where a Service may ask for an address with little risk of a clash. */
function staticBand(cluster: Cluster, range: Cidr, known: boolean): WirePool['static'] {
  const { first, staticSize } = serviceRange(range);
  if (first === null || staticSize === 0) return { first: null, last: null, size: 0, inUse: 0, nextFree: null };
  const last = first + BigInt(staticSize) - 1n;
  const taken = cluster.book.index(range.family, 'services');
  const nextFree = known ? taken.firstGap(first, last) : undefined;
  const text = (value: bigint) => formatAddress({ family: range.family, value });
  return {
    first: text(first),
    last: text(last),
    size: staticSize,
    inUse: known ? taken.count(first, last) : null,
    nextFree: nextFree === undefined ? null : text(nextFree),
  };
}

/** What holds an address that lies in this range and in no other that stays (KEP-1880), by address, each once. */
function blockers(cluster: Cluster, pool: Pool): Reference[] {
  // A range that stays covers what it could give itself: an address at its edge keeps the wider one (measured).
  const staying = cluster.pools.all.flatMap((other): Run[] => {
    if (other.kind !== 'service' || other.state === 'deleting' || other.family !== pool.family) return [];
    const { first, last } = serviceRange(other.cover);
    return first === null || last === null ? [] : [{ first, last }];
  });
  const found = new Map<string, Reference>();
  for (const { first, last } of difference(pool.set, rangeSet(pool.family, staying)).runs) {
    cluster.book.index(pool.family, 'services').scan(first, last, (value) => {
      const address: Address = { family: pool.family, value };
      for (const holding of liveHoldings(cluster, address)) {
        if (holding.record.kind !== 'Service' && holding.record.kind !== 'IPAddress') continue;
        if (found.size < mostBlockers) found.set(`${holding.record.kind} ${holding.key}`, referenceOf(holding));
      }
      return found.size < mostBlockers;
    });
    if (found.size >= mostBlockers) break;
  }
  return [...found.values()];
}

/** How full a pool is by what ends first, 0 … 1; null where its end is not known. */
export function fullness({ blocks, addresses }: WirePool): number | null {
  if (blocks)
    return blocks.free === null || blocks.handedOut === null ? null : blocks.total === 0 ? 1 : Math.min(1, blocks.handedOut / blocks.total);
  if (addresses.free === null || addresses.usable === null || addresses.inUse === null) return null;
  return addresses.usable === '0' ? 1 : Math.min(1, Number(addresses.inUse) / Number(addresses.usable));
}

const listing: Listing<{ pool: Pool; answer: WirePool }> = {
  name: 'pools',
  unique: ({ pool }) => pool.id,
  defaultSort: 'kind',
  fields: {
    kind: ({ pool }) => poolSortKey(pool),
    name: ({ pool }) => pool.name,
    family: ({ pool }) => pool.family,
    total: ({ answer }) => BigInt(answer.addresses.total),
    inUse: ({ answer }) => (answer.addresses.inUse === null ? null : BigInt(answer.addresses.inUse)),
    free: ({ answer }) => (answer.addresses.free === null ? null : BigInt(answer.addresses.free)),
    fullness: ({ answer }) => fullness(answer),
  },
};

export function poolsAnswer(cluster: Cluster, query: PoolsQuery): PoolsAnswer {
  const q = query.q?.trim().toLowerCase() ?? '';
  const matching = cluster.pools.all
    .filter(({ kind, family }) => (!query.kind || kind === query.kind) && (!query.family || family === query.family))
    .filter((pool) => q === '' || pool.id.toLowerCase().includes(q) || rangeTexts(pool).some((text) => text.includes(q)))
    .map((pool) => ({ pool, answer: poolAnswer(cluster, pool) }));
  const { total, items, next } = page(listing, matching, query);
  return { total, items: items.map(({ answer }) => answer), next, families: clusterFamilies(cluster) };
}

/** Service ranges that addresses come from in a prefix: the widest that give any, then those that give none and overlap no such. */
export function serviceRangesIn(cluster: Cluster, cidr: Cidr): Cidr[] {
  const near = [...cluster.pools.containing(cidr), ...cluster.pools.inside(cidr, 1000)]
    .filter(({ kind, declared }) => kind === 'service' && declared)
    .sort((a, b) => a.cover.prefixLength - b.cover.prefixLength || comparePools(a, b))
    .map(({ cover }) => cover);
  const out: Cidr[] = [];
  const gives = (range: Cidr) => serviceRange(range).usable > 0n;
  for (const range of [...near.filter(gives), ...near.filter((other) => !gives(other))]) {
    if (!out.some((other) => containsCidr(other, range) || containsCidr(range, other))) out.push(range);
  }
  return out;
}

/** How many addresses of a piece of a Service range, or of the range if it lies in the piece, are never given out. */
export function reservedInService(range: Cidr, piece: Cidr): { readonly reserved: bigint; readonly usable: bigint } {
  const inner = containsCidr(range, piece) ? piece : range;
  const { first, last } = serviceRange(range);
  if (first === null || last === null) return { reserved: cidrSize(inner), usable: 0n };
  let from = inner.value;
  let to = lastValue(inner);
  if (from < first) from = first;
  if (to > last) to = last;
  const usable = to < from ? 0n : to - from + 1n;
  return { reserved: cidrSize(inner) - usable, usable };
}
