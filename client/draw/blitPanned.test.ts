import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeStill } from './blit.ts';
import { blitPanned, isWithin, paintSurroundings } from './blitPanned.ts';
import { type Camera, clampCamera, plateOf, seenThrough } from './camera.ts';
import { gridLayout } from './gridLayout.ts';
import { hilbertLayout } from './hilbertLayout.ts';
import { axisMarks } from './paintAxis.ts';
import type { SheetPicture } from './paintSheet.ts';
import { readPalette } from './palette.ts';
import { type PaintCall, recordingContext } from './recordingContext.ts';
import type { Sheet } from './sheet.ts';

const measure = { width: 680, left: 40, top: 24, gap: 2, maxPitch: 40 };
const grid = gridLayout(8, measure);
const palette = readPalette(() => '#000000');
const image = {} as CanvasImageSource;

const pictureOf = (sheet: Sheet, selected: number | null): SheetPicture => ({
  sheet,
  plate: null,
  axis: {
    corner: '/20',
    columns: Array.from({ length: 16 }, (_, k) => `+${k}`),
    row: (first) => ({ shared: '', own: `${first}` }),
    place: (offset) => `${offset}`,
  },
  shades: [],
  before: null,
  dimmed: null,
  inner: null,
  labels: [],
  hover: null,
  selected,
  outlines: [],
  stripText: [],
  stale: false,
  freeDashed: true,
});

/** A view that has moved from one camera to another: what was drawn, and from what. */
function panned(sheet: Sheet, from: Camera, to: Camera, ratio: number, selected: number | null = null) {
  const picture = pictureOf(sheet, selected);
  const blank = (width: number, height: number) => recordingContext({ width, height }).context;
  const surroundings = paintSurroundings(blank, wholeStill(image, sheet), picture, from, palette, ratio);
  if (!surroundings) throw new Error('there are no surroundings');
  const { context, calls } = recordingContext({ width: (sheet.width + 4) * ratio, height: (sheet.height + 4) * ratio });
  const still = { image, sheet, camera: from };
  const seen = { ...picture, sheet: seenThrough(to, sheet), plate: plateOf(sheet) };
  blitPanned(context, still, surroundings, seen, to, palette, ratio);
  return { surroundings, calls, seen };
}

/** The images that were copied, each with its clip and where its top left stands. */
function copies(calls: readonly PaintCall[]) {
  return calls.flatMap((call, k) => {
    if (call.name !== 'drawImage') return [];
    const [x = 0, y = 0, width = 0, height = 0] = (calls.slice(0, k).findLast(({ name }) => name === 'rect')?.args ?? []) as number[];
    const [from, left = 0, top = 0] = call.args as [unknown, number, number];
    return [{ from, x, y, width, height, left, top }];
  });
}

const views = fc
  .tuple(
    fc.double({ min: 1.01, max: 11, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: -0.49, max: 0.49, noNaN: true }),
    fc.double({ min: -0.49, max: 0.49, noNaN: true }),
  )
  .map(([scale, x, y, right, down]) => {
    const from = clampCamera({ scale, x, y }, 11);
    return [from, clampCamera({ scale, x: from.x + right / scale, y: from.y + down / scale }, 11)] as const;
  });

describe('a view that only moves', () => {
  test('is copied: the sharp image, what it leaves bare from its surroundings, and the labels in between', () => {
    const { surroundings, calls } = panned(grid, { scale: 2, x: 0.25, y: 0.25 }, { scale: 2, x: 0.2, y: 0.25 }, 1);
    const named = new Map<unknown, string>([
      [image, 'still'],
      [surroundings.cells, 'cells'],
      [surroundings.above, 'above'],
      [surroundings.beside, 'beside'],
    ]);
    expect(copies(calls).map(({ from, ...at }) => [named.get(from), ...Object.values(at)])).toEqual([
      ['still', 104, 24, 576, 640, 64, 0],
      ['cells', 40, 24, 64, 640, -216, -296],
      ['above', 102, 0, 560, 24, -216, 0],
      ['beside', 0, 24, 40, 638, 0, -296],
      ['above', 30, 0, 80, 24, -208, 0],
      ['above', 632, 0, 80, 24, -246, 0],
    ]);
    expect(calls.filter(({ name }) => name === 'fillText')).toEqual([]);
  });

  test('has every pixel of its plate painted once', () => {
    fc.assert(
      fc.property(views, fc.constantFrom(1, 1.5, 2), ([from, to], ratio) => {
        const { surroundings, calls } = panned(grid, from, to, ratio);
        const parts = copies(calls).filter(({ from }) => from === image || from === surroundings.cells);
        expect(parts.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(640 * 640 * ratio * ratio);
      }),
    );
  });

  test('has its labels where they stand at rest, and no other ones', () => {
    fc.assert(
      fc.property(views, fc.constantFrom(1, 2), fc.option(fc.nat(255)), ([from, to], ratio, selected) => {
        const { surroundings, calls, seen } = panned(grid, from, to, ratio, selected);
        const marks = axisMarks(seen, plateOf(grid), surroundings.step);
        for (const [source, middles, wanted, along] of [
          [surroundings.above, surroundings.columns, marks.columns, 'x'],
          [surroundings.beside, surroundings.rows, marks.rows, 'y'],
        ] as const) {
          const shown = copies(calls)
            .filter(({ from }) => from === source)
            .flatMap(({ x, y, width, height, left, top }) => {
              const [low, size, shift] = along === 'x' ? [x, width, left] : [y, height, top];
              return [...middles]
                .map(([index, middle]) => ({ index, at: middle + shift }))
                .filter(({ at }) => at > low + 2 && at < low + size - 2);
            })
            .sort((a, b) => a.index - b.index);
          expect(shown.map(({ index }) => index)).toEqual(wanted.map(({ index }) => index));
          for (const [k, { at }] of shown.entries()) expect(Math.abs(at - (wanted[k]?.middle ?? -9) * ratio)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('along a curve, the ends are written anew', () => {
    const curve = hilbertLayout(8, { ...measure, width: 720 });
    const { calls } = panned(curve, { scale: 2, x: 0, y: 0 }, { scale: 2, x: 0, y: 0.05 }, 1);
    expect(calls.filter(({ name }) => name === 'fillText').map(({ args }) => args[0])).toEqual(['63', '64', '191', '192']);
  });
});

test('surroundings go half a view further, and are of one scale', () => {
  const { surroundings } = panned(grid, { scale: 4, x: 0.5, y: 0.5 }, { scale: 4, x: 0.5, y: 0.5 }, 1);
  expect(isWithin(surroundings, { scale: 4, x: 0.62, y: 0.38 })).toBe(true);
  expect(isWithin(surroundings, { scale: 4, x: 0.63, y: 0.5 })).toBe(false);
  expect(isWithin(surroundings, { scale: 4, x: 0.5, y: 0.37 })).toBe(false);
  expect(isWithin(surroundings, { scale: 4.1, x: 0.5, y: 0.5 })).toBe(false);
});
