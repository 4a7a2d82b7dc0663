import { addressBits, formatAddress } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, cidrSize, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import { usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import { serviceRange } from '../../shared/plan/serviceRange.ts';
import type { NodeBlock, PoolHolder } from '../../shared/wire/pools.ts';
import type { Cluster } from './cluster.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { liveHoldings, referenceOf } from './holders.ts';
import { type Listing, page } from './list.ts';
import type { Pool } from './pool.ts';
import { countedIn, poolAnswer, useIsKnown } from './poolAnswers.ts';
import { QueryError } from './queryError.ts';
import type { BlocksAnswer, BlocksQuery, FreeAnswer, FreeQuery, HoldersAnswer, PoolAnswer, PoolQuery } from './questions.ts';

interface Row {
  readonly block: Cidr;
  readonly text: string;
  readonly node: string;
}

/** A pool with the head of its blocks where nodes get blocks of it, else of the addresses that are held. */
export function poolDetail(cluster: Cluster, pool: Pool, query: PoolQuery): PoolAnswer {
  const cut = pool.blockLength !== null;
  return {
    ...poolAnswer(cluster, pool),
    blockList: cut ? blocksAnswer(cluster, pool, query) : null,
    holderList: cut ? null : holdersAnswer(cluster, pool, query),
  };
}

/** The node blocks of a pool, by address unless asked otherwise; one item for each node that has the block. */
export function blocksAnswer(cluster: Cluster, pool: Pool, query: BlocksQuery): BlocksAnswer {
  const q = query.q?.trim().toLowerCase() ?? '';
  const rows: Row[] = [];
  if (pool.blockLength !== null) {
    cluster.blocks.scan(pool.range, (block, nodes) => {
      if (!pool.declared && block.prefixLength !== pool.blockLength) return true;
      const text = formatCidr(block);
      for (const id of nodes) {
        const node = cluster.names.Node.key(id);
        if (q === '' || node.includes(q) || text.includes(q)) rows.push({ block, text, node });
      }
      return true;
    });
  }
  const found = page(blockListing(cluster), rows, query);
  return { ...found, total: cluster.known('Node') ? found.total : null, items: found.items.map((row) => nodeBlock(cluster, row)) };
}

function blockListing(cluster: Cluster): Listing<Row> {
  return {
    name: 'blocks',
    unique: ({ text, node }) => `${text} ${node}`,
    defaultSort: 'cidr',
    fields: {
      cidr: ({ block }) => block.value * 256n + BigInt(block.prefixLength),
      node: ({ node }) => node,
      inUse: ({ block }) => (cluster.known('Pod') ? cluster.book.count('pods', block) : null),
      usable: ({ block }) => usableOfBlock(block.family, block.prefixLength),
      maxPods: ({ node }) => cluster.nodes.get(node)?.record?.maxPods ?? null,
    },
  };
}

/** The smaller of usable addresses and maxPods ends the block. */
function nodeBlock(cluster: Cluster, { block, text, node }: Row): NodeBlock {
  const usable = usableOfBlock(block.family, block.prefixLength);
  const maxPods = cluster.nodes.get(node)?.record?.maxPods ?? null;
  return {
    cidr: text,
    node,
    inUse: cluster.known('Pod') ? cluster.book.count('pods', block).toString() : null,
    usable: usable.toString(),
    maxPods,
    limit: maxPods === null ? null : usable < BigInt(maxPods) ? 'addresses' : 'maxPods',
  };
}

/** Held addresses of a pool in address order: read from the index at the cursor, whatever the pool holds. */
export function holdersAnswer(cluster: Cluster, pool: Pool, query: PoolQuery): HoldersAnswer {
  const { family } = pool.range;
  const index = cluster.book.index(family, countedIn(pool));
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, 'holders', pool.id).value;
  if (query.cursor !== undefined && typeof after !== 'bigint')
    throw new QueryError('invalid-cursor', query.cursor, 'this is no cursor: take it from `next` of an answer');
  const limit = query.limit ?? 100;
  const items: PoolHolder[] = [];
  let lastHeld = 0n;
  let more = false;
  const from = typeof after === 'bigint' && after >= pool.range.value ? after + 1n : pool.range.value;
  index.scan(from, lastValue(pool.range), (value) => {
    more = items.length === limit;
    if (more) return false;
    const address = { family, value };
    items.push({ address: formatAddress(address), holders: liveHoldings(cluster, address).map(referenceOf) });
    lastHeld = value;
    return true;
  });
  const next = more ? writeCursor('holders', pool.id, { value: lastHeld, unique: '' }) : null;
  return { total: useIsKnown(cluster, pool) ? cluster.book.count(countedIn(pool), pool.range) : null, items, next };
}

