// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { atlasLayout } from '../../draw/atlasLayout.ts';
import { spacesWith } from '../../draw/atlasSpaces.ts';
import type { AtlasPicture } from '../../draw/paintAtlas.ts';
import { readPalette } from '../../draw/palette.ts';
import { recordingContext } from '../../draw/recordingContext.ts';
import { onAnnounce } from '../../kit/announce.ts';
import { AtlasSheet } from './AtlasSheet.tsx';
import { cidr } from './answersForTests.ts';

const ranges = ['10.0.0.0/9', '10.128.0.0/9', '192.168.0.0/16'].map((text) => ({ ...rangeOfCidr(cidr(text)), key: text }));
const measure = { width: 900, narrow: false, lane: 80, gapLane: 50, gap: 4, head: 30, rangeRoom: () => 200, gapRoom: () => 100 };
const layout = atlasLayout(spacesWith('IPv4', ranges), ranges, [], measure);
const palette = readPalette(() => '#000000');
const { context } = recordingContext();
const painted = vi.fn((_: CanvasRenderingContext2D, __: AtlasPicture) => {});
const opened: number[] = [];
let spoken: string[] = [];
let stop: () => void;

beforeEach(() => {
  spoken = [];
  opened.length = 0;
  painted.mockClear();
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  stop = onAnnounce((text) => spoken.push(text));
});
afterEach(() => {
  stop();
  cleanup();
  vi.unstubAllGlobals();
});

function Sheet({ start = null }: { start?: number | null }) {
  const [selected, setSelected] = useState<number | null>(start);
  return (
    <AtlasSheet
      picture={{ layout, looks: [], heads: [], stale: false }}
      palette={palette}
      selected={selected}
      onSelect={setSelected}
      onOpen={(mark) => opened.push(mark)}
      spoken={(mark) => layout.marks[mark]?.key ?? ''}
      card={(mark) => `card of ${layout.marks[mark]?.key}`}
      paint={painted}
      contextOf={() => context}
    />
  );
}
const grid = () => screen.getByRole('grid', { name: 'All ranges' });
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(grid(), { key });
};

describe('by keyboard', () => {
  test('it is one stop, and the first key of movement enters at the first entry', () => {
    render(<Sheet />);
    expect(document.querySelectorAll('[tabindex]')).toHaveLength(1);
    press('ArrowRight');
    expect(spoken).toEqual(['10.0.0.0/9']);
  });
  test('arrows move in the order of addresses, Home and End to the ends, pages by space', () => {
    render(<Sheet />);
    press('ArrowRight', 'ArrowDown', 'ArrowLeft', 'End', 'Home', 'PageDown', 'PageUp');
    expect(spoken).toEqual(['10.0.0.0/9', '10.128.0.0/9', '10.0.0.0/9', '192.168.0.0/16', '10.0.0.0/9', '192.168.0.0/16', '10.0.0.0/9']);
  });
  test('Enter opens the entry one stands on, nothing while there is none', () => {
    render(<Sheet />);
    press('Enter', 'End', 'Enter');
    expect(opened).toEqual([2]);
  });
  test('the card is there for the keyboard, and Escape takes it away', () => {
    render(<Sheet />);
    press('End');
    expect(screen.getByText('card of 192.168.0.0/16')).toBeTruthy();
    press('Escape');
    expect(screen.queryByText('card of 192.168.0.0/16')).toBeNull();
  });
  test('keys of the browser are left alone', () => {
    render(<Sheet start={1} />);
    expect(fireEvent.keyDown(grid(), { key: 'ArrowLeft', altKey: true })).toBe(true);
    expect(fireEvent.keyDown(grid(), { key: 'a' })).toBe(true);
    expect(fireEvent.keyDown(grid(), { key: 'ArrowLeft' })).toBe(false);
  });
});

describe('by pointer', () => {
  const part = layout.marks[1]?.parts[0] ?? { x: 0, y: 0 };
  test('a press opens what it hits', () => {
    render(<Sheet />);
    fireEvent.click(grid(), { clientX: part.x + 20, clientY: part.y + 20 });
    expect(opened).toEqual([1]);
    fireEvent.click(grid(), { clientX: 5, clientY: 5 });
    expect(opened).toEqual([1]);
  });
  test('the card follows the pointer and goes with it', () => {
    render(<Sheet />);
    fireEvent.pointerMove(grid(), { clientX: part.x + 20, clientY: part.y + 20 });
    expect(screen.getByText('card of 10.128.0.0/9')).toBeTruthy();
    expect(painted.mock.calls.at(-1)?.[1].hover).toBe(1);
    fireEvent.pointerLeave(grid());
    expect(screen.queryByText('card of 10.128.0.0/9')).toBeNull();
  });
});
