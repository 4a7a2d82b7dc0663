import { expect, it } from 'vitest';
import { tenancyDifferences } from './compare.ts';
import type { Moment, Tenancy } from './journal.ts';

const second = (n: number) => new Date(n * 1000).toISOString();
const moment = (before: number, isExact = true): Moment => ({ before: before * 1000, after: before * 1000 + 500, isExact, since: 0 });
const done = (from: Moment, to: Moment | null = null, isLast = false): Tenancy => ({
  object: 'Pod shop/web',
  uid: 'a',
  as: 'podIP',
  from,
  to,
  isLast,
});
const told = (from: [number, number], to: [number, number] | null = null, uid = 'a') => ({
  object: { kind: 'Pod', namespace: 'shop', name: 'web' },
  uid,
  as: 'podIP' as const,
  from: { earliest: second(from[0]), latest: second(from[1]) },
  to: to && { earliest: second(to[0]), latest: second(to[1]) },
  exists: to === null,
  made: false,
});

it('what is told as it was done is right', () => {
  expect(tenancyDifferences([done(moment(5), moment(9, false))], [told([5.2, 5.2], [7, 12])])).toEqual([]);
});

it.each([
  ['a moment beside the one it was', [done(moment(5))], [told([6, 6])], /^Pod shop\/web .*it was between/],
  ['bounds around what was watched', [done(moment(5))], [told([5, 5.4])], /where it was watched/],
  ['bounds that leave out when it was', [done(moment(5, false))], [told([6, 9])], /it was between/],
  ['bounds from before anybody had looked', [done({ ...moment(5, false), since: 3000 })], [told([2, 9])], /begins before/],
  ['nothing', [done(moment(5))], [], /is not told/],
  ['an end that never came', [done(moment(5))], [told([5, 5], [6, 6])], /holds it, and is told to have given it up/],
  ['no end', [done(moment(5), moment(6))], [told([5, 5])], /has given it up, and is told to hold it/],
  ['another one of that name', [done(moment(5))], [told([5, 5]), told([6, 6], null, 'b')], /never did/],
])('%s told where it was otherwise is a difference', (_, was, recorded, line) => {
  expect(tenancyDifferences(was, recorded).join('\n')).toMatch(line);
});

it('what came and went just before the product was killed may be missing; what stayed may not', () => {
  expect(tenancyDifferences([done(moment(5), moment(5), true)], [])).toEqual([]);
  expect(tenancyDifferences([done(moment(5), null, true)], [])).toHaveLength(1);
});
