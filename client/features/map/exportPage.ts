import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { signMark } from '../../draw/atlasDrawing.ts';
import type { Shade } from '../../draw/cellShade.ts';
import type { ExportLegend, ExportPage } from '../../draw/exportPage.ts';
import { legendCounts } from '../../draw/legendCounts.ts';
import type { SheetPicture } from '../../draw/paintSheet.ts';
import { shadeMark, sheetDrawing } from '../../draw/sheetDrawing.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { outsideWords } from '../../kit/outsideWords.ts';
import { outsideAround } from './declaredCells.ts';
import { exportTime } from './exportName.ts';
import type { Grouping } from './groupShades.ts';
import { groupNames } from './groupWords.ts';
import { alwaysListed, legendName, legendTitle, legendUnit, outsideName } from './legendWords.ts';
import { kindTitle } from './poolWords.ts';
import type { Scene } from './scene.ts';

/** What is seen of a sheet, for whoever takes a picture of it. */
export type SeenSheet = Omit<SheetPicture, 'before' | 'hover'>;

/** A map as a page for a picture: titled by its cluster, prefix and pool, with the legend's counts, the time of the data (ms) and its address. */
export function exportPage(seen: {
  scene: Scene;
  picture: SeenSheet;
  shades: readonly Shade[];
  grouping: Grouping | undefined;
  isLit: ((shade: Shade) => boolean) | undefined;
  cluster: string | undefined;
  pool: Pool | null;
  time: number;
  /** The time is that of a moment of the history. */
  isPast?: boolean;
  url: string;
}): ExportPage {
  const { scene, picture, grouping, isLit, pool } = seen;
  const outside = outsideAround(scene);
  const said = [
    seen.cluster,
    pool ? `${kindTitle(pool)}, ${pool.name}` : outside ? outsideWords(outside) : 'in no range',
    grouping ? `coloured by ${groupNames[grouping.by].choice.toLowerCase()}` : undefined,
    isLit ? 'filtered' : undefined,
    picture.stale ? 'old data' : undefined,
  ];
  return {
    title: formatCidr(scene.range),
    subtitle: said.filter((part) => part !== undefined).join(' · '),
    drawing: sheetDrawing(picture),
    legends: [sheetLegend({ ...seen, total: scene.total }), ...outsideLegend(scene)],
    foot: exportFoot(seen),
  };
}

/** How many cells are hatched because they lie in somebody else's range; nothing where none is. */
export function outsideLegend({ declared, past }: Pick<Scene, 'declared' | 'past'>): ExportLegend[] {
  if (!declared || declared.size === 0) return [];
  const count = formatCount(declared.size).short;
  return [
    { title: 'Beside that', entries: [{ mark: signMark('declared'), name: outsideName({ past }), count, dimmed: false }], total: null },
  ];
}

/** The legend of a sheet as it stands in a picture. */
export function sheetLegend({
  scene,
  picture,
  shades,
  grouping,
  isLit,
  total,
}: Pick<Parameters<typeof exportPage>[0], 'scene' | 'picture' | 'shades' | 'grouping' | 'isLit'> & { total: bigint }): ExportLegend {
  return {
    title: legendTitle(scene, grouping),
    entries: legendCounts(shades, total, alwaysListed(scene, grouping)).map(({ shade, count }) => ({
      mark: shadeMark(shade, picture),
      name: legendName(shade, scene, grouping),
      count: formatCount(count).short,
      dimmed: isLit !== undefined && (shade === 'leftOut' || !isLit(shade)),
    })),
    total: { name: legendUnit(scene), count: formatCount(total).short },
  };
}

/** Of when a picture is, and where it is from. */
export function exportFoot({
  time,
  isPast = false,
  url,
}: {
  readonly time: number;
  readonly isPast?: boolean;
  readonly url: string;
}): string[] {
  return [`${isPast ? 'As it was on' : 'Data of'} ${exportTime(time)}`, url];
}
