import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Keys } from './keys.ts';

const key = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', 'a/b', 'ä/b', '', 'shop/web-0', 'shop/web-00', 'x'.repeat(700)),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.nat(3000).map((n) => `pod-${n}`),
);
const steps = fc.array(fc.record({ key, put: fc.boolean(), now: fc.boolean() }), { maxLength: 500 });

function search(keys: Keys, part: string): { key: string; at: number }[] {
  const out: { key: string; at: number }[] = [];
  keys.search(part, ({ bytes, first, end, at }) => out.push({ key: bytes.toString('utf8', first, end), at: at - first }));
  return out.sort((a, b) => (a.key < b.key ? -1 : 1));
}

test('keys come and go, and each is found by its number, by itself and by a part of it, as in a plain Map', () => {
  fc.assert(
    fc.property(steps, fc.nat(2 ** 32 - 1), fc.array(key, { maxLength: 5 }), (all, seed, parts) => {
      const keys = new Keys(seed);
      const plain = new Map<string, number>();
      const going: [number, string][] = [];
      for (const { key: one, put, now } of all) {
        const id = plain.get(one);
        expect(keys.id(one)).toBe(id);
        if (put && id === undefined) {
          const given = keys.add(one);
          expect([...plain.values(), ...going.map(([gone]) => gone)]).not.toContain(given);
          plain.set(one, given);
        } else if (!put && id !== undefined) {
          keys.remove(one);
          plain.delete(one);
          going.push([id, one]);
        }
        if (now) for (const [gone] of going.splice(0)) keys.release(gone);
      }
      expect(keys.size).toBe(plain.size);
      expect([...keys.ids()]).toEqual([...plain.values()].sort((a, b) => a - b));
      for (const [one, id] of plain) expect([keys.id(one), keys.key(id), keys.has(id)]).toEqual([id, one, true]);
      for (const [id, one] of going) expect([keys.key(id), keys.has(id)]).toEqual([one, false]);
      for (const [gone] of going) keys.release(gone);
      for (const part of [...parts, 'pod-1', 'b'].filter((text) => text !== '')) {
        const expected = [...plain.keys()].filter((one) => Buffer.from(one).includes(part));
        expect(search(keys, part).map((found) => found.key)).toEqual(expected.sort((a, b) => (a < b ? -1 : 1)));
        for (const found of search(keys, part)) expect(found.at).toBe(Buffer.from(found.key).indexOf(part));
      }
    }),
    { numRuns: 120 },
  );
});

test('thousands of keys, half of them removed again, are all where they were put', () => {
  const keys = new Keys(1);
  const names = Array.from({ length: 20_000 }, (_, n) => `shop/web-7d9c5b6f4-${n.toString(36)}`);
  const ids = names.map((name) => keys.add(name));
  for (const [n, name] of names.entries()) if (n % 2 === 0) keys.remove(name);
  for (const [n, name] of names.entries()) expect(keys.id(name)).toBe(n % 2 === 0 ? undefined : ids[n]);
  for (const [n, id] of ids.entries()) if (n % 2 === 0) keys.release(id);
  expect(keys.size).toBe(10_000);
  expect(keys.add('another')).toBeLessThan(20_000);
});
