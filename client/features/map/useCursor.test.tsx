// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCursor } from './useCursor.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(committed: string | null) {
  const commits: (string | null)[] = [];
  const hook = renderHook(({ url }) => useCursor(url, (next) => commits.push(next)), { initialProps: { url: committed } });
  return { hook, commits };
}

test('steps are committed once, when they rest', () => {
  const { hook, commits } = open(null);
  act(() => hook.result.current.move('a'));
  act(() => void vi.advanceTimersByTime(100));
  act(() => hook.result.current.move('b'));
  expect(hook.result.current.cursor).toBe('b');
  act(() => void vi.advanceTimersByTime(149));
  expect(commits).toEqual([]);
  act(() => void vi.advanceTimersByTime(1));
  expect(commits).toEqual(['b']);
});
test('a press is committed at once', () => {
  const { hook, commits } = open(null);
  act(() => hook.result.current.settle('a'));
  expect([hook.result.current.cursor, commits]).toEqual(['a', ['a']]);
});
test('the echo of a commit does not take back a step made since', () => {
  const { hook } = open(null);
  act(() => hook.result.current.move('a'));
  act(() => void vi.advanceTimersByTime(150));
  act(() => hook.result.current.move('b'));
  hook.rerender({ url: 'a' });
  expect(hook.result.current.cursor).toBe('b');
});
test('a link that changes the URL moves the cursor', () => {
  const { hook } = open('a');
  hook.rerender({ url: 'z' });
  expect(hook.result.current.cursor).toBe('z');
});
