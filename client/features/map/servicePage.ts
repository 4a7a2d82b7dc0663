import { formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, cidrSize, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { binsDrawing } from '../../draw/binsDrawing.ts';
import type { ExportPage } from '../../draw/exportPage.ts';
import { sheetDrawing } from '../../draw/sheetDrawing.ts';
import { stackedDrawing } from '../../draw/stackedDrawing.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { exportFoot, type SeenSheet, sheetLegend } from './exportPage.ts';
import { poolAmount } from './poolWords.ts';
import type { Bin } from './serviceBands.ts';
import type { useStaticBand } from './useStaticBand.ts';

/** A Service range as a page for a picture: its static band as a sheet, its dynamic band as bars. */
export function servicePage(seen: {
  pool: Pool;
  range: Cidr;
  band: Pick<ReturnType<typeof useStaticBand>, 'scene' | 'grouping' | 'rows' | 'isLit'>;
  /** What is seen of the static band; null where there is none. */
  picture: SeenSheet | null;
  bins: readonly Bin[];
  capacity: bigint;
  cluster: string | undefined;
  time: number;
  url: string;
}): ExportPage {
  const { pool, range, picture, bins, capacity } = seen;
  const { scene, grouping, rows, isLit } = seen.band;
  const last = formatAddress({ family: range.family, value: range.value + cidrSize(range) - 1n });
  const counts = bins.map((bin) => bin.inUse);
  const first = bins[0] ? formatAddress(bins[0].cidr) : '';
  const width = Math.max(420, picture?.sheet.width ?? 0);
  const shades = rows.map((row) => row.shade);
  const said = [seen.cluster, `Services, ${pool.name}`, poolAmount(pool), isLit && 'filtered', picture?.stale && 'old data'];
  return {
    title: formatCidr(range),
    subtitle: said.filter((part) => typeof part === 'string').join(' · '),
    drawing: stackedDrawing([
      ...(picture && pool.static
        ? [{ title: `Static band, ${pool.static.first} – ${pool.static.last}`, drawing: sheetDrawing(picture) }]
        : []),
      ...(bins.length > 0
        ? [
            {
              title: `Dynamic band, in bins of ${formatCount(capacity).short}`,
              drawing: binsDrawing({ counts, capacity: Number(capacity), family: range.family, ends: [first, last] }, width, 168),
            },
          ]
        : []),
    ]),
    legends: picture && scene ? [sheetLegend({ scene, picture, shades, grouping, isLit, total: BigInt(rows.length) })] : [],
    foot: exportFoot(seen),
  };
}
