import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAddress } from '../../shared/net/address.ts';
import { cidrOf, formatCidr } from '../../shared/net/cidr.ts';
import { addressParts } from './addressParts.ts';

test.each([
  ['10.244.7.19', '10.244.7.0/24', '10.244.7.', '19', ''],
  ['10.244.7.0/24', '10.244.0.0/16', '10.244.', '7', '.0/24'],
  ['10.96.4.17', '10.96.0.0/20', '10.96.', '4.17', ''],
  ['10.96.0.0/20', undefined, '', '10.96.0.0', '/20'],
  ['10.96.0.0/20', '10.96.0.0/20', '', '10.96.0.0', '/20'],
  ['fd00:96::5b2e', 'fd00:96::/112', 'fd00:96::', '5b2e', ''],
  ['fd00:244:0:7::/64', 'fd00:244::/48', 'fd00:244:0:', '7', '::/64'],
  ['2001:db8:0:12ab::1', '2001:db8:0:1200::/56', '2001:db8:0:12', 'ab::1', ''],
  ['fd00::1', 'fd00::/127', 'fd00::', '1', ''],
  ['10.244.7.19', 'fd00::/64', '', '10.244.7.19', ''],
  ['None', '10.0.0.0/8', '', 'None', ''],
])('%s in %s is "%s" "%s" "%s"', (text, within, shared, differing, tail) => {
  expect(addressParts(text, within)).toEqual({ shared, differing, tail });
});

const address = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value) => ({ family: 'IPv4' as const, value, bits: 32 })),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => ({ family: 'IPv6' as const, value, bits: 128 })),
  // Sparse ones, as clusters have them: zeros to fold.
  fc.bigInt({ min: 0n, max: 0xffffn }).map((value) => ({ family: 'IPv6' as const, value: (0xfd00n << 112n) + value, bits: 128 })),
);

test('the three parts together are the text, whatever the range', () => {
  fc.assert(
    fc.property(address, fc.nat(), fc.nat(), (one, a, b) => {
      const [outer, inner] = [a % (one.bits + 1), b % (one.bits + 1)];
      const within = formatCidr(cidrOf(one, outer));
      for (const text of [formatAddress(one), formatCidr(cidrOf(one, inner))]) {
        const { shared, differing, tail } = addressParts(text, within);
        expect(shared + differing + tail).toBe(text);
        expect(differing).not.toBe('');
      }
    }),
  );
});
