import { describe, expect, test } from 'vitest';
import type { NamespaceRecord } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { FullRead } from './fullRead.ts';
import { namespaceReader } from './namespace.ts';

const record = (name: string, resourceVersion: string, uid = `uid-${name}`): NamespaceRecord =>
  namespaceReader.fromJson({ metadata: { name, resourceVersion, uid } });

function start(staged: boolean, ...held: readonly NamespaceRecord[]) {
  const store = new Store(1);
  store.replace('Namespace', held);
  const read = new FullRead('Namespace', store, { staged });
  const names = () =>
    [...store.all('Namespace')]
      .map(({ name }) => name)
      .sort()
      .join(' ');
  return { read, names };
}

describe('a full read', () => {
  test('that is the first goes into the store as it comes', () => {
    const { read, names } = start(false);
    read.put([record('a', '1'), record('b', '2')]);
    expect(names()).toBe('a b');
    read.remove('b');
    for (const _ of read.end(10));
    expect(names()).toBe('a');
  });

  test('of what was whole before changes nothing until its end, and then so many objects a step', () => {
    const { read, names } = start(true, record('a', '1'), record('b', '1'));
    read.put([record('b', '2'), record('c', '3')]);
    read.put([record('d', '4')]);
    read.remove('c');
    expect(names()).toBe('a b');
    const steps = [...read.end(1)].length;
    expect(steps).toBeGreaterThan(1);
    expect(names()).toBe('b d');
  });
});

describe('a server whose state went back', () => {
  test('is noticed by the first object that is older than the one held', () => {
    const { read } = start(true, record('a', '100'), record('b', '200'));
    read.put([record('a', '100'), record('c', '1')]);
    expect(read.wentBack).toBeNull();
    read.put([record('b', '150')]);
    expect(read.wentBack).toEqual(['200', '150']);
    read.put([record('a', '50')]); // one is enough
    expect(read.wentBack).toEqual(['200', '150']);
  });

  test('is not mistaken for an object that was made anew under its name, nor for one that is newer', () => {
    const { read } = start(true, record('a', '100'), record('b', '99'));
    read.put([record('a', '50', 'another'), record('b', '100')]);
    expect(read.wentBack).toBeNull();
  });

  test('is not looked for in a first read, of which nothing is held', () => {
    const { read } = start(false, record('a', '100'));
    read.put([record('a', '50')]);
    expect(read.wentBack).toBeNull();
  });
});
