import { describe, expect, test } from 'vitest';
import { wirePool } from './answersForTests.ts';
import { kindTitle, poolAmount, poolOrigin } from './poolWords.ts';

const blocks = { prefixLength: 24, total: 256, handedOut: 215, free: 41 };
const none = { total: '1024', reserved: null, usable: null, handedOut: null, recorded: null, inUse: null, free: null };

describe('poolAmount', () => {
  test('blocks of all blocks', () => expect(poolAmount({ blocks, addresses: none })).toBe('215 of 256'));
  test('an inferred range has no whole', () =>
    expect(poolAmount({ blocks: { ...blocks, free: null }, addresses: none })).toBe('215 handed out'));
  test('addresses of the usable ones', () =>
    expect(poolAmount({ blocks: null, addresses: { ...none, usable: '1022', inUse: '218', free: '804' } })).toBe('218 of 1,022'));
  test('of 2⁶⁴ only what is in use', () =>
    expect(poolAmount({ blocks: null, addresses: { ...none, usable: '18446744073709551615', inUse: '64', free: '1' } })).toBe('64 in use'));
  test('unknown is not zero', () => expect(poolAmount({ blocks: null, addresses: none })).toBe('unknown'));
});

describe('poolOrigin', () => {
  test('a declared range names who declares it', () =>
    expect(
      poolOrigin(wirePool('service', '10.96.0.0/20', { provenance: [{ source: 'ServiceCIDR/kubernetes', confidence: 'declared' }] })),
    ).toBe('Services · ServiceCIDR kubernetes'));
  test('a flag stands without the pod that has it', () =>
    expect(
      poolOrigin(
        wirePool('pod', '10.244.0.0/16', {
          blocks,
          provenance: [{ source: 'Pod/kube-system/kube-controller-manager-a --cluster-cidr', confidence: 'declared' }],
        }),
      ),
    ).toBe('node blocks /24 · --cluster-cidr'));
  test('an inferred range says so', () =>
    expect(
      poolOrigin(wirePool('node', '192.168.0.0/24', { provenance: [{ source: 'Node status.addresses', confidence: 'inferred' }] })),
    ).toBe('node network · inferred'));
  test('what the allocator has written down stands beside it', () =>
    expect(
      poolOrigin(
        wirePool('loadBalancer', '10.20.64.0/26', {
          state: 'disabled',
          addresses: { ...none, recorded: '7', inUse: '6' },
          provenance: [{ source: 'IPAddressPool/metallb-system/edge', confidence: 'declared' }],
        }),
      ),
    ).toBe('load balancers · IPAddressPool metallb-system/edge · disabled · 7 recorded by the allocator'));
  test('of several ranges each says that it is one of them', () =>
    expect(poolOrigin(wirePool('loadBalancer', '10.20.64.0/26', { ranges: ['10.20.64.0/27', '10.20.64.40-10.20.64.49'] }))).toBe(
      'load balancers · counted with 1 other range',
    ));
  test('a range that is being deleted says so', () =>
    expect(poolOrigin(wirePool('service', '10.97.0.0/24', { state: 'deleting' }))).toBe('Services · being deleted'));
});

test('pods without blocks are not called blocks', () => {
  expect(kindTitle({ kind: 'pod', blocks })).toBe('Node blocks');
  expect(kindTitle({ kind: 'pod', blocks: null })).toBe('Pods');
});
