import { describe, expect, test } from 'vitest';
import type { Shade } from './cellShade.ts';
import { gridLayout } from './gridLayout.ts';
import { paintSheet, type SheetPicture } from './paintSheet.ts';
import { readPalette } from './palette.ts';
import { recordingContext } from './recordingContext.ts';
import { sparseLayout } from './sparseLayout.ts';

const measure = { width: 104, left: 40, top: 20, gap: 2, maxPitch: 16 };
const palette = readPalette((name) =>
  name.startsWith('--ramp') ? `#00000${name.at(-1)}` : name.startsWith('--group') ? `#0000${name.at(-1)}0` : name.slice(2),
);
const plain: Omit<SheetPicture, 'sheet' | 'shades'> = {
  axis: {
    corner: '/30',
    columns: ['+0', '+1', '+2', '+3'],
    row: (offset) => ({ shared: '', own: `.${offset}` }),
    place: (offset) => `.${offset}`,
  },
  before: null,
  dimmed: null,
  inner: null,
  plate: null,
  labels: [],
  hover: null,
  selected: null,
  outlines: [],
  stripText: [],
  stale: false,
  freeDashed: true,
};

function painted(picture: Partial<SheetPicture> & { shades: readonly (Shade | undefined)[] }) {
  const { context, calls } = recordingContext();
  paintSheet(context, { sheet: gridLayout(4, measure), ...plain, ...picture }, palette);
  return calls;
}

/** What is written inside the cells. */
function letters(calls: ReturnType<typeof painted>) {
  return calls
    .filter((call) => call.name === 'fillText' && Number(call.args[1]) > measure.left && Number(call.args[2]) > measure.top)
    .map((call) => call.args[0]);
}

