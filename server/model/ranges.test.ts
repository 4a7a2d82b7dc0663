import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Family } from '../../shared/net/address.ts';
import { parseAddressRange } from '../../shared/net/addressRange.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { ModelEvent } from './model.ts';
import { OutsideRanges } from './outsideRanges.ts';
import { addressOfText, cidrOfText, controlPlane, modelOf, node, pod, service, serviceCIDR, subjectsOf } from './samples.ts';

function range(text: string, rest: Partial<OutsideRange> = {}): OutsideRange {
  const parsed = parseAddressRange(text);
  if (!parsed) throw new Error(`not a range: ${text}`);
  return { range: parsed, owner: 'netops', note: null, kind: null, contains: null, ...rest };
}

const podRange = (text: string) => controlPlane('kube-controller-manager', `--cluster-cidr=${text}`);
const at = (name: string, ...addresses: string[]) =>
  node(name, { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) });

describe('what a file declares', () => {
  const { model } = modelOf(podRange('10.244.0.0/16'), serviceCIDR('k', ['10.96.0.0/20', 'fd00:96::/108']), at('a', '10.0.1.5'));
  model.declare([
    range('10.240.0.0/12', { kind: 'peer', note: 'the warehouse' }),
    range('10.0.0.0/16', { kind: 'vpc', owner: 'Cloud' }),
    range('192.168.7.9-192.168.7.20', { owner: 'lab' }),
    range('fd00:96::/112', { owner: 'six' }),
    range('10.0.0.0/16', { owner: 'somebody else' }),
  ]);

  test('is listed by family and address, with the pools that it overlaps', () => {
    const { total, items, isDeclared } = model.ranges();
    expect([total, isDeclared]).toEqual([5, true]);
    expect(items.map(({ id }) => id)).toEqual([
      'outside/10.0.0.0-16',
      'outside/10.0.0.0-16#2',
      'outside/10.240.0.0-12',
      'outside/192.168.7.9-192.168.7.20',
      'outside/fd00:96::-112',
    ]);
    expect(items[2]).toEqual({
      id: 'outside/10.240.0.0-12',
      family: 'IPv4',
      range: '10.240.0.0/12',
      cidr: '10.240.0.0/12',
      owner: 'netops',
      note: 'the warehouse',
      kind: 'peer',
      contains: null,
      addresses: '1048576',
      inUse: '0',
      overlaps: [{ pool: 'pod/cluster-cidr/10.244.0.0-16', addresses: '65536', how: 'around', isConflict: true }],
      more: 0,
    });
    expect(items[0]).toMatchObject({
      inUse: '1',
      overlaps: [{ pool: 'node/addresses/10.0.1.5-32', addresses: '1', how: 'around', isConflict: false }],
    });
    expect(items[3]).toMatchObject({ range: '192.168.7.9-192.168.7.20', cidr: '192.168.7.0/27', overlaps: [] });
    expect(items[4]?.overlaps).toEqual([{ pool: 'service/k/fd00:96::-108', addresses: '65536', how: 'inside', isConflict: true }]);
  });

  test('is filtered and sorted, page by page', () => {
    const owners = (query: Parameters<typeof model.ranges>[0]) => model.ranges(query).items.map(({ owner }) => owner);
    expect(owners({ family: 'IPv6' })).toEqual(['six']);
    expect(owners({ kind: 'peer' })).toEqual(['netops']);
    expect(owners({ q: ' WAREHOUSE ' })).toEqual(['netops']);
    expect(owners({ q: '192.168.7.9-' })).toEqual(['lab']);
    expect(owners({ pool: 'pod/cluster-cidr/10.244.0.0-16' })).toEqual(['netops']);
    expect(owners({ pool: 'pod/none' })).toEqual([]);
    expect(owners({ sort: 'owner' })).toEqual(['Cloud', 'lab', 'netops', 'six', 'somebody else']);
    expect(owners({ sort: '-addresses', limit: 2 })).toEqual(['netops', 'Cloud']);
    expect(owners({ sort: '-overlaps', limit: 1 })).toEqual(['Cloud']);
    const first = model.ranges({ limit: 3 });
    expect(model.ranges({ limit: 3, cursor: first.next ?? '' })).toMatchObject({ total: 5, next: null, items: [{ owner: 'lab' }, {}] });
    expect(() => model.ranges({ sort: 'note' })).toThrow('sort is one of range, owner, kind, family, addresses, overlaps');
  });

  test('is said of an address, in every spelling, the narrowest first', () => {
    const owners = (text: string) => model.address(addressOfText(text)).declared?.map(({ owner }) => owner);
    expect(owners('10.0.1.5')).toEqual(['Cloud', 'somebody else']);
    expect(owners('10.250.0.1')).toEqual(['netops']);
    expect(owners('::ffff:192.168.7.20')).toEqual(['lab']);
    expect(owners('192.168.7.21')).toEqual([]);
    expect(model.address(addressOfText('10.250.0.1'))).toMatchObject({ state: 'outside', pools: [] });
  });

  test('is found by an address, a prefix, and a part of owner or note', () => {
    const found = (text: string) => model.search(text).declared?.items.map(({ owner }) => owner);
    expect(found('192.168.7.9')).toEqual(['lab']);
    expect(found('192.168.0.0/16')).toEqual(['lab']);
    expect(found('10.0.0.0/8')).toEqual(['Cloud', 'somebody else', 'netops']);
    expect(found('wareHOUSE')).toEqual(['netops']);
    expect(model.search('nothing of it').declared).toEqual({ total: 0, items: [] });
  });

  test('stands over the cells of a map, of those too that hold nothing', () => {
    expect(model.map(cidrOfText('10.0.0.0/8'), { bits: 4 })?.declared).toEqual({
      ranges: [
        { id: 'outside/10.0.0.0-16', family: 'IPv4', range: '10.0.0.0/16', owner: 'Cloud', note: null, kind: 'vpc' },
        { id: 'outside/10.0.0.0-16#2', family: 'IPv4', range: '10.0.0.0/16', owner: 'somebody else', note: null, kind: null },
        { id: 'outside/10.240.0.0-12', family: 'IPv4', range: '10.240.0.0/12', owner: 'netops', note: 'the warehouse', kind: 'peer' },
      ],
      cells: [
        { index: 0, count: 1, isWhole: false, ranges: ['outside/10.0.0.0-16', 'outside/10.0.0.0-16#2'], more: 0 },
        { index: 15, count: 1, isWhole: true, ranges: ['outside/10.240.0.0-12'], more: 0 },
      ],
    });
    expect(model.map(cidrOfText('10.240.0.0/12'), { bits: 2 })?.declared?.cells).toEqual([
      { index: 0, count: 4, isWhole: true, ranges: ['outside/10.240.0.0-12'], more: 0 },
    ]);
  });
});

