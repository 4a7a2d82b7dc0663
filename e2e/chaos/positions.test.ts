import { afterEach, expect, test } from 'vitest';
import type { Demo } from '../../server/demo/startDemo.ts';
import { coreKinds } from '../../server/records/records.ts';
import type { Asked } from './asked.ts';
import { errorFrame } from './frames.ts';
import { live } from './life.ts';
import { Stage, type StageOptions } from './stage.ts';

let stage: Stage;
const begin = async (options?: StageOptions) => {
  stage = await Stage.start(options);
};
afterEach(() => stage.stop());

const pods = () => stage.readingOf('Pod');
/** What was asked about pods, in order, probes aside. */
const story = (from = 0): string[] =>
  stage.asked.slice(from).flatMap(({ plural, what }) => (plural === 'pods' && what !== 'probe' ? [what] : []));
const warnings = (): readonly string[] => stage.reading?.warnings() ?? [];

/** A server without WatchList, whose pages hold as few as ten objects. */
const inPages = (asked: Asked): boolean => {
  if (asked.what === 'watchlist') return asked.refuse(422, 'sendInitialEvents is forbidden for watch');
  asked.request.url = asked.request.url?.replace(/limit=\d{3,}/, 'limit=10') ?? '';
  return false;
};

test('410 on list page ≥ 2', async () => {
  let pages = 0;
  await begin({
    before: (stage) => {
      stage.rule(inPages);
      stage.rule((asked) => {
        if (asked.plural !== 'pods' || asked.what !== 'page' || ++pages !== 2) return false;
        live(stage.demo.cluster);
        stage.demo.server.compact(); // the token of page three comes too late
        return false;
      });
    },
  });
  await stage.right(60_000);
  expect(story()).toEqual(['list', 'page', 'page', 'list', 'page', 'page', 'page', 'page', 'watch']);
  expect(pods()).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
});

test('410 on watch', async () => {
  await begin();
  await stage.synced();
  let refused = 0;
  stage.rule((asked) => asked.plural === 'pods' && asked.what === 'watch' && ++refused > 0 && asked.refuse(410, 'Expired'));
  stage.proxy.about('/pods?')[0]?.cut();
  live(stage.demo.cluster);
  const from = stage.asked.length;
  await stage.right(60_000);
  expect(story(from)).toEqual(['look', 'watch', 'watchlist']);
  expect(pods()).toMatchObject({ restarts: 2, relists: 1, decodeErrors: 0, error: null });
});

test('ERROR event 410', async () => {
  await begin();
  await stage.synced();
  stage.demo.server.expireWatches();
  live(stage.demo.cluster);
  await stage.right(60_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ relists: 1, decodeErrors: 0, error: null });
});

test('ERROR event 500', async () => {
  await begin();
  await stage.synced();
  const from = stage.asked.length;
  live(stage.demo.cluster);
  await stage.settle();
  const { response } = stage.watch('pods');
  response.end(errorFrame(500, 'etcdserver: leader changed'));
  await stage.settle();
  expect(pods()).toMatchObject({ state: 'stale', error: 'HTTP 500: etcdserver: leader changed' });
  live(stage.demo.cluster);
  await stage.right(60_000);
  expect(story(from)).toEqual(['look', 'watch']); // from where it was
  expect(pods()).toMatchObject({ restarts: 1, relists: 0, decodeErrors: 0, error: null });
});

test('API server restart with the same RV', async () => {
  await begin();
  await stage.synced();
  await stage.demo.server.stop();
  await stage.pass(20_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ state: 'stale', connected: false });
  await stage.demo.server.start();
  await stage.right(60_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
  expect(warnings()).toEqual([]);
});

test('API server restart with a higher RV', async () => {
  await begin();
  await stage.synced();
  await stage.demo.server.restart(async () => live(stage.demo.cluster));
  await stage.right(60_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ relists: 1, decodeErrors: 0, error: null });
  expect(warnings()).toEqual([]);
});

/** The stage's cluster as it was when it started, as after restoring etcd from a backup of then. */
const restored = (): Promise<Demo> => stage.another();

test('API server restart with a lower RV', async () => {
  await begin();
  await stage.synced();
  live(stage.demo.cluster);
  live(stage.demo.cluster);
  await stage.right(1000);
  await stage.replaceServer(await restored());
  await stage.right(600_000); // a watch from the future is silent: the next probe notices, of whichever kind, and tells the others
  expect(warnings()).toEqual([
    expect.stringMatching(
      /the server’s state went back from resourceVersion \d+ to \d+, as after restoring etcd from a backup; read again at /,
    ),
  ]);
  live(stage.demo.cluster);
  await stage.right(60_000);
});

test('API server restart with a lower RV, while other things happen on it', async () => {
  await begin();
  await stage.synced();
  for (let i = 0; i < 20; i++) stage.demo.cluster.step();
  await stage.right(1000);
  const demo = await restored();
  live(demo.cluster);
  await stage.replaceServer(demo);
  for (let i = 0; i < 10; i++) {
    await stage.pass(5000);
    demo.cluster.createNamespace(`after-${i}`);
  }
  await stage.right(600_000);
});
