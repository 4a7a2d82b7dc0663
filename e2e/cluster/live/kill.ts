import type { Pool } from '../../../shared/wire/pools.ts';
import type { Status } from '../../../shared/wire/status.ts';
import { agree } from '../agreement.ts';
import { differences } from '../differences.ts';
import type { Mortal } from '../mortal.ts';
import { type Product, startProduct } from '../product.ts';
import { kindOf, notFollowed, notReady, readyz } from '../readings.ts';
import { untilRight } from '../until.ts';
import { createPod } from './pods.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/**
 * The whole control plane is killed and starts again. What was read stays, called stale with the reason; a product that starts meanwhile
 * says what it has not read. What etcd holds is copied aside while it is down, for the plays that go back to it.
 */
export async function playKill(stage: Stage, down: Mortal['down']): Promise<void> {
  const { api, product, report, plane } = stage;
  if (!plane) return;
  const numbers = async () => (await product.all<Pool>('/pools')).map(({ id, addresses }) => ({ id, addresses }));
  const before = { numbers: await numbers(), kinds: (await product.get<Status>('/status')).kinds };
  const held = new Map(before.kinds.map(({ kind, objects }) => [kind, objects]));
  let late: Product | undefined;
  try {
    await down(async () => {
      report.check('killed: every kind that was read is stale, with the reason', await untilRight(() => notStale(product, held)));
      report.check('killed: the numbers stay as they were', differences(before.numbers, await numbers()));
      report.check('killed: /readyz still says yes, for what was read is shown', await notReady(product));
      const starting = await startProduct(plane.kubeconfig, undefined);
      late = starting;
      report.check('a product that starts meanwhile is not ready, and says what is missing', await untilRight(() => notMissing(starting)));
      plane.save();
    });
    const from = performance.now();
    report.check('started again: every kind is followed again', await untilRight(() => notFollowed(product)));
    report.fact(`it took ${Math.round(performance.now() - from)} ms from the end of the start`);
    for (const kind of ['Pod', 'Service']) {
      const { restarts, relists } = await kindOf(product, kind);
      const more = restarts > (before.kinds.find((one) => one.kind === kind)?.restarts ?? 0);
      report.check(`started again: ${kind} counts the watch that was opened again`, more ? [] : [`restarts: ${restarts}`]);
      report.fact(`${kind}: ${restarts} restarts, ${relists} relists`);
    }
    await createService(stage, 'after-kill', {});
    await createPod(stage, 'after-kill', {});
    await agree('killed and started again', api, product, report);
    for (const other of late ? [late] : []) {
      report.check('the product that started meanwhile is ready by itself', await untilRight(() => notReady(other)));
      await agree('started while there was no API server', api, other, report);
    }
  } finally {
    await late?.stop();
  }
}

/** Complaints for as long as what was read is not called stale and not connected, with as many objects as before. */
async function notStale(product: Product, held: ReadonlyMap<string, number | null>): Promise<string[]> {
  const { kinds, connected, synced } = await product.get<Status>('/status');
  const wrong = kinds
    .filter(({ state }) => state !== 'not-served')
    .flatMap((kind) =>
      differences({ state: 'stale', connected: false, objects: held.get(kind.kind) }, kind)
        .concat(kind.error === null ? ['no reason is given'] : [])
        .map((line) => `${kind.kind}: ${line}`),
    );
  return [...(connected ? ['it calls itself connected'] : []), ...(synced ? ['it calls itself synced'] : []), ...wrong];
}

/** Complaints for as long as /readyz does not name each kind that every cluster has as not read, and why. */
async function notMissing(product: Product): Promise<string[]> {
  const { status, text } = await readyz(product);
  const { kinds } = await product.get<Status>('/status');
  const lines = text.split('\n');
  const unnamed = kinds.filter(({ kind, optional }) => !optional && !lines.some((line) => line.startsWith(`${kind}: not read yet (`)));
  return [
    ...differences(503, status),
    ...unnamed.map(({ kind, state }) => `${kind}, which is ${state}, is not named: ${text.slice(0, 200)}`),
  ];
}
