import { type Cidr, compareCidrs, formatCidr } from '../../shared/net/cidr.ts';
import type { Provenance } from '../../shared/wire/basics.ts';
import type { Pool as WirePool } from '../../shared/wire/pools.ts';

/** A range that something allocates from, without its counts: those are read from the indexes when somebody asks. */
export interface Pool {
  readonly id: string;
  readonly kind: WirePool['kind'];
  readonly name: string;
  readonly range: Cidr;
  /** Length of the blocks it is cut into for nodes; null where it is not. */
  readonly blockLength: number | null;
  /** Whether an object or a flag says that this is the whole range. */
  readonly declared: boolean;
  readonly state: WirePool['state'];
  readonly sources: readonly Provenance[];
}

const kindOrder: readonly WirePool['kind'][] = ['pod', 'service', 'node', 'loadBalancer', 'secondary'];

/** "kind/name/range" with "-" for "/" in the range, so that an id is three parts. */
export function poolId(kind: Pool['kind'], name: string, range: Cidr): string {
  return `${kind}/${name}/${formatCidr(range).replace('/', '-')}`;
}

/** By kind, then IPv4 before IPv6, then by address. */
export function comparePools(a: Pool, b: Pool): number {
  const kinds = kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  const ranges = compareCidrs(a.range, b.range);
  return ranges !== 0 ? ranges : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A text that sorts as comparePools does: what a cursor keeps. */
export function poolSortKey({ kind, range }: Pool): string {
  const digits = range.family === 'IPv4' ? 8 : 32;
  const address = range.value.toString(16).padStart(digits, '0');
  return `${kindOrder.indexOf(kind)} ${range.family} ${address} ${String(range.prefixLength).padStart(3, '0')}`;
}
