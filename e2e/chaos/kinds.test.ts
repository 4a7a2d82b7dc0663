import { afterEach, expect, test } from 'vitest';
import { coreKinds, type Kind, kinds } from '../../server/records/records.ts';
import type { Status } from '../../shared/wire/status.ts';
import { live } from './life.ts';
import { Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const ofCalico: readonly Kind[] = kinds.filter((kind) => kind.endsWith('.crd.projectcalico.org'));
const states = (of: readonly Kind[]) => [...new Set(of.map((kind) => stage.readingOf(kind).state))];

test('CRD installed and removed while running', async () => {
  stage = await Stage.start();
  await stage.right(60_000);
  expect(states(ofCalico)).toEqual(['not-served']);
  stage.demo.cluster.addCni('calico');
  await stage.holds(90_000); // one round of discovery
  await stage.until(() => !states(ofCalico).includes('not-served'), 180_000);
  await stage.holds(1000);
  expect(states(ofCalico)).toEqual(['synced']);
  expect(stage.store.count('IPPool.crd.projectcalico.org')).toBeGreaterThan(0);

  const putBack = stage.demo.cluster.removeGroup('crd.projectcalico.org');
  live(stage.demo.cluster);
  await stage.until(() => states(ofCalico).join() === 'not-served', 300_000);
  await stage.holds(1000);
  expect(ofCalico.map((kind) => stage.store.count(kind))).toEqual(ofCalico.map(() => 0));

  putBack();
  live(stage.demo.cluster);
  await stage.until(() => states(ofCalico).join() === 'synced', 300_000);
  await stage.holds(1000);
  expect(stage.store.count('IPPool.crd.projectcalico.org')).toBeGreaterThan(0);
});

test('kind renamed version', async () => {
  const kind = 'CiliumLoadBalancerIPPool.cilium.io';
  stage = await Stage.start({ cluster: { cni: ['cilium'] } });
  const { cluster } = stage.demo;
  const info = cluster.kinds.get(kind);
  if (!info) throw new Error('no such kind');
  cluster.kinds.remove(kind);
  cluster.installKind({ ...info, version: 'v2alpha1', olderVersions: [] });
  await stage.holds(60_000);
  const objects = stage.store.count(kind);
  expect(objects).toBeGreaterThan(0);
  expect(stage.reading?.resource(kind).version).toBe('v2alpha1');

  cluster.kinds.remove(kind);
  cluster.installKind({ ...info, version: 'v2', olderVersions: [] });
  const seen = new Set<number>();
  stage.store.subscribe(() => seen.add(stage.store.count(kind)));
  for (const link of stage.proxy.about('/v2alpha1/ciliumloadbalancerippools?')) link.cut(); // a real server ends such watches
  await stage.until(() => stage.reading?.resource(kind).version === 'v2', 300_000);
  await stage.holds(60_000);
  expect(stage.readingOf(kind)).toMatchObject({ state: 'synced', error: null });
  expect([...seen]).toEqual([objects]); // they were never not there
});

test('clock jump', async () => {
  stage = await Stage.start();
  await stage.synced();
  await stage.pass(60_000);
  const from = stage.asked.length;
  for (const jump of [86_400_000, -2 * 86_400_000, 365 * 86_400_000, -1000 * 86_400_000]) {
    stage.clock.jump(jump);
    live(stage.demo.cluster);
    await stage.right(1000);
    await stage.pass(60_000); // bookmarks come as ever
    const { uptime, now, kinds } = (await (await fetch(`${stage.url}/api/v1/status`)).json()) as Status;
    expect(uptime).toBeGreaterThanOrEqual(0);
    for (const kind of coreKinds) {
      const { state, lastEvent, error } = kinds.find((one) => one.kind === kind) ?? {};
      expect({ state, error }).toEqual({ state: 'synced', error: null });
      const age = Date.parse(now) - Date.parse(lastEvent ?? ''); // by the clock as it is now
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThanOrEqual(60_000);
    }
  }
  // Four minutes: probes and discovery as in any four minutes.
  expect(stage.asked.length - from).toBeLessThanOrEqual(20);
});
