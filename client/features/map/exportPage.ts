import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Shade } from '../../draw/cellShade.ts';
import type { ExportPage } from '../../draw/exportSheet.ts';
import { legendCounts } from '../../draw/legendCounts.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { exportTime } from './exportName.ts';
import type { Grouping } from './groupShades.ts';
import { groupNames } from './groupWords.ts';
import { alwaysListed, legendName, legendTitle, legendUnit } from './legendWords.ts';
import { kindTitle } from './poolWords.ts';
import type { Scene } from './scene.ts';

/** A map as a page for a picture: titled by its cluster, prefix and pool, with the legend's counts, the time of the data (ms) and its address. */
export function exportPage(seen: {
  scene: Scene;
  picture: ExportPage['picture'];
  shades: readonly Shade[];
  grouping: Grouping | undefined;
  isLit: ((shade: Shade) => boolean) | undefined;
  cluster: string | undefined;
  pool: Pool | null;
  time: number;
  url: string;
}): ExportPage {
  const { scene, picture, grouping, isLit, pool } = seen;
  const entries = legendCounts(seen.shades, scene.total, alwaysListed(scene, grouping));
  const said = [
    seen.cluster,
    pool ? `${kindTitle(pool)}, ${pool.name}` : 'in no range',
    grouping ? `coloured by ${groupNames[grouping.by].choice.toLowerCase()}` : undefined,
    isLit ? 'filtered' : undefined,
    picture.stale ? 'old data' : undefined,
  ];
  return {
    title: formatCidr(scene.range),
    subtitle: said.filter((part) => part !== undefined).join(' · '),
    picture,
    legendTitle: legendTitle(scene, grouping),
    entries: entries.map(({ shade, count }) => ({
      shade,
      name: legendName(shade, scene, grouping),
      count: formatCount(count).short,
      dimmed: isLit !== undefined && (shade === 'leftOut' || !isLit(shade)),
    })),
    total: { name: legendUnit(scene), count: formatCount(scene.total).short },
    foot: [`Data of ${exportTime(seen.time)}`, seen.url],
  };
}
