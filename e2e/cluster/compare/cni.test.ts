import { describe, expect, it } from 'vitest';
import type { Answers } from '../product.ts';
import { type Expected, type ExpectedPool, namesIn } from '../recount/expected.ts';
import { compareCni } from './cni.ts';

const expectedPool: ExpectedPool = {
  source: { apiVersion: 'kubeovn.io/v1', kind: 'IPPool', name: 'fixed-a' },
  use: 'pod',
  family: 'IPv4',
  ranges: ['10.70.0.128/28', '10.70.0.200-10.70.0.203'],
  total: '20',
  reserved: '0',
  usable: '20',
  blocks: null,
  handedOut: null,
  recorded: '1',
  inUse: '0',
  free: '19',
  leaked: [{ address: '10.70.0.130' }],
  borrowed: [],
  conflicts: [],
};
const expected: Expected = {
  pools: [expectedPool],
  services: [],
  addresses: [],
  findings: [],
  serviceRanges: { IPv4: { range: '10.96.0.0/20', inUse: '9' }, IPv6: { range: 'fd00:96::/112', inUse: '2' } },
};

const { total, reserved, usable, handedOut, recorded, inUse, free } = expectedPool;
const pool = {
  id: 'pod/fixed-a/10.70.0.128-28',
  kind: 'pod',
  family: 'IPv4',
  ranges: ['10.70.0.128-10.70.0.143', '10.70.0.200/30'],
  cidr: '10.70.0.128/25',
  object: { kind: 'IPPool', group: 'kubeovn.io', name: 'fixed-a' },
  addresses: { total, reserved, usable, handedOut, recorded, inUse, free },
  blocks: null,
  limit: 'addresses',
};
const services = [
  { id: 'a', kind: 'service', cidr: '10.96.0.0/20', object: { kind: 'ServiceCIDR', name: 'kubernetes' }, addresses: { inUse: '9' } },
  { id: 'b', kind: 'service', cidr: 'fd00:96::/112', object: { kind: 'ServiceCIDR', name: 'kubernetes' }, addresses: { inUse: '2' } },
];
const leak = { code: 'cni-address-leaked', address: '10.70.0.130', objects: [], pools: [pool.id] };

/** A product that answers with these pools and findings, and calls every address leaked. */
function answering(pools: readonly object[], findings: readonly object[]): Answers {
  const answers: Record<string, readonly object[]> = { '/pools': pools, '/findings': findings };
  return {
    url: '',
    get: async <T>() => ({ state: 'leaked', holders: [], pools: [] }) as T,
    all: async <T>(route: string) => (answers[route] ?? []) as T[],
  };
}

const complaints = async (product: Answers) => (await compareCni(expected, product)).flatMap(({ differences }) => differences);

describe('compareCni', () => {
  it('takes ranges as numbers: a-b may be written as a prefix and a prefix as a-b', async () => {
    expect(await complaints(answering([pool, ...services], [leak]))).toEqual([]);
  });

  it('names a count that is one off', async () => {
    const wrong = { ...pool, addresses: { ...pool.addresses, free: '20' } };
    expect(await complaints(answering([wrong, ...services], [leak]))).toEqual(['free: the API says "19", the product "20"']);
  });

  it('names a pool that is missing, and one that no object makes', async () => {
    const other = { ...pool, id: 'pod/observed/10.70.0.128-28', object: null, ranges: ['10.70.0.128/28'] };
    expect(await complaints(answering([other, ...services], [leak]))).toEqual([
      'the product has 0 pools of it: ',
      'pod/observed/10.70.0.128-28, 10.70.0.128/28',
    ]);
  });

  it('takes an IPPool of another group for another kind', async () => {
    const other = { ...pool, object: { ...pool.object, group: 'crd.projectcalico.org' } };
    expect(await complaints(answering([other, ...services], [leak]))).toContain('the product has 0 pools of it: ');
  });

  it('names a leak that is not reported, and one that is none', async () => {
    const none = { ...leak, address: '10.70.0.131' };
    expect(await complaints(answering([pool, ...services], [none]))).toEqual([
      '10.70.0.130 is missing',
      '10.70.0.131 is named, and is none',
    ]);
  });
});

describe('namesIn', () => {
  it.each([
    ['node worker-0 (VXLAN tunnel)', ['worker-0']],
    ['pod cni-multus/m-0 net1', ['cni-multus/m-0']],
    ['Services cni-metallb/dns-tcp and cni-metallb/dns-udp', ['cni-metallb/dns-tcp', 'cni-metallb/dns-udp']],
    ['Egress vms (on worker-0)', ['vms']],
    ['ConfigMap kube-system/kube-proxy', ['kube-system/kube-proxy']],
  ])('%s', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});
