import { expect, test } from 'vitest';
import type { PoolHistory } from '../../shared/wire/history.ts';
import { pastChart, pastPoints, runsOf } from './pastChart.ts';

const noon = Date.UTC(2026, 10, 27, 12);
const hour = 3_600_000;
const at = (hours: number) => new Date(noon + hours * hour).toISOString();
const point = (hours: number, inUse: string | null, rest: Partial<PoolHistory['points'][number]> = {}): PoolHistory['points'][number] => ({
  at: at(hours),
  total: '256',
  usable: '253',
  handedOut: null,
  recorded: null,
  inUse,
  inUseLeast: inUse,
  blocks: null,
  limit: 'addresses',
  samples: 12,
  origin: 'counted',
  made: false,
  ...rest,
});
const drawn = (points: PoolHistory['points'], marks: PoolHistory['marks'] = []) =>
  pastChart({ points, marks, from: at(0), to: at(10), step: 3600 }, { width: 140, height: 136, textOf: () => 'x' });

test('what is taken of addresses, or of blocks where these end first', () => {
  expect(pastPoints({ points: [point(0, '10', { inUseLeast: '8', recorded: '12' })] })).toEqual([
    { at: noon, most: 12, least: 12, limit: 253 },
  ]);
  expect(pastPoints({ points: [point(0, '10', { inUseLeast: '8' })] })).toEqual([{ at: noon, most: 10, least: 8, limit: 253 }]);
  const blocks = { prefixLength: 24, total: 256, handedOut: 57 };
  expect(pastPoints({ points: [point(0, '10', { limit: 'blocks', blocks })] })).toEqual([{ at: noon, most: 57, least: 57, limit: 256 }]);
});

test('a step of which nothing is known is no point', () => {
  const blocks = { prefixLength: 24, total: 256, handedOut: null };
  expect(pastPoints({ points: [point(0, null), point(1, '3', { limit: 'blocks', blocks })] })).toEqual([]);
});

test('a gap of the samples is a gap of the line, and a point on its own stays to be seen', () => {
  const points = pastPoints({ points: [point(0, '1'), point(1, '1'), point(4, '2'), point(7, '3'), point(8, '3')] });
  expect(runsOf(points, hour).map((run) => run.length)).toEqual([2, 1, 2]);
  const chart = drawn([point(0, '1'), point(1, '1'), point(4, '2'), point(7, '3'), point(8, '3')]);
  expect(chart.line.match(/M/g)).toHaveLength(2);
  expect(chart.lone.map(({ x }) => x)).toEqual([40]);
});

test('the limit is a line where it is near, and none where it lies far above', () => {
  expect(drawn([point(0, '200')]).limit?.value).toBe(253);
  expect(drawn([point(0, '20')]).limit).toBeNull();
  expect(drawn([point(0, '200', { usable: null })]).limit).toBeNull();
});

test('marks say why there are gaps; that the clock jumped is none', () => {
  const marks = [
    { kind: 'restart' as const, from: at(2), until: at(3), note: '' },
    { kind: 'clock-jump' as const, from: at(4), until: at(5), note: '' },
    { kind: 'unreachable' as const, from: at(-9), until: at(-8), note: '' },
  ];
  expect(drawn([point(0, '1')], marks).marks.map(({ kind, x, width }) => [kind, x, width])).toEqual([['restart', 20, 10]]);
});

test('without a point there are still axes', () => {
  const chart = drawn([]);
  expect([chart.line, chart.lone, chart.limit]).toEqual(['', [], null]);
  expect(chart.times.length).toBeGreaterThan(0);
});
