import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodePortRange } from './nodePortRange.ts';

interface Measured {
  range: string;
  size: number;
  staticBand?: { first: number | null; last: number | null; size: number };
  lowestDynamicPort?: number;
}

/** What kube-apiserver 1.37.2 offered of each range of node ports. */
const measured: Measured[] = JSON.parse(readFileSync(new URL('./fixtures/node-ports.json', import.meta.url), 'utf8'));

test.each(measured)('a real API server has $size node ports in $range', (row) => {
  const range = nodePortRange(row.range);
  expect(range?.size).toBe(row.size);
  expect(`${range?.first}-${range?.last}`).toBe(row.range);
  if (row.staticBand) expect(range?.staticSize).toBe(row.staticBand.size);
  if (!range || !row.staticBand?.size) return;
  expect(range.first).toBe(row.staticBand.first);
  expect(range.first + range.staticSize - 1).toBe(row.staticBand.last);
});

test('of 1-65535 no port of the band was given out dynamically', () => {
  const row = measured.find(({ range }) => range === '1-65535');
  expect(nodePortRange('1-65535')).toEqual({ first: 1, last: 65535, size: 65535, staticSize: 128 });
  expect(row?.lowestDynamicPort).toBeGreaterThan(128);
});

test('all 10 measured ranges are there', () => {
  expect(measured).toHaveLength(10);
});

test.each([
  ['', { first: 30000, last: 32767, size: 2768, staticSize: 86 }],
  [' 30000-32767 ', { first: 30000, last: 32767, size: 2768, staticSize: 86 }],
  ['30000+2767', { first: 30000, last: 32767, size: 2768, staticSize: 86 }],
  ['30000+0', { first: 30000, last: 30000, size: 1, staticSize: 0 }],
  ['30080', { first: 30080, last: 30080, size: 1, staticSize: 0 }],
  ['0-65535', { first: 0, last: 65535, size: 65536, staticSize: 128 }],
  ['30000-30511', { first: 30000, last: 30511, size: 512, staticSize: 16 }],
  ['30000-30543', { first: 30000, last: 30543, size: 544, staticSize: 17 }],
  ['30000-29999', undefined],
  ['30000-65536', undefined],
  ['65536', undefined],
  ['65000+1000', undefined],
  ['30000 - 32767', undefined],
  ['30000-', undefined],
  ['-32767', undefined],
  ['1-2-3', undefined],
  ['1+2-3', undefined],
  ['all', undefined],
])('--service-node-port-range=%j is %j', (text, range) => {
  expect(nodePortRange(text)).toEqual(range);
});

test('the band of any range lies in it, and leaves at least one port to dynamic allocation', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65535 }), fc.nat(65534), (first, more) => {
      const range = nodePortRange(`${first}+${more}`);
      expect(range === undefined).toBe(first + more > 65535);
      if (!range) return;
      expect(range.staticSize).toBeLessThan(range.size);
      expect(range).toEqual(nodePortRange(`${first}-${first + more}`));
    }),
  );
});
