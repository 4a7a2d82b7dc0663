import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AddressHistory } from '../../shared/wire/history.ts';
import { tenancyStrip } from './tenancyStrip.ts';

const day = 86_400_000;
const to = Date.UTC(2026, 10, 27, 12);
const from = to - 10 * day;
const midnight = (at: number) => Math.floor(at / day) * day;
const strip = (told: Partial<AddressHistory>) =>
  tenancyStrip({ tenancies: [], marks: [], since: at(-100), until: null, more: false, ...told }, { from, to, least: 0.002, midnight });
/** Days since the window began. */
function at(days: number): string {
  return new Date(from + days * day).toISOString();
}
const exactly = (days: number) => ({ earliest: at(days), latest: at(days) });
const held = (uid: string, begin: number, end: number | null, rest: Partial<AddressHistory['tenancies'][number]> = {}) => ({
  object: { kind: 'Pod', namespace: 'shop', name: uid },
  uid,
  as: 'podIP' as const,
  from: exactly(begin),
  to: end === null ? null : exactly(end),
  exists: end === null,
  made: false,
  ...rest,
});
const shown = (told: Partial<AddressHistory>) =>
  strip(told).parts.map(({ kind, x, width, index }) => [kind, Math.round(x * 1000) / 1000, Math.round(width * 1000) / 1000, index]);

test('who holds it now, and who held it before, with nobody in between', () => {
  expect(shown({ tenancies: [held('b', 6, null), held('a', 1, 5)] })).toEqual([
    ['held', 0.1, 0.4, 1],
    ['now', 0.6, 0.4, 0],
  ]);
});

test('what began before the window begins with it; what ended before it is not shown', () => {
  expect(shown({ tenancies: [held('b', -3, 2), held('a', -8, -4)] })).toEqual([['held', 0, 0.2, 0]]);
});

test('a tenancy of minutes can still be seen', () => {
  expect(shown({ tenancies: [held('a', 5, 5.0001)] })).toEqual([['held', 0.5, 0.002, 0]]);
  expect(shown({ tenancies: [held('a', 9.9999, null)] })).toEqual([['now', 0.998, 0.002, 0]]);
});

test('ends that are not exact are parts of their own', () => {
  const one = held('a', 0, null, { from: { earliest: at(2), latest: at(3) }, to: { earliest: at(6), latest: at(7) } });
  expect(shown({ tenancies: [one] })).toEqual([
    ['unsure', 0.2, 0.1, 0],
    ['held', 0.3, 0.3, 0],
    ['unsure', 0.6, 0.1, 0],
  ]);
});

test('a start of which nothing is known reaches back to whoever held it before, or to where the history begins', () => {
  const one = held('b', 0, null, { from: { earliest: null, latest: at(5) } });
  expect(shown({ tenancies: [one, held('a', 1, 2)] })[1]).toEqual(['unsure', 0.2, 0.3, 0]);
  expect(shown({ tenancies: [one], since: at(4) })).toEqual([
    ['unknown', 0, 0.4, -1],
    ['unsure', 0.4, 0.1, 0],
    ['now', 0.5, 0.5, 0],
  ]);
});

test('who took it after the last moment that was written holds it all the same', () => {
  expect(shown({ until: at(8), tenancies: [held('a', 9, null)] })).toEqual([
    ['unknown', 0.8, 0.2, -1],
    ['now', 0.9, 0.002, 0],
  ]);
});

test('before the history, after it was last written, and while nobody looked, nothing is known', () => {
  const marks = [
    { kind: 'restart' as const, from: at(4), until: at(5), note: '' },
    { kind: 'clock-jump' as const, from: at(6), until: at(6.5), note: '' },
  ];
  expect(shown({ since: at(2), until: at(9), marks, tenancies: [held('a', 6, null)] })).toEqual([
    ['unknown', 0, 0.2, -1],
    ['unknown', 0.9, 0.1, -1],
    ['away', 0.4, 0.1, -1],
    ['now', 0.6, 0.3, 0],
  ]);
});

test('where there are earlier ones that were not asked for, what lies before the first is not known', () => {
  expect(shown({ more: true, tenancies: [held('a', 3, 4)] })[0]).toEqual(['unknown', 0, 0.3, -1]);
});

test('two that hold it at once lie one over the other; two roles of one object are one', () => {
  const both = strip({ tenancies: [held('b', 3, null), held('a', 2, null)] });
  expect([both.lanes, both.parts.map(({ lane }) => lane)]).toEqual([2, [0, 1]]);
  const roles = strip({ tenancies: [held('a', 2, null, { as: 'externalIP' }), held('a', 1, 6)] });
  expect([roles.lanes, roles.parts.map(({ kind, x }) => [kind, Math.round(x * 10)])]).toEqual([1, [['now', 1]]]);
});

test('names stand over who holds it now and over the longest that has room', () => {
  const labels = (tenancies: AddressHistory['tenancies']) => strip({ tenancies }).labels.map(({ index, isNow }) => [index, isNow]);
  expect(labels([held('c', 9, null), held('b', 7, 7.5), held('a', 1, 5)])).toEqual([
    [2, false],
    [0, true],
  ]);
  expect(labels([held('b', 8, 8.5), held('a', 7, 7.5)])).toEqual([]);
});

test('a tick at a midnight a week back', () => {
  expect(strip({}).ticks).toEqual([{ at: Date.UTC(2026, 10, 20), x: (Date.UTC(2026, 10, 20) - from) / (10 * day) }]);
});

test('whatever is told, each part lies on the strip, in one of at most three lanes', () => {
  const moment = fc.double({ min: -20, max: 10, noNaN: true });
  const tenancy = fc.tuple(moment, moment, fc.nat(4)).map(([a, b, uid]) => held(`u${uid}`, Math.min(a, b), Math.max(a, b)));
  fc.assert(
    fc.property(fc.array(tenancy, { maxLength: 12 }), fc.boolean(), (list, more) => {
      const tenancies = list.sort((a, b) => b.from.latest.localeCompare(a.from.latest));
      const { parts, lanes } = strip({ tenancies, more });
      for (const { x, width, lane } of parts) {
        expect(x >= 0 && width > 0 && x + width <= 1.0000001 && lane < lanes && lanes <= 3).toBe(true);
      }
    }),
  );
});
