import { expect, test } from 'vitest';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { blockRuns } from './blockRuns.ts';
import { sceneOf } from './scene.ts';

const one = { handedOut: '18446744073709551616', inUse: '10' };
const part = wireMap('fd00:244::/56', 8, [
  wireCell(3, 'fd00:244:0:3::/64', { ...one, count: 3 }),
  wireCell(0x12, 'fd00:244:0:12::/64', { ...one, count: 8 }),
]);
const scene = sceneOf({ range: cidr('fd00:244::/48'), cellPrefix: 64, sparse: true, whole: part, parts: [part] }, 64);

test('blocks side by side are a run; what is free behind it reaches to the next', () => {
  const { runs, more } = blockRuns(scene, 10);
  expect(more).toBe(0);
  expect(
    runs.map((run) => [formatCidr(run.first), formatCidr(run.last), run.blocks, run.inUse, run.freeBehind, formatCidr(run.fitsIn)]),
  ).toEqual([
    ['fd00:244:0:3::/64', 'fd00:244:0:5::/64', 3n, 30n, 12n, 'fd00:244::/61'],
    ['fd00:244:0:12::/64', 'fd00:244:0:19::/64', 8n, 80n, 65510n, 'fd00:244:0:10::/60'],
  ]);
});
test('runs left out are counted', () => expect(blockRuns(scene, 1)).toMatchObject({ more: 1 }));
