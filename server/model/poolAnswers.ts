import { type Address, addressBits, formatAddress } from '../../shared/net/address.ts';
import { type Cidr, cidrSize, containsCidr, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import { blockCount, usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import { serviceRange } from '../../shared/plan/serviceRange.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { Pool as WirePool } from '../../shared/wire/pools.ts';
import type { Counted } from './addressBook.ts';
import type { Cluster } from './cluster.ts';
import { liveHoldings, referenceOf } from './holders.ts';
import { type Listing, page } from './list.ts';
import { piecesOutside } from './pieces.ts';
import { comparePools, type Pool, poolSortKey } from './pool.ts';
import type { PoolsAnswer, PoolsQuery } from './questions.ts';

/** At most so many objects are named that keep a Service range from going. */
const mostBlockers = 100;

/** Which distinct addresses count as "in use" in a pool. */
export function countedIn(pool: Pool): Counted {
  return pool.kind === 'pod' ? 'pods' : pool.kind === 'service' ? 'services' : 'live';
}

/** A pool with its counts, each read from an index in O(log n). */
export function poolAnswer(cluster: Cluster, pool: Pool): WirePool {
  const { range } = pool;
  const inUse = useIsKnown(cluster, pool) ? BigInt(cluster.book.count(countedIn(pool), range)) : null;
  const common = {
    id: pool.id,
    kind: pool.kind,
    name: pool.name,
    family: range.family,
    ranges: [formatCidr(range)],
    blocks: null,
    static: null,
    limit: 'addresses' as const,
    state: pool.state,
    blockedBy: [],
    provenance: [...pool.sources],
  };
  const addresses = (usable: bigint | null, handedOut: bigint | null): WirePool['addresses'] => ({
    total: cidrSize(range).toString(),
    reserved: usable === null ? null : (cidrSize(range) - usable).toString(),
    usable: usable === null ? null : usable.toString(),
    handedOut: handedOut === null ? null : handedOut.toString(),
    inUse: inUse === null ? null : inUse.toString(),
    free: usable === null || inUse === null || !pool.declared ? null : (inUse > usable ? 0n : usable - inUse).toString(),
  });
  if (pool.blockLength !== null) {
    const total = blockCount(range, pool.blockLength);
    const usable =
      (cidrSize(range) >> BigInt(addressBits(range.family) - pool.blockLength)) * usableOfBlock(range.family, pool.blockLength);
    const known = cluster.known('Node');
    const handedOut = known ? cluster.blocks.count(range, pool.declared ? undefined : pool.blockLength) : null;
    return {
      ...common,
      addresses: addresses(usable, known ? cluster.blocks.addresses(range).handedOut : null),
      blocks: {
        prefixLength: pool.blockLength,
        total,
        handedOut,
        free: pool.declared && handedOut !== null ? Math.max(0, total - handedOut) : null,
      },
      limit: 'blocks',
    };
  }
  if (pool.kind === 'service' && pool.declared) {
    return {
      ...common,
      addresses: addresses(serviceRange(range).usable, null),
      static: staticBand(cluster, range, inUse !== null),
      blockedBy: pool.state === 'deleting' ? blockers(cluster, pool) : [],
    };
  }
  return { ...common, addresses: addresses(null, null) };
}

/** Whether those who hold the addresses of a pool are read. */
export function useIsKnown(cluster: Cluster, { kind }: Pick<Pool, 'kind'>): boolean {
  if (kind === 'pod') return cluster.known('Pod');
  if (kind === 'service') return cluster.known('Service') || cluster.known('IPAddress');
  return cluster.known('Node');
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
  const staying = cluster.pools.all
    .filter((other) => other.kind === 'service' && other.state !== 'deleting' && other.range.family === pool.range.family)
    .map(({ range }) => range);
  const found = new Map<string, Reference>();
  for (const { first, last } of piecesOutside(pool.range, staying)) {
    cluster.book.index(pool.range.family, 'services').scan(first, last, (value) => {
      const address: Address = { family: pool.range.family, value };
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
    family: ({ pool }) => pool.range.family,
    total: ({ answer }) => BigInt(answer.addresses.total),
    inUse: ({ answer }) => (answer.addresses.inUse === null ? null : BigInt(answer.addresses.inUse)),
    free: ({ answer }) => (answer.addresses.free === null ? null : BigInt(answer.addresses.free)),
    fullness: ({ answer }) => fullness(answer),
  },
};

export function poolsAnswer(cluster: Cluster, query: PoolsQuery): PoolsAnswer {
  const q = query.q?.trim().toLowerCase() ?? '';
  const matching = cluster.pools.all
    .filter(({ kind, range }) => (!query.kind || kind === query.kind) && (!query.family || range.family === query.family))
    .filter(({ id, range }) => q === '' || id.toLowerCase().includes(q) || formatCidr(range).includes(q))
    .map((pool) => ({ pool, answer: poolAnswer(cluster, pool) }));
  const { total, items, next } = page(listing, matching, query);
  return { total, items: items.map(({ answer }) => answer), next };
}

/** Service ranges that addresses come from in a prefix: the widest that give any, then those that give none and overlap no such. */
export function serviceRangesIn(cluster: Cluster, cidr: Cidr): Cidr[] {
  const near = [...cluster.pools.containing(cidr), ...cluster.pools.inside(cidr, 1000)]
    .filter(({ kind, declared }) => kind === 'service' && declared)
    .sort((a, b) => a.range.prefixLength - b.range.prefixLength || comparePools(a, b))
    .map(({ range }) => range);
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
