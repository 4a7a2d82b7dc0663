import { expect, test } from 'vitest';
import { holderState } from './holderWords.ts';

test('a record that outlived its holder says whether that is meant', () => {
  expect(holderState({ state: 'leaked' })).toBe('leaked: recorded as taken, and nobody holds it');
  expect(holderState({ state: 'kept' })).toBe('kept on purpose, though nobody holds it');
  expect(holderState({ state: 'terminating' })).toBe('terminating');
  expect(holderState({ state: 'live' })).toBeUndefined();
});
