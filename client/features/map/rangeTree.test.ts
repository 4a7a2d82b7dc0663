import { expect, test } from 'vitest';
import { formatAddressRange } from '../../../shared/net/addressRange.ts';
import { wirePool } from './answersForTests.ts';
import { rangeTree } from './rangeTree.ts';

const said = (entries: ReturnType<typeof rangeTree>) =>
  entries.map((entry) =>
    entry.kind === 'gap'
      ? `${entry.first} – ${entry.last} ${entry.within ? 'free' : 'outside'}`
      : `${'  '.repeat(entry.depth)}${formatAddressRange(entry.range)}${entry.overlaps ? ` overlaps ${entry.overlaps.kind}` : ''}`,
  );

test('ranges by address with the gaps between', () => {
  const pools = [
    wirePool('pod', '10.244.0.0/16'),
    wirePool('service', '10.96.0.0/20'),
    wirePool('node', '192.168.0.0/24'),
    wirePool('pod', 'fd00:244::/48'),
  ];
  expect(said(rangeTree(pools, 'IPv4'))).toEqual([
    '10.96.0.0/20',
    '10.96.16.0 – 10.243.255.255 free',
    '10.244.0.0/16',
    '10.245.0.0 – 192.167.255.255 outside',
    '192.168.0.0/24',
  ]);
});
test('IPv6 has no gaps worth telling', () => {
  expect(said(rangeTree([wirePool('service', 'fd00:96::/112'), wirePool('pod', 'fd00:244::/48')], 'IPv6'))).toEqual([
    'fd00:96::/112',
    'fd00:244::/48',
  ]);
});
test('a range inside one of another kind overlaps it', () => {
  expect(said(rangeTree([wirePool('pod', '10.244.0.0/16'), wirePool('loadBalancer', '10.244.240.0/26')], 'IPv4'))).toEqual([
    '10.244.0.0/16',
    '  10.244.240.0/26 overlaps pod',
  ]);
});
test('ServiceCIDRs may lie in each other', () => {
  const pools = [
    wirePool('service', '10.96.0.0/16'),
    wirePool('service', '10.96.4.0/24', { id: 'second' }),
    wirePool('service', '10.96.0.0/16', { id: 'same' }),
  ];
  expect(said(rangeTree(pools, 'IPv4'))).toEqual(['10.96.0.0/16', '  10.96.0.0/16', '    10.96.4.0/24']);
});
test('neighbours have no gap between them', () => {
  expect(said(rangeTree([wirePool('pod', '10.0.0.0/24'), wirePool('pod', '10.0.1.0/24')], 'IPv4'))).toEqual(['10.0.0.0/24', '10.0.1.0/24']);
});
test('the end of a wide range counts, not that of the last one in it', () => {
  expect(
    said(rangeTree([wirePool('pod', '10.0.0.0/16'), wirePool('pod', '10.0.0.0/24', { id: 'b' }), wirePool('pod', '10.1.0.0/16')], 'IPv4')),
  ).toEqual(['10.0.0.0/16', '  10.0.0.0/24', '10.1.0.0/16']);
});
test('a range that is no prefix stands where it begins, and overlaps what it only touches', () => {
  const edge = wirePool('loadBalancer', '10.244.0.0/16', { ranges: ['10.244.255.200-10.245.0.9', '10.250.0.0/28'] });
  expect(said(rangeTree([wirePool('pod', '10.244.0.0/16'), edge], 'IPv4'))).toEqual([
    '10.244.0.0/16',
    '10.244.255.200-10.245.0.9 overlaps pod',
    '10.245.0.10 – 10.249.255.255 free',
    '10.250.0.0/28',
  ]);
});
test('load balancers lie in the nodes’ network by design, and a secondary network may use any address', () => {
  const pools = [wirePool('node', '172.18.0.0/16'), wirePool('loadBalancer', '172.18.255.0/24'), wirePool('secondary', '172.18.1.0/24')];
  expect(said(rangeTree(pools, 'IPv4'))).toEqual(['172.18.0.0/16', '  172.18.1.0/24', '  172.18.255.0/24']);
});
test('two ranges that are only made out from what is seen prove no overlap', () => {
  const inferred = { provenance: [{ source: 'Pod status.podIPs', confidence: 'inferred' as const }] };
  const pools = [wirePool('node', '10.0.0.0/16', inferred), wirePool('pod', '10.0.4.0/24', inferred)];
  expect(said(rangeTree(pools, 'IPv4'))).toEqual(['10.0.0.0/16', '  10.0.4.0/24']);
});
test('a range that cannot be read is left out', () =>
  expect(rangeTree([wirePool('pod', '10.0.0.0/24', { ranges: ['nonsense'] })], 'IPv4')).toEqual([]));
