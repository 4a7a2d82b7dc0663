import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Listing, page } from './list.ts';
import { Orders } from './orders.ts';

interface Item {
  readonly id: string;
  readonly size: number | null;
}

const listing: Listing<Item> = {
  name: 'things',
  unique: ({ id }) => id,
  defaultSort: 'id',
  fields: { id: ({ id }) => id, size: ({ size }) => size },
};

const sort = fc.constantFrom('id', '-id', 'size', '-size');
const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  size: fc.option(fc.nat(3)),
  gone: fc.boolean(),
  ask: fc.option(sort),
});

test('whatever comes, changes and goes between two questions, a page is that of the list as it is now', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), sort, fc.integer({ min: 1, max: 4 }), (steps, by, limit) => {
      const items = new Map<string, Item>();
      const orders = new Orders(
        () => items.values(),
        (id) => items.get(id),
      );
      for (const { id, size, gone, ask } of steps) {
        if (gone) items.delete(id);
        else items.set(id, { id, size });
        orders.changed(id);
        if (ask !== null) orders.page(listing, { sort: ask });
      }
      let cursor: string | undefined;
      do {
        const query = { sort: by, limit, cursor };
        const found = orders.page(listing, query);
        expect(found).toEqual(page(listing, items.values(), query));
        cursor = found.next ?? undefined;
      } while (cursor !== undefined);
    }),
  );
});

test('what sort values depend on beside the items is taken in too', () => {
  let factor = 1;
  const items = [1, 2, 3].map((size) => ({ id: `i${size}`, size }));
  const scaled: Listing<Item> = { ...listing, fields: { size: ({ size }) => (size ?? 0) * factor } };
  const orders = new Orders(
    () => items,
    () => undefined,
  );
  const ids = () => orders.page(scaled, { sort: 'size' }).items.map(({ id }) => id);
  expect(ids()).toEqual(['i1', 'i2', 'i3']);
  factor = -1;
  orders.restOn('another factor');
  expect(ids()).toEqual(['i3', 'i2', 'i1']);
});

test('more orders than are kept can be asked for', () => {
  const fields = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, ({ size }: Item) => ((size ?? 0) * (i + 1)) % 21]));
  const items = Array.from({ length: 20 }, (_, i) => ({ id: `i${i}`, size: i }));
  const orders = new Orders(
    () => items,
    () => undefined,
  );
  for (let round = 0; round < 2; round++)
    for (const field of Object.keys(fields)) {
      const query = { sort: field, limit: 5 };
      expect(orders.page({ ...listing, fields }, query)).toEqual(page({ ...listing, fields }, items, query));
    }
});
