import { describe, expect, test } from 'vitest';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidr } from './answersForTests.ts';
import { canOpen, firstBits, isSparse, leafPrefix, nextBits, parentOf, pathTo } from './levels.ts';

describe('leafPrefix', () => {
  test('above the blocks a prefix is drawn in blocks', () => expect(leafPrefix(cidr('10.244.0.0/16'), 24)).toBe(24));
  test('a block is drawn in addresses', () => expect(leafPrefix(cidr('10.244.7.0/24'), 24)).toBe(32));
  test('a range without blocks is drawn in addresses', () => expect(leafPrefix(cidr('fd00:10::/64'), null)).toBe(128));
});

test('a level is eight bits, or what is left', () => {
  expect(nextBits(cidr('10.0.0.0/8'), 24)).toBe(8);
  expect(nextBits(cidr('10.96.0.0/26'), 32)).toBe(6);
  expect(nextBits(cidr('10.96.0.1/32'), 32)).toBe(0);
});

test('a sparse map starts so that all further levels are of eight bits', () => {
  expect(firstBits(cidr('192.168.0.0/22'), 32)).toBe(2);
  expect(firstBits(cidr('fd00:244::/48'), 64)).toBe(8);
  expect(firstBits(cidr('fd00::1/128'), 128)).toBe(0);
});

describe('isSparse', () => {
  test('IPv4 blocks are dense', () => expect(isSparse(cidr('10.0.0.0/8'), 24)).toBe(false));
  test('a /16 of IPv4 addresses is sparse', () => expect(isSparse(cidr('192.168.0.0/16'), 32)).toBe(true));
  test('65,536 IPv6 blocks are sparse', () => expect(isSparse(cidr('fd00:244::/48'), 64)).toBe(true));
  test('256 cells never are', () => expect(isSparse(cidr('fd00:244::/120'), 128)).toBe(false));
});

describe('pathTo', () => {
  const path = (prefix: string, pool: string | null, block: number | null) =>
    pathTo(cidr(prefix), pool === null ? null : cidr(pool), block).map(formatCidr);
  test('from a pool to a block', () => expect(path('10.244.7.0/24', '10.244.0.0/16', 24)).toEqual(['10.244.0.0/16', '10.244.7.0/24']));
  test('a wide pool has steps of eight bits between', () =>
    expect(path('fd00:244:0:7::/64', 'fd00:244::/40', 64)).toEqual([
      'fd00:244::/40',
      'fd00:244::/48',
      'fd00:244::/56',
      'fd00:244:0:7::/64',
    ]));
  test('below a block comes the prefix itself', () =>
    expect(path('fd00:244:0:7::100/120', 'fd00:244::/48', 64)).toEqual([
      'fd00:244::/48',
      'fd00:244::/56',
      'fd00:244:0:7::/64',
      'fd00:244:0:7::100/120',
    ]));
  test('the pool itself is one step', () => expect(path('10.96.0.0/20', '10.96.0.0/20', null)).toEqual(['10.96.0.0/20']));
  test('a prefix in no range stands alone', () => {
    expect(path('10.1.0.0/16', null, null)).toEqual(['10.1.0.0/16']);
    expect(path('10.1.0.0/16', '10.244.0.0/16', 24)).toEqual(['10.1.0.0/16']);
    expect(path('10.0.0.0/8', '10.244.0.0/16', 24)).toEqual(['10.0.0.0/8']);
  });
});

test('the prefix around is one bit wider; everything has none around it', () => {
  expect(parentOf(cidr('10.244.7.0/24'))).toEqual(cidr('10.244.6.0/23'));
  expect(parentOf(cidr('::/0'))).toBeUndefined();
});
test('addresses cannot be opened', () => {
  expect(canOpen('IPv4', 31)).toBe(true);
  expect(canOpen('IPv4', 32)).toBe(false);
  expect(canOpen('IPv6', 32)).toBe(true);
});