describe('paintSheet', () => {
  test('fills each cell with the colour of its shade, and skips slots without one', () => {
    const fills = painted({ shades: [1, undefined, 5, 'free'] }).filter((call) => call.name === 'fill');
    expect(fills.map((call) => call.fillStyle)).toEqual(['#000001', '#000005', 'paper']);
  });
  test('what lies in somebody else’s range is hatched, in an ink that its fill does not swallow', () => {
    const hatched = (shades: readonly Shade[], declared: boolean[]) =>
      painted({ shades, declared })
        .filter((call) => call.name === 'stroke' && call.globalAlpha === 0.55)
        .map((call) => call.strokeStyle);
    expect(hatched([1, 5, 'free'], [true, false, true])).toEqual([palette.onRamp[1], 'ink-2']);
    expect(hatched([5], [true])).toEqual([palette.onRamp[5]]);
    expect(hatched([1, 5], [])).toEqual([]);
  });
  test('free blocks are dashed, filled ones are not', () => {
    const dashes = painted({ shades: ['free', 3] }).filter((call) => call.name === 'setLineDash');
    expect(dashes.map((call) => call.args)).toEqual([[[2, 3]]]);
  });
  test('free addresses are outlined faintly instead', () => {
    const strokes = painted({ shades: ['free', 'inUse'], freeDashed: false }).filter((call) => call.name === 'stroke');
    expect(strokes.map((call) => call.globalAlpha)).toEqual([0.4, 1]);
  });
  test('the chosen cell is ringed in the accent on a ring of the surface, and its digits are in the accent', () => {
    const calls = painted({ shades: [1, 1, 1], selected: 2 });
    const rings = calls.filter((call) => call.name === 'stroke').slice(-2);
    expect(rings.map((call) => [call.strokeStyle, call.lineWidth])).toEqual([
      ['surface', 5],
      ['accent', 3],
    ]);
    const texts = calls.filter((call) => call.name === 'fillText' && call.fillStyle === 'accent');
    expect(texts.map((call) => call.args[0])).toEqual(['+2', '.0']);
  });
  test('a changed cell is drawn over its old self, as far as it has faded in; an unchanged one is drawn once', () => {
    const calls = painted({ shades: [5, 2], before: { shades: ['free', 2], progress: 0.25 } });
    const fills = calls.filter((call) => call.name === 'fill');
    expect(fills.map((call) => [call.fillStyle, call.globalAlpha])).toEqual([
      ['paper', 1],
      ['#000005', 0.25],
      ['#000002', 1],
    ]);
  });
  test('stale cells are hatched in the colour of the surface', () => {
    const strokes = painted({ shades: [4], stale: true }).filter((call) => call.name === 'stroke' && call.strokeStyle === 'surface');
    expect(strokes).toHaveLength(1);
  });
  test('a label that does not fit its cell is left out', () => {
    const calls = painted({ shades: [4, 4], labels: ['7', '1234'] });
    expect(calls.filter((call) => call.name === 'fillText').map((call) => call.args[0])).toContain('7');
    expect(calls.filter((call) => call.name === 'fillText').map((call) => call.args[0])).not.toContain('1234');
  });
  test('column labels wider than two columns are drawn every fourth one', () => {
    const axis = { ...plain.axis, columns: ['+0', '+0.64', '+0.128', '+0.192'] };
    const written = painted({ axis, shades: [1] }).filter((call) => call.name === 'fillText' && String(call.args[0]).startsWith('+'));
    expect(written.map((call) => call.args[0])).toEqual(['+0']);
  });
  test('column labels that would touch are drawn every second one, and the chosen one', () => {
    const wide = gridLayout(4, { ...measure, width: 400, maxPitch: 32 });
    const columns = ['+0', '+1.64', '+1.128', '+1.192'];
    const texts = (selected: number | null) =>
      painted({ sheet: wide, shades: [], axis: { ...plain.axis, columns }, selected })
        .filter((call) => call.name === 'fillText' && columns.includes(String(call.args[0])))
        .map((call) => call.args[0]);
    expect(texts(null)).toEqual(['+0', '+1.128']);
    expect(texts(1)).toEqual(['+1.64']);
  });
  test('a strip says what it stands for', () => {
    const sheet = sparseLayout([0n], 65536n, { columns: 16, group: 1, bridge: 1 }, { ...measure, width: 680, maxPitch: 40 });
    const calls = painted({ sheet, shades: [1], stripText: [{ left: '65,520 free /64s not drawn', right: 'fd00:244:0:10::' }] });
    expect(calls.filter((call) => call.name === 'fillText').map((call) => call.args[0])).toEqual(
      expect.arrayContaining(['65,520 free /64s not drawn', 'fd00:244:0:10::']),
    );
  });
  test('a group is its colour and its letter; the others an ellipsis, none of them blank', () => {
    const calls = painted({ shades: ['group1', 'group8', 'groupOther', 'groupNone'], labels: ['7', '7', '7', '7'] });
    expect(calls.filter((call) => call.name === 'fill').map((call) => call.fillStyle)).toEqual(['#000010', '#000080', 'surface', 'paper']);
    expect(letters(calls)).toEqual(['A', 'H', '…']);
  });
  test('a gravity is a wash and a mark: eight corners, three, a dot', () => {
    const calls = painted({ shades: ['critical', 'warning', 'info'] });
    const marks = calls.slice(calls.findIndex((call) => call.name === 'roundRect'));
    expect(marks.filter((call) => call.name === 'lineTo' || call.name === 'arc').map((call) => call.name)).toEqual([
      ...Array.from({ length: 9 }, () => 'lineTo'),
      'arc',
    ]);
    expect(calls.filter((call) => call.name === 'fill').map((call) => call.fillStyle)).toEqual([
      'critical-wash',
      'critical',
      'warning-wash',
      'surface',
      'ink-3',
    ]);
  });
  test('a dimmed cell is pale and says nothing', () => {
    const calls = painted({ shades: ['group1', 'group2', 4], labels: [undefined, undefined, '7'], dimmed: [false, true, true] });
    expect(calls.filter((call) => call.name === 'fill').map((call) => call.globalAlpha)).toEqual([1, 0.18, 0.18]);
    expect(letters(calls)).toEqual(['A']);
  });
  test('what is saved is restored', () => {
    const calls = painted({
      shades: [1, 'free', 'reserved', 'conflict', 'leaked', 'unknown', 'terminating', 'outside', 'inUse'],
      stale: true,
    });
    expect(calls.filter((call) => call.name === 'save').length).toBe(calls.filter((call) => call.name === 'restore').length);
  });
});