/**
 * Free prefixes of one length: in a pool of blocks those that overlap no block, in others those in which no address is held or reserved.
 * None is named where what takes them is not read.
 * Throws QueryError out-of-range where the length is not between that of the pool and that of an address.
 */
export function freeAnswer(cluster: Cluster, pool: Pool, query: FreeQuery): FreeAnswer {
  const { range } = pool;
  const { prefix } = query;
  const bits = addressBits(range.family);
  if (prefix < range.prefixLength || prefix > bits)
    throw new QueryError('out-of-range', String(prefix), `a prefix length from ${range.prefixLength} to ${bits} fits ${formatCidr(range)}`);
  if (pool.blockLength !== null ? !cluster.known('Node') : !useIsKnown(cluster, pool))
    return { pool: pool.id, prefixLength: prefix, total: null, items: [] };
  const used = pool.blockLength !== null ? usedByBlocks(cluster, range, prefix) : usedByAddresses(cluster, pool, prefix);
  const slots = cidrSize(range) >> BigInt(bits - prefix);
  const size = 1n << BigInt(bits - prefix);
  const limit = query.limit ?? 100;
  const items: string[] = [];
  let slot = range.value;
  while (items.length < limit && slot <= lastValue(range)) {
    const taken = used.next(slot);
    const free = taken === undefined || taken.first >= slot + size;
    if (free) items.push(formatCidr({ family: range.family, value: slot, prefixLength: prefix }));
    const past = free ? slot + size : taken.last + 1n;
    slot = past % size === 0n ? past : past - (past % size) + size;
  }
  return { pool: pool.id, prefixLength: prefix, total: (slots - used.slots).toString(), items };
}

/** What is taken: how many slots of the length it touches, and its next piece that ends at or after x. */
interface Used {
  readonly slots: bigint;
  readonly next: (x: bigint) => { readonly first: bigint; readonly last: bigint } | undefined;
}

function usedByBlocks(cluster: Cluster, range: Cidr, prefix: number): Used {
  const covered = cluster.blocks.covering(range).length > 0;
  const slots = covered ? cidrSize(range) >> BigInt(addressBits(range.family) - prefix) : cluster.blocks.countOverlapped(range, prefix);
  const next = (x: bigint) => {
    const block = cluster.blocks.nextTop(range.family, x);
    return block && { first: block.value, last: lastValue(block) };
  };
  return { slots, next };
}

function usedByAddresses(cluster: Cluster, pool: Pool, prefix: number): Used {
  const { range } = pool;
  const { family } = range;
  const index = cluster.book.index(family, countedIn(pool));
  const held = (x: bigint) => {
    const value = index.ceiling(x);
    return value === undefined ? undefined : { first: value, last: value };
  };
  const slots = BigInt(index.countPrefixes(range.value, lastValue(range), prefix));
  if (pool.kind !== 'service' || !pool.declared) return { slots, next: held };
  const { first, last } = serviceRange(range);
  if (first === null || last === null) {
    const whole = { first: range.value, last: lastValue(range) };
    return { slots: cidrSize(range) >> BigInt(addressBits(family) - prefix), next: () => whole };
  }
  // The ends that are never given out take their slots too, unless a held address has taken them already.
  const ends = [range.value, lastValue(range)].filter((value) => value < first || value > last);
  const touched = new Set(ends.map((value) => cidrOf({ family, value }, prefix).value));
  let extra = 0n;
  for (const value of touched) if (cluster.book.count(countedIn(pool), { family, value, prefixLength: prefix }) === 0) extra++;
  const next = (x: bigint) => {
    const taken = held(x);
    const end = ends.find((value) => value >= x);
    return end !== undefined && (!taken || end < taken.first) ? { first: end, last: end } : taken;
  };
  return { slots: slots + extra, next };
}
