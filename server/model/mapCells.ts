import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, cidrSize, compareCidrs, containsCidr, formatCidr, hostCidr, lastValue, overlaps } from '../../shared/net/cidr.ts';
import { keptWithin } from '../../shared/plan/keep.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { Cell, MapGroupBy } from '../../shared/wire/map.ts';
import type { Held } from './addressBook.ts';
import type { BlockClaims } from './blockClaims.ts';
import { groupsOfCells, type Told } from './cellGroups.ts';
import type { Cluster } from './cluster.ts';
import { declaredCells } from './declaredCells.ts';
import { isLeaked, referenceTo, resolve } from './holders.ts';
import { whoHolds } from './ipam/allocations.ts';
import { leaksOf } from './leaks.ts';
import type { BlockAddresses, NodeBlocks } from './nodeBlocks.ts';
import { comparePools, type Pool, piecesWithin } from './pool.ts';
import { reservedInService, serviceRangesIn, useIsKnownIn } from './poolAnswers.ts';
import type { CellsAnswer } from './questions.ts';

/** Holders named in a cell; pools named in a cell and in an answer; blocks of a cell whose nodes are told apart to count them. */
export const mostHolders = 8;
export const mostPools = 16;
const mostPoolsOfMap = 64;
const mostBlocks = 64;

export type CellContent = Omit<Cell, 'index' | 'count' | 'cidr'>;

/** A cell that is named, before it is known how many follow that are like it. */
interface Named {
  readonly index: number;
  readonly content: CellContent;
  readonly told: Told;
}

export interface MapOptions {
  readonly bits?: number | undefined;
  readonly pool?: Pool | undefined;
  readonly by?: MapGroupBy | undefined;
}

/** The cells of one prefix. Each is read from the indexes in O(log n), however large the prefix is; `by` looks at a bounded number of holders. */
export function mapAnswer(cluster: Cluster, cidr: Cidr, { bits: asked, pool, by }: MapOptions): CellsAnswer {
  const { bits, cellPrefix, ranges } = cellsOf(cidr, asked);
  const serviceRanges = serviceRangesIn(cluster, cidr);
  const named: Named[] = [];
  for (const [index, range] of ranges.entries()) {
    const cell = cellContent(cluster, range, serviceRanges);
    if (cell) named.push({ index, ...cell });
  }
  const groups =
    by === undefined
      ? []
      : groupsOfCells(
          cluster,
          by,
          named.map(({ told }) => told),
        );
  const pools = poolsOf(cluster, cidr);
  const cut = pool ?? cluster.pools.containing(cidr).find(({ blocks }) => blocks !== null);
  return {
    cidr: formatCidr(cidr),
    family: cidr.family,
    bits,
    cellPrefix,
    inUse: useIsKnownIn(cluster, pools) ? cluster.book.count('live', cidr).toString() : null,
    pools: pools.map(({ id }) => id),
    block: cut?.blocks ? { prefixLength: cut.blocks.length } : null,
    cells: runsOf(
      named.map(({ index, content, told: { range } }, i) => ({
        index,
        range,
        content: groups[i] ? { ...content, by: groups[i] } : content,
      })),
    ),
    ...declaredIn(cluster, ranges),
  };
}

/** Which cells lie in declared ranges, as they are now: a file has no past. Nothing where no file declares any. */
export function declaredIn({ outside }: Pick<Cluster, 'outside'>, ranges: readonly Cidr[]): Pick<CellsAnswer, 'declared'> {
  return outside.isDeclared ? { declared: declaredCells(outside, ranges) } : {};
}

/** How a prefix is cut: 2 to the bits cells, and fewer where it has no more. */
export function cellsOf(cidr: Cidr, asked = 8): { readonly bits: number; readonly cellPrefix: number; readonly ranges: readonly Cidr[] } {
  const { family } = cidr;
  const bits = Math.min(asked, 8, addressBits(family) - cidr.prefixLength);
  const cellPrefix = cidr.prefixLength + bits;
  const size = 1n << BigInt(addressBits(family) - cellPrefix);
  const ranges = Array.from({ length: 2 ** bits }, (_, index) => ({
    family,
    value: cidr.value + size * BigInt(index),
    prefixLength: cellPrefix,
  }));
  return { bits, cellPrefix, ranges };
}

/** Like cells in a row as one. */
export function runsOf(named: readonly { readonly index: number; readonly range: Cidr; readonly content: CellContent }[]): Cell[] {
  const cells: Cell[] = [];
  let before = '';
  for (const { index, content, range } of named) {
    const text = JSON.stringify(content);
    const last = cells[cells.length - 1];
    if (last && last.index + last.count === index && text === before) last.count++;
    else cells.push({ index, count: 1, cidr: formatCidr(range), ...content });
    before = text;
  }
  return cells;
}

