import { expect, test } from 'vitest';
import { cidr, wireMap } from './answersForTests.ts';
import { declaredIn, outsideAround, outsideText } from './declaredCells.ts';
import { sceneOf } from './scene.ts';

const vpn = { id: 'vpn', family: 'IPv4' as const, range: '10.244.64.0/18', owner: 'netops', note: 'offices', kind: 'vpn' as const };
const lab = { id: 'lab', family: 'IPv4' as const, range: '10.244.127.9-10.244.128.20', owner: 'lab', note: null, kind: null };
const all = { id: 'all', family: 'IPv4' as const, range: '10.0.0.0/8', owner: 'corporate', note: null, kind: null };

function scene(declared?: Parameters<typeof wireMap>[3]) {
  const whole = wireMap('10.244.0.0/16', 2, [], declared);
  return sceneOf({ range: cidr('10.244.0.0/16'), cellPrefix: 18, sparse: false, whole, parts: [whole] }, 24);
}

const declared = scene({
  declared: {
    ranges: [vpn, lab],
    cells: [
      { index: 1, count: 1, isWhole: true, ranges: ['vpn', 'lab'], more: 0 },
      { index: 2, count: 1, isWhole: false, ranges: ['lab'], more: 3 },
    ],
  },
});

test('cells say in whose ranges they lie, also those that hold nothing', () => {
  expect([...(declared.declared?.keys() ?? [])]).toEqual([1n, 2n]);
  expect(outsideText(declared, cidr('10.244.64.0/18'))).toBe('VPN (netops, offices); outside range (lab)');
  expect(outsideText(declared, cidr('10.244.128.0/18'))).toBe('partly outside range (lab); and 3 more');
  expect(outsideText(declared, cidr('10.244.192.0/18'))).toBe('');
});

test('the prefix on the map names all that any of it lies in', () => {
  expect(declaredIn(declared, cidr('10.244.0.0/16'))?.ranges.map(({ owner }) => owner)).toEqual(['netops', 'lab']);
  expect(outsideAround(declared)).toBeUndefined();
  expect(outsideAround({ ...declared, outside: [all, lab] })?.owner).toBe('corporate');
  expect(outsideAround({ ...declared, outside: [all, { ...vpn, range: '10.244.0.0/15' }] })?.owner).toBe('netops');
});

test('without a file nothing is declared of any cell', () => {
  const plain = scene();
  expect([plain.declared, plain.outside]).toEqual([null, []]);
  expect(outsideText(plain, cidr('10.244.64.0/18'))).toBe('');
});
