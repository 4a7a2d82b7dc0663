import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startDemo } from '../../server/demo/startDemo.ts';
import type { AddressHistory } from '../../shared/wire/history.ts';
import { writeKubeconfig } from '../browser/kubeconfig.ts';
import type { Product } from '../cluster/product.ts';
import { DemoLog } from './demoLog.ts';
import { checkTouched, follow, liveOn, newLife } from './follow.ts';

/** So long it is held still at least, whatever happens meanwhile: more than a busy machine is late. */
const held = 7_000;

test('a product that was stopped and goes on calls nothing exact that happened meanwhile, and what happens later is exact again', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-asleep-'));
  const demo = await startDemo({ nodes: 8, pods: 150, services: 30, churn: 0 });
  let product: Product | undefined;
  try {
    const log = new DemoLog(demo);
    const started = Date.now();
    const begun = await follow(writeKubeconfig(folder, demo.url), []);
    product = begun.product;
    const life = newLife(started, begun.followed);
    log.lives.push(life);
    expect(await liveOn(demo, log, [product], begun.followed + 6_000, 2), 'what it watched').toEqual([]);

    product.sleep();
    const from = Date.now();
    while (Date.now() - from < held) {
      for (let n = 0; n < 20; n++) demo.cluster.step();
      await pause(200);
    }
    const until = Date.now();
    const touched = log.takeTouched();
    life.unsure.push({ from, to: until + (until - from) });
    product.wake();
    expect(await liveOn(demo, log, [product], until + (until - from) + 6_000, 3), 'what it watched afterwards').toEqual([]);

    let late = 0;
    for (const address of touched) {
      const { tenancies, marks } = await product.get<AddressHistory>(`/addresses/${address}/history?limit=1000`);
      expect(marks.some((mark) => mark.kind === 'asleep' && Date.parse(mark.from) <= from && Date.parse(mark.until) >= until)).toBe(true);
      for (const { uid, from: begins, to: ends } of log.of([address]).of(address)) {
        const told = tenancies.filter((one) => one.uid === uid);
        for (const [moment, bounds] of [
          [begins, told.map((one) => one.from)],
          [ends, told.map((one) => one.to)],
        ] as const) {
          if (!moment || moment.before < from || moment.before > until || told.length === 0) continue;
          late++;
          const isTrue = bounds.some(
            (one) => one && Date.parse(one.earliest ?? one.latest) <= moment.before && Date.parse(one.latest) >= moment.before,
          );
          expect([address, uid, isTrue ? 'within' : bounds]).toEqual([address, uid, 'within']);
        }
      }
    }
    expect(late).toBeGreaterThan(50);
    const later = log.of(log.all);
    const exact = log.all.flatMap((address) => later.of(address)).filter((one) => one.from.isExact && one.from.before > until);
    expect(exact.length).toBeGreaterThan(20);
    expect(await checkTouched(log, [product])).toEqual([]);
  } finally {
    product?.wake();
    await product?.stop();
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
