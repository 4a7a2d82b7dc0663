import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, cidrSize, formatCidr, overlaps, parseCidr } from '../../shared/net/cidr.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { PastMoment } from '../../shared/wire/map.ts';
import { BlockClaims } from './blockClaims.ts';
import type { Cluster } from './cluster.ts';
import { referenceTo } from './holders.ts';
import type { BlockOwner, SaidBlock } from './ipam/said.ts';
import { offsetRuns } from './mapAddresses.ts';
import { type CellContent, cellsOf, declaredIn, maxPodsOf, mostHolders, mostPools, nodesOf, poolsOf, roomOf, runsOf } from './mapCells.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import type { Pool } from './pool.ts';
import { serviceRangesIn, useIsKnownIn } from './poolAnswers.ts';
import type { AddressesAnswer, CellsAnswer } from './questions.ts';

/** What held addresses of one cell at a moment. */
export interface PastUse {
  readonly addresses: number;
  /** Of them: those of which that is not sure. */
  readonly unsure: number;
  readonly conflicts: number;
  readonly holdings: number;
}

/** What is known of a prefix at a moment that is over. */
export interface Past {
  /** By the position of the cell. */
  readonly use: ReadonlyMap<number, PastUse>;
  /** Node blocks in and around the prefix; null where nobody wrote them down then. */
  readonly blocks: BlocksThen | null;
  /** Ids of pools of then that are gone: an inferred one goes with the last block that showed it. */
  readonly gone: readonly string[];
}

/** Which nodes had which blocks; added one by one, for there may be thousands. */
export class BlocksThen {
  readonly claims = new BlockClaims();
  /** Nodes with a block of which it is sure that they had it. */
  readonly sureNodes = new Set<string>();
  /** Whether that is sure of every block. */
  sure = true;

  add({ sure, ...block }: BlockThen): void {
    this.claims.add({ ...block, grows: false });
    if (sure) this.sureNodes.add(block.node);
    else this.sure = false;
  }
}

export interface BlockThen extends Omit<SaidBlock, 'grows'> {
  readonly sure: boolean;
}

export interface HolderThen {
  readonly object: Reference;
  readonly sure: boolean;
}

/** A map of the past, but for who held single addresses: that is looked up where few did, and shown. */
export interface PastMap {
  readonly wanted: readonly Cidr[];
  /** With the holders of the cells that are wanted, in order of the addresses. */
  answer(holders: (cell: Cidr) => readonly HolderThen[]): Omit<CellsAnswer, 'past'>;
}

/** Whose blocks stand with the nodes themselves: those of others are not written down. */
const writtenDown: readonly BlockOwner[] = ['host-local', 'ovn-kubernetes'];

/**
 * The cells of a prefix as they were: ranges, what is kept of them and the limits of nodes as they are now, blocks and use as they were
 * then. Leaks, objects that were being deleted and what allocators had written down are not known of the past.
 */
export function pastMapAnswer(
  cluster: Cluster,
  cidr: Cidr,
  { bits: asked, pool }: { readonly bits?: number | undefined; readonly pool?: Pool | undefined },
  { use, blocks, gone }: Past,
): PastMap {
  const { bits, cellPrefix, ranges } = cellsOf(cidr, asked);
  const serviceRanges = serviceRangesIn(cluster, cidr);
  const around = { serviceRanges, claims: blocks?.claims ?? new BlockClaims(), sureNodes: blocks?.sureNodes ?? null, gone };
  const cells = ranges.flatMap((range, index) => {
    const cell = cellThen(cluster, range, around, use.get(index) ?? nobody);
    return cell ? [{ index, range, ...cell }] : [];
  });
  const pools = poolsOf(cluster, cidr);
  const cut = pool ?? cluster.pools.containing(cidr).find(({ blocks }) => blocks !== null);
  const known = useWasKnown(cluster, pools);
  return {
    wanted: cells.flatMap(({ range, shows }) => (shows === 'objects' ? [range] : [])),
    answer: (holders) => ({
      cidr: formatCidr(cidr),
      family: cidr.family,
      bits,
      cellPrefix,
      inUse: known ? [...use.values()].reduce((sum, { addresses }) => sum + addresses, 0).toString() : null,
      pools: pools.map(({ id }) => id),
      block: cut?.blocks ? { prefixLength: cut.blocks.length } : null,
      cells: runsOf(
        cells.map(({ index, range, shows, content }) => ({
          index,
          range,
          content: shows === 'objects' ? { ...content, ...named(holders(range), content.more) } : content,
        })),
      ),
      ...declaredIn(cluster, ranges),
    }),
  };
}

const nobody: PastUse = { addresses: 0, unsure: 0, conflicts: 0, holdings: 0 };

interface Around {
  readonly serviceRanges: readonly Cidr[];
  readonly claims: BlockClaims;
  /** Nodes with a block of which it is sure that they had it; null where no blocks were written down. */
  readonly sureNodes: ReadonlySet<string> | null;
  readonly gone: readonly string[];
}

