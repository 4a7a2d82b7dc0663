import type { Pool } from '../../../shared/wire/pools.ts';
import type { Status } from '../../../shared/wire/status.ts';
import { agree } from '../agreement.ts';
import { isOnMap } from '../delays.ts';
import { differences } from '../differences.ts';
import { notFollowed } from '../readings.ts';
import { untilRight, untilThere } from '../until.ts';
import { addressesOf, createPod } from './pods.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/** The API server restarts: what was known stays, marked as what it is, and what changes afterwards is seen. */
export async function playRestart(stage: Stage): Promise<void> {
  const { api, product, report, delays, restartPid } = stage;
  if (restartPid === undefined) return report.skip('an API server restart', 'no --restart-pid');
  const counts = async () => (await product.all<Pool>('/pools')).map(({ id, addresses }) => ({ id, addresses }));
  const before = await counts();
  process.kill(restartPid, 'SIGUSR1');
  const lost = new Set<string>();
  const seen = new Set<string>();
  const look = async () => {
    for (const line of differences(before, await counts())) lost.add(line);
    for (const { state } of (await product.get<Status>('/status')).kinds) seen.add(state);
  };
  const isAway = () =>
    api.get('/version').then(
      () => false,
      () => true,
    );
  await untilThere('the API server to go', async () => {
    await look();
    return (await isAway()) ? true : undefined;
  });
  await untilThere('the API server to come back', async () => {
    await look();
    return (await isAway()) ? undefined : true;
  });
  report.check('while the API server is away, the numbers stay as they were', [...lost]);
  report.fact(`states of kinds meanwhile: ${[...seen].sort().join(', ')}`);
  const whole = await untilRight(() => notFollowed(product), 120_000);
  report.check('after the restart every kind is followed again', whole);
  await createService(stage, 'after-restart', {});
  await createPod(stage, 'after-restart', {});
  const [addresses, from] = await addressesOf(stage, 'after-restart');
  await delays.until('a pod made after the restart', from, async () =>
    (await Promise.all(addresses.map((address) => isOnMap(address, product)))).every(Boolean),
  );
  await agree('after the restart', api, product, report);
}
