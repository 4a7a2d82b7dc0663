import { expect, test } from 'vitest';
import { carriedSearch } from './moveSearch.ts';

test('opening a prefix keeps how it is shown, not the selection, the camera or the text', () => {
  expect(
    carriedSearch({
      cidr: '10.244.0.0/16',
      sel: '10.244.7.0/24',
      zoom: '2,0,0',
      q: 'shop',
      view: 'table',
      by: 'namespace',
      order: 'hilbert',
      only: '~shop,free',
    }),
  ).toEqual({ view: 'table', by: 'namespace', order: 'hilbert', only: '~shop' });
  expect(carriedSearch({ cidr: '10.244.0.0/16' })).toEqual({});
});
