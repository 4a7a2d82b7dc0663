import { expect, test } from 'vitest';
import { isHome, type OutsideKind } from './outsideHome.ts';

const pools = ['pod', 'service', 'node', 'loadBalancer', 'secondary'] as const;

test.each<[OutsideKind | null, string[]]>([
  ['vpc', ['pod', 'node', 'loadBalancer', 'secondary']],
  [null, ['node', 'loadBalancer', 'secondary']],
  ['peer', []],
  ['vpn', []],
  ['reserved', []],
])('%s is the home of %j, unless it says otherwise', (kind, home) => {
  expect(pools.filter((pool) => isHome({ kind, contains: null }, pool))).toEqual(home);
  expect(pools.filter((pool) => isHome({ kind, contains: true }, pool))).toEqual([...pools]);
  expect(pools.filter((pool) => isHome({ kind, contains: false }, pool))).toEqual([]);
});
