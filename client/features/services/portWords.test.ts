import { expect, test } from 'vitest';
import { portsInUse, staticWords } from './portWords.ts';

const band = { first: 30000, last: 30085, size: 86, inUse: 2, nextFree: 30001 };

test('ports in use are counted against the range, and those outside of it beside', () => {
  expect(portsInUse({ inUse: 12, size: 2768, outside: 0 })).toBe('12 of 2,768 in use');
  expect(portsInUse({ inUse: 12, size: 2768, outside: 1 })).toBe('12 of 2,768 in use, 1 outside the range');
  expect(portsInUse({ inUse: null, size: 2768, outside: null })).toBe('unknown of 2,768 in use');
});

test('the static band is said to be what it is', () => {
  expect(staticWords({ static: band })).toContain('little risk of a clash');
  expect(staticWords({ static: { ...band, nextFree: null } })).toContain('Every port of the static band is taken');
  expect(staticWords({ static: { ...band, inUse: null, nextFree: null } })).toContain('unknown');
  expect(staticWords({ static: { first: null, last: null, size: 0, inUse: 0, nextFree: null } })).toContain('too small');
});
