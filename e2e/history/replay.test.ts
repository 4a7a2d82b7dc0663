import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDemo } from '../../server/demo/startDemo.ts';
import type { PoolHistory } from '../../shared/wire/history.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import { writeKubeconfig } from '../browser/kubeconfig.ts';
import type { Product } from '../cluster/product.ts';
import { DemoLog } from './demoLog.ts';
import { checkAll, checkTouched, follow, liveOn, newLife } from './follow.ts';

test('tenancies equal the demo’s own log of events, address by address, through restarts of the whole program and a kill', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-replay-'));
  const demo = await startDemo({ nodes: 8, pods: 150, services: 30, churn: 0 });
  let product: Product | undefined;
  try {
    const log = new DemoLog(demo);
    const flags = ['--data-dir', join(folder, 'data')];
    for (const end of ['SIGTERM', 'SIGKILL', 'none'] as const) {
      const started = Date.now();
      const { product: now, followed } = await follow(writeKubeconfig(folder, demo.url), flags);
      product = now;
      const life = newLife(started, followed);
      log.lives.push(life);
      expect(await checkTouched(log, [product]), 'what it found').toEqual([]);
      expect(await liveOn(demo, log, [product], followed + 6_000, 3), 'what it watched').toEqual([]);
      if (end === 'none') break;
      if (end === 'SIGKILL') for (let n = 0; n < 40; n++) demo.cluster.step(); // told or not, written or not
      await (end === 'SIGKILL' ? product.kill() : product.stop());
      life.ended = Date.now();
      for (let n = 0; n < 100; n++) demo.cluster.step();
    }
    expect(await checkAll(log, [product as Product])).toEqual([]);
    const tenancies = log.all.flatMap((address) => log.of([address]).of(address));
    expect(tenancies.length).toBeGreaterThan(600);
    expect(tenancies.filter(({ from, to }) => from.isExact || to?.isExact).length).toBeGreaterThan(100);
    const [pool] = (await (product as Product).all<Pool>('/pools')).map(({ id }) => id);
    const { marks } = await (product as Product).get<PoolHistory>(`/history?pool=${encodeURIComponent(pool ?? '')}`);
    expect(marks.map(({ kind }) => kind).filter((kind) => kind !== 'asleep')).toEqual(['restart', 'restart']);
  } finally {
    await product?.stop();
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