/** What a cell has room for, by the pools around it and the blocks that nodes have of them. */
export function roomOf(near: readonly Pool[], blocks: readonly NodeBlocks[], range: Cidr, serviceRanges: readonly Cidr[]) {
  const { handedOut, ...inBlocks } = blockAddresses(blocks, range);
  let { usable, reserved } = inBlocks;
  let known = handedOut > 0n;
  for (const service of serviceRanges) {
    if (!overlaps(service, range)) continue;
    const part = reservedInService(service, range);
    const twice = edgesInBlocks(blocks, service, range);
    usable += part.usable;
    reserved += part.reserved - twice;
    known = true;
  }
  const flat = flatAddresses(near, range);
  usable += flat.usable;
  reserved += flat.reserved;
  known ||= flat.known;
  const pools = [...near].sort(comparePools).slice(0, mostPools);
  return { handedOut, usable, reserved, known, pools, cut: handedOut > 0n || pools.some((pool) => pool.blocks !== null) };
}

/** Undefined for a cell that is known to be free and to hold nothing. */
function cellContent(cluster: Cluster, range: Cidr, serviceRanges: readonly Cidr[]): Omit<Named, 'index'> | undefined {
  const inUse = cluster.book.count('live', range);
  const near = cluster.pools.near(range, mostPools);
  const blocks = cluster.blocksOf(near);
  const { handedOut, usable, reserved, known, pools, cut } = roomOf(near, blocks, range, serviceRanges);
  const useKnown = useIsKnownIn(cluster, pools);
  const blocksKnown = pools.every((pool) => pool.blocks === null || cluster.blocksKnown(pool.blocks.of));
  const unheld = cluster.book.count('unheld', range);
  if (useKnown && blocksKnown && inUse + unheld === 0 && handedOut === 0n && reserved === 0n) return undefined;
  const { holders, more, leaked, terminating } = holdersOf(cluster, range, inUse, handedOut > 0n, blocks);
  const flags: CellContent['flags'] = [];
  if (reserved >= cidrSize(range)) flags.push('reserved');
  if (inUse > 0 && cluster.book.count('conflicts', range) > 0) flags.push('conflict');
  if (leaked || (unheld > 0 && hasLeak(cluster, range))) flags.push('leaked');
  if (terminating) flags.push('terminating');
  if (pools.length === 0) flags.push('outside');
  const content = {
    inUse: useKnown ? inUse.toString() : null,
    handedOut: cut && blocksKnown ? handedOut.toString() : null,
    reserved: known ? reserved.toString() : null,
    usable: known ? usable.toString() : null,
    maxPods: maxPodsOf(cluster, cluster.blockClaims, range, blocks),
    holders,
    more,
    pools: pools.map(({ id }) => id),
    flags,
  };
  return { content, told: { range, blocks, inBlocks: handedOut > 0n, useKnown, blocksKnown } };
}

/** How many edges of a Service range in a cell are kept of a node's block as well: they are reserved once. */
function edgesInBlocks(blocks: readonly NodeBlocks[], service: Cidr, range: Cidr): bigint {
  const edges = new Set(service.family === 'IPv4' ? [service.value, lastValue(service)] : [service.value]);
  const both = [...edges]
    .map((value) => hostCidr({ family: service.family, value }))
    .filter((edge) => containsCidr(range, edge) && blocks.some((one) => one.addresses(edge).reserved > 0n));
  return BigInt(both.length);
}

/** Addresses of a cell in the blocks of nodes, whosever they are. */
function blockAddresses(blocks: readonly NodeBlocks[], range: Cidr): BlockAddresses {
  const sum = { handedOut: 0n, usable: 0n, reserved: 0n };
  for (const one of blocks) {
    const { handedOut, usable, reserved } = one.addresses(range);
    sum.handedOut += handedOut;
    sum.usable += usable;
    sum.reserved += reserved;
  }
  return sum;
}

/**
 * Addresses of a cell in pools that are one flat space, and what a cut pool keeps by name (reservations) inside blocks. A pool that lies
 * in another one is a part of it.
 */
function flatAddresses(pools: readonly Pool[], range: Cidr): { usable: bigint; reserved: bigint; known: boolean } {
  const sum = { usable: 0n, reserved: 0n, known: false };
  const seen: Pool[] = [];
  for (const pool of [...pools].sort((a, b) => a.cover.prefixLength - b.cover.prefixLength)) {
    if (pool.kind === 'service' || !pool.declared || seen.some((other) => containsCidr(other.cover, pool.cover))) continue;
    const named = pool.keeps.filter(({ kind }) => kind === 'addresses');
    if (pool.blocks !== null && named.length === 0) continue;
    seen.push(pool);
    for (const piece of piecesWithin(pool, range)) {
      const kept = keptWithin(pool.blocks === null ? pool.keeps : named, pool.family, piece.value, lastValue(piece));
      sum.reserved += kept;
      // Of a cut pool the blocks have said what is usable, as if nothing were kept by name.
      if (pool.blocks === null) sum.usable += cidrSize(piece) - kept;
      sum.known = true;
    }
  }
  return sum;
}

