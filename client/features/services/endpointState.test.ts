import { expect, test } from 'vitest';
import { endpointState } from './endpointState.ts';

test('each combination of conditions has its word', () => {
  expect(endpointState({ ready: true, serving: true, terminating: false })).toBe('ready');
  expect(endpointState({ ready: false, serving: false, terminating: false })).toBe('not ready');
  expect(endpointState({ ready: false, serving: true, terminating: false })).toBe('serving, not ready');
  expect(endpointState({ ready: false, serving: true, terminating: true })).toBe('terminating, still serving');
  expect(endpointState({ ready: false, serving: false, terminating: true })).toBe('terminating');
});
