import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/wire/pools.ts';
import { poolOf } from './poolOf.ts';

const group = 'crd.projectcalico.org';
const pools = [
  { id: 'pod/cluster-cidr/10.244.0.0-16', object: null },
  { id: 'service/kubernetes/10.96.0.0-24', object: { kind: 'ServiceCIDR', name: 'kubernetes' } },
  { id: 'service/kubernetes/fd00:96::-112', object: { kind: 'ServiceCIDR', name: 'kubernetes' } },
  { id: 'pod/default/10.48.0.0-16', object: { kind: 'IPPool', group, name: 'default' } },
] as Pool[];
const idOf = (...input: Parameters<typeof poolOf>) => poolOf(...input)?.id;

test('an object leads to the range it declares, of two to the fuller', () => {
  expect(idOf({ kind: 'ServiceCIDR', name: 'kubernetes' }, pools)).toBe('service/kubernetes/10.96.0.0-24');
  expect(idOf({ kind: 'IPPool', group, name: 'default' }, pools)).toBe('pod/default/10.48.0.0-16');
});

test('a kind of the same name in another group is another', () => {
  expect(idOf({ kind: 'IPPool', group: 'crd.antrea.io', name: 'default' }, pools)).toBeUndefined();
});

test('a range leads to itself', () => {
  expect(idOf({ kind: 'Pool', name: 'pod/cluster-cidr/10.244.0.0-16' }, pools)).toBe('pod/cluster-cidr/10.244.0.0-16');
});

test('what declares no range, or none that is listed, leads to none', () => {
  expect(idOf({ kind: 'Node', name: 'kubernetes' }, pools)).toBeUndefined();
  expect(idOf({ kind: 'ServiceCIDR', name: 'gone' }, pools)).toBeUndefined();
});
