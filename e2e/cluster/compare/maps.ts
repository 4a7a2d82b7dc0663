import type { Cell, MapAnswer } from '../../../shared/wire/map.ts';
import type { Compared } from '../agreement.ts';
import { distinct, lies, type Range, rangeOf, rangeText, width, within } from '../numbers.ts';
import type { Answers } from '../product.ts';
import { addressesInUse } from '../recount/held.ts';
import { cellsOf, type ExpectedCell, type Held } from '../recount/map.ts';
import { blocksOf, keptOf, podPools } from '../recount/podPools.ts';
import { neverGiven } from '../recount/servicePools.ts';
import type { Snapshot } from '../snapshot.ts';

/** Maps read for one pool: all of a small cluster's, down to single addresses, and a bounded part of a large one's. */
const mapsPerPool = 120;

/** The maps of every pool, from its whole range down to single addresses, wherever something is in use. */
export async function compareMaps(snapshot: Snapshot, product: Answers, most = mapsPerPool): Promise<Compared[]> {
  const blocks = blocksOf(snapshot);
  const services = (snapshot.serviceCIDRs ?? []).flatMap(({ spec }) => spec.cidrs.map(rangeOf));
  const kept = distinct([...blocks.flatMap(({ range }) => keptOf(range)), ...neverGiven(snapshot)]);
  const held = { inUse: addressesInUse(snapshot), kept, blocks };
  const ranges = [...podPools(snapshot).map(({ range }) => range), ...services];
  const compared: Compared[] = [];
  for (const range of ranges) {
    const differences: string[] = [];
    const queue: Range[] = [range];
    let read = 0;
    for (let next = queue.shift(); next && read < most; next = queue.shift(), read++) {
      const { lines, below } = await compareMap(next, held, product);
      differences.push(...lines);
      queue.push(...below);
    }
    compared.push({ name: `/map ${rangeText(range)} and the prefixes in it that hold addresses, ${read} maps`, differences });
  }
  return compared;
}

async function compareMap(prefix: Range, held: Held, product: Answers): Promise<{ lines: string[]; below: Range[] }> {
  const bits = Math.min(8, width(prefix.family) - prefix.prefixLength);
  const cidr = rangeText(prefix);
  const answer = await product.get<MapAnswer>(`/map?cidr=${encodeURIComponent(cidr)}&bits=${Math.max(1, bits)}`);
  if (bits === 0) return { lines: [], below: [] };
  const expected = cellsOf(prefix, bits, held);
  const lines: string[] = [];
  const say = (what: string, api: unknown, shown: unknown) => {
    if (api !== shown) lines.push(`${cidr} ${what}: the API says ${api}, the product ${shown}`);
  };
  say('cellPrefix', prefix.prefixLength + bits, answer.cellPrefix);
  say('in use', `${held.inUse.filter((address) => lies(address, prefix)).length}`, answer.inUse);
  const shown = unfold(answer.cells);
  const isPods = held.blocks.some(({ range }) => within(range, prefix) || within(prefix, range));
  for (let index = 0; index < 2 ** bits; index++) {
    const [want, cell] = [expected.get(index), shown.get(index)];
    say(`cell ${index} in use`, `${want?.inUse ?? 0n}`, cell?.inUse ?? '0');
    if (isPods) say(`cell ${index} handed out`, `${want?.handedOut ?? 0n}`, cell?.handedOut ?? '0');
    say(`cell ${index} reserved`, `${want?.reserved ?? 0n}`, cell?.reserved ?? '0');
    if (want && cell) lines.push(...compareHolders(want, cell, prefix, bits));
  }
  const below = [...expected.values()].filter((cell) => cell.inUse > 0n && cell.range.prefixLength < width(prefix.family));
  return { lines, below: below.map(({ range }) => range) };
}

/** A cell that is exactly one node's block names that node. */
function compareHolders(want: ExpectedCell, cell: Cell, prefix: Range, bits: number): string[] {
  const text = rangeText(want.range);
  const lines = cell.count === 1 && cell.cidr !== text ? [`cell ${want.index} is ${text}, the product says ${cell.cidr}`] : [];
  const [owner] = want.owners;
  const isAddress = prefix.prefixLength + bits === width(prefix.family);
  if (want.owners.length === 1 && !isAddress && !cell.holders.some(({ kind, name }) => kind === 'Node' && name === owner)) {
    lines.push(`${text} belongs to node ${owner}, the product names ${JSON.stringify(cell.holders)}`);
  }
  return lines;
}

/** A run of like cells is one entry with a count: by index again. */
function unfold(cells: readonly Cell[]): Map<number, Cell> {
  return new Map(cells.flatMap((cell) => Array.from({ length: cell.count }, (_, i): [number, Cell] => [cell.index + i, cell])));
}
