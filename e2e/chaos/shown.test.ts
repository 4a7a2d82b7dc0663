import { afterEach, expect, test } from 'vitest';
import type { KindStatus, Status } from '../../shared/wire/status.ts';
import { eventFrame } from './frames.ts';
import { live } from './life.ts';
import { Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

async function shown(kind: string): Promise<Partial<KindStatus>> {
  const { kinds } = (await (await fetch(`${stage.url}/api/v1/status`)).json()) as Status;
  const { state, connected, lastEvent, error, restarts, relists, decodeErrors } = kinds.find((one) => one.kind === kind) ?? {};
  return { state, connected, lastEvent, error, restarts, relists, decodeErrors } as Partial<KindStatus>;
}

/** The lines of /metrics about the reading of a kind, without what is 0 and without its name. */
async function measured(kind: string): Promise<string[]> {
  const text = await (await fetch(`${stage.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('cidrscape_reading') && line.includes(`kind="${kind}"`));
  return lines.filter((line) => !line.endsWith(' 0')).map((line) => line.replace(`kind="${kind}"`, '').replace('cidrscape_reading_', ''));
}

test('what went wrong is counted and shown per kind', async () => {
  stage = await Stage.start();
  await stage.synced();
  await stage.pass(10_000);
  const began = new Date(stage.clock.now() - 10_000).toISOString();
  expect(await shown('Pod')).toEqual({
    ...{ state: 'synced', connected: true, lastEvent: began, error: null },
    ...{ restarts: 0, relists: 0, decodeErrors: 0 },
  });
  expect(await measured('Pod')).toEqual(['connected{} 1', 'last_event_age_seconds{} 10', 'state{,state="synced"} 1']);

  stage.watch('pods').response.write(eventFrame('ADDED', 'Pod', { spec: {}, status: {} }));
  await stage.settle();
  const now = new Date(stage.clock.now()).toISOString();
  expect(await shown('Pod')).toEqual({
    ...{ state: 'stale', connected: false, lastEvent: now, error: 'an object without a name' },
    ...{ restarts: 0, relists: 0, decodeErrors: 1 },
  });
  expect(await measured('Pod')).toEqual(['decode_errors_total{} 1', 'state{,state="stale"} 1']);
  await stage.right(60_000);

  for (let times = 0; times < 3; times++) {
    for (const link of stage.proxy.about('/pods?')) link.reset();
    live(stage.demo.cluster);
    await stage.right(60_000);
  }
  expect(await shown('Pod')).toMatchObject({ state: 'synced', connected: true, error: null, restarts: 4, relists: 1, decodeErrors: 1 });
  expect((await measured('Pod')).filter((line) => line.includes('total'))).toEqual([
    'restarts_total{} 4',
    'relists_total{} 1',
    'decode_errors_total{} 1',
  ]);
  expect(await shown('Service')).toMatchObject({ state: 'synced', restarts: 0, relists: 0, decodeErrors: 0 });
});
