import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AddressRange, cidrsOf, formatAddressRange, parseAddressRange } from '../net/addressRange.ts';
import { rangeSet } from '../net/rangeSet.ts';
import { antrea, antreaWithinSubnet, cilium, hostLocal, kubeOVN, whereabouts } from './allocator.ts';
import { buggyIPs, type Keep, keepOf, keepOfCidrs, keptWithin, nextKept } from './keep.ts';

function read(text: string): AddressRange {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`not a range: ${text}`);
  return range;
}

const cidrs = (...texts: string[]) => texts.flatMap((text) => cidrsOf(read(text)));

const named = (...texts: string[]): Keep => {
  const ranges = texts.map(read);
  return { kind: 'addresses', set: rangeSet(ranges[0]?.family ?? 'IPv4', ranges) };
};

/** How many addresses of ranges are kept, and how many are left. */
function ofPool(keeps: readonly Keep[], ...ranges: string[]): [reserved: bigint, usable: bigint] {
  let reserved = 0n;
  let total = 0n;
  for (const { family, first, last } of ranges.map(read)) {
    reserved += keptWithin(keeps, family, first, last);
    total += last - first + 1n;
  }
  return [reserved, total - reserved];
}

describe('reserved and usable of pools as expected.json has them', () => {
  test.each<[string, readonly Keep[], string[], [bigint, bigint]]>([
    ['Calico with an IPReservation', [named('10.48.0.60/30')], ['10.48.0.0/25'], [4n, 124n]],
    ['Calico IPv6 with an IPReservation', [named('fd00:48::3c/126')], ['fd00:48::/112'], [4n, 65532n]],
    ['Calico without', [], ['10.49.0.0/24'], [0n, 256n]],
    ['CiliumPodIPPool default', [keepOf('IPv4', 27, cilium)], ['10.60.0.0/24'], [16n, 240n]],
    ['CiliumPodIPPool default, IPv6', [keepOf('IPv6', 120, cilium)], ['fd00:60::/112'], [512n, 65024n]],
    [
      'CiliumLoadBalancerIPPool blue, allowFirstLastIPs No',
      [keepOfCidrs('IPv4', cidrs('172.21.0.0/28'), cilium)],
      ['172.21.0.0/28', '172.21.1.10-172.21.1.19'],
      [2n, 24n],
    ],
    ['CiliumLoadBalancerIPPool blue, IPv6', [keepOfCidrs('IPv6', cidrs('fd00:172:21::/124'), cilium)], ['fd00:172:21::/124'], [2n, 14n]],
    [
      'Kube-OVN ovn-default: ends, gateway, excludeIps with the gateway in it again',
      [keepOf('IPv4', 24, kubeOVN), named('10.70.0.1'), named('10.70.0.1', '10.70.0.240..10.70.0.250')],
      ['10.70.0.0/24'],
      [14n, 242n],
    ],
    ['Kube-OVN ovn-default, IPv6', [keepOf('IPv6', 112, kubeOVN), named('fd00:70::1')], ['fd00:70::/112'], [3n, 65533n]],
    ['Kube-OVN join', [keepOf('IPv4', 26, kubeOVN), named('10.71.0.1')], ['10.71.0.0/26'], [3n, 61n]],
    ['Kube-OVN lab-v6', [keepOf('IPv6', 64, kubeOVN), named('fd00:73::1')], ['fd00:73::/64'], [3n, 18446744073709551613n]],
    [
      'Antrea IPPool vlan100: first of the CIDR and the gateway',
      [keepOfCidrs('IPv4', cidrs('10.80.0.0/26'), antreaWithinSubnet), named('10.80.0.1')],
      ['10.80.0.0/26', '10.80.1.10-10.80.1.29'],
      [2n, 82n],
    ],
    [
      'Antrea ExternalIPPool egress-a',
      [keepOfCidrs('IPv4', cidrs('172.22.0.0/28'), antrea)],
      ['172.22.0.0/28', '172.22.1.5-172.22.1.9'],
      [2n, 19n],
    ],
    ['Whereabouts with exclude', [keepOf('IPv4', 24, whereabouts), named('192.168.50.240/28')], ['192.168.50.0/24'], [17n, 239n]],
    ['Whereabouts in slices', [keepOf('IPv4', 26, whereabouts)], ['192.168.60.0/24'], [8n, 248n]],
    ['MetalLB vips, avoidBuggyIPs', buggyIPs('IPv4'), ['172.23.0.0/28', '172.23.1.10-172.23.1.29'], [1n, 35n]],
    ['MetalLB vips, IPv6', buggyIPs('IPv6'), ['fd00:172:23::10-fd00:172:23::1f'], [0n, 16n]],
    ['MetalLB manual', [], ['172.23.9.0/30'], [0n, 4n]],
    ['cluster pod range', [keepOf('IPv4', 24, hostLocal)], ['10.244.0.0/16'], [768n, 64768n]],
    ['cluster pod range, IPv6', [keepOf('IPv6', 64, hostLocal)], ['fd00:244::/48'], [131072n, 1208925819614629174575104n]],
  ])('%s', (_name, keeps, ranges, expected) => {
    expect(ofPool(keeps, ...ranges)).toEqual(expected);
  });
});

