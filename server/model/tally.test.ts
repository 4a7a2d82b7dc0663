import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tally } from './tally.ts';

test('after any moves each text counts the things that stand on it, and only those that count are listed, in order', () => {
  const text = fc.constantFrom(undefined, '', 'a', 'b', 'B', 'c');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), text, fc.boolean()), { maxLength: 40 }), (moves) => {
      const tally = new Tally();
      const stands: (string | undefined)[] = [];
      for (const [thing, to, look] of moves) {
        tally.move(stands[thing], to);
        stands[thing] = to;
        // Asking in between must not fix what is said later.
        if (look) expect(tally.sorted).toHaveLength(new Set(stands.filter(Boolean)).size);
      }
      for (const one of ['', 'a', 'b', 'B', 'c']) expect(tally.count(one)).toBe(one === '' ? 0 : stands.filter((at) => at === one).length);
      expect(tally.sorted).toEqual(['B', 'a', 'b', 'c'].filter((one) => stands.includes(one)));
    }),
  );
});

test('a count that changes sorts nothing anew', () => {
  const tally = new Tally();
  tally.move(undefined, 'a');
  const { sorted } = tally;
  tally.move(undefined, 'a');
  tally.move('a', undefined);
  expect(tally.sorted).toBe(sorted);
});
