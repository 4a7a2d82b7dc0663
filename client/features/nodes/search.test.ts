import { expect, test } from 'vitest';
import { nodesSearch } from './search.ts';

test('a whole link is read', () => {
  const link = {
    zone: 'fra-1a',
    family: 'IPv6',
    finding: 'node-without-block',
    problems: true,
    q: 'edge',
    sort: '-remaining',
    node: 'edge-3',
  };
  expect(nodesSearch(link)).toEqual(link);
});

test('what makes no sense is dropped', () => {
  expect(nodesSearch({ zone: {}, family: 6, problems: 'no', q: '', sort: null, finding: 'f'.repeat(65), node: 'n'.repeat(254) })).toEqual(
    {},
  );
});

test('a name that the path of a request would swallow is no name', () => {
  expect(nodesSearch({ node: '..' })).toEqual({});
  expect(nodesSearch({ node: '.' })).toEqual({});
  expect(nodesSearch({ node: 'edge-3.example' })).toEqual({ node: 'edge-3.example' });
});