test('a /8 with avoidBuggyIPs keeps two addresses of each of its 65,536 /24', () => {
  expect(ofPool(buggyIPs('IPv4'), '10.0.0.0/8')).toEqual([131072n, 16646144n]);
  expect(ofPool(buggyIPs('IPv4'), '10.0.0.1-10.0.0.254')).toEqual([0n, 254n]);
});

test('of an IPv6 block that Cilium cannot hold all but 65,534 addresses are kept', () => {
  expect(ofPool([keepOf('IPv6', 64, cilium)], 'fd00:60::/64')).toEqual([(1n << 64n) - 65534n, 65534n]);
});

test('an allocator that gives nothing of a prefix keeps all of it, and one that keeps nothing has no runs', () => {
  expect(keepOfCidrs('IPv4', cidrs('10.0.0.0/31'), whereabouts)).toMatchObject({
    set: { runs: [{ first: 0x0a000000n, last: 0x0a000001n }] },
  });
  expect(keepOfCidrs('IPv4', cidrs('10.0.0.0/31'), cilium)).toMatchObject({ set: { runs: [] } });
});

test('the next kept run behind 172.23.0.1 is 172.23.0.255, then 172.23.1.0', () => {
  const next = (text: string) => {
    const run = nextKept(buggyIPs('IPv4'), 'IPv4', read(text).first);
    return run && formatAddressRange({ family: 'IPv4', ...run });
  };
  expect(next('172.23.0.0')).toBe('172.23.0.0/32');
  expect(next('172.23.0.1')).toBe('172.23.0.255/32');
  expect(next('172.23.1.0')).toBe('172.23.1.0/32');
  expect(next('255.255.255.255')).toBe('255.255.255.255/32');
});

test('behind the last block nothing is kept', () => {
  expect(nextKept([keepOf('IPv6', 64, hostLocal)], 'IPv6', (1n << 128n) - 1n)).toBeUndefined();
  expect(nextKept([], 'IPv4', 0n)).toBeUndefined();
  expect(nextKept([named('fd00::1')], 'IPv4', 0n)).toBeUndefined();
});

describe('laws', () => {
  // The first 64 addresses and the last 64 of IPv4: small enough to ask for each.
  const edge = fc.constantFrom(0n, (1n << 32n) - 64n);
  const each: fc.Arbitrary<Keep> = fc
    .tuple(fc.integer({ min: 26, max: 32 }), fc.bigInt({ min: 0n, max: 10n }), fc.bigInt({ min: 0n, max: 10n }))
    .map(([prefixLength, start, end]) => ({ kind: 'each', prefixLength, start, end }));
  const addresses = (base: bigint): fc.Arbitrary<Keep> =>
    fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 63n }), fc.bigInt({ min: 0n, max: 6n })), { maxLength: 4 }).map((runs) => ({
      kind: 'addresses',
      set: rangeSet(
        'IPv4',
        runs.map(([at, more]) => ({ first: base + at, last: base + (at + more > 63n ? 63n : at + more) })),
      ),
    }));
  const pool = edge.chain((base) =>
    fc.record({
      base: fc.constant(base),
      keeps: fc.array(fc.oneof(each, addresses(base)), { maxLength: 4 }),
      at: fc.bigInt({ min: 0n, max: 63n }).map((at) => base + at),
      to: fc.bigInt({ min: 0n, max: 63n }).map((to) => base + to),
    }),
  );

  const isKept = (keeps: readonly Keep[], value: bigint): boolean =>
    keeps.some((keep) => {
      if (keep.kind === 'addresses') return keep.set.runs.some(({ first, last }) => first <= value && value <= last);
      const size = 1n << BigInt(32 - keep.prefixLength);
      return value % size < keep.start || value % size >= size - keep.end;
    });

  test('what is kept within two addresses is the count of those that any keep holds', () => {
    fc.assert(
      fc.property(pool, ({ keeps, at, to }) => {
        let expected = 0n;
        for (let value = at; value <= to; value++) if (isKept(keeps, value)) expected++;
        expect(keptWithin(keeps, 'IPv4', at, to)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('the next kept run is kept whole, and nothing between the address and it is', () => {
    fc.assert(
      fc.property(pool, ({ keeps, base, at }) => {
        const run = nextKept(keeps, 'IPv4', at);
        for (let value = at; value < base + 64n && (!run || value < run.first); value++) expect(isKept(keeps, value)).toBe(false);
        if (!run) return;
        expect(run.last >= at).toBe(true);
        for (let value = run.first; value <= run.last; value++) expect(isKept(keeps, value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
