import { choiceParam, present, textParam } from '../../kit/searchParams.ts';

/**
 * The whole view of the map. `cidr` is the prefix as it was written: a wrong one is named, not dropped; absent, it is the pool's range or
 * the one around `sel`. `pool` is the pool whose map this is, by id; absent, the narrowest that holds the prefix. `sel` is the cell whose
 * panel is open, as a CIDR or an address.
 */
export function mapSearch(raw: Record<string, unknown>) {
  return present({
    cidr: textParam(raw, 'cidr', 512),
    pool: textParam(raw, 'pool', 512),
    sel: textParam(raw, 'sel', 64),
    view: choiceParam(raw, 'view', ['table'] as const),
  });
}
export type MapSearch = ReturnType<typeof mapSearch>;
