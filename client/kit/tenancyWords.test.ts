import { expect, test } from 'vitest';
import { exactWords, lastedWords, lineOf, spanWords, type Tenancy, unsureWords } from './tenancyWords.ts';

/** The reader's own zone, whichever that is here. */
const at = (text: string) => new Date(text).toISOString();
const now = new Date('2026-11-27T12:00:00').getTime();
const exactly = (text: string) => ({ earliest: at(text), latest: at(text) });
const tenancy = (rest: Partial<Tenancy> = {}): Tenancy => ({
  object: { kind: 'Pod', namespace: 'shop', name: 'cart-0' },
  uid: 'u',
  as: 'podIP',
  from: exactly('2026-11-17T21:40:00'),
  to: exactly('2026-11-18T22:07:00'),
  exists: false,
  made: false,
  ...rest,
});

test('a tenancy whose ends are exact', () => {
  const one = tenancy();
  expect(spanWords(one, now)).toBe('17 Nov 21:40 – 18 Nov 22:07');
  expect(lastedWords(one, now)).toBe('1 d');
  expect(unsureWords(one, now)).toBeUndefined();
  expect(exactWords(one)).toBe(`Pod shop/cart-0, podIP\nfrom ${one.from.latest}\nto ${one.to?.latest}`);
  expect(lineOf(one, now)).toBe(`Pod shop/cart-0 podIP ${one.from.latest} – ${one.to?.latest}`);
});

test('one that goes on lasts up to what is known', () => {
  const one = tenancy({ from: exactly('2026-11-27T09:00:00'), to: null });
  expect(spanWords(one, now)).toBe('since 27 Nov 09:00');
  expect(lastedWords(one, now)).toBe('3 h');
  expect(lastedWords(one, now - 3_600_000)).toBe('2 h');
  expect(exactWords(one)).toContain('holds it now');
});

test('ends that are not sure are said to be', () => {
  const one = tenancy({
    from: { earliest: at('2026-11-17T21:15:00'), latest: at('2026-11-17T21:40:00') },
    to: { earliest: at('2026-11-18T22:00:00'), latest: at('2026-11-18T22:07:30') },
  });
  expect(unsureWords(one, now)).toBe('perhaps from 17 Nov 21:15 on, perhaps only until 18 Nov 22:00');
  expect(lastedWords(one, now)).toBe('at least 1 d');
  expect(exactWords(one)).toContain(`from between ${one.from.earliest} and ${one.from.latest}`);
  expect(lineOf(tenancy({ ...one, made: true }), now)).toContain('until 18 Nov 22:00; made up, for the demo)');
});

test('what may have been no time at all lasted at most so long, or nobody knows', () => {
  const to = { earliest: at('2026-11-17T21:40:00'), latest: at('2026-11-17T22:00:00') };
  expect(lastedWords(tenancy({ to }), now)).toBe('at most 20 min');
  const from = { earliest: null, latest: at('2026-11-17T21:40:00') };
  expect(lastedWords(tenancy({ from, to }), now)).toBe('unknown how long');
  expect(unsureWords(tenancy({ from }), now)).toBe('perhaps from earlier on');
  expect(exactWords(tenancy({ from }))).toContain(`some time before ${from.latest}`);
  expect(lastedWords(tenancy({ to: { ...to, earliest: null } }), now)).toBe('at most 20 min');
});

test('bounds within a minute are one moment', () => {
  const from = { earliest: at('2026-11-17T21:39:30'), latest: at('2026-11-17T21:40:00') };
  expect(unsureWords(tenancy({ from }), now)).toBeUndefined();
  expect(lastedWords(tenancy({ from }), now)).toBe('1 d');
});
