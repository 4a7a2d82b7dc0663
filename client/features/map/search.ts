import { choiceParam, present, textParam } from '../../kit/searchParams.ts';

/**
 * The whole view of the map. `cidr` is the prefix as it was written: a wrong one is named, not dropped; absent, it is the pool's range or
 * the one around `sel`. `pool` is the pool whose map this is, by id; absent, the narrowest that holds the prefix. `sel` is the cell whose
 * panel is open, as a CIDR or an address. `by` tells cells apart by something else than amounts. `order` is the curve the cells follow.
 * `fine` shows the addresses inside the cells.
 * `only` are the legend's entries that stay lit, by commas. `q` filters the table. `zoom` is the camera (`scale,x,y`). `with` is what this
 * prefix is compared with: a pool's id, a CIDR, or a moment. `at` is the past moment that is shown, RFC 3339; absent, it is now. `span` is
 * how far back the growth of a pool is shown; absent, what lies ahead. Without `cidr`, `pool` and `sel` it is the atlas of all ranges, and
 * `on` the entry of it that one stands on.
 */
export function mapSearch(raw: Record<string, unknown>) {
  return present({
    cidr: textParam(raw, 'cidr', 512),
    pool: textParam(raw, 'pool', 512),
    sel: textParam(raw, 'sel', 64),
    view: choiceParam(raw, 'view', ['table'] as const),
    by: choiceParam(raw, 'by', ['namespace', 'zone', 'node', 'age', 'findings'] as const),
    order: choiceParam(raw, 'order', ['hilbert'] as const),
    only: textParam(raw, 'only', 1024),
    fine: choiceParam(raw, 'fine', ['yes'] as const),
    at: textParam(raw, 'at', 40),
    on: textParam(raw, 'on', 1024),
    q: textParam(raw, 'q', 128),
    zoom: textParam(raw, 'zoom', 64),
    span: choiceParam(raw, 'span', ['day', 'week', 'weeks', 'all'] as const),
    with: textParam(raw, 'with', 512),
  });
}
export type MapSearch = ReturnType<typeof mapSearch>;
