import { describe, expect, test } from 'vitest';
import { densityBins } from './densityBins.ts';

describe('densityBins', () => {
  test('bins of 64 stand against 64, whatever the fullest holds', () => {
    const { bars, ticks, top } = densityBins([64, 32, 0, 16], 64, 400, 100);
    expect(top).toBe(64);
    expect(bars).toEqual([
      { x: 0, y: 0, width: 98, height: 100 },
      { x: 100, y: 50, width: 98, height: 50 },
      { x: 200, y: 100, width: 98, height: 0 },
      { x: 300, y: 75, width: 98, height: 25 },
    ]);
    expect(ticks).toEqual([
      { y: 100, value: 0 },
      { y: 50, value: 32 },
      { y: 0, value: 64 },
    ]);
  });
  test('bins of 1,024 stand against a round number above the fullest', () => {
    const { top, ticks } = densityBins([3, 9, 13], 1024, 300, 100);
    expect(top).toBe(15);
    expect(ticks.map((tick) => tick.value)).toEqual([0, 5, 10, 15]);
  });
  test('one address in a large bin is still a pixel', () => {
    expect(densityBins([1, 2000], 65536, 100, 100).bars[0]?.height).toBe(1);
  });
  test('an empty range has bars without height', () => {
    expect(densityBins([0, 0], 64, 100, 50).bars.map((bar) => bar.height)).toEqual([0, 0]);
  });
  test('no bins are no bars', () => expect(densityBins([], 64, 100, 50).bars).toEqual([]));
});
