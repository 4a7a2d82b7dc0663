import { expect, test } from 'vitest';
import { kinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { isSettled, readingLines } from './reads.ts';

const lines = (store: Store) =>
  readingLines(
    (kind) => store.reading(kind),
    (kind) => store.count(kind),
  );

test('what is read, what is waited for, what is forbidden and what is not served each have their line', () => {
  const store = new Store(0);
  for (const kind of kinds) store.setReading(kind, { state: 'synced' });
  store.setReading('Node', { state: 'stale' });
  store.setReading('Pod', { state: 'forbidden', error: 'pods is forbidden:\n User "u" cannot list' });
  store.setReading('IPAddress', { state: 'not-served' });
  store.setReading('Service', { state: 'syncing', error: 'connect ECONNREFUSED 10.0.0.1:6443' });
  store.setReading('EndpointSlice', { state: 'syncing' });
  expect(lines(store)).toEqual([
    'Reads      Namespace (0), ServiceCIDR (0), Node (0)',
    'Waits for  Service: connect ECONNREFUSED 10.0.0.1:6443',
    'Waits for  EndpointSlice: it is still being read',
    'May not    read Pod: pods is forbidden: User "u" cannot list; the Status page has the rule to add',
    'Has no     IPAddress: this API server does not serve it',
  ]);
});

test('it is settled once no kind is still being read for the first time', () => {
  const store = new Store(0);
  for (const kind of kinds) if (kind !== 'Pod') store.setReading(kind, { state: 'synced' });
  expect(isSettled((kind) => store.reading(kind))).toBe(false);
  store.setReading('Pod', { state: 'forbidden' });
  expect(isSettled((kind) => store.reading(kind))).toBe(true);
});
