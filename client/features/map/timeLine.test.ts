import { expect, test } from 'vitest';
import type { PoolHistory } from '../../../shared/wire/history.ts';
import { gapsOn, useLine } from './timeLine.ts';

const begin = Date.parse('2026-11-23T12:00:00Z');
const span = { from: begin, to: begin + 1_000_000 };
const at = (milliseconds: number) => new Date(begin + milliseconds).toISOString();

test('marks are gaps where they lie on the line; none is too short to be seen, and none outside is drawn', () => {
  const mark = (from: number, until: number) => ({ kind: 'restart', from: at(from), until: at(until), note: '' }) as const;
  expect(
    gapsOn(span, [mark(-5, -1), mark(-5, 100_000), mark(500_000, 500_001), mark(1_000_000, 1_000_000), mark(1_000_001, 9e9)], 0.01),
  ).toEqual([
    { from: 0, to: 0.1, words: 'Cidrscape was not running' },
    { from: 0.5, to: 0.51, words: 'Cidrscape was not running' },
    { from: 0.99, to: 1, words: 'Cidrscape was not running' },
  ]);
});

test('the line stands on 0, reaches its most, and is broken where nothing was sampled', () => {
  const point = (after: number, inUse: string | null) => ({ at: at(after), inUse }) as PoolHistory['points'][number];
  const points = [point(0, '5'), point(100_000, '10'), point(200_000, null), point(600_000, '0'), point(700_000, '10')];
  expect(useLine(span, { step: 100, points }, { width: 100, height: 20 })).toBe('M0.0 10.0L10.0 0.0M60.0 20.0L70.0 0.0');
  expect(useLine(span, { step: 100, points: [] }, { width: 100, height: 20 })).toBe('');
});