function cellThen(
  cluster: Cluster,
  range: Cidr,
  { serviceRanges, claims, sureNodes, gone }: Around,
  { addresses, unsure, conflicts, holdings }: PastUse,
): { readonly shows: 'objects' | 'nodes' | 'nobody'; readonly content: CellContent } | undefined {
  const near = cluster.pools.near(range, mostPools);
  const wasThere = gone.some((id) => touches(id, range));
  // Blocks of a pool that is gone are blocks all the same.
  const owners = near.length === 0 && wasThere ? writtenDown : near.flatMap((pool) => (pool.blocks ? [pool.blocks.of] : []));
  const blocks = [...new Set(owners)].map((of) => claims.of[of]);
  const { handedOut, usable, reserved, known, pools, cut } = roomOf(near, blocks, range, serviceRanges);
  const useKnown = useWasKnown(cluster, pools);
  const blocksKnown = pools.every(
    (pool) => pool.blocks === null || (sureNodes !== null && writtenDown.includes(pool.blocks.of) && cluster.blocksKnown(pool.blocks.of)),
  );
  if (useKnown && blocksKnown && addresses === 0 && handedOut === 0n && reserved === 0n) return undefined;
  const flags: CellContent['flags'] = [];
  if (reserved >= cidrSize(range)) flags.push('reserved');
  if (conflicts > 0) flags.push('conflict');
  if (pools.length === 0 && !wasThere) flags.push('outside');
  // Where it is not known how a range was cut, neither is what could be given out of it.
  const roomKnown = known && blocksKnown;
  const shows = showing(range, addresses, handedOut > 0n);
  return {
    shows,
    content: {
      inUse: useKnown ? addresses.toString() : null,
      handedOut: cut && blocksKnown ? handedOut.toString() : null,
      reserved: roomKnown ? reserved.toString() : null,
      usable: roomKnown ? usable.toString() : null,
      maxPods: maxPodsOf(cluster, claims, range, blocks),
      ...(shows === 'nodes'
        ? nodesThen(range, claims, blocks, sureNodes)
        : { holders: [], more: shows === 'objects' ? holdings : addresses }),
      pools: pools.map(({ id }) => id),
      flags,
      ...(unsure > 0 ? { uncertain: unsure } : {}),
    },
  };
}

/** As of the map now: of one address its holders, of a cell in or around blocks the nodes, elsewhere the objects, where there are few. */
function showing(range: Cidr, addresses: number, inBlocks: boolean): 'objects' | 'nodes' | 'nobody' {
  if (range.prefixLength === addressBits(range.family)) return addresses === 0 ? 'nobody' : 'objects';
  if (inBlocks) return 'nodes';
  return addresses > 0 && addresses <= mostHolders ? 'objects' : 'nobody';
}

function nodesThen(
  range: Cidr,
  claims: BlockClaims,
  blocks: readonly NodeBlocks[],
  sureNodes: ReadonlySet<string> | null,
): Pick<CellContent, 'holders' | 'more' | 'maybe'> {
  const { listed, more } = nodesOf(claims, range, blocks);
  const nodes = listed.map((name) => ({ object: referenceTo('Node', name), sure: sureNodes?.has(name) === true }));
  return { holders: nodes.map(({ object }) => object), more, ...maybeOf(nodes) };
}

/** Each once; at least as many more as there are holdings that were not read. */
function named(holders: readonly HolderThen[], holdings: number): Pick<CellContent, 'holders' | 'more' | 'maybe'> {
  const found = new Map<string, HolderThen>();
  for (const one of holders) {
    const key = JSON.stringify(one.object);
    if (found.get(key)?.sure !== true) found.set(key, one);
  }
  const listed = [...found.values()].slice(0, mostHolders);
  const unread = Math.max(0, holdings - holders.length);
  return { holders: listed.map(({ object }) => object), more: found.size - listed.length + unread, ...maybeOf(listed) };
}

function maybeOf(holders: readonly HolderThen[]): Pick<CellContent, 'maybe'> {
  const maybe = holders.flatMap(({ object, sure }) => (sure ? [] : [object]));
  return maybe.length > 0 ? { maybe } : {};
}

/** Whether those are read who hold addresses there: what allocators write down is not kept of the past. */
function useWasKnown(cluster: Cluster, pools: readonly Pool[]): boolean {
  return useIsKnownIn(cluster, pools) && (pools.every(({ kind }) => kind !== 'service') || cluster.known('Service'));
}

/** Held addresses of a prefix as they were, by their offsets. */
export function pastAddressesAnswer(
  cluster: Cluster,
  cidr: Cidr,
  held: readonly { readonly value: bigint; readonly conflict: boolean }[],
): Omit<AddressesAnswer, 'past'> {
  const offset = ({ value }: { readonly value: bigint }) => Number(value - cidr.value);
  return {
    cidr: formatCidr(cidr),
    family: cidr.family,
    held: useWasKnown(cluster, cluster.pools.near(cidr, 64)) ? offsetRuns(held.map(offset)) : null,
    conflicts: held.filter(({ conflict }) => conflict).map(offset),
    recorded: [],
  };
}

/** Whether the pools of a prefix were there at a moment, by the ids of those that were sampled then; null where none were. */
export function poolsThen(cluster: Cluster, cidr: Cidr, sampled: ReadonlySet<string> | null): PastMoment['pools'] {
  const now = poolsOf(cluster, cidr).map(({ id }) => id);
  if (!sampled) return now.map((pool) => ({ pool, was: 'unknown' }));
  const gone = [...sampled].filter((id) => !cluster.pools.get(id) && touches(id, cidr)).slice(0, mostPools);
  return [
    ...now.map((pool) => ({ pool, was: sampled.has(pool) ? ('there' as const) : ('not-yet' as const) })),
    ...gone.map((pool) => ({ pool, was: 'gone' as const })),
  ];
}

/** The range of a pool stands at the end of its id. */
function touches(id: string, cidr: Cidr): boolean {
  const range = parseCidr(id.slice(id.lastIndexOf('/') + 1).replace(/-(?=\d+$)/, '/'));
  return range !== undefined && overlaps(range, cidr);
}
