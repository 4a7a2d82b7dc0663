import { describe, expect, test } from 'vitest';
import type { ListedRange } from '../../../shared/wire/ranges.ts';
import { atlasLayout } from '../../draw/atlasLayout.ts';
import { wirePool } from './answersForTests.ts';
import { atlasContent, atlasEntry, findingsByPool, gapCount, inConflict, spokenEntry } from './atlasEntries.ts';
import { atlasKeyOf, isNamed } from './atlasKey.ts';
import { atlasLegend, isLit, readOnly, withTag } from './atlasLegend.ts';
import { filteredEntries, sortedEntries } from './atlasRows.ts';

const services = wirePool('service', '10.96.0.0/24', {
  name: 'kubernetes',
  addresses: { total: '256', reserved: '2', usable: '254', handedOut: null, recorded: '216', inUse: '216', free: '38' },
});
const pods = wirePool('pod', '10.244.0.0/16', {
  name: 'cluster-cidr',
  addresses: { total: '65536', reserved: '768', usable: '64768', handedOut: '14592', recorded: null, inUse: '1766', free: '63002' },
  blocks: { prefixLength: 24, total: 256, handedOut: 57, free: 199 },
});
const pods6 = wirePool('pod', 'fd00:244::/48', {
  name: 'cluster-cidr',
  addresses: {
    total: '1208925819614629174706176',
    reserved: null,
    usable: null,
    handedOut: null,
    recorded: null,
    inUse: '1755',
    free: null,
  },
  blocks: { prefixLength: 64, total: 65536, handedOut: 56, free: 65480 },
});
const edge = wirePool('loadBalancer', '10.244.240.0/26', { name: 'edge', state: 'disabled' });
const outside = [
  {
    cidr: '192.168.7.0/24',
    family: 'IPv4' as const,
    inUse: 3,
    first: '192.168.7.3',
    last: '192.168.7.9',
    holders: [{ kind: 'Pod', namespace: 'shop', name: 'cart' }],
  },
];

function entries(
  pools = [services, pods, pods6, edge],
  others = outside,
  found = findingsByPool([{ severity: 'warning', pools: [services.id] }]),
) {
  const content = atlasContent(pools, others);
  const measure = { width: 900, narrow: false, lane: 80, gapLane: 50, gap: 4, head: 30, rangeRoom: () => 200, gapRoom: () => 100 };
  const layout = atlasLayout(content.spaces, content.ranges, content.outside, measure, inConflict(content));
  return layout.marks.map((mark, index) => {
    const space = content.spaces[mark.space];
    if (!space) throw new Error('a mark without a space');
    const names = layout.overlaps
      .filter((overlap) => overlap.marks.includes(index))
      .map((overlap) => overlap.marks.find((other) => other !== index) ?? -1);
    return atlasEntry(
      mark,
      space,
      content,
      found,
      names.map((other) => layout.marks[other]?.key ?? ''),
    );
  });
}

describe('what is said of an entry', () => {
  test('ranges with both numerators, gaps with their extent and count, addresses in no range with their holders', () =>
    expect(entries().map(spokenEntry)).toEqual([
      '10.0.0.0 – 10.95.255.255, 6,291,456 free',
      '10.96.0.0/24, Services kubernetes, 216 of 254 in use, 38 left, 1 finding',
      '10.96.1.0 – 10.243.255.255, 9,699,072 free',
      '10.244.0.0/16, Node blocks cluster-cidr, 57 of 256 /24s handed out, 1,766 in use, overlaps 10.244.240.0/26',
      '10.244.240.0/26, Load balancers edge, in use unknown, disabled, overlaps 10.244.0.0/16',
      '10.245.0.0 – 10.255.255.255, 720,896 free',
      '192.168.0.0 – 192.168.7.2, 1,795 free',
      '192.168.7.0/24, held, but in no range, 3 addresses in use, Pod shop/cart',
      '192.168.7.10 – 192.168.255.255, 63,734 free',
      'fc00:: – fd00:243:ffff:ffff:ffff:ffff:ffff:ffff, ≈ 7.2 × 10¹⁶ /64s free',
      'fd00:244::/48, Node blocks cluster-cidr, 56 of 65,536 /64s handed out, 1,755 in use',
      'fd00:244:1:: – fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ≈ 7.2 × 10¹⁶ /64s free',
    ]));
  test('an IPv6 range is used by its blocks, never by its addresses', () => {
    const entry = entries([pods6], [])[1];
    expect([entry?.step, entry?.bar]).toEqual([1, { band: 56 / 65536, line: null }]);
  });
  test('of a gap that is no whole /64s the whole ones are counted', () =>
    expect([gapCount('IPv6', 1n, (3n << 64n) - 1n), gapCount('IPv6', 0n, 65535n), gapCount('IPv4', 0n, 255n)]).toEqual([
      'more than 2 /64s',
      '65,536',
      '256',
    ]));
  test('load balancers inside the nodes’ network are no conflict', () => {
    const nodes = wirePool('node', '172.18.0.0/16');
    const balancers = wirePool('loadBalancer', '172.18.255.0/24');
    expect(entries([nodes, balancers], []).flatMap((entry) => entry.overlaps)).toEqual([]);
  });
});

