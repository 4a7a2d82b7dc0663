import { parseCidr } from '../../../shared/net/cidr.ts';
import type { Cell, MapAnswer } from '../../../shared/wire/map.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** A CIDR that is one; for tests. */
export function cidr(text: string) {
  const read = parseCidr(text);
  if (!read) throw new Error(`${text} is not a CIDR`);
  return read;
}

/** A cell as the server sends it: nothing known but what is given. */
export function wireCell(index: number, text: string, known: Partial<Cell> = {}): Cell {
  return {
    index,
    count: 1,
    cidr: text,
    inUse: '0',
    handedOut: null,
    reserved: null,
    usable: null,
    maxPods: null,
    holders: [],
    more: 0,
    pools: [],
    flags: [],
    ...known,
  };
}

/** An answer of /map. */
export function wireMap(text: string, bits: number, cells: Cell[], known: Partial<MapAnswer> = {}): MapAnswer {
  const range = cidr(text);
  const inUse = cells.reduce((sum, cell) => sum + BigInt(cell.inUse ?? 0) * BigInt(cell.count), 0n).toString();
  return {
    revision: '1',
    cidr: text,
    family: range.family,
    bits,
    cellPrefix: range.prefixLength + bits,
    inUse,
    pools: [],
    block: null,
    cells,
    ...known,
  };
}

/** A pool of one range: nothing known but what is given. */
export function wirePool(kind: Pool['kind'], range: string, known: Partial<Pool> = {}): Pool {
  return {
    id: `${kind}/test/${range.replace('/', '-')}`,
    kind,
    name: 'test',
    family: cidr(range).family,
    ranges: [range],
    cidr: range,
    object: null,
    addresses: { total: '0', reserved: null, usable: null, handedOut: null, recorded: null, inUse: null, free: null },
    blocks: null,
    static: null,
    limit: 'addresses',
    state: 'ready',
    blockedBy: [],
    provenance: [],
    ...known,
  };
}
