import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatAddress } from '../net/address.ts';
import { type Cidr, cidrSize, parseCidr } from '../net/cidr.ts';
import { serviceRange } from './serviceRange.ts';

interface Measured {
  cidr: string;
  usable: number;
  first: string;
  last: string;
  staticBand?: { first: string | null; last: string | null; size: number };
  kubernetesServiceAddress: string;
  networkAddressCanBeAskedFor: boolean;
  lastAddressCanBeAskedFor: boolean;
}

/** What kube-apiserver 1.37.2 offered of each range, filled until it was exhausted or asked at its ends. */
const measured: Measured[] = JSON.parse(readFileSync(new URL('./fixtures/service-ranges.json', import.meta.url), 'utf8'));

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}

test.each(measured)('a real API server gives out $usable addresses of $cidr', (row) => {
  const cidr = read(row.cidr);
  const range = serviceRange(cidr);
  const text = (value: bigint | null) => (value === null ? null : formatAddress({ family: cidr.family, value }));
  expect(range.usable).toBe(BigInt(row.usable));
  expect(text(range.first)).toBe(row.first);
  expect(text(range.last)).toBe(row.last);
  expect(text(range.first)).toBe(row.kubernetesServiceAddress);
  if (!row.staticBand) return;
  expect(range.staticSize).toBe(row.staticBand.size);
  if (row.staticBand.size === 0) return;
  expect(text(range.first)).toBe(row.staticBand.first);
  expect(text((range.first ?? 0n) + BigInt(range.staticSize) - 1n)).toBe(row.staticBand.last);
});

test('all 22 measured ranges are there', () => {
  expect(measured).toHaveLength(22);
});

test.each([
  ['10.0.0.0/32', 0n, 0, 1n],
  ['10.0.0.0/31', 0n, 0, 2n],
  ['10.0.0.0/30', 2n, 0, 2n],
  ['fd00::/128', 0n, 0, 1n],
  ['fd00::/127', 1n, 0, 1n],
  ['fd00::/64', (1n << 64n) - 1n, 256, 1n],
  ['fd00::/63', 0n, 0, 1n << 65n],
  ['0.0.0.0/0', (1n << 32n) - 2n, 256, 2n],
] as const)('%s has %s usable addresses and a static band of %s', (text, usable, band, reserved) => {
  expect(serviceRange(read(text))).toMatchObject({ usable, staticSize: band });
  expect(cidrSize(read(text)) - usable).toBe(reserved);
});
