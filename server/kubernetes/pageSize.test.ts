import { expect, test } from 'vitest';
import { PageSize } from './pageSize.ts';

const after = (...answers: readonly (number | 'failed')[]): number => {
  const size = new PageSize();
  for (const answer of answers) answer === 'failed' ? size.failed() : size.answered(answer);
  return size.limit('protobuf');
};

test('500 objects at first, twice as many after each answer within a second, 5000 at most', () => {
  expect(after()).toBe(500);
  expect(after(999)).toBe(1000);
  expect(after(0, 0, 0)).toBe(4000);
  expect(after(0, 0, 0, 0)).toBe(5000);
  expect(after(0, 0, 0, 0, 0)).toBe(5000);
});

test('as many as before after an answer of one to five seconds', () => {
  expect(after(0, 1000)).toBe(1000);
  expect(after(0, 5000)).toBe(1000);
});

test('half as many after a slower answer or a failure, 500 at least', () => {
  expect(after(0, 0, 5001)).toBe(1000);
  expect(after(0, 0, 0, 0, 'failed')).toBe(2500);
  expect(after(0, 0, 0, 0, 'failed', 'failed', 'failed')).toBe(625);
  expect(after(0, 0, 0, 0, 'failed', 'failed', 'failed', 'failed')).toBe(500);
  expect(after('failed')).toBe(500);
});

test('of JSON it stays at 500, however quick the answers are', () => {
  const size = new PageSize();
  for (let i = 0; i < 5; i++) size.answered(10);
  expect([size.limit('protobuf'), size.limit('json')]).toEqual([5000, 500]);
});
