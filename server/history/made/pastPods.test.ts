import { expect, test } from 'vitest';
import { smallCluster } from '../../testing/smallCluster.ts';
import { holdingsOf } from '../holdings.ts';
import { pastPods, pastTenancies } from './pastPods.ts';

const now = 1_795_435_200_000;
const day = 86_400_000;

function pod() {
  const [first] = [...smallCluster().all('Pod')];
  if (!first) throw new Error('there is one');
  return { ...first, name: 'web-7c9d8f6b5-abcde' };
}

const over = (days: number, nodeSince: number) => ({ now, back: now - days * day, bornAt: now - day, nodeSince });

test('others held the addresses of a pod before it, one after the other, the same each time', () => {
  const past = pastPods(pod(), over(56, now - 400 * day));
  expect(past.length).toBeGreaterThan(3);
  let until = now - day;
  for (const { from, to, name } of past) {
    expect(to).toBeLessThan(until);
    expect(from).toBeLessThan(to);
    expect(name).toMatch(/^web-7c9d8f6b5-[a-z0-9]{5}$/);
    until = from;
  }
  expect(new Set(past.map(({ name }) => name)).size).toBe(past.length);
  expect(pastPods(pod(), over(56, now - 400 * day))).toEqual(past);
});

test('a pod of a StatefulSet had its name before', () => {
  const past = pastPods({ ...pod(), name: 'kafka-4' }, over(56, now - 400 * day));
  expect(new Set(past.map(({ name }) => name))).toEqual(new Set(['kafka-4']));
});

test('they held what the pod holds, in the families it has', () => {
  const record = pod();
  const [one] = pastPods(record, over(56, now - 400 * day));
  if (!one) throw new Error('there is one');
  const tenancies = pastTenancies(record, holdingsOf(record), one);
  expect(tenancies.map(({ address, as }) => ({ address, as }))).toEqual(holdingsOf(record));
  expect(tenancies.every(({ from, to, made }) => made && from.latest === one.from && to?.latest === one.to)).toBe(true);
});

test('nobody was there before the node, and most came within two days of it', () => {
  const nodeSince = now - 140 * day;
  const firsts = Array.from(
    { length: 200 },
    (_, i) => pastPods({ ...pod(), name: `web-x${i}-abcde` }, over(200, nodeSince)).at(-1)?.from ?? now,
  );
  expect(Math.min(...firsts)).toBeGreaterThanOrEqual(nodeSince);
  const early = firsts.filter((from) => from <= nodeSince + 2 * day).length;
  expect(early).toBeGreaterThan(125);
  expect(early).toBeLessThan(165);
});

test('nothing is made of the past of other objects, or of what does not say when it was made', () => {
  const [node] = [...smallCluster().all('Node')];
  if (!node) throw new Error('there is one');
  expect(pastPods(node, over(56, 0))).toEqual([]);
  expect(pastPods({ ...pod(), createdAt: 0 }, over(56, 0))).toEqual([]);
});
