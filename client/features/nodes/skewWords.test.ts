import { expect, test } from 'vitest';
import { skewWords } from './skewWords.ts';

test('a skewed node says where its families disagree', () => {
  expect(skewWords({ skewed: true, families: { addresses: ['IPv4', 'IPv6'], podCIDRs: ['IPv4'], pods: [] } })).toBe(
    'addresses IPv4 and IPv6, podCIDRs IPv4, pods none',
  );
});

test('a node that agrees with itself says nothing', () => {
  expect(skewWords({ skewed: false, families: { addresses: ['IPv4'], podCIDRs: ['IPv4'], pods: ['IPv4'] } })).toBeNull();
});
