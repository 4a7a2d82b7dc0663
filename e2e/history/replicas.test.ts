import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../server/demo/startDemo.ts';
import { startPostgres, whyNoPostgres } from '../../server/history/testing/engines.ts';
import type { PoolHistory } from '../../shared/wire/history.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { Status } from '../../shared/wire/status.ts';
import { writeKubeconfig } from '../browser/kubeconfig.ts';
import type { Product } from '../cluster/product.ts';
import { untilRight } from '../cluster/until.ts';
import { DemoLog } from './demoLog.ts';
import { checkAll, checkTouched, follow, liveOn, newLife } from './follow.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const demoOf = async (seed: number): Promise<Demo> => {
  const demo = await startDemo({ nodes: 6, pods: 90, services: 20, churn: 0, seed });
  ends.push(() => demo.stop());
  return demo;
};

const historyOf = async (product: Product) => (await product.get<Status>('/status')).history;

test('two replicas of a cluster and a third product of another one write into one PostgreSQL, which goes away meanwhile, as one of the replicas does', {
  timeout: 300_000,
}, async (context) => {
  const why = whyNoPostgres();
  if (why !== null) context.skip(why);
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-replicas-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const server = await startPostgres();
  ends.push(() => server.stop());
  const flags = ['--history', await server.database('histories')];
  const [demo, otherDemo] = [await demoOf(1), await demoOf(2)];
  const start = async (of: Demo) => {
    const started = Date.now();
    const { product, followed } = await follow(writeKubeconfig(folder, of.url), flags);
    ends.push(() => product.stop());
    return { product, started, followed };
  };
  const [log, otherLog] = [new DemoLog(demo), new DemoLog(otherDemo)];

  const [first, second, other] = [await start(demo), await start(demo), await start(otherDemo)];
  const life = newLife(first.started, second.followed);
  log.lives.push(life);
  otherLog.lives.push(newLife(other.started, other.followed));
  const replicas = [first.product, second.product];
  expect(await liveOn(demo, log, replicas, second.followed + 6_000, 3), 'told by both').toEqual([]);
  expect(await liveOn(otherDemo, otherLog, [other.product], 0, 3), 'told of the other cluster').toEqual([]);

  // One is killed in the midst of it: the other one has all that comes.
  for (let n = 0; n < 40; n++) demo.cluster.step();
  await second.product.kill();
  expect(await liveOn(demo, log, [first.product], 0, 3), 'with one of them killed').toEqual([]);
  const again = await start(demo);
  const { started, followed } = again;
  life.unsure.push({ from: started, to: followed });
  const both = [first.product, again.product];
  expect(await liveOn(demo, log, both, followed + 6_000, 3), 'with the second one started again').toEqual([]);

  // The database goes away and comes back: both say so, go on, and write afterwards what happened meanwhile.
  await server.halt();
  for (let n = 0; n < 40; n++) demo.cluster.step();
  const isFailing = async () => {
    const states = await Promise.all([...both, other.product].map(historyOf));
    return states.filter(({ state, error }) => state !== 'failing' || !error?.includes('127.0.0.1')).map((state) => JSON.stringify(state));
  };
  expect(await untilRight(isFailing), 'what they say of a database that is gone').toEqual([]);
  expect(JSON.stringify(await historyOf(first.product))).not.toContain('secret');
  const asked = await fetch(`${first.product.url}/api/v1/addresses/${log.all[0]}/history`);
  expect([asked.status, asked.headers.get('content-type')?.split(';')[0]]).toEqual([503, 'application/problem+json']);
  for (const product of both) expect((await product.get<Status>('/status')).synced).toBe(true);
  for (let n = 0; n < 40; n++) demo.cluster.step();
  await server.resume();
  const isRecording = async () => {
    const states = await Promise.all([...both, other.product].map(historyOf));
    return states.filter(({ state, error }) => state !== 'recording' || error !== null).map((state) => JSON.stringify(state));
  };
  expect(await untilRight(isRecording, 120_000), 'what they say when it is back').toEqual([]);
  expect(await checkTouched(log, both), 'what happened while it was gone').toEqual([]);
  expect(await liveOn(demo, log, both, 0, 2), 'told since it is back').toEqual([]);

  expect(await checkAll(log, both), 'all of the one cluster').toEqual([]);
  expect(await checkAll(otherLog, [other.product]), 'all of the other cluster').toEqual([]);
  expect(log.all.filter((address) => otherLog.all.includes(address)).length).toBeGreaterThan(100); // they are told apart by more than addresses
  const tenancies = log.all.flatMap((address) => log.of([address]).of(address));
  expect(tenancies.filter(({ from, to }) => from.isExact || to?.isExact).length).toBeGreaterThan(100);
  await samplesOnce(both);
});

/** Both replicas tell the same samples, each slot once, and an hour is made of as many as it has. */
async function samplesOnce(replicas: readonly Product[]): Promise<void> {
  const [pools = []] = await Promise.all(replicas.map((product) => product.all<Pool>('/pools')));
  for (const { id } of pools) {
    const ask = (product: Product, step: number) => product.get<PoolHistory>(`/history?pool=${encodeURIComponent(id)}&step=${step}`);
    const [one, two] = await Promise.all(replicas.map((product) => ask(product, 300)));
    expect(one?.points.length).toBeGreaterThan(0);
    expect(two?.points).toEqual(one?.points);
    expect(one?.points.map(({ samples }) => samples)).toEqual(one?.points.map(() => 1));
    expect(new Set(one?.points.map(({ at }) => at)).size).toBe(one?.points.length);
    const { points: hours } = await ask(replicas[0] as Product, 3600);
    expect(hours.reduce((sum, { samples }) => sum + samples, 0)).toBe(one?.points.length);
  }
}
