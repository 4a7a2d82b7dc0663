import { describe, expect, test } from 'vitest';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { knownRanges } from './knownRanges.ts';
import { cellAt, drawnOffsets, rowsOf, type Scene, sceneOf, shadeOf, sheetOf } from './scene.ts';
import type { Survey } from './survey.ts';

const measure = { width: 680, left: 40, top: 24, gap: 2, maxPitch: 40 };

function dense(answer: ReturnType<typeof wireMap>, blockPrefix: number | null): Scene {
  const survey: Survey = { range: cidr(answer.cidr), cellPrefix: answer.cellPrefix, sparse: false, whole: answer, parts: [answer] };
  return sceneOf(survey, blockPrefix);
}

describe('a /16 of blocks', () => {
  const block = { inUse: '61', handedOut: '256', reserved: '3', usable: '253', maxPods: 110 };
  const scene = dense(
    wireMap('10.244.0.0/16', 8, [wireCell(7, '10.244.7.0/24', block), wireCell(8, '10.244.8.0/24', { ...block, inUse: '0', count: 2 })]),
    24,
  );
  test('is 256 cells of blocks', () =>
    expect([scene.grain, scene.total, scene.inUse, scene.handedOut]).toEqual(['blocks', 256n, 61n, 768n]));
  test('a run of like cells is spelt out', () => expect(formatCidr(cellAt(scene, 9n).cidr)).toBe('10.244.9.0/24'));
  test('a cell without a name is free', () => {
    const cell = cellAt(scene, 12n);
    expect([formatCidr(cell.cidr), shadeOf(scene, cell)]).toEqual(['10.244.12.0/24', 'free']);
  });
  test('shades: 61 of 110 is the third step, an empty block the first', () => {
    expect([shadeOf(scene, cellAt(scene, 7n)), shadeOf(scene, cellAt(scene, 8n))]).toEqual([3, 1]);
  });
  test('rows are all 256 cells, in words', () => {
    const rows = rowsOf(scene);
    expect([rows.length, rows[7]?.state, rows[12]?.state]).toEqual([256, 'handed out', 'free']);
  });
});

describe('a /48 of /64s', () => {
  const whole = wireMap('fd00:244::/48', 8, [wireCell(0, 'fd00:244::/56', { handedOut: '36893488147419103232', inUse: '31' })]);
  const part = wireMap('fd00:244::/56', 8, [
    wireCell(1, 'fd00:244:0:1::/64', { handedOut: '18446744073709551616', inUse: '17', maxPods: 110 }),
    wireCell(0x12, 'fd00:244:0:12::/64', { handedOut: '18446744073709551616', inUse: '14', maxPods: 110 }),
  ]);
  const scene = sceneOf({ range: cidr('fd00:244::/48'), cellPrefix: 64, sparse: true, whole, parts: [part] }, 64);
  test('draws the two rows that hold something, and counts the rest', () => {
    const sheet = sheetOf(scene, measure);
    expect(sheet.rows.map((row) => row.first)).toEqual([0n, 16n]);
    expect(sheet.strips.map((strip) => strip.cells)).toEqual([65504n]);
    expect(drawnOffsets(scene, sheet)).toHaveLength(32);
  });
  test('two blocks of 2⁶⁴ are handed out', () => expect(scene.handedOut).toBe(2n ** 65n));
});

test('inside a block only addresses in use are a reason to draw', () => {
  const full = wireMap('fd00:244:0:7::/64', 8, [wireCell(0, 'fd00:244:0:7::/72', { count: 256, handedOut: '72057594037927936' })]);
  const scene = sceneOf({ range: cidr('fd00:244:0:7::/64'), cellPrefix: 72, sparse: true, whole: full, parts: [full] }, 64);
  expect(scene.grain).toBe('parts');
  expect(sheetOf(scene, measure).rows).toHaveLength(1);
});

test('addresses keep their 16×16 whole', () => {
  const part = wireMap('fd00:244:0:7::/120', 8, [wireCell(2, 'fd00:244:0:7::2/128', { inUse: '1' })]);
  const scene = sceneOf({ range: cidr('fd00:244:0:7::/64'), cellPrefix: 128, sparse: true, whole: part, parts: [part] }, 64);
  const sheet = sheetOf(scene, measure);
  expect([sheet.rows.length, sheet.strips.length]).toEqual([16, 1]);
});

test('the two addresses of a /31 are two cells', () => {
  const scene = dense(wireMap('10.0.0.0/31', 1, []), null);
  expect(rowsOf(scene).map((row) => formatCidr(row.cell.cidr))).toEqual(['10.0.0.0/32', '10.0.0.1/32']);
});

test('a cell without a name is free only where a known range reaches it', () => {
  const answer = wireMap('192.0.2.0/24', 8, [wireCell(1, '192.0.2.1/32', { inUse: '1', flags: ['outside'] })]);
  const survey: Survey = { range: cidr('192.0.2.0/24'), cellPrefix: 32, sparse: false, whole: answer, parts: [answer] };
  const scene = sceneOf(survey, null, knownRanges([{ ranges: ['192.0.2.16-192.0.2.31'] }], 'IPv4'));
  expect([1n, 15n, 16n, 31n, 32n].map((offset) => shadeOf(scene, cellAt(scene, offset)))).toEqual([
    'inUse',
    'outside',
    'free',
    'free',
    'outside',
  ]);
});
