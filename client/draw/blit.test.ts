import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { around, blitLevels, blitMoved, wholeStill } from './blit.ts';
import { clampCamera, plateOf, toRect, wholeView } from './camera.ts';
import { gridLayout } from './gridLayout.ts';
import { recordingContext } from './recordingContext.ts';
import { cellRect } from './sheet.ts';

const sheet = gridLayout(8, { width: 680, left: 40, top: 20, gap: 2, maxPitch: 40 });
const image = {} as CanvasImageSource;
const whole = wholeStill(image, sheet);
type Calls = ReturnType<typeof recordingContext>['calls'];
const numbers = (call: Calls[number] | undefined) => (call?.args ?? []).filter((value) => typeof value === 'number');
/** Where images are drawn to: what is copied as a whole is cut by the rectangle of its clip. */
const targets = (calls: Calls) =>
  calls.flatMap((call, k) => {
    if (call.name !== 'drawImage') return [];
    return [numbers(call).length === 2 ? numbers(calls.slice(0, k).findLast(({ name }) => name === 'rect')) : numbers(call).slice(4)];
  });
const drawn = (calls: Calls) => calls.filter(({ name }) => name === 'rect' || name === 'drawImage').map(numbers);

describe('blitMoved', () => {
  test('the whole at rest is copied as it is', () => {
    const { context, calls } = recordingContext();
    blitMoved(context, whole, whole, wholeView, 1);
    expect(drawn(calls)).toEqual([
      [40, 20, 640, 640],
      [0, 0],
    ]);
  });
  test('what only moves is moved by whole pixels, and what it leaves bare comes from the whole', () => {
    const { context, calls } = recordingContext();
    const still = { image, sheet, camera: { scale: 2, x: 0.25, y: 0.25 } };
    blitMoved(context, still, whole, { scale: 2, x: 0.2, y: 0.25 }, 1);
    expect(drawn(calls)).toEqual([
      [104, 20, 576, 640],
      [64, 0],
      [168, 180, 32, 320, 40, 20, 64, 640],
    ]);
  });
  test('every pixel of the plate is painted once', () => {
    const any = fc
      .tuple(
        fc.double({ min: 1, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map(([scale, x, y]) => clampCamera({ scale, x, y }, 8));
    fc.assert(
      fc.property(any, any, fc.constantFrom(1, 1.5, 2), (from, to, ratio) => {
        const { context, calls } = recordingContext();
        blitMoved(context, { image, sheet, camera: from }, whole, to, ratio);
        const area = targets(calls).reduce((sum, [, , width = 0, height = 0]) => sum + width * height, 0);
        expect(area).toBeLessThanOrEqual(640 * 640 * ratio * ratio);
        // What the whole covers is cut to whole pixels as well: at most one at each edge.
        expect(area).toBeGreaterThanOrEqual((640 * ratio - 2) ** 2);
      }),
    );
  });
});

describe('around', () => {
  const outer = { x: 0, y: 0, width: 10, height: 10 };
  test('a part in the middle leaves four', () => {
    expect(around(outer, { x: 2, y: 3, width: 4, height: 5 })).toEqual([
      { x: 0, y: 0, width: 10, height: 3 },
      { x: 0, y: 8, width: 10, height: 2 },
      { x: 0, y: 3, width: 2, height: 5 },
      { x: 6, y: 3, width: 4, height: 5 },
    ]);
  });
  test('all of it leaves nothing, nothing leaves all of it', () => {
    expect(around(outer, outer)).toEqual([]);
    expect(around(outer, { x: 0, y: 0, width: 0, height: 0 })).toEqual([outer]);
  });
});

test('between two levels the inner one stands in its cell, as far as it has faded in', () => {
  const rect = cellRect(sheet, 17) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (progress: 0 | 1) => {
    const { context, calls } = recordingContext();
    blitLevels(
      context,
      whole,
      whole,
      { rect, camera: progress === 0 ? wholeView : toRect(sheet, rect), opacity: progress },
      plateOf(sheet),
      1,
    );
    const inner = calls.filter((call) => call.name === 'drawImage').at(-1);
    return [inner?.globalAlpha, ...(inner?.args.slice(5) ?? []).map((value) => Math.round(Number(value)))];
  };
  expect(at(0)).toEqual([0, 80, 60, 38, 38]);
  expect(at(1)).toEqual([1, 40, 20, 640, 640]);
});
