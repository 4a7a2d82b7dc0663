import { expect, test } from 'vitest';
import { keepRecent, readRecent } from './recent.ts';

function storageOf(kept: string | null) {
  let text = kept;
  return {
    getItem: () => text,
    setItem: (_key: string, next: string) => {
      text = next;
    },
  };
}

test('the newest stands first, once', () => {
  const storage = storageOf(null);
  for (const text of ['10.0.0.1', 'web', '10.0.0.1']) keepRecent(storage, text);
  expect(readRecent(storage)).toEqual(['10.0.0.1', 'web']);
});

test('eight are kept', () => {
  const storage = storageOf(null);
  for (let index = 0; index < 12; index++) keepRecent(storage, `node-${index}`);
  expect(readRecent(storage)).toEqual(['node-11', 'node-10', 'node-9', 'node-8', 'node-7', 'node-6', 'node-5', 'node-4']);
});

test('what something else left there, or a refusal, is no search', () => {
  expect(readRecent(storageOf('{'))).toEqual([]);
  expect(readRecent(storageOf('[1,"web",""]'))).toEqual(['web']);
  expect(readRecent(undefined)).toEqual([]);
  const refusing = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => keepRecent(refusing, 'web')).not.toThrow();
});
