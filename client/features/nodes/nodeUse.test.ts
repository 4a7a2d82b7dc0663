import { expect, test } from 'vitest';
import { nodeUse } from './nodeUse.ts';

const node = {
  podCIDRs: ['10.244.7.0/24', 'fd00:244:0:7::/64'],
  inUse: { IPv4: 84, IPv6: 83 },
  usable: { IPv4: '253', IPv6: '18446744073709551613' },
  maxPods: 110,
};

test('an IPv4 block is measured by its addresses, with a tick where maxPods binds', () => {
  expect(nodeUse(node, 'IPv4')).toEqual({ inUse: 84, whole: '253', tick: 110, words: '84 of 253' });
});

test('a /64 is named, and measured by maxPods', () => {
  expect(nodeUse(node, 'IPv6')).toEqual({ inUse: 83, whole: '110', tick: null, words: '83 of a /64' });
});

test('a small block binds before maxPods does: no tick', () => {
  const small = { ...node, usable: { IPv4: '61', IPv6: null } };
  expect(nodeUse(small, 'IPv4')).toEqual({ inUse: 84, whole: '61', tick: null, words: '84 of 61' });
});

test('without a block of a family there is nothing to measure, and that is not 0', () => {
  expect(nodeUse({ ...node, usable: { IPv4: null, IPv6: null } }, 'IPv6')).toBeNull();
});

test('without maxPods a /64 has no bar', () => {
  expect(nodeUse({ ...node, maxPods: null }, 'IPv6')).toEqual({ inUse: 83, whole: null, tick: null, words: '83 of a /64' });
});

test('where pods are not read the use is unknown, and what it would be measured against is not', () => {
  expect(nodeUse({ ...node, inUse: null }, 'IPv4')).toEqual({ inUse: null, whole: '253', tick: 110, words: 'unknown of 253' });
});
