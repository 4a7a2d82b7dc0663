import { expect, test } from 'vitest';
import type { NamespaceRecord } from '../records/records.ts';
import { type Change, type Listener, Store } from './store.ts';

function space(name: string, resourceVersion: string, uid = name): NamespaceRecord {
  return { kind: 'Namespace', uid, resourceVersion, namespace: '', name, createdAt: Number(resourceVersion), deletedAt: 0 };
}

function watched(): { store: Store; batches: Parameters<Listener>[0][] } {
  const store = new Store(7);
  const batches: Parameters<Listener>[0][] = [];
  store.subscribe((batch) => batches.push(batch));
  return { store, batches };
}

function told(changes: readonly Change[]): string[] {
  return changes.map(({ key, before, after }) => `${key} ${before?.resourceVersion ?? '-'} ${after?.resourceVersion ?? '-'}`);
}

test('a revision starts at the start time × 1000 and grows by one a batch, however much the batch holds', () => {
  const { store, batches } = watched();
  expect(store.revision).toBe(7000);
  store.apply([{ put: space('a', '1') }, { put: space('b', '1') }]);
  expect(store.revision).toBe(7001);
  expect(batches.map(({ revision, changes }) => [revision, told(changes)])).toEqual([[7001, ['a - 1', 'b - 1']]]);
});

test('the same version again, and the removal of the unknown, change nothing and tell nobody', () => {
  const { store, batches } = watched();
  store.apply([{ put: space('a', '1') }]);
  store.apply([{ put: space('a', '1') }, { remove: { kind: 'Namespace', key: 'never' } }]);
  store.apply([]);
  expect(store.revision).toBe(7001);
  expect(batches).toHaveLength(1);
});

test('another object of the same name and version is a change: the uid differs', () => {
  const { store, batches } = watched();
  store.apply([{ put: space('a', '1', 'first') }]);
  store.apply([{ put: space('a', '1', 'second') }]);
  expect(batches).toHaveLength(2);
  expect(store.get('Namespace', 'a')?.uid).toBe('second');
});

test('replacing a kind adds, changes and removes in one batch and leaves what is the same alone', () => {
  const { store, batches } = watched();
  store.apply([{ put: space('a', '1') }, { put: space('b', '1') }, { put: space('c', '1') }]);
  store.replace('Namespace', [space('a', '1'), space('b', '2'), space('d', '1')]);
  expect(told(batches[1]?.changes ?? [])).toEqual(['c 1 -', 'b 1 2', 'd - 1']);
  expect([...store.all('Namespace')].map(({ name }) => name)).toEqual(['a', 'b', 'd']);
  expect(store.count('Namespace')).toBe(3);
});

test('a changed state of reading is told without changes; a mere heartbeat is not', () => {
  const { store, batches } = watched();
  store.setReading('Pod', { lastEvent: 5 });
  expect(store.revision).toBe(7000);
  store.setReading('Pod', { state: 'forbidden', error: 'no' });
  expect(batches).toEqual([{ revision: 7001, changes: [], readings: ['Pod'] }]);
  expect(store.reading('Pod')).toMatchObject({ state: 'forbidden', error: 'no', lastEvent: 5 });
});

test('a listener that has gone is told nothing', () => {
  const store = new Store(7);
  let count = 0;
  const stop = store.subscribe(() => count++);
  store.apply([{ put: space('a', '1') }]);
  stop();
  store.apply([{ put: space('a', '2') }]);
  expect(count).toBe(1);
});

test('a listener that throws keeps no other from being told, and the writer is thrown its error', () => {
  const store = new Store(7);
  let told = 0;
  store.subscribe(() => {
    throw new Error('first');
  });
  store.subscribe(() => told++);
  expect(() => store.apply([{ put: space('a', '1') }])).toThrow('first');
  expect(told).toBe(1);
  store.subscribe(() => {
    throw new Error('second');
  });
  expect(() => store.apply([{ put: space('a', '2') }])).toThrow('listeners of the store failed');
  expect(told).toBe(2);
});

test('one that subscribes while a batch is told hears of the next', () => {
  const store = new Store(7);
  let late = 0;
  const stop = store.subscribe(() => {
    stop();
    store.subscribe(() => late++);
  });
  store.apply([{ put: space('a', '1') }]);
  expect(late).toBe(0);
  store.apply([{ put: space('a', '2') }]);
  expect(late).toBe(1);
});

test('the number of an object that went stands for it until its batch has been told, then for another', () => {
  const store = new Store(7);
  const seen: [string, number][] = [];
  store.apply([{ put: space('a', '1') }]);
  store.subscribe(({ changes }) => {
    for (const { key, id } of changes) seen.push([key, id]);
    expect(() => changes.map(({ kind, id }) => store.keyOf(kind, id))).not.toThrow();
  });
  store.apply([{ remove: { kind: 'Namespace', key: 'a' } }, { put: space('b', '1') }]);
  store.apply([{ put: space('c', '1') }]);
  expect(seen).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ]);
  expect(() => store.keyOf('Namespace', 9)).toThrow('no Namespace has the number 9');
  expect([...store.all('Namespace')].map(({ name }) => name)).toEqual(['c', 'b']);
});
