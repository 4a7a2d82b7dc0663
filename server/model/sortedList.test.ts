import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byText, SortedList } from './sortedList.ts';

test('whatever is added and removed, the list is what sorting it would give, from the start and from any place', () => {
  const step = fc.record({ add: fc.boolean(), item: fc.nat(40).map(String) });
  fc.assert(
    fc.property(fc.array(step), fc.array(fc.nat(40).map(String)), fc.nat(40).map(String), (steps, first, place) => {
      const truth = new Set(first);
      const list = new SortedList(byText, truth);
      for (const { add, item } of steps) {
        if (add && !truth.has(item)) list.add(item);
        if (!add) expect(list.delete(item)).toBe(truth.has(item));
        if (add) truth.add(item);
        else truth.delete(item);
      }
      const sorted = [...truth].sort();
      expect([list.size, [...list.after()]]).toEqual([sorted.length, sorted]);
      expect([...list.after(place)]).toEqual(sorted.filter((item) => item > place));
    }),
  );
});

test('ten thousand that come in any order stand in order, and all of them go', () => {
  const list = new SortedList<number>((a, b) => a - b);
  const all = Array.from({ length: 10_007 }, (_, i) => i);
  for (const i of all) list.add((i * 7919) % 10_007);
  expect([...list.after()]).toEqual(all);
  expect([...list.after(10_003)]).toEqual([10_004, 10_005, 10_006]);
  for (const i of all) expect(list.delete((i * 4801) % 10_007)).toBe(true);
  expect([list.size, [...list.after()]]).toEqual([0, []]);
});
