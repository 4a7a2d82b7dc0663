// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Camera } from '../../draw/camera.ts';
import type { Shade } from '../../draw/cellShade.ts';
import { gridLayout } from '../../draw/gridLayout.ts';
import { hilbertLayout } from '../../draw/hilbertLayout.ts';
import type { SheetPicture } from '../../draw/paintSheet.ts';
import { readPalette } from '../../draw/palette.ts';
import { recordingContext } from '../../draw/recordingContext.ts';
import { offsetOfSlot } from '../../draw/sheet.ts';
import { onAnnounce } from '../../kit/announce.ts';
import { MapSheet } from './MapSheet.tsx';

const sheet = gridLayout(8, { width: 680, left: 40, top: 24, gap: 2, maxPitch: 40 });
const palette = readPalette(() => '#000000');
const { context } = recordingContext();
const contextOf = () => context;

function pictureOf(shades: readonly (Shade | undefined)[]): Omit<SheetPicture, 'before' | 'hover' | 'selected' | 'plate'> {
  return {
    sheet,
    axis: { corner: '/20', columns: [], row: () => ({ shared: '', own: '' }), place: () => '' },
    shades,
    dimmed: null,
    inner: null,
    labels: [],
    outlines: [],
    stripText: [],
    stale: false,
    freeDashed: true,
  };
}
const all = pictureOf(Array.from({ length: 256 }, (): Shade => 'free'));

const opened: number[] = [];
const climbed = vi.fn();
const painted = vi.fn((_: CanvasRenderingContext2D, __: SheetPicture) => {});
let spoken: string[] = [];
let stop: () => void;
let motion = true;

beforeEach(() => {
  spoken = [];
  opened.length = 0;
  climbed.mockClear();
  painted.mockClear();
  motion = true;
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('reduce') && !motion,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
  stop = onAnnounce((text) => spoken.push(text));
});
afterEach(() => {
  stop();
  cleanup();
  vi.unstubAllGlobals();
});

function Sheet({
  start = null,
  picture = all,
  zoom,
}: {
  start?: number | null;
  picture?: typeof all;
  zoom?: { camera: Camera; onCamera: (camera: Camera) => void };
}) {
  const [selected, setSelected] = useState<number | null>(start);
  return (
    <MapSheet
      label="Map of 10.244.0.0/16"
      name="10.244.0.0/16"
      picture={picture}
      palette={palette}
      selected={selected}
      onSelect={setSelected}
      onOpen={(slot) => opened.push(slot)}
      onClimb={climbed}
      spoken={(slot) => `10.244.${slot}.0/24, node x, 61 of 253 in use`}
      zoom={zoom}
      card={(slot) => `card of ${slot}`}
      paint={painted}
      contextOf={contextOf}
    />
  );
}

const grid = () => screen.getByRole('grid', { name: 'Map of 10.244.0.0/16' });
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(grid(), { key });
};
const last = () => painted.mock.calls.at(-1)?.[1];

describe('by keyboard', () => {
  test('it is one stop', () => {
    render(<Sheet />);
    expect(grid().tabIndex).toBe(0);
    expect(document.querySelectorAll('[tabindex]')).toHaveLength(1);
  });
  test('the first key of movement enters at the first cell, and a live region speaks it', () => {
    render(<Sheet />);
    press('ArrowRight');
    expect(spoken).toEqual(['10.244.0.0/24, node x, 61 of 253 in use']);
  });
  test('arrows move by cell and row, Home and End to the ends of the row', () => {
    render(<Sheet start={7} />);
    press('ArrowRight', 'ArrowDown', 'PageDown', 'Home', 'End', 'PageUp');
    expect(spoken.map((text) => text.split('.')[2])).toEqual(['8', '24', '40', '32', '47', '31']);
    expect(last()?.selected).toBe(31);
  });
  test('Enter opens the cell one stands on, plus does too', () => {
    render(<Sheet start={7} />);
    press('ArrowRight', 'Enter', '+');
    expect(opened).toEqual([8, 8]);
  });
  test('Enter opens nothing while nothing is selected', () => {
    render(<Sheet />);
    press('Enter');
    expect(opened).toEqual([]);
  });
  test('Escape and minus climb out', () => {
    render(<Sheet start={7} />);
    press('Escape', '-');
    expect(climbed).toHaveBeenCalledTimes(2);
  });
  test('other keys, and keys of the browser, are left alone', () => {
    render(<Sheet start={7} />);
    expect(fireEvent.keyDown(grid(), { key: 'a' })).toBe(true);
    expect(fireEvent.keyDown(grid(), { key: 'ArrowLeft', altKey: true })).toBe(true);
    expect(fireEvent.keyDown(grid(), { key: 'ArrowLeft' })).toBe(false);
  });
  test('cells that are not drawn are not stepped on', () => {
    render(<Sheet start={0} picture={pictureOf(['free', undefined, 'free'])} />);
    press('ArrowRight');
    expect(spoken).toEqual([]);
  });
  test('the current cell exists for readers of the screen, with its place', () => {
    render(<Sheet start={23} />);
    const cell = screen.getByRole('cell');
    expect(cell.textContent).toBe('10.244.23.0/24, node x, 61 of 253 in use');
    expect([cell.closest('tr')?.getAttribute('aria-rowindex'), cell.getAttribute('aria-colindex')]).toEqual(['2', '8']);
  });
});