describe('ranges outside the cluster', () => {
  const listed = (range: string, rest: Partial<ListedRange> = {}): ListedRange => ({
    id: `outside/${range.replace('/', '-')}`,
    family: 'IPv4',
    range,
    cidr: range,
    owner: 'netops',
    note: null,
    kind: null,
    contains: null,
    addresses: '256',
    inUse: '0',
    overlaps: [],
    more: 0,
    ...rest,
  });
  const clash = { pool: pods.id, addresses: '8192', how: 'inside' as const, isConflict: true };
  const content = atlasContent([services, pods], outside, null, [
    listed('10.244.96.0/19', { kind: 'vpn', note: 'offices', overlaps: [clash] }),
    listed('10.96.0.0/12', { owner: 'cloud', kind: 'vpc', inUse: '216' }),
    listed('172.16.0.0/16'),
  ]);
  const said = content.declared.map((range) => {
    const space = content.spaces.find(({ first, last }) => range.first >= first && range.last <= last);
    if (!space) throw new Error('a range without a space');
    return atlasEntry({ ...range, kind: 'declared' }, space, content, new Map(), []);
  });

  test('have what they are, whose, what the file says, and what of them the cluster uses', () =>
    expect(said.map(spokenEntry)).toEqual([
      '10.244.96.0/19, VPN of netops, offices',
      '10.96.0.0/12, VPC of cloud, 216 in use by the cluster',
      '172.16.0.0/16, Outside range of netops',
    ]));
  test('are in the legend, in the filter and in the order by name', () => {
    expect(atlasLegend(said)[1]?.entries.map(({ name, count }) => `${name} ${count}`)).toEqual(['Outside the cluster 3']);
    expect(filteredEntries(said, ['declared'], 'OFFICES').map(({ text }) => text)).toEqual(['10.244.96.0/19']);
    expect(sortedEntries(said, 'name').map(({ text }) => text)).toEqual(['10.96.0.0/12', '10.244.96.0/19', '172.16.0.0/16']);
  });
  test('bring their own spaces', () =>
    expect(content.spaces.map(({ name, first }) => `${name} ${first >> 24n}`)).toContain('Private use 172'));
  test('clash with the pools that the server says, in either order, and with nothing else', () => {
    const clashes = inConflict(content);
    expect(clashes('10.244.0.0/16', 'outside/10.244.96.0-19')).toBe(true);
    expect(clashes('outside/10.244.96.0-19', '10.244.0.0/16')).toBe(true);
    expect(clashes('10.96.0.0/24', 'outside/10.96.0.0-12')).toBe(false);
    expect(clashes('outside/10.244.96.0-19', 'outside/10.96.0.0-12')).toBe(false);
  });
});

describe('keys', () => {
  test('two pools with the same range are two entries', () => {
    const twin = { ...services, id: 'service/second/10.96.0.0-24' };
    const keys = entries([services, twin], [])
      .filter((entry) => entry.pool)
      .map((entry) => entry.key);
    expect(keys).toEqual(['10.96.0.0/24', '10.96.0.0/24 service/second/10.96.0.0-24']);
  });
  test('a map leads back to the range that it shows, of a pool of several', () => {
    const several = wirePool('loadBalancer', '172.18.255.192/26', {
      id: 'edge',
      ranges: ['172.18.255.200-172.18.255.219', '172.18.255.240/29'],
    });
    expect(atlasKeyOf(several, '172.18.255.240/29')).toBe('172.18.255.240/29 edge');
    expect(atlasKeyOf(several, '172.18.255.192/26')).toBe('172.18.255.200-172.18.255.219 edge');
    expect(
      entries([several], [])
        .filter((entry) => isNamed(entry, '172.18.255.240/29 edge'))
        .map((entry) => entry.text),
    ).toEqual(['172.18.255.240/29']);
  });
});

describe('the legend', () => {
  test('counts what there is, and leaves out what there is not', () =>
    expect(atlasLegend(entries()).map((group) => group.entries.map((entry) => `${entry.name} ${entry.count}`))).toEqual([
      ['IPv4 9', 'IPv6 3'],
      ['Pods 2', 'Services 1', 'Load balancers 1', 'Held, in no range 1', 'Between ranges 7'],
      ['81–100 % 1', '21–40 % 1', '0–20 % 1', 'No share known 1'],
      ['Overlaps another 2', 'Warning 1', 'Disabled 1'],
    ]));
  test('lights what has one of the chosen entries of each group', () => {
    const lit = (only: string[]) =>
      entries()
        .filter((entry) => isLit(entry, only))
        .map((entry) => entry.text);
    expect(lit(['pod', 'service'])).toEqual(['10.96.0.0/24', '10.244.0.0/16', 'fd00:244::/48']);
    expect(lit(['pod', 'service', 'IPv6'])).toEqual(['fd00:244::/48']);
  });
  test('is read from a link and written to it', () => {
    expect(readOnly('IPv4,nonsense,pod')).toEqual(['IPv4', 'pod']);
    expect(withTag(['IPv4'], 'pod')).toBe('IPv4,pod');
    expect(withTag(['IPv4'], 'IPv4')).toBeUndefined();
  });
});

describe('the table', () => {
  test('finds a range by its pool, its holder and its space', () => {
    const found = (q: string) => filteredEntries(entries(), [], q).map((entry) => entry.text);
    expect(found('EDGE')).toEqual(['10.244.240.0/26']);
    expect(found('shop/cart')).toEqual(['192.168.7.0/24']);
    expect(found('rfc 4193')).toHaveLength(3);
  });
  test('sorts by a field, what has none last', () =>
    expect(
      sortedEntries(entries(), '-inUse')
        .slice(0, 4)
        .map((entry) => entry.text),
    ).toEqual(['10.244.0.0/16', 'fd00:244::/48', '10.96.0.0/24', '10.0.0.0 – 10.95.255.255']));
});

test('the gravest finding of each pool is kept, and all are counted', () =>
  expect(
    findingsByPool([
      { severity: 'info', pools: ['a', 'b'] },
      { severity: 'critical', pools: ['a'] },
      { severity: 'warning', pools: ['a'] },
    ]),
  ).toEqual(
    new Map([
      ['a', { gravest: 'critical', count: 3 }],
      ['b', { gravest: 'info', count: 1 }],
    ]),
  ));
