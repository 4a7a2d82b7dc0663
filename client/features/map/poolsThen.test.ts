import { expect, test } from 'vitest';
import type { PoolsThen } from '../../../shared/wire/history.ts';
import { wirePool } from './answersForTests.ts';
import { amountThen, ofThen, stepSentence } from './poolsThen.ts';

type Item = PoolsThen['items'][number];
const counts = { reserved: null, handedOut: null, recorded: null };
const services = wirePool('service', '10.96.0.0/24', {
  addresses: { ...counts, total: '256', usable: '254', inUse: '200', free: '54' },
  static: { first: '10.96.0.1', last: '10.96.0.16', size: 16, inUse: 9, nextFree: '10.96.0.10' },
});
const pods = wirePool('pod', '10.244.0.0/16', {
  addresses: { ...counts, total: '65536', usable: '65024', inUse: '900', free: '64124' },
  blocks: { prefixLength: 24, total: 256, handedOut: 90, free: 166 },
});
const item = (pool: string, known: Partial<Item>): Item => ({
  pool,
  at: '2026-11-20T12:00:00Z',
  total: '256',
  usable: '254',
  handedOut: null,
  recorded: null,
  inUse: null,
  inUseLeast: null,
  blocks: null,
  limit: 'addresses',
  samples: 1,
  origin: 'counted',
  made: false,
  ...known,
});
const amounts = (items: Item[] | undefined) => {
  const then = ofThen([services, pods], items && { items });
  return then.pools.map((pool) => amountThen(pool, then));
};

test('beside a range stands what was counted then', () => {
  const blocks = { prefixLength: 24, total: 256, handedOut: 57 };
  expect(amounts([item(services.id, { inUse: '64' }), item(pods.id, { inUse: '500', blocks })])).toEqual(['64 of 254', '57 of 256']);
});

test('without an answer, or in a gap, nothing is known: no number of now stands there', () => {
  expect(amounts(undefined)).toEqual(['not known', 'not known']);
  expect(amounts([])).toEqual(['not known', 'not known']);
  expect(ofThen([services], undefined).pools[0]).toMatchObject({
    addresses: { inUse: null, free: null },
    static: { size: 16, inUse: null, nextFree: null },
  });
});

test('until the answer is there nothing is said of what is known', () => {
  const then = ofThen([services, pods], undefined, true);
  expect(then.pools.map((pool) => amountThen(pool, then))).toEqual(['…', '…']);
});

test('a range that was not counted while others were was not there yet', () => {
  expect(amounts([item(services.id, { inUse: '64' })])).toEqual(['64 of 254', 'not there yet']);
});

test('blocks of another length, and what is left where leaks are not known, are not made up', () => {
  const networks = { ...services, id: 'secondary/a', kind: 'secondary' as const };
  const then = ofThen([networks, pods], {
    items: [
      item(networks.id, { inUse: '64', recorded: '70' }),
      item(pods.id, { inUse: '5', blocks: { prefixLength: 25, total: 512, handedOut: 57 } }),
    ],
  });
  expect(then.pools.map((pool) => amountThen(pool, then))).toEqual(['64 in use', 'not known']);
});

test('counts of an hour or a day say so', () => {
  expect([300, 3600, 86_400, null].map(stepSentence)).toEqual([
    '',
    'Counts are the most there was in that hour.',
    'Counts are the most there was in that day.',
    '',
  ]);
});
