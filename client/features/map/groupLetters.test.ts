import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupTotals, lettersFor, lettersKept } from './groupLetters.ts';

const named = (letters: readonly (string | undefined)[]) => letters.map((name) => name ?? '-').join(' ');
const totals = (text: string) =>
  new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((part): [string, number] => [part.split(':')[0] ?? '', Number(part.split(':')[1])]),
  );

test('groups are counted over all cells; holders without a name have no group', () => {
  const by = (groups: { name: string | null; count: number }[]) => ({ by: { groups, more: 0, unlooked: 0, since: null } });
  expect([
    ...groupTotals([
      by([
        { name: 'shop', count: 2 },
        { name: null, count: 9 },
      ]),
      { by: null },
      by([{ name: 'shop', count: 3 }]),
    ]),
  ]).toEqual([['shop', 5]]);
});

describe('lettersFor', () => {
  test('the largest is A, equals stand by name', () => expect(named(lettersFor(totals('b:1 a:1 c:5'), []))).toBe('c a b - - - - -'));
  test('of ten the two smallest have no letter', () =>
    expect(named(lettersFor(totals('a:10 b:9 c:8 d:7 e:6 f:5 g:4 h:3 i:2 j:1'), []))).toBe('a b c d e f g h'));
  test('a small one that a link asks for has one', () =>
    expect(named(lettersFor(totals('a:10 b:9 c:8 d:7 e:6 f:5 g:4 h:3 i:2 j:1'), ['j']))).toBe('a b c d e f g j'));
  test('a name that is not there is not given one', () => expect(named(lettersFor(totals('a:1'), ['zz']))).toBe('a - - - - - - -'));
  test('inside a prefix a namespace keeps the letter it had outside', () =>
    expect(named(lettersFor(totals('x:9 b:3'), [], ['a', 'b', undefined]))).toBe('x b - - - - - -'));
});

describe('lettersKept', () => {
  const letters = lettersFor(totals('a:3 b:2'), []);
  test('b outgrows a: both stay', () => expect(lettersKept(letters, totals('a:3 b:20'))).toBe(letters));
  test('one that is gone keeps its letter, a new one takes the next', () =>
    expect(named(lettersKept(letters, totals('b:2 c:7')))).toBe('a b c - - - - -'));
  test('when all eight are taken, a ninth has none', () => {
    const full = lettersFor(totals('a:8 b:7 c:6 d:5 e:4 f:3 g:2 h:1'), []);
    expect(lettersKept(full, totals('z:99'))).toBe(full);
  });
});

test('whatever comes, no letter ever changes its name and none has two', () => {
  const counts = fc.dictionary(fc.constantFrom(...'abcdefghijklmn'), fc.nat(20)).map((record) => new Map(Object.entries(record)));
  fc.assert(
    fc.property(counts, fc.array(counts, { maxLength: 5 }), (first, later) => {
      let letters = lettersFor(first, []);
      for (const next of later) {
        const kept = lettersKept(letters, next);
        const names = kept.filter((name) => name !== undefined);
        expect(new Set(names).size).toBe(names.length);
        for (const [at, name] of letters.entries()) if (name !== undefined) expect(kept[at]).toBe(name);
        letters = kept;
      }
    }),
  );
});
