import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  between,
  type Camera,
  cameraText,
  clampCamera,
  panBy,
  plateOf,
  readCamera,
  rectThrough,
  seenThrough,
  toRect,
  toShow,
  visiblePart,
  wholeView,
  zoomAt,
} from './camera.ts';
import { gridLayout } from './gridLayout.ts';
import { cellRect, slotAt, slotCount } from './sheet.ts';

const sheet = gridLayout(8, { width: 680, left: 40, top: 20, gap: 2, maxPitch: 40 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyCamera = fc
  .tuple(fc.double({ min: 1, max: 12, noNaN: true }), share, share)
  .map(([scale, x, y]) => clampCamera({ scale, x, y }, 12));

describe('a camera', () => {
  test('twice as near at the middle shows the middle half', () => {
    expect(zoomAt(wholeView, { x: 0.5, y: 0.5 }, 2)).toEqual({ scale: 2, x: 0.25, y: 0.25 });
  });
  test('dragged to the right by a tenth of the view, it shows what lies a twentieth further left', () => {
    expect(panBy({ scale: 2, x: 0.25, y: 0.25 }, 0.1, 0)).toEqual({ scale: 2, x: 0.2, y: 0.25 });
  });
  test('is clamped to the sheet and to what is allowed', () => {
    expect(clampCamera({ scale: 2, x: 0.9, y: -1 }, 8)).toEqual({ scale: 2, x: 0.5, y: 0 });
    expect(clampCamera({ scale: 20, x: 0, y: 0 }, 8)).toEqual({ scale: 8, x: 0, y: 0 });
    expect(clampCamera({ scale: 0.2, x: 0.3, y: 0.3 }, 8)).toEqual(wholeView);
    expect(clampCamera({ scale: Number.NaN, x: Number.NaN, y: 1 }, 8)).toEqual(wholeView);
  });
  test('the point under the pointer stays under it', () => {
    fc.assert(
      fc.property(anyCamera, share, share, fc.double({ min: 0.2, max: 5, noNaN: true }), (camera, x, y, factor) => {
        const next = zoomAt(camera, { x, y }, factor);
        expect(next.x + x / next.scale).toBeCloseTo(camera.x + x / camera.scale, 9);
        expect(next.y + y / next.scale).toBeCloseTo(camera.y + y / camera.scale, 9);
      }),
    );
  });
  test('to a cell, that cell fills the view', () => {
    const rect = cellRect(sheet, 17);
    const seen = rect && rectThrough(toRect(sheet, rect), sheet, rect);
    const plate = plateOf(sheet);
    expect(seen?.x).toBeCloseTo(plate.x, 6);
    expect(seen?.width).toBeCloseTo(plate.width, 6);
  });
  test('goes no further than it must to show a cell', () => {
    const camera: Camera = { scale: 4, x: 0, y: 0 };
    const inside = cellRect(sheet, 0);
    const right = cellRect(sheet, 7);
    expect(inside && toShow(camera, sheet, inside)).toBe(camera);
    const moved = right && toShow(camera, sheet, right);
    expect(moved?.x).toBeCloseTo((320 + 38 - 40) / 640 - 0.25, 9);
    expect(moved?.y).toBe(0);
  });
  test('a way between two begins at the one and ends at the other', () => {
    fc.assert(
      fc.property(anyCamera, anyCamera, (from, to) => {
        const way = between(from, to, sheet);
        expect(way(0)).toEqual(from);
        expect(way(1)).toEqual(to);
        expect(Number.isFinite(way(0.5).scale)).toBe(true);
      }),
    );
  });
});

describe('a sheet through a camera', () => {
  test('the whole is the sheet itself', () => expect(seenThrough(wholeView, sheet)).toBe(sheet));
  test('twice as near, cells are twice as large', () => {
    const seen = seenThrough({ scale: 2, x: 0.25, y: 0.25 }, sheet);
    expect([seen.pitch, seen.gap, seen.left, seen.rows[0]?.y]).toEqual([80, 4, -280, -300]);
    expect(cellRect(seen, 68)).toEqual({ x: 40, y: 20, width: 76, height: 76 });
  });
  test('hit-testing is the inverse of it', () => {
    fc.assert(
      fc.property(anyCamera, fc.integer({ min: 0, max: slotCount(sheet) - 1 }), (camera, slot) => {
        const seen = seenThrough(camera, sheet);
        const rect = cellRect(seen, slot);
        expect(rect && slotAt(seen, rect.x + rect.width / 2, rect.y + rect.height / 2)).toBe(slot);
      }),
    );
  });
  test('what shows of it', () => {
    const seen = seenThrough({ scale: 4, x: 0.25, y: 0.5 }, sheet);
    expect(visiblePart(seen, plateOf(sheet))).toEqual({ columns: [4, 8], rows: [8, 12] });
    expect(visiblePart(sheet, plateOf(sheet))).toEqual({ columns: [0, 16], rows: [0, 16] });
  });
});

describe('in a link', () => {
  test('the whole needs no words', () => expect(cameraText(wholeView)).toBeUndefined());
  test('a camera is read back', () => {
    expect(cameraText({ scale: 4, x: 0.25, y: 0.123456 })).toBe('4,0.25,0.1235');
    expect(readCamera('4,0.25,0.1235')).toEqual({ scale: 4, x: 0.25, y: 0.1235 });
  });
  test.each([undefined, '', '4', '4,a,0', '4,0,0,0', '-4,0,0', '0.5,0,0', '1e9,0,0'])('%s is the whole', (text) => {
    expect(readCamera(text)).toEqual(wholeView);
  });
  test('what lies outside the sheet is moved into it', () => expect(readCamera('2,0.9,7')).toEqual({ scale: 2, x: 0.5, y: 0.5 }));
});
