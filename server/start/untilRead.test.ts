import { expect, test } from 'vitest';
import { coreKinds, type Kind, kinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { HandClock } from '../testing/handClock.ts';
import { UnreadError, untilRead } from './untilRead.ts';

const server = 'https://10.0.0.1:6443';
function waiting() {
  const clock = new HandClock();
  const store = new Store(0);
  const ending = new AbortController();
  let outcome: unknown = 'waits';
  const done = untilRead(store, { clock: { timer: clock.delay }, server, signal: ending.signal }).then(
    () => {
      outcome = 'read';
    },
    (error: unknown) => {
      outcome = error;
    },
  );
  const all = (some: readonly Kind[], patch: Parameters<Store['setReading']>[1]) => {
    for (const kind of some) store.setReading(kind, patch);
  };
  return { clock, store, ending, all, done, outcome: () => outcome };
}

test('it is read when of every kind it is known whether it may be, and no timer is left', async () => {
  const { clock, store, all, done, outcome } = waiting();
  all(
    kinds.filter((kind) => kind !== 'Pod'),
    { state: 'synced' },
  );
  clock.advance(60_000);
  await Promise.resolve();
  expect(outcome()).toBe('waits');
  store.setReading('Pod', { state: 'forbidden', error: 'no' });
  await done;
  expect([outcome(), clock.waiting]).toEqual(['read', 0]);
});

test('a cluster of which nothing is heard is given up after a while, with the reason', async () => {
  const { clock, all, done, outcome } = waiting();
  all(coreKinds, { state: 'syncing', error: 'connect ECONNREFUSED\n 10.0.0.1:6443' });
  clock.advance(20_000);
  await done;
  expect(outcome()).toEqual(new UnreadError(`the cluster at ${server} does not answer: connect ECONNREFUSED 10.0.0.1:6443`));
  expect(clock.waiting).toBe(0);
});

test('one that takes every question and answers none is given up once the questions are', async () => {
  const { clock, all, done, outcome } = waiting();
  clock.advance(60_000);
  await Promise.resolve();
  expect(outcome()).toBe('waits');
  all(coreKinds, { state: 'syncing', error: 'no answer within 65 s' });
  clock.advance(20_000);
  await done;
  expect(outcome()).toEqual(new UnreadError(`the cluster at ${server} does not answer: no answer within 65 s`));
  expect(clock.waiting).toBe(0);
});

test('a large one has ten minutes', async () => {
  const { clock, all, done, outcome } = waiting();
  all(
    kinds.filter((kind) => kind !== 'Pod'),
    { state: 'synced' },
  );
  clock.advance(599_000);
  await Promise.resolve();
  expect(outcome()).toBe('waits');
  clock.advance(1000);
  await done;
  expect(outcome()).toEqual(new UnreadError(`the cluster at ${server} is not read after 10 minutes`));
});

test('a program that ends does not wait', async () => {
  const { ending, done, outcome, clock } = waiting();
  ending.abort(new Error('the end'));
  await done;
  expect([outcome(), clock.waiting]).toEqual([new Error('the end'), 0]);
});
