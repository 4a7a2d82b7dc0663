import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddressLax } from './address.ts';
import { readAddress } from './readAddress.ts';

test('whatever was read before, a text reads as it does the first time', () => {
  const texts = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('010.0.0.1', '::FFFF:1.2.3.4', 'FD00::1', 'None', ''), fc.string());
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 900 }), (all) => {
      for (const text of [...all, ...all]) expect(readAddress(text)).toEqual(parseAddressLax(text));
    }),
    { numRuns: 20 },
  );
});
