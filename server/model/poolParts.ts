import { addressBits, formatAddress } from '../../shared/net/address.ts';
import { type Cidr, cidrSize, containsCidr, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import type { Run } from '../../shared/net/rangeSet.ts';
import { type Keep, nextKept } from '../../shared/plan/keep.ts';
import { usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import { serviceKeeps } from '../../shared/plan/serviceRange.ts';
import type { NodeBlock, PoolHolder } from '../../shared/wire/pools.ts';
import type { Counted } from './addressBook.ts';
import { allocators } from './blockClaims.ts';
import type { Cluster } from './cluster.ts';
import { type Place, readCursor, writeCursor } from './cursor.ts';
import { liveHoldings } from './holders.ts';
import { whoHolds } from './ipam/allocations.ts';
import type { BlockOwner } from './ipam/said.ts';
import { askedOrder, type Listing, type Page, page, pageOf } from './list.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { type Pool, rangeTexts } from './pool.ts';
import { poolAnswer, useIsKnown } from './poolAnswers.ts';
import { QueryError } from './queryError.ts';
import type { BlocksAnswer, BlocksQuery, FreeAnswer, FreeQuery, HoldersAnswer, PoolAnswer, PoolQuery } from './questions.ts';

interface Row {
  readonly block: Cidr;
  readonly text: string;
  readonly node: string;
  readonly of: BlockOwner;
  readonly counted: Counted;
}

/** A pool with the head of its blocks where nodes get blocks of it, else of the addresses that are held. */
export function poolDetail(cluster: Cluster, pool: Pool, query: PoolQuery): PoolAnswer {
  const cut = pool.blocks !== null;
  return {
    ...poolAnswer(cluster, pool),
    blockList: cut ? blocksAnswer(cluster, pool, query) : null,
    holderList: cut ? null : holdersAnswer(cluster, pool, query),
  };
}

/** The node blocks of a pool, by address unless asked otherwise; one item for each node that has the block. */
export function blocksAnswer(cluster: Cluster, pool: Pool, query: BlocksQuery): BlocksAnswer {
  const q = query.q?.trim().toLowerCase() ?? '';
  const inOrder = q === '' && (query.sort ?? 'cidr') === 'cidr';
  const found = inOrder ? blocksInOrder(cluster, pool, query) : page(blockListing(cluster), matchingBlocks(cluster, pool, q), query);
  return {
    ...found,
    total: pool.blocks === null || cluster.blocksKnown(pool.blocks.of) ? found.total : null,
    items: found.items.map((row) => nodeBlock(cluster, row)),
  };
}

/** Reads the index from the cursor on, and no more than the page shows. */
function blocksInOrder(cluster: Cluster, pool: Pool, query: BlocksQuery): Page<Row> {
  const listing = blockListing(cluster);
  const { sort, compare, after } = askedOrder(listing, query);
  const limit = query.limit ?? 100;
  const rows: { readonly item: Row; readonly place: Place }[] = [];
  const start = typeof after?.value === 'bigint' ? after.value >> 8n : 0n;
  let total = 0;
  const blocks = pool.blocks && cluster.blockClaims.of[pool.blocks.of];
  for (const range of pool.cidrs) {
    total += blocks?.countHeld(range, onlyLength(pool)) ?? 0;
    if (lastValue(range) < start || rows.length > limit) continue;
    eachRow(cluster, pool, range, start > range.value ? start : range.value, (item) => {
      const place = { value: cidrPlace(item), unique: listing.unique(item) };
      if (!after || compare(place, after) > 0) rows.push({ item, place });
      return rows.length <= limit;
    });
  }
  return pageOf(listing.name, sort, { total, items: rows, limit });
}

function matchingBlocks(cluster: Cluster, pool: Pool, q: string): Row[] {
  const rows: Row[] = [];
  for (const range of pool.cidrs) {
    eachRow(cluster, pool, range, range.value, (row) => {
      if (q === '' || row.node.includes(q) || row.text.includes(q)) rows.push(row);
      return true;
    });
  }
  return rows;
}

/** Rows of one prefix of a pool in order, from an address on. Stop by returning false. */
function eachRow(cluster: Cluster, pool: Pool, range: Cidr, start: bigint, visit: (row: Row) => boolean): void {
  if (pool.blocks === null) return;
  const { of } = pool.blocks;
  const only = onlyLength(pool);
  const visitBlock = (block: Cidr, nodes: readonly number[]): boolean => {
    if (only !== undefined && block.prefixLength !== only) return true;
    const text = formatCidr(block);
    return cluster.blockClaims.names(nodes).every((node) => visit({ block, text, node, of, counted: pool.counted }));
  };
  cluster.blockClaims.of[of].scan(range, visitBlock, start);
}

function cidrPlace({ block }: Row): bigint {
  return block.value * 256n + BigInt(block.prefixLength);
}

/** An inferred range is that of blocks of one length; of a declared one every block takes its part. */
function onlyLength({ blocks, declared }: Pool): number | undefined {
  return declared ? undefined : blocks?.length;
}

function blockListing(cluster: Cluster): Listing<Row> {
  return {
    name: 'blocks',
    unique: ({ text, node }) => `${text} ${node}`,
    defaultSort: 'cidr',
    fields: {
      cidr: cidrPlace,
      node: ({ node }) => node,
      inUse: ({ block, counted }) => (cluster.known('Pod') ? cluster.book.count(counted, block) : null),
      usable: ({ block, of }) => usableOfBlock(block.family, block.prefixLength, allocators[of]),
      maxPods: ({ node }) => cluster.nodes.get(node)?.record?.maxPods ?? null,
    },
  };
}

/** The smaller of usable addresses and maxPods ends the block. */
function nodeBlock(cluster: Cluster, { block, text, node, of, counted }: Row): NodeBlock {
  const usable = usableOfBlock(block.family, block.prefixLength, allocators[of]);
  const maxPods = cluster.nodes.get(node)?.record?.maxPods ?? null;
  return {
    cidr: text,
    node,
    inUse: cluster.known('Pod') ? cluster.book.count(counted, block).toString() : null,
    usable: usable.toString(),
    maxPods,
    limit: maxPods === null ? null : usable < BigInt(maxPods) ? 'addresses' : 'maxPods',
  };
}

/** Held addresses of a pool in address order: read from the index at the cursor, whatever the pool holds. */
export function holdersAnswer(cluster: Cluster, pool: Pool, query: PoolQuery): HoldersAnswer {
  const { family, counted } = pool;
  const index = cluster.book.index(family, counted);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, 'holders', pool.id).value;
  if (query.cursor !== undefined && typeof after !== 'bigint')
    throw new QueryError('invalid-cursor', query.cursor, 'this is no cursor: take it from `next` of an answer');
  const from = typeof after === 'bigint' ? after + 1n : 0n;
  const limit = query.limit ?? 100;
  const items: PoolHolder[] = [];
  let total = 0;
  let lastHeld = 0n;
  let more = false;
  for (const { first, last } of pool.set.runs) {
    total += index.count(first, last);
    if (more || last < from) continue;
    index.scan(first > from ? first : from, last, (value) => {
      more = items.length === limit;
      if (more) return false;
      const address = { family, value };
      items.push({
        address: formatAddress(address),
        holders: liveHoldings(cluster, address).map((holding) => whoHolds(holding, address).object),
      });
      lastHeld = value;
      return true;
    });
  }
  const next = more ? writeCursor('holders', pool.id, { value: lastHeld, unique: '' }) : null;
  return { total: useIsKnown(cluster, pool) ? total : null, items, next };
}

/**
 * Free prefixes of one length: in a pool of blocks those that overlap no block, in others those in which no address is held, recorded
 * or reserved. None is named where what takes them is not read.
 * Throws QueryError out-of-range where the pool has nothing of the prefix that they have to lie in, and where the length is not between
 * that of the widest prefix that is looked through and that of an address.
 */
export function freeAnswer(cluster: Cluster, pool: Pool, query: FreeQuery): FreeAnswer {
  const { family } = pool;
  const { prefix, within } = query;
  const bits = addressBits(family);
  const ranges = within ? pool.cidrs.flatMap((range) => innerOf(range, within) ?? []) : pool.cidrs;
  const searched = within ? ranges.map(formatCidr) : rangeTexts(pool);
  if (within && ranges.length === 0)
    throw new QueryError('out-of-range', formatCidr(within), `the pool is ${rangeTexts(pool).join(', ')}, which has no address of it`);
  const widest = Math.min(...ranges.map(({ prefixLength }) => prefixLength));
  if (prefix < widest || prefix > bits)
    throw new QueryError('out-of-range', String(prefix), `a prefix length from ${widest} to ${bits} fits ${searched.join(', ')}`);
  const known = pool.blocks === null ? useIsKnown(cluster, pool) : cluster.blocksKnown(pool.blocks.of);
  if (!known) return { pool: pool.id, prefixLength: prefix, total: null, items: [] };
  const limit = query.limit ?? 100;
  const size = 1n << BigInt(bits - prefix);
  const items: string[] = [];
  let total = 0n;
  for (const range of ranges) {
    if (range.prefixLength > prefix) continue;
    const used = usedIn(cluster, pool, range, prefix);
    total += (cidrSize(range) >> BigInt(bits - prefix)) - used.slots;
    let slot = range.value;
    while (items.length < limit && slot <= lastValue(range)) {
      const taken = used.next(slot);
      const free = taken === undefined || taken.first >= slot + size;
      if (free) items.push(formatCidr({ family, value: slot, prefixLength: prefix }));
      const past = free ? slot + size : taken.last + 1n;
      slot = past % size === 0n ? past : past - (past % size) + size;
    }
  }
  return { pool: pool.id, prefixLength: prefix, total: total.toString(), items };
}

/** Of two prefixes that share addresses one lies in the other. */
function innerOf(a: Cidr, b: Cidr): Cidr | undefined {
  return containsCidr(a, b) ? b : containsCidr(b, a) ? a : undefined;
}

/** What is taken of one prefix of a pool: how many slots of the length it touches, and its next piece that ends at or after x. */
interface Used {
  readonly slots: bigint;
  readonly next: (x: bigint) => Run | undefined;
}

function usedIn(cluster: Cluster, pool: Pool, range: Cidr, prefix: number): Used {
  if (pool.blocks !== null) return usedByBlocks(cluster.blockClaims.of[pool.blocks.of], pool, range, prefix);
  const index = cluster.book.index(pool.family, pool.counted);
  const next = nextTaken(cluster, pool);
  // Where addresses are all that takes, their slots are counted in one pass over the keys.
  if (keepsOf(pool).length === 0 && !pool.records)
    return { slots: BigInt(index.countPrefixes(range.value, lastValue(range), prefix)), next };
  return { slots: slotsTaken(range, prefix, next), next };
}

function usedByBlocks(blocks: NodeBlocks, pool: Pool, range: Cidr, prefix: number): Used {
  const next = (x: bigint) => {
    const run = blocks.nextRun(range.family, x);
    const skipped = pool.skipped.filter((other) => lastValue(other) >= x).map((other) => ({ first: other.value, last: lastValue(other) }));
    return lowestOf(run ? [run, ...skipped] : skipped);
  };
  if (pool.skipped.length > 0) return { slots: slotsTaken(range, prefix, next), next };
  const covered = blocks.covering(range).length > 0;
  return { slots: covered ? cidrSize(range) >> BigInt(addressBits(range.family) - prefix) : blocks.countOverlapped(range, prefix), next };
}

function lowestOf(runs: readonly Run[]): Run | undefined {
  return runs.reduce<Run | undefined>((lowest, run) => (lowest && lowest.first <= run.first ? lowest : run), undefined);
}

function keepsOf(pool: Pool): readonly Keep[] {
  return pool.kind === 'service' && pool.declared ? serviceKeeps(pool.cover) : pool.keeps;
}

/** The next run that is held, recorded or kept, and ends at or after an address. */
function nextTaken(cluster: Cluster, pool: Pool): Used['next'] {
  const { family } = pool;
  const sets = [cluster.book.index(family, pool.counted), ...(pool.records ? [cluster.book.index(family, 'unheldRecorded')] : [])];
  const keeps = keepsOf(pool);
  return (x) => {
    let lowest = nextKept(keeps, family, x);
    for (const set of sets) {
      const value = set.ceiling(x);
      if (value !== undefined && (!lowest || value < lowest.first)) lowest = { first: value, last: set.runEnd(value) - 1n };
    }
    return lowest;
  };
}

/** Slots of a length that anything taken touches: one step for each run that is taken. */
function slotsTaken(range: Cidr, prefix: number, next: Used['next']): bigint {
  const shift = BigInt(addressBits(range.family) - prefix);
  const end = lastValue(range);
  let slots = 0n;
  for (let taken = next(range.value), from = range.value; taken && taken.first <= end; taken = next(from)) {
    const first = (taken.first > from ? taken.first : from) >> shift;
    const last = (taken.last < end ? taken.last : end) >> shift;
    slots += last - first + 1n;
    from = (last + 1n) << shift;
    if (from > end) break;
  }
  return slots;
}
