import { expect, test } from 'vitest';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { blockCount, reservedWithin, usableOfBlock, usableRange } from './nodeBlock.ts';

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}

test.each([
  ['IPv4', 24, 253n],
  ['IPv4', 25, 125n],
  ['IPv4', 30, 1n],
  ['IPv4', 31, 0n],
  ['IPv4', 32, 0n],
  ['IPv6', 64, (1n << 64n) - 2n],
  ['IPv6', 126, 2n],
  ['IPv6', 127, 0n],
  ['IPv6', 128, 0n],
] as const)('an %s block of /%i has %s addresses for pods', (family, length, usable) => {
  expect(usableOfBlock(family, length)).toBe(usable);
});

test('10.244.7.0/24 keeps its network, gateway and broadcast', () => {
  expect(usableRange(read('10.244.7.0/24'))).toEqual({ first: 0x0af40702n, last: 0x0af407fen });
  expect(reservedWithin(read('10.244.7.0/24'), read('10.244.7.0/24'))).toBe(3n);
  expect(reservedWithin(read('10.244.7.0/24'), read('10.244.7.0/28'))).toBe(2n);
  expect(reservedWithin(read('10.244.7.0/24'), read('10.244.7.16/28'))).toBe(0n);
  expect(reservedWithin(read('10.244.7.0/24'), read('10.244.7.255/32'))).toBe(1n);
});

test('all of a /31 block is reserved', () => {
  expect(reservedWithin(read('10.244.7.0/31'), read('10.244.7.0/31'))).toBe(2n);
});

test.each([
  ['10.244.0.0/16', 24, 256],
  ['fd00:10:244::/48', 64, 65536],
  ['10.244.0.0/16', 16, 1],
  ['10.244.0.0/16', 15, 0],
  ['10.244.0.0/16', 33, 0],
] as const)('%s holds blocks of /%i: %i', (range, length, blocks) => {
  expect(blockCount(read(range), length)).toBe(blocks);
});
