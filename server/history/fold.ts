import type { Bounds, Ending, Tenancy } from './history.ts';

/** A turn with its time, as it waits to be written. */
export interface Waiting {
  readonly begins: boolean;
  readonly address: string;
  readonly as: string;
  readonly object: string;
  readonly uid: string;
  readonly at: Bounds;
  /** Of one that ends and may not have been written yet: since when it was held, as far as that is known. */
  readonly held?: Bounds | undefined;
}

/**
 * Turns in the order in which they came, as what is to be written: endings of what was written before, and tenancies, those that ended
 * meanwhile whole. Endings are to be written first: what is written whole although it was written before is told by that.
 */
export function fold(turns: readonly Waiting[]): { readonly endings: readonly Ending[]; readonly tenancies: readonly Tenancy[] } {
  const endings: Ending[] = [];
  const tenancies: Tenancy[] = [];
  const open = new Map<string, number>(); // where in tenancies the one that has not ended stands
  for (const { begins, address, as, object, uid, at, held } of turns) {
    const key = `${address} ${as} ${uid}`;
    const begun = open.get(key);
    if (begins) {
      if (begun !== undefined) continue;
      open.set(key, tenancies.push({ address, as, object, uid, from: at, to: null, made: false }) - 1);
    } else if (begun === undefined) {
      endings.push({ address, as, uid, to: at });
      if (held) tenancies.push({ address, as, object, uid, from: held, to: at, made: false });
    } else {
      tenancies[begun] = { ...(tenancies[begun] as Tenancy), to: at };
      open.delete(key);
    }
  }
  return { endings, tenancies };
}
