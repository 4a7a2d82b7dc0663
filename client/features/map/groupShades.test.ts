import { describe, expect, test } from 'vitest';
import type { Shade } from '../../draw/cellShade.ts';
import { ageStep, type Grouping, groupShade, nameOfShade, shadeOfGroup } from './groupShades.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const letters = ['payments', 'shop'];
const grouping = (by: Grouping['by']): Grouping => ({
  by,
  letters,
  now,
  gravity: (code) => (code === 'address-held-twice' ? 'critical' : code === 'node-full' ? 'warning' : 'info'),
});
const holding = (...names: (string | null)[]) => ({
  by: { groups: names.map((name, at) => ({ name, count: 9 - at })), more: 0, unlooked: 0, since: null },
});
const newest = (time: string) => ({ by: { groups: [], more: 0, unlooked: 0, since: { oldest: '2020-01-01T00:00:00Z', newest: time } } });

describe('by namespace', () => {
  const shade = (cell: Parameters<typeof groupShade>[1], base: Shade = 3) => groupShade(grouping('namespace'), cell, base);
  test('a cell has the colour of its largest group', () => expect(shade(holding('shop', 'payments'))).toBe('group2'));
  test('one without a letter is among the others', () => expect(shade(holding('web', 'shop'))).toBe('groupOther'));
  test('holders without a namespace are none, and so is a block that nobody holds', () =>
    expect([shade(holding(null, 'shop')), shade(holding()), shade({ by: null })]).toEqual(['groupNone', 'groupNone', 'groupNone']));
  test.each(['conflict', 'leaked', 'reserved', 'free', 'outside'] as const)('%s says more than a group', (state) =>
    expect(shade(holding('shop'), state)).toBe(state),
  );
  test('an address whose holder is ending is still its namespace’s', () => expect(shade(holding('shop'), 'terminating')).toBe('group2'));
  test('what is unknown stays unknown, but a node that has a block is known', () =>
    expect([shade(holding(), 'unknown'), shade(holding('shop'), 'unknown')]).toEqual(['unknown', 'group2']));
});

test('by findings a cell is as grave as its gravest code', () => {
  const shade = (...codes: string[]) => groupShade(grouping('findings'), holding(...codes), 5);
  expect([shade('node-nearly-full', 'address-held-twice'), shade('node-full'), shade('node-mask-wastes'), shade()]).toEqual([
    'critical',
    'warning',
    'info',
    'groupNone',
  ]);
});

describe('by age', () => {
  const step = (time: string) => groupShade(grouping('age'), newest(time), 1);
  test('the newest counts: last hour, day, week, 30 days, older', () =>
    expect(
      ['2026-11-26T11:30:00Z', '2026-11-26T11:00:00Z', '2026-11-25T12:00:00Z', '2026-11-19T12:00:00Z', '2026-10-27T12:00:00Z'].map(step),
    ).toEqual([5, 4, 3, 2, 1]));
  test('nobody holds it: no age', () => expect(groupShade(grouping('age'), holding(), 1)).toBe('groupNone'));
  test('a clock ahead of ours is now', () => expect(ageStep(now + 60_000, now)).toBe(5));
});

test('a letter leads to its name and back', () => {
  expect(['payments', 'shop', 'web', null].map((name) => shadeOfGroup(name, letters))).toEqual([
    'group1',
    'group2',
    'groupOther',
    'groupNone',
  ]);
  expect((['group1', 'group2', 'groupOther', 5, 'leftOut'] as const).map((shade) => nameOfShade(shade, letters))).toEqual([
    'payments',
    'shop',
    undefined,
    undefined,
    undefined,
  ]);
});
