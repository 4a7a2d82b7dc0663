import { expect, test } from 'vitest';
import { askedFor } from './askedFor.ts';

test('what a log holds around an address is left out', () => {
  expect(askedFor(' 10.96.0.10:53 ')).toBe('10.96.0.10');
  expect(askedFor('[fd00:96::1]:443')).toBe('fd00:96::1');
  expect(askedFor('[fd00:96::1]')).toBe('fd00:96::1');
  expect(askedFor('"10.244.7.19",')).toBe('10.244.7.19');
  expect(askedFor('(10.244.7.0/24)')).toBe('10.244.7.0/24');
  expect(askedFor('https://10.96.0.1/api?watch=1')).toBe('10.96.0.1');
  expect(askedFor('http://me@[fd00::1%eth0]:8080/x')).toBe('fd00::1');
  expect(askedFor('fe80::1%eth0')).toBe('fe80::1');
});

test("a pod's DNS name holds its address", () => {
  expect(askedFor('10-244-7-19.shop.pod.cluster.local')).toBe('10.244.7.19');
  expect(askedFor('fd00-244--5.shop.pod')).toBe('fd00:244::5');
});

test('an address, a CIDR and a name are looked for as they stand', () => {
  expect(askedFor('::ffff:10.244.7.19')).toBe('::ffff:10.244.7.19');
  expect(askedFor('10.244.7.19/24')).toBe('10.244.7.19/24');
  expect(askedFor('fd00::1:443')).toBe('fd00::1:443');
  expect(askedFor('payments/ledger-api')).toBe('payments/ledger-api');
  expect(askedFor('ledger-api:8080')).toBe('ledger-api:8080');
  expect(askedFor('ip-10-0-1-2.ec2.internal')).toBe('ip-10-0-1-2.ec2.internal');
  expect(askedFor('https://example.org/10.0.0.1')).toBe('https://example.org/10.0.0.1');
  expect(askedFor('')).toBe('');
});
