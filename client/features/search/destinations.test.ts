import { expect, test } from 'vitest';
import type { SearchAnswer } from '../../../shared/wire/addresses.ts';
import { destinationsOf, placeOfAddress } from './destinations.ts';

const nothing: SearchAnswer = { revision: '1', query: '', as: 'name', address: null, cidr: null, total: 0, items: [] };
const places = (answer: Partial<SearchAnswer>) => destinationsOf({ ...nothing, ...answer }).map((choice) => choice.destination);

test('an address leads to its block on the map, then to its holders, then to its node', () => {
  expect(
    places({
      as: 'address',
      address: {
        address: '10.244.7.19',
        family: 'IPv4',
        special: null,
        holders: [
          {
            object: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
            as: 'podIP',
            pool: null,
            since: null,
            state: 'live',
            note: null,
            by: null,
          },
          {
            object: { kind: 'Service', namespace: 'shop', name: 'web' },
            as: 'endpoint',
            pool: null,
            since: null,
            state: 'live',
            note: null,
            by: null,
          },
        ],
        pools: [],
        block: { cidr: '10.244.7.0/24', node: 'worker-1' },
        state: 'in-use',
        before: null,
        after: null,
        around: null,
      },
    }),
  ).toEqual([
    { to: 'map', cidr: '10.244.7.0/24', sel: '10.244.7.19' },
    { to: 'service', namespace: 'shop', name: 'web' },
    { to: 'node', name: 'worker-1' },
  ]);
});

test('a block too large to show single addresses is zoomed into', () => {
  expect(placeOfAddress('fd00:244:0:7::13', 'fd00:244:0:7::/64')).toEqual({
    to: 'map',
    cidr: 'fd00:244:0:7::/120',
    sel: 'fd00:244:0:7::13',
  });
  expect(placeOfAddress('10.96.4.17')).toEqual({ to: 'map', cidr: '10.96.4.0/24', sel: '10.96.4.17' });
});

test('a CIDR leads to its map', () => {
  expect(places({ as: 'cidr', cidr: { cidr: '10.244.0.0/16', family: 'IPv4', pools: [], inUse: '3', around: null } })).toEqual([
    { to: 'map', cidr: '10.244.0.0/16' },
  ]);
});

test('a pod has no page: its first address on the map stands for it; without one it leads nowhere', () => {
  const pod = (addresses: string[]) => ({ object: { kind: 'Pod', namespace: 'shop', name: 'web-1' }, match: 'name' as const, addresses });
  expect(places({ items: [pod(['10.244.7.19', 'fd00::1'])] })).toEqual([{ to: 'map', cidr: '10.244.7.0/24', sel: '10.244.7.19' }]);
  expect(places({ items: [pod([])] })).toEqual([]);
});

test('names lead to their pages', () => {
  const hit = (kind: string, name: string, namespace?: string) => ({
    object: { kind, name, ...(namespace && { namespace }) },
    match: 'name' as const,
    addresses: [],
  });
  expect(places({ items: [hit('Service', 'web', 'shop'), hit('Node', 'worker-1'), hit('Namespace', 'shop')] })).toEqual([
    { to: 'service', namespace: 'shop', name: 'web' },
    { to: 'node', name: 'worker-1' },
    { to: 'namespace', name: 'shop' },
    { to: 'lit', namespace: 'shop' },
  ]);
});

test('what is in no range leads to the ranges beside it too, in the prefix in which they are drawn', () => {
  const around = {
    below: { pool: 'service/kubernetes', range: '10.96.0.0/20' },
    above: { pool: 'lb/teams', range: '172.24.1.0-172.24.2.255' },
  };
  expect(places({ as: 'cidr', cidr: { cidr: '10.200.0.0/24', family: 'IPv4', pools: [], inUse: '0', around } })).toEqual([
    { to: 'map', cidr: '10.200.0.0/24' },
    { to: 'map', cidr: '10.96.0.0/20', pool: 'service/kubernetes' },
    { to: 'map', cidr: '172.24.0.0/22', pool: 'lb/teams' },
  ]);
});

test('a namespace leads to its Services, and to its pods on the map', () =>
  expect(places({ items: [{ object: { kind: 'Namespace', name: 'shop' }, match: 'name', addresses: [] }], total: 1 })).toEqual([
    { to: 'namespace', name: 'shop' },
    { to: 'lit', namespace: 'shop' },
  ]));

test('ranges outside the cluster lead to their maps, that of the text itself once', () => {
  const vpn = { id: 'outside/a', family: 'IPv4' as const, range: '10.20.0.0/16', owner: 'netops', note: null, kind: 'vpn' as const };
  const odd = { ...vpn, id: 'outside/b', range: '10.20.0.9-10.20.0.20' };
  const cidr = { cidr: '10.20.0.0/16', family: 'IPv4' as const, pools: [], inUse: '0', around: null };
  expect(places({ as: 'cidr', cidr, declared: { total: 2, items: [vpn, odd] } })).toEqual([
    { to: 'map', cidr: '10.20.0.0/16' },
    { to: 'map', cidr: '10.20.0.0/27' },
  ]);
  expect(places({ as: 'name', declared: { total: 1, items: [vpn] } })).toEqual([{ to: 'map', cidr: '10.20.0.0/16' }]);
});
