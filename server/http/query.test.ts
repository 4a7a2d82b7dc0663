import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { timeAsked } from '../../shared/wire/time.ts';
import { ProblemError } from './problem.ts';
import { readQuery, readSearch } from './query.ts';

const schema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  prefix: z.coerce.number().int().min(0).max(128).optional(),
  cursor: z.string().min(1).max(10).optional(),
  family: z.enum(['IPv4', 'IPv6']).optional(),
  q: z.string().max(5).optional(),
  at: timeAsked.optional().describe('A past moment'),
});
const read = (search: string) => readQuery(schema, readSearch(search));

function problem(run: () => unknown): { code: string; value: string | null; detail: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return { code: error.code, value: error.value, detail: error.detail };
    throw error;
  }
  throw new Error('it was accepted');
}

test.each([
  ['', { limit: 100 }],
  ['&&', { limit: 100 }],
  ['limit=5', { limit: 5 }],
  ['limit=1000&family=IPv6', { limit: 1000, family: 'IPv6' }],
  ['q=a+b%2B', { limit: 100, q: 'a b+' }],
  ['q=', { limit: 100, q: '' }],
  ['q', { limit: 100, q: '' }],
  ['q=a=b', { limit: 100, q: 'a=b' }],
  ['%71=x', { limit: 100, q: 'x' }],
  ['prefix=0', { limit: 100, prefix: 0 }],
])('%j is read', (search, expected) => expect(read(search)).toEqual(expected));

describe('is refused', () => {
  const numbers = 'limit must be a whole number from 1 to 1000.';
  test.each([
    ['limit=0', 'invalid-limit', '0', numbers],
    ['limit=1001', 'invalid-limit', '1001', numbers],
    ['limit=-5', 'invalid-limit', '-5', numbers],
    ['limit=', 'invalid-limit', '', numbers],
    ['limit=abc', 'invalid-limit', 'abc', numbers],
    ['limit=NaN', 'invalid-limit', 'NaN', numbers],
    ['limit=Infinity', 'invalid-limit', 'Infinity', numbers],
    ['limit=1e2', 'invalid-limit', '1e2', numbers],
    ['limit=0x10', 'invalid-limit', '0x10', numbers],
    ['limit=5.0', 'invalid-limit', '5.0', numbers],
    ['limit=+5', 'invalid-limit', ' 5', numbers],
    ['limit=99999999999999999999', 'invalid-limit', '99999999999999999999', numbers],
    ['prefix=129', 'invalid-parameter', '129', 'prefix must be a whole number from 0 to 128.'],
    ['cursor=', 'invalid-cursor', '', 'cursor must be a text of 1 to 10 characters.'],
    ['q=abcdef', 'invalid-parameter', 'abcdef', 'q must be a text of at most 5 characters.'],
    [
      'at=now',
      'invalid-parameter',
      'now',
      'at must be a time as RFC 3339 writes it, such as 2026-11-20T14:30:00Z; in a URL, write "+" as %2B.',
    ],
    ['family=ipv4', 'invalid-parameter', 'ipv4', 'family must be one of IPv4, IPv6.'],
    ['limt=5', 'unknown-parameter', 'limt', 'Did you mean "limit"? Known here: limit, prefix, cursor, family, q, at.'],
    ['LIMIT=5', 'unknown-parameter', 'LIMIT', 'Known here: limit, prefix, cursor, family, q, at.'],
    ['__proto__=1', 'unknown-parameter', '__proto__', 'Known here: limit, prefix, cursor, family, q, at.'],
    ['constructor=1', 'unknown-parameter', 'constructor', 'Known here: limit, prefix, cursor, family, q, at.'],
    ['limit[]=5', 'unknown-parameter', 'limit[]', 'Did you mean "limit"? Known here: limit, prefix, cursor, family, q, at.'],
    ['limit=1&limit=1', 'repeated-parameter', 'limit', 'Give "limit" once.'],
    ['q=%zz', 'invalid-encoding', '%zz', 'A "%" stands before two hex digits, and all of it is UTF-8 (RFC 3986).'],
    ['q=%', 'invalid-encoding', '%', 'A "%" stands before two hex digits, and all of it is UTF-8 (RFC 3986).'],
    ['q=%ff', 'invalid-encoding', '%ff', 'A "%" stands before two hex digits, and all of it is UTF-8 (RFC 3986).'],
    ['q=%00', 'invalid-encoding', '%00', 'Control characters are not allowed.'],
    ['q=a%0d%0ab', 'invalid-encoding', 'a%0d%0ab', 'Control characters are not allowed.'],
  ])('%s: %s', (search, code, value, detail) => {
    expect(problem(() => read(search))).toEqual({ code, value, detail });
  });

  test('a parameter that is needed and missing', () => {
    const needed = z.object({ cidr: z.string().max(64) });
    expect(problem(() => readQuery(needed, new Map()))).toEqual({
      code: 'missing-parameter',
      value: 'cidr',
      detail: 'Add cidr: a text of at most 64 characters.',
    });
  });
});

test('whatever is asked, it is read or refused as a problem, and no parameter reaches an object’s prototype', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('limit', '__proto__', 'q', '%', '=', '&', '%00', '%e2%82', '5', 'toString'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const search = pieces.join('');
      try {
        expect(Object.getPrototypeOf(read(search))).toBe(Object.prototype);
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError);
      }
    }),
  );
});
