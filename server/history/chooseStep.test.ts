import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseStep } from './chooseStep.ts';

const now = 1_795_435_200_000;
const hour = 3_600_000;
const day = 24 * hour;

test.each([
  ['a day', day, { step: 300, from: 300 }],
  ['three days', 3 * day, { step: 300, from: 300 }],
  ['a week', 7 * day, { step: 900, from: 300 }],
  ['two weeks', 14 * day, { step: 1800, from: 300 }],
  ['eight weeks', 56 * day, { step: 7200, from: 3600 }],
  ['a year', 365 * day, { step: 43_200, from: 3600 }],
  ['two years', 730 * day, { step: 86_400, from: 86_400 }],
  ['ten years', 3650 * day, { step: 345_600, from: 86_400 }],
])('%s is shown in steps of %j', (_, span, chosen) => {
  expect(chooseStep({ from: now - span, to: now, now })).toEqual(chosen);
});

test.each([
  [
    'an hour long ago in five minutes: only days are left of it',
    { from: now - 400 * day, to: now - 399 * day, step: 300 },
    { step: 86_400, from: 86_400 },
  ],
  ['a step that is no multiple of five minutes', { from: now - day, to: now, step: 450 }, undefined],
  ['too many points', { from: now - 13 * day, to: now, step: 300 }, undefined],
  ['a step as asked', { from: now - day, to: now, step: 1500 }, { step: 1500, from: 300 }],
])('%s', (_, asked, chosen) => {
  expect(chooseStep({ ...asked, now })).toEqual(chosen);
});

test('there are never more than 1000 steps in what is chosen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 * day }), fc.integer({ min: 0, max: 20_000 * day }), (span, ago) => {
      const to = now - ago;
      const { step = 0 } = chooseStep({ from: to - span, to, now }) ?? {};
      const first = Math.floor((to - span) / step / 1000);
      expect(Math.floor((to - 1) / step / 1000) - first + 1).toBeLessThanOrEqual(1000);
    }),
  );
});
