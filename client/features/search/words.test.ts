import { expect, test } from 'vitest';
import { aroundWords } from './words.ts';

const pools = [
  { id: 's', kind: 'service', name: 'kubernetes', blocks: null },
  { id: 'p', kind: 'pod', name: 'cluster-cidr', blocks: null },
] as const;
const below = { pool: 's', range: '10.96.0.0/20' };
const above = { pool: 'p', range: '10.244.0.0/16' };

test('what lies in no range lies between two, above all or below all', () => {
  expect(aroundWords({ below, above }, pools)).toBe('between 10.96.0.0/20 (Services) and 10.244.0.0/16 (pods)');
  expect(aroundWords({ below, above: null }, pools)).toBe('above 10.96.0.0/20 (Services), the highest that is known');
  expect(aroundWords({ below: null, above }, [])).toBe('below 10.244.0.0/16, the lowest that is known');
  expect(aroundWords({ below: null, above: null }, pools)).toBe('none of its family is known');
});