test('without a file nothing is said of such ranges', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/20']));
  expect(model.ranges()).toEqual({ total: 0, items: [], next: null, isDeclared: false });
  expect('declared' in model.address(addressOfText('10.0.0.1'))).toBe(false);
  expect('declared' in model.search('10.0.0.0/8')).toBe(false);
  expect('declared' in (model.map(cidrOfText('10.0.0.0/8')) ?? {})).toBe(false);
  model.declare([]);
  expect(model.ranges().isDeclared).toBe(true);
  expect(model.address(addressOfText('10.0.0.1')).declared).toEqual([]);
});

test('held addresses in no known range say in whose range they are', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/25']), service('x/out', ['10.96.0.200']), service('x/far', ['10.97.0.1']));
  model.declare([range('10.96.0.192/26', { owner: 'lab' }), range('10.96.0.128/29', { owner: 'nobody here' })]);
  expect(model.outside().items.map(({ cidr, declared }) => [cidr, declared?.map(({ owner }) => owner)])).toEqual([
    ['10.96.0.0/24', ['lab']],
    ['10.97.0.0/24', []],
  ]);
});

describe('a change of the file', () => {
  test('makes a new revision and is told with the prefixes that changed; the same again is none', () => {
    const { store, model } = modelOf(serviceCIDR('k', ['10.96.0.0/20']));
    const told: ModelEvent[] = [];
    model.subscribe((event) => told.push(event));
    const first = store.revision;
    model.declare([range('10.1.0.0/16'), range('10.2.0.0/16')]);
    expect([store.revision, told.at(-1)?.prefixes]).toEqual([first + 1, null]); // that there is a file at all
    model.declare([range('10.2.0.0/16', { note: 'now with a note' }), range('10.1.0.0/16'), range('10.3.0.4-10.3.0.9')]);
    expect(told.at(-1)).toEqual({
      topics: ['pools', 'map', 'addresses', 'overview', 'findings'],
      prefixes: ['10.2.0.0/16', '10.3.0.4/30', '10.3.0.8/31'],
    });
    model.declare([range('10.1.0.0/16'), range('10.2.0.0/16', { note: 'now with a note' }), range('10.3.0.4-10.3.0.9')]);
    expect([store.revision, told.length]).toEqual([first + 2, 2]);
    model.declare(Array.from({ length: 70 }, (_, i) => range(`10.9.${i}.0/24`)));
    expect(told.at(-1)?.prefixes).toBeNull();
  });
});

