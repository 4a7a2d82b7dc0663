import { scaleLinear } from 'd3';
import type { Rect } from './sheet.ts';

/** Bars of a density, and the lines behind them. CSS pixels from the top left of the chart. */
export interface DensityBins {
  readonly bars: readonly Rect[];
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  /** The count that the full height stands for. */
  readonly top: number;
}

/**
 * Bars for how much of each equal bin is in use. Where a bin is small enough to fill up, the full height is its capacity; a bin that
 * never will (IPv6) is drawn against a round number above the fullest: a share of it would read 0.
 */
export function densityBins(counts: readonly number[], capacity: number, width: number, height: number): DensityBins {
  const fullest = Math.max(1, ...counts);
  const scale = scaleLinear([0, capacity <= 256 ? Math.max(capacity, fullest) : fullest], [height, 0]);
  if (capacity > 256) scale.nice(4);
  const top = scale.domain()[1] ?? fullest;
  const pitch = counts.length === 0 ? 0 : width / counts.length;
  const gap = pitch > 4 ? 2 : 0.5;
  const bars = counts.map((count, k) => {
    const y = count === 0 ? height : Math.min(height - 1, scale(count));
    return { x: k * pitch, y, width: Math.max(0.5, pitch - gap), height: height - y };
  });
  const values = capacity <= 256 ? [0, top / 2, top] : scale.ticks(4);
  return { bars, ticks: values.map((value) => ({ y: scale(value), value })), top };
}
