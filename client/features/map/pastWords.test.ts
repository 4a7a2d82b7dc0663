import { expect, test } from 'vitest';
import type { PastMoment } from '../../../shared/wire/map.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { headlineOf } from './headline.ts';
import { pastSentences } from './pastWords.ts';
import { sceneOf } from './scene.ts';
import { spokenCell } from './words.ts';

const past: PastMoment = {
  at: '2026-11-17T21:40:00.000Z',
  since: '2026-10-29T00:00:00.000Z',
  made: false,
  exact: true,
  marks: [],
  blocksSince: '2026-10-29T00:00:00.000Z',
  pools: [{ pool: 'a', was: 'there' }],
};
const name = (id: string) => `range ${id}`;
const mark = { kind: 'restart', from: past.at, until: past.at, note: '' } as const;

test('of a moment that is known exactly there is nothing to say', () => {
  expect(pastSentences(past, name)).toEqual([]);
});

test.each<[Partial<PastMoment>, string]>([
  [{ made: true }, 'It is before this demo cluster was first looked at: made up, as all of its past.'],
  [{ exact: false, marks: [mark, mark] }, 'Not known exactly: Cidrscape was not running at that moment.'],
  [{ exact: false }, 'Not known exactly: changes from around that moment may be missing.'],
  [{ blocksSince: null }, 'Which node had which block is not known of then.'],
  [{ blocksSince: '2026-11-18T00:00:00.000Z' }, 'Which node had which block is not known of then.'],
  [{ pools: [{ pool: 'a', was: 'not-yet' }] }, 'Not there yet then: range a.'],
  [{ pools: [{ pool: 'a', was: 'gone' }] }, 'Gone since: range a.'],
  [{ pools: [{ pool: 'a', was: 'unknown' }] }, ''],
])('%j', (rest, said) => {
  expect(pastSentences({ ...past, ...rest }, name)).toEqual(said === '' ? [] : [said]);
});

const scene = (handedOut: string | null, rest: Partial<PastMoment> = {}) => {
  const cells = [wireCell(0, '10.244.0.0/24', { inUse: '5', handedOut, uncertain: 2 })];
  const whole = wireMap('10.244.0.0/22', 2, cells, { past: { ...past, ...rest } });
  return sceneOf({ range: cidr('10.244.0.0/22'), cellPrefix: 24, sparse: false, whole, parts: [whole] }, 24);
};

test('numbers over the map of the past: blocks are unknown where nobody wrote them down, never 0', () => {
  expect(headlineOf(scene('256'), null, null).map(({ value, words }) => `${value} ${words}`)).toEqual([
    '1 of 4 /24s handed out',
    '5 addresses in use',
    '3 left',
  ]);
  for (const one of [scene(null), scene('256', { blocksSince: null })])
    expect(headlineOf(one, null, null).map(({ value, words }) => `${value} ${words}`)).toEqual([
      'unknown /24s handed out',
      '5 addresses in use',
    ]);
});

test('a cell says how many of its addresses are not sure', () => {
  const one = scene('256');
  const cell = one.cells.get(0n);
  if (!cell) throw new Error('it is named');
  expect(spokenCell(one, cell, 'free')).toContain('2 of them not sure');
});