describe('along a Hilbert curve', () => {
  const curve = hilbertLayout(8, { width: 720, left: 40, top: 24, gap: 2, maxPitch: 40 });
  test('arrows go where they point, not along the curve', () => {
    render(<Sheet start={0} picture={{ ...all, sheet: curve }} />);
    press('ArrowDown', 'ArrowRight', 'End');
    expect(last()?.selected).toBe(31);
    expect([16, 17, 31].map((slot) => offsetOfSlot(curve, slot))).toEqual([3n, 2n, 252n]);
  });
});

describe('through a camera', () => {
  const near: Camera = { scale: 4, x: 0, y: 0 };
  test('only what shows is hit: twice as near, the same point is another cell', () => {
    const onCamera = vi.fn();
    render(<Sheet zoom={{ camera: { scale: 2, x: 0.25, y: 0.25 }, onCamera }} />);
    fireEvent.click(grid(), { clientX: 50, clientY: 40 });
    expect(last()?.selected).toBe(68);
    fireEvent.click(grid(), { clientX: 10, clientY: 40 });
    expect(last()?.selected).toBe(68);
  });
  test('a step out of sight takes the view along', () => {
    const onCamera = vi.fn();
    render(<Sheet start={3} zoom={{ camera: near, onCamera }} />);
    press('ArrowRight');
    expect(onCamera.mock.calls.map(([camera]) => [camera.scale, Math.round(camera.x * 640), camera.y])).toEqual([[4, 38, 0]]);
  });
  test('Escape leaves the part first, then the whole', () => {
    const onCamera = vi.fn();
    render(<Sheet start={3} zoom={{ camera: near, onCamera }} />);
    press('Escape');
    expect(onCamera).toHaveBeenCalledWith({ scale: 1, x: 0, y: 0 });
    expect(climbed).not.toHaveBeenCalled();
  });
  test('the wheel with Ctrl zooms, the plain wheel is the page’s', () => {
    render(<Sheet zoom={{ camera: { scale: 1, x: 0, y: 0 }, onCamera: () => {} }} />);
    const isLeft = (ctrlKey: boolean) => {
      // happy-dom's WheelEvent has no ctrlKey.
      const event = Object.assign(new Event('wheel', { bubbles: true, cancelable: true }), { deltaY: -50, deltaMode: 0, ctrlKey });
      return fireEvent(grid(), event);
    };
    expect(isLeft(false)).toBe(true);
    expect(isLeft(true)).toBe(false);
  });
});

describe('by pointer', () => {
  test('a press selects, a press on the selected cell opens it', () => {
    render(<Sheet />);
    fireEvent.click(grid(), { clientX: 321, clientY: 30 });
    expect(last()?.selected).toBe(7);
    expect(opened).toEqual([]);
    fireEvent.click(grid(), { clientX: 325, clientY: 40 });
    expect(opened).toEqual([7]);
  });
  test('a press on the labels does nothing', () => {
    render(<Sheet />);
    fireEvent.click(grid(), { clientX: 10, clientY: 10 });
    expect(last()?.selected).toBeNull();
  });
  test('the card follows the cell under the pointer and goes with it', () => {
    render(<Sheet />);
    fireEvent.pointerMove(grid(), { clientX: 321, clientY: 30 });
    expect(screen.getByText('card of 7')).toBeTruthy();
    expect(last()?.hover).toBe(7);
    fireEvent.pointerLeave(grid());
    expect(screen.queryByText('card of 7')).toBeNull();
  });
});

describe('a change', () => {
  const changed = pictureOf(Array.from({ length: 256 }, (_, slot): Shade => (slot === 9 ? 3 : 'free')));
  test('fades in from what was there before', () => {
    const { rerender } = render(<Sheet />);
    rerender(<Sheet picture={changed} />);
    expect(last()?.before?.shades[9]).toBe('free');
    expect(last()?.shades[9]).toBe(3);
  });
  test('is there at once where motion is not wanted', () => {
    motion = false;
    const { rerender } = render(<Sheet />);
    rerender(<Sheet picture={changed} />);
    expect(last()?.before).toBeNull();
  });
  test('the same cells again do not fade', () => {
    const { rerender } = render(<Sheet />);
    rerender(<Sheet picture={pictureOf(all.shades.slice())} />);
    expect(last()?.before).toBeNull();
  });
});
