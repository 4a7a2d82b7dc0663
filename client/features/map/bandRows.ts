import { formatCidr } from '../../../shared/net/cidr.ts';
import type { ExportColumn } from '../../kit/exportRows.ts';
import type { CellRow } from './cellRows.ts';
import { placeText } from './place.ts';
import type { Bin } from './serviceBands.ts';
import { holderName } from './words.ts';

/** A row of a Service range's export: an address of its static band, or a bin of its dynamic band. */
export interface BandRow {
  readonly cidr: string;
  readonly band: 'static' | 'dynamic';
  readonly state: string | null;
  readonly inUse: number | null;
  readonly holder: string | null;
  readonly group: string | null;
}

export const bandColumns: readonly ExportColumn<BandRow>[] = (['cidr', 'band', 'state', 'inUse', 'holder', 'group'] as const).map(
  (name) => ({ name, value: (row) => row[name] }),
);

/** Every address of the static band that the legend leaves, then every bin of the dynamic band. */
export function bandRows(cells: readonly CellRow[], bins: readonly Bin[]): BandRow[] {
  return [
    ...cells.map(
      ({ cell, state, group }): BandRow => ({
        cidr: placeText(cell.cidr),
        band: 'static',
        state,
        inUse: cell.inUse === null ? null : Number(cell.inUse),
        holder: cell.holders.length === 0 ? null : cell.holders.map(holderName).join(', '),
        group,
      }),
    ),
    ...bins.map(
      (bin): BandRow => ({ cidr: formatCidr(bin.cidr), band: 'dynamic', state: null, inUse: bin.inUse, holder: null, group: null }),
    ),
  ];
}
