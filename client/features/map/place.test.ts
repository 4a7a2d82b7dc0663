import { describe, expect, test } from 'vitest';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidr, wirePool } from './answersForTests.ts';
import { placeOf, placeText, selectionOf } from './place.ts';
import type { MapSearch } from './search.ts';

const services = wirePool('service', '10.96.0.0/20');
const pods = wirePool('pod', '10.244.0.0/16', { blocks: { prefixLength: 24, total: 256, handedOut: 7, free: 249 } });
const pods6 = wirePool('pod', 'fd00:244::/48', { blocks: { prefixLength: 64, total: 65536, handedOut: 7, free: 65529 } });
const inside = wirePool('loadBalancer', '10.244.240.0/26');
const pools = [services, pods, pods6, inside];

function at(search: MapSearch) {
  const place = placeOf(search, pools);
  if (place.kind !== 'prefix') return place;
  return { range: formatCidr(place.range), pool: place.pool?.id ?? null, selected: place.selected && formatCidr(place.selected) };
}

describe('placeOf', () => {
  test('without anything it is the atlas of all ranges, whether there are any or none', () => {
    expect(at({})).toEqual({ kind: 'atlas', missing: null });
    expect(placeOf({}, [])).toEqual({ kind: 'atlas', missing: null });
  });
  test('the atlas has a table, lit entries and one to stand on', () =>
    expect(at({ view: 'table', only: 'IPv4', on: '10.96.0.0/20' })).toEqual({ kind: 'atlas', missing: null }));
  test('a pool that is not there is named', () => expect(at({ pool: 'pod/gone' })).toEqual({ kind: 'atlas', missing: 'pod/gone' }));
  test('a pool alone is its range', () =>
    expect(at({ pool: services.id })).toEqual({ range: '10.96.0.0/20', pool: services.id, selected: null }));
  test('a prefix belongs to the narrowest pool around it', () =>
    expect(at({ cidr: '10.244.240.0/28' })).toMatchObject({ pool: inside.id }));
  test('unless the link names another that holds it', () =>
    expect(at({ cidr: '10.244.240.0/28', pool: pods.id })).toMatchObject({ pool: pods.id }));
  test('a named pool that does not hold it is passed over', () =>
    expect(at({ cidr: '10.244.7.0/24', pool: services.id })).toMatchObject({ pool: pods.id }));
  test('a prefix in no pool is still a place', () =>
    expect(at({ cidr: '192.168.0.0/24' })).toEqual({ range: '192.168.0.0/24', pool: null, selected: null }));
  test('an address is selected in its block', () =>
    expect(at({ cidr: '10.244.7.19' })).toEqual({ range: '10.244.7.0/24', pool: pods.id, selected: '10.244.7.19/32' }));
  test('so is the /32 of one, and a selection alone', () => {
    expect(at({ cidr: '10.244.7.19/32' })).toMatchObject({ range: '10.244.7.0/24' });
    expect(at({ sel: 'fd00:244:0:7::2' })).toEqual({ range: 'fd00:244:0:7::/64', pool: pods6.id, selected: 'fd00:244:0:7::2/128' });
  });
  test('a block alone is selected among the blocks', () =>
    expect(at({ sel: '10.244.7.0/24' })).toEqual({ range: '10.244.0.0/16', pool: pods.id, selected: '10.244.7.0/24' }));
  test('an address of a range without blocks is one of 256', () =>
    expect(at({ sel: '10.96.3.9' })).toEqual({ range: '10.96.3.0/24', pool: services.id, selected: '10.96.3.9/32' }));
  test('an address in no pool is one of 256', () =>
    expect(at({ sel: '8.8.8.8' })).toEqual({ range: '8.8.8.0/24', pool: null, selected: '8.8.8.8/32' }));
});

describe('a pool whose ranges are no single prefix', () => {
  const edge = wirePool('loadBalancer', '172.18.255.192/26', {
    id: 'edge',
    ranges: ['172.18.255.200-172.18.255.219', '172.18.255.240/29'],
  });
  const opened = (search: MapSearch) => {
    const place = placeOf(search, [edge]);
    return place.kind === 'prefix' ? [formatCidr(place.range), place.pool?.id, place.poolRange && formatCidr(place.poolRange)] : place;
  };
  test('is opened as the prefix around them', () =>
    expect(opened({ pool: 'edge' })).toEqual(['172.18.255.192/26', 'edge', '172.18.255.192/26']));
  test('that prefix is its own without being named', () =>
    expect(opened({ cidr: '172.18.255.192/26' })).toEqual(['172.18.255.192/26', 'edge', '172.18.255.192/26']));
  test('each range has a map of its own', () =>
    expect(opened({ cidr: '172.18.255.240/29' })).toEqual(['172.18.255.240/29', 'edge', '172.18.255.240/29']));
  test('what lies between its ranges is not its own', () =>
    expect(opened({ cidr: '172.18.255.252/30' })).toEqual(['172.18.255.252/30', undefined, null]));
  test('unless the link says so', () =>
    expect(opened({ cidr: '172.18.255.252/30', pool: 'edge' })).toEqual(['172.18.255.252/30', 'edge', '172.18.255.192/26']));
});

describe('a text that is no prefix', () => {
  test('is named, with the reason', () =>
    expect(at({ cidr: 'pods' })).toEqual({
      kind: 'wrong',
      value: 'pods',
      why: 'it has no prefix length: write address/length',
      near: null,
    }));
  test('with set bits behind the length comes with the prefix it means', () =>
    expect(at({ cidr: '10.244.7.9/24' })).toMatchObject({ kind: 'wrong', near: '10.244.7.0/24' }));
  test('with a length that cannot be has nothing near', () =>
    expect(at({ cidr: '10.244.7.0/33' })).toMatchObject({ kind: 'wrong', near: null }));
});

test('a mapped address is the IPv4 address it maps', () => expect(selectionOf('::ffff:10.244.7.19')).toEqual(cidr('10.244.7.19/32')));
test('a selection that is neither address nor prefix is none', () => expect(selectionOf('worker-1')).toBeUndefined());
test('an address is written without its length', () => {
  expect(placeText(cidr('10.244.7.19/32'))).toBe('10.244.7.19');
  expect(placeText(cidr('fd00:244::/64'))).toBe('fd00:244::/64');
});
