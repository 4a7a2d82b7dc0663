import type { Drawing, ExportEntry } from './exportPage.ts';
import { groupLetter } from './groupLetter.ts';
import type { LegendEntry } from './legendCounts.ts';
import { groundBehindAddresses, paintCell, paintSheet, type SheetPicture } from './paintSheet.ts';
import type { ColouredGroup } from './palette.ts';

/** A sheet as it is seen, without what only the pointer makes. */
export function sheetDrawing(picture: Omit<SheetPicture, 'before' | 'hover'>): Drawing {
  const { sheet, plate } = picture;
  // Seen through a camera, the sheet is larger than what shows of it.
  const size = plate ? { width: plate.x + plate.width, height: plate.y + plate.height } : sheet;
  return {
    width: size.width,
    height: size.height,
    paint: (context, palette) => paintSheet(context, { ...picture, before: null, hover: null }, palette),
  };
}

/** What a shade of a sheet looks like in its legend: as the cells do. */
export function shadeMark(shade: LegendEntry['shade'], { freeDashed, inner }: Pick<SheetPicture, 'freeDashed' | 'inner'>) {
  return ((context, rect, palette) => {
    if (shade === 'leftOut') {
      for (const y of [rect.y + 4, rect.y + 10]) {
        context.beginPath();
        context.moveTo(rect.x, y);
        for (const [k, x] of [3.5, 7, 10.5, 14].entries()) context.lineTo(rect.x + x, k % 2 === 0 ? y + 2 : y);
        context.lineWidth = 1;
        context.strokeStyle = palette.edge;
        context.stroke();
      }
      return;
    }
    paintCell(context, rect, shade, freeDashed, palette, inner ? groundBehindAddresses : 1);
    const letter = groupLetter(shade);
    if (!letter) return;
    context.font = `600 10px ${palette.sans}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = (inner ? undefined : palette.onGroups[shade as ColouredGroup]) ?? palette.ink2;
    context.fillText(letter, rect.x + rect.width / 2, rect.y + rect.height / 2 + 0.5);
  }) satisfies ExportEntry['mark'];
}
