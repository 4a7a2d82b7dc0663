import type { Family } from '../../shared/net/address.ts';
import { densityBins } from './densityBins.ts';
import type { Drawing } from './exportPage.ts';

const axis = 40;

/** How much of each equal bin is in use, as bars over the addresses of both ends. */
export function binsDrawing(
  bins: {
    readonly counts: readonly number[];
    readonly capacity: number;
    readonly family: Family;
    readonly ends: readonly [string, string];
  },
  width: number,
  height: number,
): Drawing {
  const wide = width - axis;
  const chart = densityBins(bins.counts, bins.capacity, wide, height);
  return {
    width,
    height: height + 24,
    paint(context, palette) {
      context.font = `400 11px ${palette.mono}`;
      context.textBaseline = 'middle';
      context.textAlign = 'left';
      for (const { y, value } of chart.ticks) {
        context.fillStyle = palette.line;
        context.fillRect(0, Math.round(y), wide, 1);
        context.fillStyle = palette.ink3;
        context.fillText(Math.round(value).toLocaleString('en'), wide + 8, y);
      }
      context.fillStyle = palette.families[bins.family].mark;
      for (const bar of chart.bars) context.fillRect(bar.x, bar.y, bar.width, bar.height);
      context.fillStyle = palette.edge;
      context.fillRect(0, height, wide, 1);
      context.fillStyle = palette.ink3;
      context.fillText(bins.ends[0], 0, height + 16);
      context.textAlign = 'right';
      context.fillText(bins.ends[1], wide, height + 16);
    },
  };
}
