import fc from 'fast-check';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { PodRecord } from '../records/records.ts';
import { noon } from '../testing/serve.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import { HistoryError, type HistoryStore } from './history.ts';
import { historyAt } from './historyAt.ts';
import { Recorder } from './recorder.ts';

/** One after another: pods come and go, the engine fails for a while, time passes, what waits is written, the product is started anew. */
type Step =
  | { readonly does: 'comes' | 'goes'; readonly pod: number }
  | { readonly does: 'passes'; readonly seconds: number }
  | { readonly does: 'writes' | 'fails' | 'mends' | 'restarts' };

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ does: fc.constantFrom('comes' as const, 'goes' as const), pod: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('passes' as const), seconds: fc.integer({ min: 1, max: 90 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constantFrom('writes' as const, 'writes' as const, 'fails' as const, 'mends' as const) }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('restarts' as const) }) },
  ),
  { maxLength: 40 },
);

interface Life {
  readonly uid: string;
  readonly from: number;
  to: number | null;
}

/** What happened, and what is told of it. */
async function play(all: readonly Step[]) {
  const store = smallCluster();
  const template = store.get('Pod', 'shop/web-1-0') as PodRecord;
  const inner = historyAt('memory', () => noon);
  let isFailing = false;
  const history = new Proxy(inner, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'close') return async () => {};
      return (...args: unknown[]) => (isFailing ? Promise.reject(new HistoryError('gone', 'no answer')) : value.apply(target, args));
    },
  }) as HistoryStore;
  const clock = { passed: 0, now: () => noon + clock.passed, elapsed: () => clock.passed, timer: () => () => {} };
  const start = () =>
    new Recorder({
      store,
      pools: () => [],
      history,
      clock,
      log: pino({ level: 'silent' }),
      identity: () => 'uid',
      kept: { tenancies: 1e12, bytes: 1e12 },
    });
  const pass = (milliseconds: number) => {
    clock.passed += milliseconds;
    for (const kind of ['Node', 'Service', 'Pod'] as const) store.setReading(kind, { lastEvent: clock.now() });
  };
  const lives: Life[] = [];
  const is = (pod: number) => lives.findLast(({ uid, to }) => uid.startsWith(`p${pod}-`) && to === null);
  const put = (pod: number) => {
    const uid = `p${pod}-${lives.length}`;
    lives.push({ uid, from: clock.now(), to: null });
    store.apply([{ put: { ...template, name: `p${pod}`, uid, createdAt: clock.now(), podIPs: [`10.244.0.${100 + pod}`] } }]);
  };
  for (const pod of [0, 1]) put(pod); // held before the product starts
  let recorder = start();
  for (const step of all) {
    if (step.does === 'comes') {
      if (!is(step.pod)) put(step.pod);
    } else if (step.does === 'goes') {
      const life = is(step.pod);
      if (life) {
        life.to = clock.now();
        store.apply([{ remove: { kind: 'Pod', key: `shop/p${step.pod}` } }]);
      }
    } else if (step.does === 'passes') pass(step.seconds * 1000);
    else if (step.does === 'writes') await recorder.settle();
    else if (step.does === 'fails') isFailing = true;
    else if (step.does === 'mends') isFailing = false;
    else {
      isFailing = false;
      await recorder.settle();
      await recorder.stop();
      pass(60_000);
      recorder = start();
    }
  }
  isFailing = false;
  pass(60_000);
  await recorder.settle();
  const told = (
    await Promise.all(
      [0, 1, 2, 3, 4, 5].map((pod) => inner.tenanciesOf(1, `0af4${(0x64 + pod).toString(16).padStart(4, '0')}`, noon * 2, 999)),
    )
  ).flat();
  await recorder.stop();
  await inner.close();
  return { lives, told };
}

test('whoever held an address while the product ran is told once, within bounds, whenever it was written', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { lives, told } = await play(all);
      expect(told.map(({ uid }) => uid).sort()).toEqual(lives.map(({ uid }) => uid).sort());
      for (const { uid, from, to } of lives) {
        const one = told.find((tenancy) => tenancy.uid === uid);
        if (!one) continue;
        expect([uid, (one.from.earliest ?? 0) <= from, one.from.latest >= from]).toEqual([uid, true, true]);
        expect([uid, one.to === null]).toEqual([uid, to === null]);
        if (to !== null && one.to) expect([uid, (one.to.earliest ?? 0) <= to, one.to.latest >= to]).toEqual([uid, true, true]);
      }
    }),
    { numRuns: 40 },
  );
});
