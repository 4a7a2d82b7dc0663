import { expect, test } from 'vitest';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { cardFacts } from './cardFacts.ts';
import type { Grouping } from './groupShades.ts';
import { knownRanges } from './knownRanges.ts';
import { cellAt, sceneOf, shadeOf } from './scene.ts';

const grouping: Grouping = { by: 'namespace', letters: ['shop'], gravity: () => 'info', now: 0 };
function said(answer: ReturnType<typeof wireMap>, block: number | null, at: bigint, by?: Grouping, known?: string) {
  const survey = { range: cidr(answer.cidr), cellPrefix: answer.cellPrefix, sparse: false, whole: answer, parts: [answer] };
  const scene = sceneOf(survey, block, known === undefined ? null : knownRanges([{ ranges: [known] }], 'IPv4'));
  const cell = cellAt(scene, at);
  return cardFacts(scene, cell, shadeOf(scene, cell), by).map(([name, value]) => `${name}: ${value}`);
}
const block = {
  inUse: '61',
  handedOut: '256',
  usable: '253',
  maxPods: 110,
  holders: [{ kind: 'Node', name: 'worker-b03' }],
};

test('a block: its node, both numerators, what is usable, what binds, its groups', () => {
  const by = {
    groups: [
      { name: 'shop', count: 40 },
      { name: 'web', count: 21 },
    ],
    more: 0,
    unlooked: 0,
    since: null,
  };
  expect(said(wireMap('10.244.0.0/16', 8, [wireCell(7, '10.244.7.0/24', { ...block, by })]), 24, 7n, grouping)).toEqual([
    'Held by: node worker-b03',
    'In use: 61',
    'Handed out: 256',
    'Usable: 253',
    'Limit: maxPods 110 binds',
    'Namespace: shop 40, web 21',
  ]);
});
test('a small block: addresses bind', () =>
  expect(said(wireMap('10.244.0.0/16', 8, [wireCell(7, '10.244.7.0/24', { ...block, usable: '100' })]), 24, 7n)).toContain(
    'Limit: addresses bind, before maxPods 110',
  ));
test('a cell of several blocks says how many of them are out', () =>
  expect(said(wireMap('10.244.0.0/16', 4, [wireCell(1, '10.244.16.0/20', { inUse: '7', handedOut: '512' })]), 24, 1n)).toEqual([
    'In use: 7',
    'Handed out: 2 of 16 /24s',
  ]));
test('a free block is free', () => expect(said(wireMap('10.244.0.0/16', 8, []), 24, 3n)).toEqual(['State: free']));
test('an address that two claim names both', () =>
  expect(
    said(
      wireMap('10.244.7.0/24', 8, [
        wireCell(9, '10.244.7.9/32', {
          inUse: '1',
          flags: ['conflict'],
          holders: [
            { kind: 'Pod', namespace: 'shop', name: 'a' },
            { kind: 'Pod', namespace: 'shop', name: 'b' },
          ],
        }),
      ]),
      24,
      9n,
    ),
  ).toEqual(['State: claimed more than once', 'Held by: Pod shop/a, Pod shop/b']));
test('a cell that a range ends in counts what is inside', () =>
  expect(said(wireMap('192.0.2.0/24', 4, []), null, 1n, undefined, '192.0.2.16-192.0.2.23')).toEqual([
    'State: free',
    'In a range: 8 of 16 addresses',
  ]));
