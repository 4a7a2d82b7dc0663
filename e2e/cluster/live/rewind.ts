import type { Status } from '../../../shared/wire/status.ts';
import { agree } from '../agreement.ts';
import type { Api } from '../api.ts';
import { differences } from '../differences.ts';
import type { Mortal } from '../mortal.ts';
import type { Product } from '../product.ts';
import { notFollowed, notReady } from '../readings.ts';
import { untilRight } from '../until.ts';
import { createPod } from './pods.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/** What a start writes by itself is some hundred revisions; so many more keep the restored state behind what was read. */
const ahead = 1000n;
/** The longest until the product looks whether the server's state went back, and something over. */
const noticed = 330_000;

/** etcd is restored to the copy: what came since is gone, what went is back, and revisions are lower than those that were read. */
export async function playRewind(stage: Stage, down: Mortal['down']): Promise<void> {
  const { api, product, report, plane, signal } = stage;
  if (!plane) return;
  await leaveBehind(stage, 'lost');
  const ours = await revision(api);
  report.check('nothing is said of a rewind while there was none', rewinds(await product.get<Status>('/status')));
  await down(async () => plane.restore());
  const [from, theirs] = [performance.now(), await revision(api)];
  report.check('the restored state lies behind what was read', theirs < ours ? [] : [`${theirs} is not below ${ours}`]);
  report.check('restored: a warning says that the state went back', await untilRight(() => unwarned(product, []), noticed, 250, signal));
  report.fact(
    `warned after ${Math.round((performance.now() - from) / 1000)} s: ${rewinds(await product.get<Status>('/status')).join('; ')}`,
  );
  report.check('restored: every kind is followed again', await untilRight(() => notFollowed(product)));
  await goneAndBack(stage, 'lost', 'restored');
  await agree('etcd restored to an older state', api, product, report);
  report.check('restored: /readyz says yes', await untilRight(() => notReady(product)));
}

/**
 * The same, but the server writes on until its revisions pass those that were read: from then on nothing that it says lies behind. One
 * product has opened its watches before that, the other one slept through it and looks for the first time afterwards.
 */
export async function playPassedRewind(stage: Stage, down: Mortal['down'], awake: Product): Promise<void> {
  const { api, product: asleep, report, plane } = stage;
  if (!plane) return;
  await leaveBehind(stage, 'lost-again');
  report.check('before etcd is restored again: the other product follows', await untilRight(() => notFollowed(awake)));
  const ours = await revision(api);
  const told = rewinds(await awake.get<Status>('/status'));
  asleep.sleep();
  try {
    await down(async () => plane.restore());
    report.check('restored again: who is awake follows every kind', await untilRight(() => notFollowed(awake)));
    const theirs = await revision(api);
    report.check('restored again: the state lies behind what was read', theirs < ours ? [] : [`${theirs} is not below ${ours}`]);
    await writeUntil(stage, ours + 200n);
    report.fact(`from ${ours} back to ${theirs}, then on to ${await revision(api)}`);
  } finally {
    asleep.wake();
  }
  await createService(stage, 'after-passing', {});
  report.check('passed: who was awake warns that the state went back', await untilRight(() => unwarned(awake, told)));
  for (const [who, product] of Object.entries({ awake, asleep })) {
    report.fact(`${who}: ${rewinds(await product.get<Status>('/status')).join('; ')}`);
    await goneAndBack({ ...stage, product }, 'lost-again', `passed, ${who}`);
    await agree(`revisions passed those that were read, ${who}`, api, product, report);
  }
}

/** Changes that the copy of etcd does not have, at revisions that a restored server does not reach by itself. */
async function leaveBehind(stage: Stage, name: string): Promise<void> {
  const { api, product, report, world } = stage;
  await writeUntil(stage, (await revision(api)) + ahead);
  await createService(stage, name, {});
  await createPod(stage, name, {});
  await api.remove(`${world.path('services')}/kept`);
  await agree(`before etcd is restored (${name})`, api, product, report);
}

async function goneAndBack({ product, report, world }: Stage, lost: string, title: string): Promise<void> {
  const isThere = (name: string) =>
    product.get(`/services/${world.name}/${name}`).then(
      () => true,
      () => false,
    );
  const left = await untilRight(async () =>
    differences({ kept: true, [lost]: false }, { kept: await isThere('kept'), [lost]: await isThere(lost) }),
  );
  report.check(`${title}: what was made since is gone, what was deleted since is back`, left);
}

/** The revision of what the API server holds, all kinds together. */
async function revision(api: Api): Promise<bigint> {
  const list = await api.get<{ metadata: { resourceVersion: string } }>('/api/v1/namespaces?limit=1');
  return BigInt(list?.metadata.resourceVersion ?? '');
}

/** Writes to a few ConfigMaps, of which the product knows nothing, until revisions have reached the goal. */
async function writeUntil({ api, world, signal }: Stage, goal: bigint): Promise<void> {
  const path = world.path('configmaps');
  const writers = Array.from({ length: 16 }, (_, i) => `filler-${i}`);
  const there = new Set((await api.list<{ metadata: { name: string } }>(path))?.map(({ metadata }) => metadata.name));
  for (const name of writers.filter((one) => !there.has(one))) {
    await world.create(path, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } } as { metadata: { name: string } });
  }
  for (let turn = 0; (await revision(api)) < goal; turn++) {
    signal.throwIfAborted();
    await Promise.all(writers.map((name) => api.merge(`${path}/${name}`, { data: { turn: `${goal} ${turn}` } })));
  }
}

const rewinds = ({ warnings }: Status): string[] => warnings.filter((text) => /went back/.test(text));

/** Complaints until a warning of a rewind stands that did not stand before. */
async function unwarned(product: Product, before: readonly string[]): Promise<string[]> {
  const found = rewinds(await product.get<Status>('/status'));
  return found.some((text) => !before.includes(text))
    ? []
    : [`of a rewind is said ${found.length === 0 ? 'nothing' : `only ${found.join('; ')}`}`];
}
