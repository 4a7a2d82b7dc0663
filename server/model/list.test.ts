import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Listing, page } from './list.ts';
import { QueryError } from './queryError.ts';

interface Item {
  readonly id: string;
  readonly size: number | null;
  readonly wide: bigint;
}

const listing: Listing<Item> = {
  name: 'things',
  unique: ({ id }) => id,
  defaultSort: 'id',
  fields: { id: ({ id }) => id, size: ({ size }) => size, wide: ({ wide }) => wide },
};

const item = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  size: fc.option(fc.integer({ min: 0, max: 3 })),
  wide: fc.bigInt(0n, 1n << 70n),
});
const items = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 60 });
const sort = fc.constantFrom('id', '-id', 'size', '-size', 'wide', '-wide');

function walk(all: () => Item[], query: { sort: string; limit: number }): Item[] {
  const out: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items: found, next } = page(listing, all(), { ...query, cursor });
    out.push(...found);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return out;
}

test('the pages of a list are the sorted list, each item once, the unknown last in either direction', () => {
  fc.assert(
    fc.property(items, sort, fc.integer({ min: 1, max: 7 }), (all, by, limit) => {
      const name = by.replace('-', '') as keyof Item;
      const sorted = [...all].sort((a, b) => {
        const [x, y] = [a[name], b[name]];
        if (x === y) return a.id < b.id ? -1 : 1;
        if (x === null || y === null) return x === null ? 1 : -1;
        return (x < y ? -1 : 1) * (by.startsWith('-') ? -1 : 1);
      });
      expect(walk(() => all, { sort: by, limit })).toEqual(sorted);
      expect(page(listing, all, { sort: by, limit }).total).toBe(all.length);
    }),
  );
});

test('while others come and go, an item that stays is seen exactly once', () => {
  fc.assert(
    fc.property(items, items, sort, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (stay, guests, by, coins) => {
      const names = new Set(stay.map(({ id }) => id));
      const visiting = guests.filter(({ id }) => !names.has(id));
      let turn = 0;
      const seen = walk(() => [...(coins[turn++ % 5] ? visiting : []), ...stay], { sort: by, limit: 3 });
      expect(
        seen
          .filter(({ id }) => names.has(id))
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...names].sort());
    }),
  );
});

const three: Item[] = ['a', 'b', 'c'].map((id) => ({ id, size: 1, wide: 5n }));

test('a cursor of another order, a broken one and a made-up one are refused by name', () => {
  const { next } = page(listing, three, { limit: 1, sort: 'size' });
  for (const cursor of [
    next ?? '',
    'x',
    '????',
    'e30',
    Buffer.from('["things","id",{},"a"]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ]) {
    expect(() => page(listing, three, { cursor })).toThrow(expect.objectContaining({ code: 'invalid-cursor', value: cursor }));
  }
});

test('an unknown field to sort by is refused and the fields are named', () => {
  for (const by of ['', '-', 'color', 'constructor', '--id']) {
    expect(() => page(listing, three, { sort: by })).toThrow(QueryError);
    expect(() => page(listing, three, { sort: by })).toThrow(expect.objectContaining({ code: 'invalid-sort', value: by }));
  }
  expect(() => page(listing, three, { sort: 'color' })).toThrow('sort is one of id, size, wide');
});

test('the last page has no cursor', () => {
  expect(page(listing, three, { limit: 3 }).next).toBeNull();
  expect(page(listing, three, { limit: 2 }).next).toBeTypeOf('string');
  expect(page(listing, [], { limit: 2 })).toEqual({ total: 0, items: [], next: null });
});
