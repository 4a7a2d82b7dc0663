import { expect, test } from 'vitest';
import { kindName, referenceKey, referenceName } from './referenceWords.ts';

test('an object is called by its namespace and name', () => {
  expect(referenceName({ kind: 'Service', namespace: 'shop', name: 'web' })).toBe('shop/web');
  expect(referenceName({ kind: 'Node', name: 'worker-0' })).toBe('worker-0');
});

test('a kind of somebody else is called with its group', () => {
  expect(kindName({ kind: 'Service' })).toBe('Service');
  expect(kindName({ kind: 'IPPool', group: 'crd.projectcalico.org' })).toBe('IPPool.crd.projectcalico.org');
});

test('objects of one name are told apart by kind and group', () => {
  expect(referenceKey({ kind: 'IPPool', group: 'crd.projectcalico.org', name: 'a' })).not.toBe(
    referenceKey({ kind: 'IPPool', group: 'crd.antrea.io', name: 'a' }),
  );
});
