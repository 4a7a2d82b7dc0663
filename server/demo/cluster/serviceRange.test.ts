import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, parseCidr } from '../../../shared/net/cidr.ts';
import { serviceRange, staticBandSize } from './serviceRange.ts';

interface Vector {
  readonly cidr: string;
  readonly usable: number | string;
  readonly first: string;
  readonly last: string;
  readonly staticBand?: { readonly first: string | null; readonly last: string | null; readonly size: number };
}

const vectors = JSON.parse(readFileSync(new URL('../fixtures/service-ranges.json', import.meta.url), 'utf8')) as readonly Vector[];

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed) throw new RangeError(text);
  return parsed;
}

describe('what a Service range offers is what kube-apiserver 1.37.2 gave out of it', () => {
  it('has vectors', () => {
    expect(vectors.length).toBeGreaterThan(10);
  });

  for (const vector of vectors) {
    it(`of ${vector.cidr}`, () => {
      const range = serviceRange(cidr(vector.cidr));
      const { family } = range.cidr;
      expect(String(range.last - range.first + 1n)).toBe(BigInt(vector.usable).toString());
      expect(formatAddress({ family, value: range.first })).toBe(vector.first);
      expect(formatAddress({ family, value: range.last })).toBe(vector.last);
      if (!vector.staticBand) return;
      expect(Number(range.staticSize)).toBe(vector.staticBand.size);
      if (vector.staticBand.last !== null)
        expect(formatAddress({ family, value: range.first + range.staticSize - 1n })).toBe(vector.staticBand.last);
    });
  }

  it('of more than 2^64 addresses is nothing (measured: /63 allocates nothing)', () => {
    const range = serviceRange(cidr('fd00::/63'));
    expect(range.last < range.first).toBe(true);
  });
});

describe('the static band', () => {
  it.each([
    [8n, 0n],
    [16n, 0n],
    [32n, 16n],
    [256n, 16n],
    [512n, 32n],
    [1024n, 64n],
    [4096n, 256n],
    [65_536n, 256n],
  ])('of %s addresses is the first %s', (size, band) => {
    expect(staticBandSize(size)).toBe(band);
  });
});
