import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pieces } from './pieces.ts';

test('what is peeked at stays, what is taken goes, and the rest is still there', () => {
  const pieces = new Pieces();
  pieces.add(Buffer.from('ab'));
  pieces.add(Buffer.from('cde'));
  expect(pieces.length).toBe(5);
  expect(String(pieces.peek(3))).toBe('abc');
  expect(pieces.length).toBe(5);
  expect(String(pieces.take(3))).toBe('abc');
  expect(pieces.length).toBe(2);
  expect(String(pieces.take(2))).toBe('de');
  expect(pieces.length).toBe(0);
  expect(pieces.take(0)).toHaveLength(0);
});

test('a part that lies in one chunk is a view of it, not a copy', () => {
  const chunk = Buffer.from('abcdef');
  const pieces = new Pieces();
  pieces.add(chunk);
  const taken = pieces.take(2);
  const rest = pieces.take(4);
  chunk.write('ABCDEF');
  expect(String(taken)).toBe('AB');
  expect(String(rest)).toBe('CDEF');
});

test('law: whatever the chunks, what is taken one after the other is the bytes in their order', () => {
  const step = fc.oneof(fc.record({ add: fc.uint8Array({ maxLength: 6 }) }), fc.record({ take: fc.nat(8), peekFirst: fc.boolean() }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const pieces = new Pieces();
      let all = Buffer.alloc(0);
      for (const each of steps) {
        if ('add' in each) {
          pieces.add(Buffer.from(each.add));
          all = Buffer.concat([all, each.add]);
        } else {
          const length = Math.min(each.take, all.length);
          if (each.peekFirst) expect(pieces.peek(length)).toEqual(all.subarray(0, length));
          expect(pieces.take(length)).toEqual(all.subarray(0, length));
          all = all.subarray(length);
        }
        expect(pieces.length).toBe(all.length);
      }
    }),
  );
});
