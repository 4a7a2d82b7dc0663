import { expect, test } from 'vitest';
import { mapSearch } from './search.ts';

test('a whole view is read back', () => {
  const search = { cidr: 'fd00:244::/48', pool: 'pod/cluster-cidr/fd00:244::-48', sel: 'fd00:244:0:7::/64', view: 'table' };
  expect(mapSearch(search)).toEqual(search);
});
test('what makes no sense is left out', () => {
  expect(mapSearch({ view: 'globe', sel: ['x'], pool: '', other: 'x' })).toEqual({});
});
test('a moment is kept as it is written, so that a wrong one can be named; the entry of the atlas is something else', () => {
  const search = { cidr: '10.244.0.0/16', at: '2026-11-17T21:40:00Z', on: '10.96.0.0/20', with: 'moment:at:2026-11-16T21:40:00Z' };
  expect(mapSearch(search)).toEqual(search);
  expect(mapSearch({ at: 'yesterday' })).toEqual({ at: 'yesterday' });
});
test('a wrong prefix is kept, to be named', () => {
  expect(mapSearch({ cidr: '10.244.300.0/24' })).toEqual({ cidr: '10.244.300.0/24' });
});
