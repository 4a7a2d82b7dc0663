import { expect, test } from 'vitest';
import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { poolRows } from './poolRows.ts';

const ranges: Record<string, string> = {
  s4: '10.96.0.0/24',
  t4: '10.97.0.0/24',
  lb4: '10.20.0.0/24',
  lb6: 'fd00:20::/120',
  s6: 'fd00:96::/120',
};
const pool = (id: string, kind: Pool['kind'], family: Pool['family']) =>
  ({
    ...{ id, kind, family, blocks: null, state: 'ready', limit: 'addresses', cidr: id, ranges: [ranges[id] ?? ''] },
    addresses: { total: '254', reserved: '0', usable: '254', handedOut: null, recorded: null, inUse: '4', free: '250' },
  }) as unknown as Pool;
const head = (id: string, ends: ForecastHead['ends'], pools = [id]) =>
  ({ id, pools, ends, kind: 'service', family: 'IPv4', limit: 'addresses' }) as unknown as ForecastHead;
const date = (likely: string): ForecastHead['ends'] => ({ kind: 'date', likely, earliest: likely, latest: likely });
const never: ForecastHead['ends'] = { kind: 'not-within', years: 10, earliest: null };
const shown = (...of: Parameters<typeof poolRows>) =>
  poolRows(...of).map(({ name, rows }) => `${name}: ${rows.map((row) => row.pool?.id ?? `all ${row.all?.pools.length}`).join(' ')}`);

const pools = [
  pool('s4', 'service', 'IPv4'),
  pool('lb6', 'loadBalancer', 'IPv6'),
  pool('lb4', 'loadBalancer', 'IPv4'),
  pool('s6', 'service', 'IPv6'),
  pool('t4', 'service', 'IPv4'),
];

test('what ends first stands first: kinds, the families of a kind, the ranges of a family', () => {
  const heads = [
    head('s4', date('2028-05-01')),
    head('t4', date('2027-05-01')),
    head('lb4', { kind: 'full' }),
    head('lb6', never),
    head('s6', never),
  ];
  expect(shown(pools, heads, true)).toEqual(['Load balancers: lb4 lb6', 'Services: all 2 t4 s4 s6']);
});

test('ranges that are taken together end together: their row leads, and says when their kind ends', () => {
  const heads = [
    head('s4', date('2026-12-01')),
    head('t4', never),
    head('service/IPv4', date('2027-05-01'), ['s4', 't4']),
    head('lb4', date('2027-01-01')),
  ];
  expect(shown(pools, heads, true)).toEqual(['Load balancers: lb4 lb6', 'Services: all 2 s4 t4 s6']);
});

test('what has no end keeps the order of the answer, which is fullest first', () => {
  expect(shown(pools, [head('s6', date('2030-01-01'))], true)).toEqual(['Services: s6 all 2 s4 t4', 'Load balancers: lb6 lb4']);
});

test('dates that come late move no row', () => {
  const heads = [head('t4', { kind: 'full' }), head('lb4', { kind: 'full' })];
  expect(shown(pools, [], false)).toEqual(['Services: all 2 s4 t4 s6', 'Load balancers: lb6 lb4']);
  expect(shown(pools, heads, false)).toEqual(shown(pools, [], false));
});
