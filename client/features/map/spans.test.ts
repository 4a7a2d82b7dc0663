import { expect, test } from 'vitest';
import { spanFrom } from './spans.ts';

const now = Date.UTC(2026, 10, 27, 12, 3);
const from = (span: Parameters<typeof spanFrom>[0], since: string | null = null) => new Date(spanFrom(span, now, since)).toISOString();

test('a span begins at a whole step of samples', () => {
  expect(from('day')).toBe('2026-11-26T12:00:00.000Z');
  expect(from('week')).toBe('2026-11-20T12:00:00.000Z');
  expect(from('weeks')).toBe('2026-10-02T12:00:00.000Z');
});

test('all begins with the history, and is an hour at least', () => {
  expect(from('all', '2025-01-01T00:00:00Z')).toBe('2025-01-01T00:00:00.000Z');
  expect(from('all', '2026-11-27T12:01:00Z')).toBe('2026-11-27T11:00:00.000Z');
  expect(from('all')).toBe('2026-11-26T12:00:00.000Z');
});
