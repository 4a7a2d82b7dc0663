import type { AnyRecord, Kind, RecordOf } from '../../records/records.ts';
import { type Said, type SaidPool, saysNothing } from './said.ts';

/** What the pools are made from. */
export interface PoolView {
  all<K extends Kind>(kind: K): Iterable<RecordOf[K]>;
  podSubnets(): readonly string[];
}

export const poolKinds: ReadonlySet<Kind> = new Set();

export function saidPools(_: PoolView): SaidPool[] {
  return [];
}

export function says(_: AnyRecord): Said {
  return saysNothing;
}
