import { expect, test } from 'vitest';
import { kinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { HandClock } from '../testing/handClock.ts';
import { collectGarbage, giveBack } from './giveBack.ts';

function begin(heap: number) {
  const store = new Store(1);
  const clock = new HandClock(0);
  let collected = 0;
  const { promise: looked, resolve: look } = Promise.withResolvers<void>();
  const stop = giveBack({
    store,
    looked,
    delay: clock.delay,
    heap: () => heap,
    collect: async () => {
      collected += 1;
    },
  });
  const sync = () => {
    for (const kind of kinds) store.setReading(kind, { state: 'synced' });
  };
  const hasLooked = async () => {
    look();
    await looked;
  };
  return { store, clock, stop, sync, hasLooked, collected: () => collected };
}

const large = 200 * 1024 * 1024;

test('memory is given back two seconds after every kind is read for the first time', () => {
  const { store, clock, sync, collected } = begin(large);
  store.setReading('Node', { state: 'synced' });
  clock.advance(60_000);
  expect(collected()).toBe(0);
  sync();
  clock.advance(1999);
  expect(collected()).toBe(0);
  clock.advance(1);
  expect(collected()).toBe(1);
  store.setReading('Pod', { state: 'stale' });
  store.setReading('Pod', { state: 'synced' });
  clock.advance(60_000);
  expect(collected()).toBe(1);
});

test('it is given back again once the history has first looked at all that is held', async () => {
  const { clock, sync, hasLooked, collected } = begin(large);
  sync();
  clock.advance(2000);
  await hasLooked();
  expect(collected()).toBe(2);
  clock.advance(60_000);
  expect(collected()).toBe(2);
});

test('a history that has looked before then costs no pause of its own', async () => {
  const { clock, sync, hasLooked, collected } = begin(large);
  sync();
  await hasLooked();
  expect(collected()).toBe(0);
  clock.advance(60_000);
  expect(collected()).toBe(1);
});

test('a small heap is left alone, and so is one whose program ends before', async () => {
  const small = begin(large / 10);
  small.sync();
  small.clock.advance(60_000);
  await small.hasLooked();
  expect(small.collected()).toBe(0);
  const ended = begin(large);
  ended.sync();
  ended.stop();
  ended.clock.advance(60_000);
  expect(ended.collected()).toBe(0);
  const later = begin(large);
  later.sync();
  later.clock.advance(2000);
  later.stop();
  await later.hasLooked();
  expect(later.collected()).toBe(1);
});

test('the collector of this Node is there, and collects', async () => {
  const gone = new WeakRef({ some: 'thing' });
  await new Promise((resolve) => setImmediate(resolve)); // a WeakRef holds on until the turn is over
  await collectGarbage();
  expect(gone.deref()).toBeUndefined();
});
