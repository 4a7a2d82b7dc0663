import { formatCidr, parseCidr } from '../../../shared/net/cidr.ts';
import { cidrAtIndex, freeCell, indexOf, type MapCell } from './cells.ts';
import type { Scene } from './scene.ts';

/** The cells of a prefix as they were at a time. */
export interface Moment {
  readonly id: string;
  /** The cluster's name. */
  readonly cluster: string;
  /** When, RFC 3339. */
  readonly taken: string;
  /** Where it comes from: kept by hand here, "history", or the name of a file. */
  readonly source: string;
  readonly scene: Scene;
}

/** A moment as text: numbers that JSON has not as decimal strings, cells by how many lie before them. */
export function writeMoment({ scene, ...moment }: Moment): string {
  // What of a prefix lies in known ranges is for the map beside it to say, and groups are not compared.
  const { range, cells, total, inUse, handedOut, known: _, by: __, ...rest } = scene;
  return JSON.stringify({
    ...moment,
    scene: {
      ...rest,
      range: formatCidr(range),
      total: String(total),
      inUse: text(inUse),
      handedOut: String(handedOut),
      cells: [...cells].map(([offset, cell]) => [
        String(offset),
        text(cell.inUse),
        text(cell.handedOut),
        text(cell.reserved),
        text(cell.usable),
        cell.maxPods,
        cell.flags,
        cell.holders,
        cell.more,
      ]),
    },
  });
}

/** Reads what writeMoment wrote; undefined for anything else. */
export function readMoment(written: string): Moment | undefined {
  try {
    const { scene, ...moment } = JSON.parse(written);
    const range = parseCidr(scene.range);
    if (!range || typeof moment.id !== 'string') return undefined;
    const cells = new Map<bigint, MapCell>();
    for (const [at, inUse, handedOut, reserved, usable, maxPods, flags, holders, more] of scene.cells) {
      const offset = BigInt(at);
      const cidr = cidrAtIndex(range, scene.cellPrefix, offset);
      cells.set(offset, {
        ...freeCell(cidr, scene.pools),
        inUse: count(inUse),
        handedOut: count(handedOut),
        reserved: count(reserved),
        usable: count(usable),
        maxPods,
        flags,
        holders,
        more,
      });
    }
    return {
      ...moment,
      scene: {
        ...scene,
        by: undefined,
        known: null,
        range,
        cells,
        total: BigInt(scene.total),
        inUse: count(scene.inUse),
        handedOut: BigInt(scene.handedOut),
      },
    };
  } catch {
    return undefined;
  }
}

/**
 * The moment of an export of the map's table (its JSON), read against the map that it is compared with. A text that is none, or one of
 * other cells, throws an error that names what is wrong.
 */
export function momentOfExport(written: string, now: Scene, moment: Omit<Moment, 'scene'>): Moment {
  const rows = rowsIn(written);
  const cells = new Map<bigint, MapCell>();
  for (const row of rows) {
    const given = String(row.cidr ?? '');
    const cidr = parseCidr(given.includes('/') ? given : `${given}/${now.cellPrefix}`);
    if (!cidr) throw new Error(`"${given}" is not a cell: the file is no JSON export of a map`);
    const offset = indexOf(now.range, now.cellPrefix, cidr.value);
    if (cidr.family !== now.range.family || cidr.prefixLength !== now.cellPrefix || offset < 0n || offset >= now.total) {
      throw new Error(`${given} is no cell of ${formatCidr(now.range)}, which is drawn in /${now.cellPrefix}s`);
    }
    const state = String(row.state ?? '');
    const holders = holdersIn(row.holder);
    const known = { inUse: countIn(row.inUse), handedOut: countIn(row.handedOut), usable: countIn(row.usable) };
    // Rows of single addresses have a state alone.
    if (known.inUse === null && now.grain === 'addresses') known.inUse = ['free', 'reserved', 'unknown'].includes(state) ? 0n : 1n;
    const flags = ['reserved', 'conflict', 'leaked', 'terminating'].filter((flag) => flag === state);
    if (holders.length === 0 && !known.inUse && !known.handedOut && flags.length === 0) continue;
    cells.set(offset, {
      ...freeCell(cidr, now.pools),
      ...known,
      flags,
      holders,
      maxPods: typeof row.maxPods === 'number' ? row.maxPods : null,
    });
  }
  const sum = (read: (cell: MapCell) => bigint | null) => [...cells.values()].reduce((all, cell) => all + (read(cell) ?? 0n), 0n);
  return { ...moment, scene: { ...now, cells, inUse: sum((cell) => cell.inUse), handedOut: sum((cell) => cell.handedOut) } };
}

function rowsIn(written: string): Record<string, unknown>[] {
  let read: unknown;
  try {
    read = JSON.parse(written);
  } catch {
    throw new Error('The file is not JSON');
  }
  if (!Array.isArray(read) || read.some((row) => typeof row !== 'object' || row === null)) throw new Error('The file is no list of rows');
  return read;
}

/** "Pod payments/ledger and 2 more" as the reference that it was written from. */
function holdersIn(holder: unknown): MapCell['holders'] {
  const [first = ''] = String(holder ?? '').split(/, | and \d+ more$/);
  const [kind, name] = first.split(' ');
  if (!kind || !name) return [];
  const [before = '', after] = name.split('/');
  const is = kind === 'node' ? 'Node' : kind;
  return [after === undefined ? { kind: is, name: before } : { kind: is, namespace: before, name: after }];
}

const text = (value: bigint | null) => (value === null ? null : String(value));
const count = (value: string | null) => (value === null ? null : BigInt(value));
const countIn = (value: unknown) =>
  typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : typeof value === 'number' ? BigInt(value) : null;
