import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/wire/pools.ts';
import { poolOf } from './poolOf.ts';

const pools = [
  { id: 'pod/cluster-cidr/10.244.0.0-16', kind: 'pod', name: 'kubernetes', family: 'IPv4' },
  { id: 'service/kubernetes/10.96.0.0-24', kind: 'service', name: 'kubernetes', family: 'IPv4' },
  { id: 'service/kubernetes/fd00:96::-112', kind: 'service', name: 'kubernetes', family: 'IPv6' },
] as Pool[];

test("a ServiceCIDR's finding leads to its range, of two the fuller", () => {
  expect(poolOf({ kind: 'ServiceCIDR', name: 'kubernetes' }, pools)?.id).toBe('service/kubernetes/10.96.0.0-24');
});

test("a range's finding leads to the range", () => {
  expect(poolOf({ kind: 'Pool', name: 'pod/cluster-cidr/10.244.0.0-16' }, pools)?.id).toBe('pod/cluster-cidr/10.244.0.0-16');
});

test('what is no range, or none that is listed, leads to none', () => {
  expect(poolOf({ kind: 'Node', name: 'kubernetes' }, pools)).toBeUndefined();
  expect(poolOf({ kind: 'ServiceCIDR', name: 'gone' }, pools)).toBeUndefined();
  expect(poolOf(undefined, pools)).toBeUndefined();
});