/** Whether one of the first few records that nobody holds is a leak. */
function hasLeak(cluster: Cluster, range: Cidr): boolean {
  let leak = false;
  let seen = 0;
  cluster.book.index(range.family, 'unheld').scan(range.value, lastValue(range), (value) => {
    const address = { family: range.family, value };
    leak = leaksOf(cluster, address).length > 0;
    seen++;
    return !leak && seen < mostHolders;
  });
  return leak;
}

/** At most so many of the pools that overlap a prefix. */
export function poolsOf(cluster: Cluster, range: Cidr, most = mostPoolsOfMap): Pool[] {
  return cluster.pools.near(range, most).sort(comparePools).slice(0, most);
}

/** Of the one node with this block, as it is now. */
export function maxPodsOf(cluster: Cluster, claims: BlockClaims, range: Cidr, blocks: readonly NodeBlocks[]): number | null {
  const nodes = [...new Set(blocks.flatMap((one) => claims.names(one.nodes(range))))];
  const [only] = nodes;
  return only === undefined || nodes.length > 1 ? null : (cluster.nodes.get(only)?.record?.maxPods ?? null);
}

interface Holders {
  readonly holders: Reference[];
  readonly more: number;
  /** One of those listed holds its address for nobody. */
  readonly leaked: boolean;
  /** One of those listed is being deleted. */
  readonly terminating: boolean;
}

const nobody: Holders = { holders: [], more: 0, leaked: false, terminating: false };

/** Of one address its holders; of a cell in or around blocks the nodes; elsewhere the objects, where there are few. */
function holdersOf(cluster: Cluster, range: Cidr, inUse: number, inBlocks: boolean, blocks: readonly NodeBlocks[]): Holders {
  if (range.prefixLength === addressBits(range.family)) return inUse === 0 ? nobody : objects(cluster, range);
  if (inBlocks) return nodes(cluster, range, blocks);
  if (inUse === 0) return nobody;
  return inUse <= mostHolders ? objects(cluster, range) : { ...nobody, more: inUse };
}

function objects(cluster: Cluster, range: Cidr): Holders {
  const found = new Map<string, Reference>();
  let leaked = false;
  let terminating = false;
  cluster.book.scan(range, (value, held: readonly Held[]) => {
    const holdings = resolve(cluster, held);
    if (found.size < mostHolders && isLeaked(cluster, holdings)) leaked = true;
    for (const holding of holdings) {
      const { object } = whoHolds(holding, { family: range.family, value });
      found.set(JSON.stringify(object), object);
      if (found.size <= mostHolders && holding.record.deletedAt !== 0) terminating = true;
    }
    return true;
  });
  const all = [...found.values()];
  return { holders: all.slice(0, mostHolders), more: Math.max(0, all.length - mostHolders), leaked, terminating };
}

function nodes(cluster: Cluster, range: Cidr, all: readonly NodeBlocks[]): Holders {
  const { listed, more } = nodesOf(cluster.blockClaims, range, all);
  return {
    holders: listed.map((name) => referenceTo('Node', name)),
    more,
    leaked: false,
    terminating: listed.some((name) => (cluster.nodes.get(name)?.record?.deletedAt ?? 0) !== 0),
  };
}

/** The nodes with blocks in or around a cell. Beyond so many blocks those left are counted as one node each. */
export function nodesOf(
  claims: BlockClaims,
  range: Cidr,
  all: readonly NodeBlocks[],
): { readonly listed: string[]; readonly more: number } {
  const found = new Set<string>();
  let unseen = 0;
  for (const blocks of all) {
    const add = (block: Cidr) => {
      for (const name of claims.names(blocks.nodes(block))) found.add(name);
    };
    for (const block of blocks.covering(range).sort(compareCidrs)) add(block);
    let seen = 0;
    blocks.scan(range, (block) => {
      if (containsCidr(block, range)) return true; // the cell itself: counted as covering
      add(block);
      seen++;
      return seen < mostBlocks;
    });
    unseen += seen < mostBlocks ? 0 : blocks.count(range) - seen;
  }
  const names = [...found];
  const listed = names.slice(0, mostHolders);
  return { listed, more: names.length - listed.length + unseen };
}
