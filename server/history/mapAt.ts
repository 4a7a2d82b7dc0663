import { setImmediate as rest } from 'node:timers/promises';
import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, lastValue } from '../../shared/net/cidr.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { MapAddresses, MapAnswer, PastMoment } from '../../shared/wire/map.ts';
import type { BlockOwner } from '../model/ipam/said.ts';
import { checkSize } from '../model/mapAddresses.ts';
import { cellsOf } from '../model/mapCells.ts';
import { BlocksThen, type HolderThen, type PastUse } from '../model/pastMap.ts';
import type { Questions } from '../model/questions.ts';
import type { Extent, HeldCell, HeldRow, HexRange, HistoryStore, Moment } from './history.ts';
import { blockKey, blockOfKey, hexOf, objectReference, podCIDR } from './holdings.ts';
import { markOf } from './marks.ts';

export interface MapAtAsked {
  readonly bits?: number | undefined;
  readonly pool?: string | undefined;
}

/** What the map of the past is made from: what was written down, and the ranges as they are now. */
export interface MapAtSources {
  readonly history: HistoryStore;
  readonly model: Pick<Questions, 'pastMap' | 'pastAddresses' | 'poolsThen'>;
}

/** Blocks that are looked at, four times as many as Kubernetes knows nodes. */
const mostBlocks = 20_000;
/** Blocks in one turn of the event loop: a few milliseconds. */
const blocksAtOnce = 500;
const mostAddresses = 65_536;
/** So long after what was written last, changes may be on their way. */
const written = 120_000;

/** The map of a prefix at a moment; undefined where there is no such pool. Numbers come grouped from the engine, rows for what is named. */
export async function mapAt(
  { history, model }: MapAtSources,
  cluster: number,
  extent: Extent,
  at: number,
  cidr: Cidr,
  asked: MapAtAsked,
): Promise<Omit<MapAnswer, 'revision'> | undefined> {
  const moment = momentOf(at, extent);
  const { cellPrefix } = cellsOf(cidr, asked.bits);
  const digits = Math.ceil(cellPrefix / 4);
  const past = await pastOf({ history, model }, cluster, extent, at, cidr);
  const gone = past.pools.flatMap(({ pool, was }) => (was === 'gone' ? [pool] : []));
  const [groups, blocks] = await Promise.all([
    history.heldCells(cluster, moment, hexRange(cidr), digits),
    at < extent.blocks ? null : blocksAt(history, cluster, moment, cidr),
  ]);
  const map = model.pastMap(cidr, asked, { use: useOf(groups, cidr, cellPrefix, digits), blocks, gone });
  if (!map) return undefined;
  const rows = await history.holders(cluster, moment, map.wanted.map(hexRange));
  const answer = map.answer(holdersOf(rows));
  const exact = past.exact && blocks?.sure !== false && groups.every(({ unsure }) => unsure === 0);
  return { ...answer, past: { ...past, exact } };
}

/** Every held address of a prefix at a moment. */
export async function addressesAt(
  { history, model }: MapAtSources,
  cluster: number,
  extent: Extent,
  at: number,
  cidr: Cidr,
): Promise<Omit<MapAddresses, 'revision'>> {
  checkSize(cidr);
  const held = await history.heldAddresses(cluster, momentOf(at, extent), hexRange(cidr), mostAddresses);
  const past = await pastOf({ history, model }, cluster, extent, at, cidr);
  const answer = model.pastAddresses(
    cidr,
    held.map(({ address, conflict }) => ({ value: BigInt(`0x${address}`), conflict })),
  );
  return { ...answer, past: { ...past, exact: past.exact && held.every(({ sure }) => sure) } };
}

function momentOf(at: number, { recorded }: Extent): Moment {
  return { at, made: at < recorded };
}

async function pastOf(
  { history, model }: MapAtSources,
  cluster: number,
  { tenancies, recorded, blocks, seen }: Extent,
  at: number,
  cidr: Cidr,
): Promise<PastMoment> {
  const [marks, { samples }] = await Promise.all([history.marks(cluster, { from: at, to: at + 1 }), history.poolsAt(cluster, at)]);
  const text = (time: number) => new Date(time).toISOString();
  return {
    at: text(at),
    since: text(tenancies),
    made: at < recorded,
    exact: marks.length === 0 && (at < recorded || (seen !== null && at <= seen + written)),
    marks: marks.map(markOf),
    blocksSince: Number.isFinite(blocks) ? text(blocks) : null,
    pools: model.poolsThen(cidr, samples.length === 0 ? null : new Set(samples.map(({ pool }) => pool))),
  };
}

function hexRange(cidr: Cidr): HexRange {
  return { first: hexOf(cidr), last: hexOf({ family: cidr.family, value: lastValue(cidr) }) };
}

/** Groups by hex digits as cells, which may be wider than a digit tells apart. */
function useOf(groups: readonly HeldCell[], cidr: Cidr, cellPrefix: number, digits: number): ReadonlyMap<number, PastUse> {
  const use = new Map<number, PastUse>();
  const first = cidr.value >> BigInt(addressBits(cidr.family) - cellPrefix);
  for (const { digits: text, addresses, unsure, conflicts, holdings } of groups) {
    const index = Number((BigInt(`0x${text}`) >> BigInt(digits * 4 - cellPrefix)) - first);
    const sum = use.get(index) ?? { addresses: 0, unsure: 0, conflicts: 0, holdings: 0 };
    use.set(index, {
      addresses: sum.addresses + addresses,
      unsure: sum.unsure + unsure,
      conflicts: sum.conflicts + conflicts,
      holdings: sum.holdings + holdings,
    });
  }
  return use;
}

/** Blocks in a prefix and those around it, some in a turn; null where there are too many to look at. */
async function blocksAt(history: HistoryStore, cluster: number, moment: Moment, cidr: Cidr): Promise<BlocksThen | null> {
  const { family } = cidr;
  const around = Array.from({ length: cidr.prefixLength }, (_, prefixLength) => blockKey(cidrOf(cidr, prefixLength)));
  const longest = { family, value: lastValue(cidr), prefixLength: addressBits(family) };
  const within = { first: blockKey(cidr), last: blockKey(longest) };
  const rows = await history.blocks(cluster, moment, within, mostBlocks + 1, around);
  if (rows.length > mostBlocks) return null;
  const blocks = new BlocksThen();
  for (const [i, { address, as, object, sure }] of rows.entries()) {
    if (i > 0 && i % blocksAtOnce === 0) await rest();
    const of = (as === podCIDR ? 'host-local' : as) as BlockOwner;
    blocks.add({ of, cidr: blockOfKey(address), node: object.slice(object.indexOf(' ') + 1), sure });
  }
  return blocks;
}

/** The holders of a cell, found among the rows of all of them. */
function holdersOf(rows: readonly HeldRow[]): (cell: Cidr) => readonly HolderThen[] {
  const references = new Map<string, Reference>();
  const referenceTo = (object: string) => {
    const known = references.get(object) ?? objectReference(object);
    references.set(object, known);
    return known;
  };
  return (cell) => {
    const { first, last } = hexRange(cell);
    return rows.flatMap(({ address, object, sure }) =>
      address >= first && address <= last ? [{ object: referenceTo(object), sure }] : [],
    );
  };
}
