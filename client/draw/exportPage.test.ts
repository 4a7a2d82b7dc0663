import { expect, test } from 'vitest';
import { type ExportLegend, type ExportPage, exportLayout, paintExport } from './exportPage.ts';
import { gridLayout } from './gridLayout.ts';
import { readPalette } from './palette.ts';
import { recordingContext } from './recordingContext.ts';
import { shadeMark, sheetDrawing } from './sheetDrawing.ts';
import { stackedDrawing } from './stackedDrawing.ts';

const sheet = gridLayout(4, { width: 300, left: 40, top: 24, gap: 2, maxPitch: 40 });
const drawn = { freeDashed: true, inner: null };
const legend: ExportLegend = {
  title: 'Namespace that holds most of it',
  entries: [
    { mark: shadeMark('group1', drawn), name: 'payments', count: '3', dimmed: false },
    { mark: shadeMark('free', drawn), name: 'Free', count: '13', dimmed: true },
  ],
  total: { name: '/20s', count: '16' },
};
const page: ExportPage = {
  title: '10.244.0.0/16',
  subtitle: 'demo · cluster-cidr',
  drawing: sheetDrawing({
    sheet,
    plate: null,
    axis: { corner: '/18', columns: [], row: () => ({ shared: '', own: '' }), place: () => '' },
    shades: Array.from({ length: 16 }, () => 'free'),
    inner: null,
    dimmed: null,
    labels: [],
    selected: null,
    outlines: [],
    stripText: [],
    stale: false,
    freeDashed: true,
  }),
  legends: [legend],
  foot: ['Data of 2026-11-26 19:10:31 UTC', 'http://127.0.0.1:8080/map?cidr=10.244.0.0/16'],
};
const palette = readPalette((name) => (name === '--sans' || name === '--mono' ? 'x' : '#123456'));

test('the legend stands beside the sheet, the foot below both, nothing beyond the page', () => {
  const layout = exportLayout(page);
  expect(layout.drawing).toEqual({ x: 24, y: 80, width: 204, height: 188 });
  expect(layout.legends).toEqual([{ x: 252, y: 80, width: 220, height: 102 }]);
  expect(layout.foot).toEqual({ x: 24, y: 292 });
  expect([layout.width, layout.height]).toEqual([496, 340]);
});
test('a legend longer than the sheet pushes the foot down', () => {
  const entries = Array.from({ length: 20 }, () => ({ mark: null, name: 'x', count: '1', dimmed: false }));
  const layout = exportLayout({ ...page, legends: [{ ...legend, entries }] });
  expect(layout.foot.y).toBe(80 + 24 + 21 * 22 + 12 + 24);
});
test('it says what it is, what the shades mean with their counts, and of when it is', () => {
  const { context, calls } = recordingContext();
  paintExport(context, page, palette);
  const texts = calls.filter((call) => call.name === 'fillText').map((call) => call.args[0]);
  for (const text of ['10.244.0.0/16', 'demo · cluster-cidr', 'payments', 'A', '3', 'Free', '13', '/20s', '16', ...page.foot])
    expect(texts).toContain(text);
});
test('an entry that a filter leaves out is pale', () => {
  const { context, calls } = recordingContext();
  paintExport(context, page, palette);
  const free = calls.find((call) => call.name === 'fillText' && call.args[0] === 'Free');
  expect(free?.globalAlpha).toBe(0.4);
});
test('a name longer than its room ends in an ellipsis', () => {
  const { context, calls } = recordingContext();
  const name = 'a-namespace-with-a-very-long-name-indeed-so-it-is';
  paintExport(context, { ...page, legends: [{ ...legend, entries: [{ mark: null, name, count: '3', dimmed: false }] }] }, palette);
  expect(calls.some((call) => call.name === 'fillText' && /^a-namespace.*…$/.test(String(call.args[0])))).toBe(true);
});
test('several legends stand below each other; one whose entries do not add up has no last line', () => {
  const two = exportLayout({ ...page, legends: [legend, { ...legend, total: null }] });
  expect(two.legends.map(({ y, height }) => [y, height])).toEqual([
    [80, 102],
    [182, 80],
  ]);
});
test('drawings in a stack stand below each other, each under its title', () => {
  const one = { width: 100, height: 40, paint: () => undefined };
  const stack = stackedDrawing([
    { title: 'Static band', drawing: one },
    { title: 'Dynamic band', drawing: { ...one, width: 200 } },
  ]);
  expect([stack.width, stack.height]).toEqual([200, 28 + 40 + 24 + 28 + 40]);
  const { context, calls } = recordingContext();
  stack.paint(context, palette);
  expect(calls.filter((call) => call.name === 'fillText').map((call) => call.args)).toEqual([
    ['Static band', 0, 10],
    ['Dynamic band', 0, 102],
  ]);
});