describe('pools in ranges that are somebody else’s', () => {
  const code = 'pool-overlaps-outside-range';

  test('appear with the file, and go with it', () => {
    const { model } = modelOf(podRange('10.244.0.0/16'), serviceCIDR('k', ['10.96.0.0/20']));
    expect(subjectsOf(model, code)).toEqual([]);
    model.declare([range('10.244.128.0/17', { kind: 'vpn', note: 'offices' }), range('10.96.0.5', { kind: 'reserved' })]);
    expect(subjectsOf(model, code)).toEqual([
      'pod/cluster-cidr/10.244.0.0-16 outside/10.244.128.0-17',
      'service/k/10.96.0.0-20 outside/10.96.0.5-32',
    ]);
    expect(model.findings({ code }).items[0]).toMatchObject({
      severity: 'warning',
      title: 'Pod range 10.244.0.0/16 (cluster-cidr) overlaps VPN 10.244.128.0/17 (netops)',
      detail:
        'They share 32768 addresses. Pods reach each other there and not those outside; answers to those outside stay in the cluster. The file says of it: offices',
      pools: ['pod/cluster-cidr/10.244.0.0-16'],
      address: '10.244.128.0/17',
    });
    expect(model.findings({ code }).items[1]?.detail).toMatch(/^They share 1 address\. /);
    model.declare([range('10.245.0.0/16', { kind: 'vpn' })]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test.each<[string, Partial<OutsideRange>, string[]]>([
    ['a VPC, where only the Service range is a stranger', { kind: 'vpc' }, ['service']],
    ['a range that says nothing of itself, where nodes may stand', {}, ['pod', 'service']],
    ['a VPN', { kind: 'vpn' }, ['node', 'pod', 'service']],
    ['a reservation for this cluster', { kind: 'reserved', contains: true }, []],
    ['a VPC that is not this cluster’s', { kind: 'vpc', contains: false }, ['node', 'pod', 'service']],
  ])('around all of a cluster: %s', (_, rest, kinds) => {
    const { model } = modelOf(podRange('10.1.0.0/16'), serviceCIDR('k', ['10.2.0.0/20']), at('a', '10.3.0.1'), at('b', '10.3.0.9'));
    model.declare([range('10.0.0.0/8', rest)]);
    expect(subjectsOf(model, code).map((subject) => subject.split('/')[0])).toEqual(kinds);
  });

  test('are those that reach beyond the range that is theirs, and are told so', () => {
    const { model } = modelOf(podRange('10.0.0.0/14'));
    model.declare([range('10.0.0.0/16', { kind: 'vpc' })]);
    expect(model.findings({ code }).items[0]?.remedy).toMatch(
      /^The cluster is meant to lie in that range, and this pool reaches beyond it/,
    );
  });

  test('are not those in what is allotted to the cluster inside of a wider range', () => {
    const { model } = modelOf(podRange('10.20.0.0/16'));
    const corporate = range('10.0.0.0/8', { owner: 'corporate' });
    model.declare([corporate]);
    expect(subjectsOf(model, code)).toHaveLength(1);
    model.declare([corporate, range('10.16.0.0/12', { kind: 'reserved', contains: true })]);
    expect(subjectsOf(model, code)).toEqual([]);
    model.declare([range('10.0.0.0/8', { contains: true }), range('10.20.4.0/24', { kind: 'vpn' })]);
    expect(subjectsOf(model, code)).toEqual(['pod/cluster-cidr/10.20.0.0-16 outside/10.20.4.0-24']);
  });

  test('are not those that only seem to reach there: an inferred range proves nothing by its width', () => {
    const nodes = [at('a', '10.0.1.1'), at('b', '10.0.1.250')]; // 10.0.1.0/24, as far as can be seen
    const { store, model } = modelOf(...nodes);
    model.declare([range('10.0.1.128/26', { kind: 'reserved' })]);
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([{ put: at('c', '10.0.1.130') }]);
    expect(subjectsOf(model, code)).toEqual(['node/addresses/10.0.1.0-24 outside/10.0.1.128-26']);
  });

  test('are blocks of nodes too, where no flag says what the pod range is', () => {
    const { model } = modelOf(node('a', { podCIDRs: ['10.7.0.0/24'] }), node('b', { podCIDRs: ['10.7.1.0/24'] }), pod('x/1', 'a', []));
    model.declare([range('10.7.1.0/25', { kind: 'peer' })]);
    expect(subjectsOf(model, code).map((subject) => subject.split(' ')[1])).toEqual(['outside/10.7.1.0-25']);
  });
});

describe('ranges of any number, nested and overlapping', () => {
  const bounds = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }));
  const families = fc.constantFrom<Family>('IPv4', 'IPv6');
  const one = fc.tuple(families, bounds).map(
    ([family, [first, length]]): OutsideRange => ({
      range: { family, first: BigInt(first), last: BigInt(first + length) },
      owner: 'x',
      note: null,
      kind: null,
      contains: null,
    }),
  );

  test('those that share an address are found, each once, in order, and no other', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), families, bounds, (ranges, family, [from, length]) => {
        const outside = new OutsideRanges(ranges);
        const [first, last] = [BigInt(from), BigInt(from + length)];
        const expected = outside.all.filter(({ range: of }) => of.family === family && of.first <= last && of.last >= first);
        expect(outside.overlapping({ family, first, last })).toEqual(expected);
        expect(new Set(outside.all.map(({ id }) => id)).size).toBe(ranges.length);
        const around = outside.around({ family, value: first });
        expect(new Set(around)).toEqual(
          new Set(outside.all.filter(({ range: of }) => of.family === family && of.first <= first && of.last >= first)),
        );
        const sizes = around.map(({ range: of }) => of.last - of.first);
        expect(sizes).toEqual([...sizes].sort((a, b) => Number(a - b)));
      }),
    );
  });
});
