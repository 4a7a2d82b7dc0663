import { expect, test } from 'vitest';
import { findingsSearch } from './search.ts';

test('a link holds the filters, the order and the open finding', () => {
  const search = {
    q: 'web',
    severity: 'critical',
    code: 'service-range-full',
    namespace: 'shop',
    pool: 'service/kubernetes/10.96.0.0-20',
    kind: 'Service',
    sort: '-since',
    finding: 'service-range-full service/kubernetes/10.96.0.0-20',
  };
  expect(findingsSearch(search)).toEqual(search);
});

test('what cannot be is no filter', () => {
  expect(findingsSearch({ severity: 'grave', code: '', namespace: ['shop'], finding: 'x'.repeat(1025) })).toEqual({});
});
