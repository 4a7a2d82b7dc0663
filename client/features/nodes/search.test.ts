import { expect, test } from 'vitest';
import { nodesSearch } from './search.ts';

test('a whole link is read', () => {
  const link = { zone: 'fra-1a', family: 'IPv6', problems: true, q: 'edge', sort: '-remaining', node: 'edge-3' };
  expect(nodesSearch(link)).toEqual(link);
});

test('what makes no sense is dropped', () => {
  expect(nodesSearch({ zone: {}, family: 6, problems: 'no', q: '', sort: null, node: 'n'.repeat(254) })).toEqual({});
});
