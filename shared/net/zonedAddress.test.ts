import { expect, test } from 'vitest';
import { formatAddress, parseAddress } from './address.ts';
import { parseZonedAddress } from './zonedAddress.ts';

test.each([
  // RFC 4007 §11
  ['fe80::1234%1', 'fe80::1234', '1'],
  ['ff02::5678%5', 'ff02::5678', '5'],
  ['ff08::9abc%10', 'ff08::9abc', '10'],
  ['fe80::1234%ne0', 'fe80::1234', 'ne0'],
  ['ff02::5678%pvc1.3', 'ff02::5678', 'pvc1.3'],
  ['ff08::9abc%interface10', 'ff08::9abc', 'interface10'],
  ['fe80::1%eth0', 'fe80::1', 'eth0'],
  ['FE80::1%eth0', 'fe80::1', 'eth0'],
  ['fe80::1', 'fe80::1', null],
  ['10.96.0.1', '10.96.0.1', null],
])('%s is %s in zone %s', (text, address, zone) => {
  const zoned = parseZonedAddress(text);
  expect(zoned && formatAddress(zoned.address)).toBe(address);
  expect(zoned?.zone).toBe(zone);
});

test.each(['fe80::1%', '%eth0', '10.0.0.1%eth0', 'fe80::1%eth0%1', 'fe80::1%eth 0', 'fe80::%eth0/64', `fe80::1%${'e'.repeat(65)}`, ''])(
  '%j is no address, with or without a zone',
  (text) => expect(parseZonedAddress(text)).toBeUndefined(),
);

test('the parser of stored addresses refuses a zone', () => {
  expect(parseAddress('fe80::1%eth0')).toBeUndefined();
});
