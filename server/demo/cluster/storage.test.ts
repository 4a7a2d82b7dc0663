import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamespaceState, State } from './objects.ts';
import { compareNames, SortedObjects } from './sortedObjects.ts';
import { Storage } from './storage.ts';

function space(name: string): NamespaceState {
  return { kind: 'Namespace', serial: 1, namespace: '', name, resourceVersion: 0, createdAt: 0, deletedAt: 0 };
}

const names = (storage: Storage): string[] => storage.list('Namespace').map(({ name }) => name);

describe('storage', () => {
  it('gives each write the next version', () => {
    const storage = new Storage(100, 10);
    expect(storage.put(space('a')).resourceVersion).toBe(101);
    expect(storage.put(space('b')).resourceVersion).toBe(102);
    storage.remove('Namespace', 'a');
    expect(storage.version).toBe(103);
    expect(names(storage)).toEqual(['b']);
    expect(storage.eventsAfter('Namespace', 100, 10)?.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'ADDED 101',
      'ADDED 102',
      'DELETED 103',
    ]);
    expect(storage.eventsAfter('Namespace', 102, 10)?.[0]?.object.resourceVersion).toBe(103);
  });

  it('remembers every version of its window', () => {
    const change = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), removes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const storage = new Storage(0, 1000);
        const past = new Map<number, readonly State[]>([[0, []]]);
        for (const { name, removes } of changes) {
          if (removes) storage.remove('Namespace', name);
          else storage.put(space(name));
          past.set(storage.version, storage.list('Namespace'));
        }
        for (const [version, then] of past) expect(storage.listAt('Namespace', version)).toEqual(then);
        expect(storage.listAt('Namespace', storage.version + 1)).toBe('future');
      }),
    );
  });

  it('forgets what is older than its window: for watches first, for lists later', () => {
    const storage = new Storage(0, 5);
    for (let i = 0; i < 11; i++) storage.put(space('a'));
    expect(storage.oldest('Namespace')).toBe(6);
    expect(storage.isExpired('Namespace', 5)).toBe(true);
    expect(storage.eventsAfter('Namespace', 5, 10)).toBeUndefined();
    expect(storage.eventsAfter('Namespace', 6, 10)).toHaveLength(5);
    expect(storage.listAt('Namespace', 5)).toEqual([{ ...space('a'), resourceVersion: 5 }]);
    for (let i = 11; i < 16; i++) storage.put(space('a'));
    expect(storage.listAt('Namespace', 5)).toBe('expired');
    expect(storage.listAt('Namespace', 6)).toEqual([{ ...space('a'), resourceVersion: 6 }]);
  });

  it('expires everything on compaction, but lets a watch that is under way go on', () => {
    const storage = new Storage(0, 100);
    storage.put(space('a'));
    const undo = storage.subscribe('Namespace', () => undefined);
    storage.compact();
    expect(storage.isExpired('Namespace', 1)).toBe(true);
    expect(storage.listAt('Namespace', 1)).toBe('expired');
    expect(storage.isExpired('Namespace', storage.version)).toBe(false);
    expect(storage.eventsAfter('Namespace', 0, 10)).toHaveLength(1);
    undo();
    storage.compact();
    expect(storage.eventsAfter('Namespace', 0, 10)).toBeUndefined();
  });

  it('knows the past without the watch cache, until a compaction', () => {
    const storage = new Storage(0, 100);
    storage.put(space('a'));
    storage.put(space('b'));
    storage.emptyWatchCache();
    storage.remove('Namespace', 'a');
    expect([1, 2, 3, 4].map((version) => storage.isExpired('Namespace', version))).toEqual([true, true, false, false]);
    expect(storage.listAt('Namespace', 1)).toEqual([{ ...space('a'), resourceVersion: 1 }]);
    storage.compact();
    expect([1, 2, 3, 4].map((version) => storage.listAt('Namespace', version))).toEqual(['expired', 'expired', 'expired', 'expired']);
    expect(storage.listAt('Namespace', 5)).toEqual([{ ...space('b'), resourceVersion: 2 }]);
  });

  it('gives out lists that never change', () => {
    const storage = new Storage(0, 100);
    storage.put(space('b'));
    const before = storage.list('Namespace');
    storage.put(space('a'));
    expect(before.map(({ name }) => name)).toEqual(['b']);
    expect(names(storage)).toEqual(['a', 'b']);
  });
});

describe('the order of a list', () => {
  it('is that of etcd keys: shop-eu/x before shop/x', () => {
    expect(compareNames({ namespace: 'shop-eu', name: 'x' }, { namespace: 'shop', name: 'x' })).toBe(-1);
  });

  it('stays that of a sort, whatever comes and goes', () => {
    const name = fc.record({ namespace: fc.constantFrom('', 'shop', 'shop-eu'), name: fc.stringMatching(/^[a-d]{1,2}$/) });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.boolean())), (acts) => {
        const objects = new SortedObjects<{ namespace: string; name: string }>();
        const truth = new Map<string, { namespace: string; name: string }>();
        for (const [object, removes] of acts) {
          const key = object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
          if (removes) {
            objects.delete(key);
            truth.delete(key);
          } else {
            objects.set(object);
            truth.set(key, object);
          }
          expect(objects.values()).toEqual([...truth.values()].sort(compareNames));
        }
      }),
    );
  });
});
