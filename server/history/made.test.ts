import { expect, test } from 'vitest';
import { smallCluster } from '../testing/smallCluster.ts';
import type { Sample } from './history.ts';
import { madeSamples, madeTenancies } from './made.ts';

const now = 1_795_435_200_000;
const day = 86_400_000;
const sample: Sample = {
  pool: 'p',
  at: now,
  family: 'IPv4',
  total: '4096',
  usable: '4094',
  handedOut: null,
  recorded: '2000',
  inUse: '1900',
  inUseLeast: '1900',
  blocks: null,
  limit: 'addresses',
  count: 1,
  made: false,
  imported: 0,
};

test('eight weeks before now are made, two of them in five minutes, all of them marked', () => {
  const made = madeSamples(sample, 56);
  for (const rows of Object.values(made)) {
    expect(rows.every((row) => row.made)).toBe(true);
    expect(rows.every(({ at }) => at < now)).toBe(true);
  }
  expect(Math.round((now - (made[86400][0]?.at ?? 0)) / day)).toBe(56);
  expect(Math.round((now - (made[300][0]?.at ?? 0)) / day)).toBe(14);
});

test.each([
  [1, 1],
  [3, 3],
  [400, 14],
])('%i days are made when asked for, %i of them in five minutes, and none is from nothing', (days, fineDays) => {
  const made = madeSamples(sample, days);
  expect(Math.round((now - (made[86400][0]?.at ?? 0)) / day)).toBe(days);
  expect(Math.round((now - (made[300][0]?.at ?? 0)) / day)).toBe(fineDays);
  expect(made[86400].every(({ inUse }) => Number(inUse) > 0)).toBe(true);
});

test('it ends where the pool is now, was less before, and never more than the pool has', () => {
  const { 300: fine, 86400: days } = madeSamples(sample, 56);
  expect(Number(fine.at(-1)?.inUse)).toBeGreaterThan(1880);
  expect(Number(days[0]?.inUse)).toBeLessThan(1600);
  expect(Math.max(...fine.map(({ inUse }) => Number(inUse)))).toBeLessThanOrEqual(1900);
});

test('blocks and Services are made as old as they are: what there is and was there is in it on every day', () => {
  const today = Math.floor(now / day);
  const addresses = [
    { day: today - 30, count: 10 },
    { day: today - 2, count: 5 },
  ];
  const service = { ...sample, pool: 'service/a/10.96.0.0-20', recorded: null, inUse: '20', inUseLeast: '20' };
  const made = madeSamples(service, 56, { blocks: [], addresses });
  const on = (ago: number) => made[86400].find(({ at }) => at === (today - ago) * day)?.inUse;
  expect([on(50), on(31), on(29), on(3), on(1)]).toEqual(['5', '5', '15', '15', '20']);
  const blocks = { ...sample, pool: 'pod/a/10.244.0.0-16', handedOut: '2560', blocks: { prefixLength: 24, total: 256, handedOut: 10 } };
  const cut = madeSamples(blocks, 56, { blocks: [{ day: today - 10, count: 4 }], addresses });
  const first = cut[86400][0];
  expect([first?.blocks?.handedOut, first?.handedOut, cut[300].at(-1)?.blocks?.handedOut]).toEqual([6, '1536', 10]);
  const wide = { ...blocks, handedOut: `${2n ** 64n * 57n}`, blocks: { prefixLength: 64, total: 65_536, handedOut: 57 } };
  for (const one of madeSamples(wide, 56, {
    blocks: [
      { day: today - 10, count: 4 },
      { day: today - 3, count: 26 },
    ],
    addresses,
  })[86400])
    expect(one.handedOut).toBe(`${2n ** 64n * BigInt(one.blocks?.handedOut ?? 0)}`);
  expect(Number(first?.inUse)).toBeGreaterThan(900); // pods are younger than what they belong to: theirs is a curve
});

test('it is the same each time, and nothing is made of what is not known', () => {
  expect(madeSamples(sample, 56)).toEqual(madeSamples(sample, 56));
  expect(madeSamples({ ...sample, inUse: null, inUseLeast: null }, 56)[3600].every(({ inUse }) => inUse === null)).toBe(true);
});

test('a month back about as many addresses were held as the samples say, and never two at once', () => {
  const [pod] = [...smallCluster().all('Pod')];
  if (!pod) throw new Error('there is one');
  const heldAfter = (days: number) =>
    Array.from({ length: 400 }, (_, i) => {
      const at = now - days * day;
      const all = madeTenancies({ ...pod, name: `web-${i}` }, now, 56).filter(({ address }) => address.length === 8);
      const then = all.filter(({ from, to }) => from.latest <= at && at < (to?.latest ?? 0));
      expect(then.length).toBeLessThanOrEqual(1);
      return then.length;
    }).reduce((sum, count) => sum + count, 0) / 400;
  expect(heldAfter(3)).toBeGreaterThan(0.9);
  expect(heldAfter(25)).toBeGreaterThan(0.7);
  expect(heldAfter(25)).toBeLessThan(0.9);
});

test('nobody held an address in a block before its node was there', () => {
  const [pod] = [...smallCluster().all('Pod')];
  if (!pod) throw new Error('there is one');
  const made = Array.from({ length: 20 }, (_, i) => madeTenancies({ ...pod, name: `web-${i}` }, now, 56, now - 9 * day)).flat();
  expect(made.length).toBeGreaterThan(20);
  expect(Math.min(...made.map(({ from }) => from.latest))).toBe(now - 9 * day);
});

test('others held the addresses of a pod before it, one after the other', () => {
  const [pod] = [...smallCluster().all('Pod')];
  if (!pod) throw new Error('there is one');
  const made = madeTenancies(pod, now, 56).filter(({ address }) => address.length === 8);
  expect(made.length).toBeGreaterThan(0);
  let until = pod.createdAt;
  for (const { from, to } of made) {
    expect(to?.latest).toBeLessThan(until);
    expect(from.latest).toBeLessThan(to?.latest ?? 0);
    until = from.latest;
  }
  expect(madeTenancies(pod, now + 40 * day, 56)).toEqual([]);
});
