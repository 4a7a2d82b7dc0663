import { afterEach, expect, test } from 'vitest';
import type { Asked } from './asked.ts';
import { live } from './life.ts';
import { Stage, type StageOptions } from './stage.ts';

let stage: Stage;
const begin = async (options?: StageOptions) => {
  stage = await Stage.start(options);
};
afterEach(() => stage.stop());

const ofPods = (asked: Asked): boolean => asked.plural === 'pods';
const pods = () => stage.readingOf('Pod');
/** Requests about pods since so many had come in all. */
const asks = (from: number) => stage.asked.slice(from).filter(ofPods);

test('403 on one kind', async () => {
  await begin();
  await stage.synced();
  stage.demo.server.forbid('Pod');
  live(stage.demo.cluster);
  await stage.until(() => pods().state === 'forbidden'); // a running watch outlives the right: the probe notices
  expect(stage.clock.elapsed()).toBeLessThanOrEqual(300_000);
  expect(pods()).toMatchObject({
    connected: false,
    error: expect.stringMatching(/^HTTP 403: pods is forbidden: User "demo" cannot watch resource "pods"/),
  });
  const from = stage.asked.length;
  live(stage.demo.cluster);
  await stage.pass(3_600_000);
  expect(asks(from).length).toBeLessThanOrEqual(120); // every 30 to 60 s
  expect(stage.readingOf('Service')).toMatchObject({ state: 'synced', connected: true, error: null });
  stage.demo.server.forbid('Pod', false);
  await stage.right(60_000);
});

test('404 on one kind', async () => {
  await begin();
  await stage.synced();
  stage.demo.server.unserve('IPAddress');
  stage.proxy.about('/ipaddresses?')[0]?.cut();
  await stage.until(() => stage.readingOf('IPAddress').state === 'not-served');
  expect(stage.store.count('IPAddress')).toBeGreaterThan(0); // one 404 may be a proxy's mistake
  await stage.until(() => stage.store.count('IPAddress') === 0);
  expect(stage.readingOf('IPAddress').error).toBe('HTTP 404: 404 page not found');
  const from = stage.asked.length;
  live(stage.demo.cluster);
  await stage.pass(3_600_000);
  expect(stage.asked.slice(from).filter(({ plural }) => plural === 'ipaddresses').length).toBeLessThanOrEqual(60); // every 60 to 120 s
  stage.demo.server.unserve('IPAddress', false);
  await stage.right(120_000);
});

test('406 for protobuf', async () => {
  const refused: Asked[] = [];
  await begin({
    before: (stage) => {
      stage.rule((asked) => {
        if (!asked.request.headers.accept?.includes('protobuf')) return false;
        refused.push(asked);
        return asked.refuse(406, 'only the following media types are accepted: application/json');
      });
    },
  });
  await stage.right(60_000);
  expect(refused).toHaveLength(10); // once a reader
  live(stage.demo.cluster);
  await stage.right(1000);
  expect(pods()).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
});

test('429 with Retry-After', async () => {
  await begin();
  await stage.synced();
  const undo = stage.rule(
    (asked) => ofPods(asked) && asked.answer(429, 'Too many requests, please try again later.', { 'retry-after': '20' }),
  );
  stage.proxy.about('/pods?')[0]?.cut();
  live(stage.demo.cluster);
  const from = stage.asked.length;
  const began = stage.clock.elapsed();
  await stage.until(() => pods().error !== null);
  await stage.until(() => asks(from).length === 4);
  // 20 s and up to a second more by jitter, three times, behind the first pause of up to 800 ms
  expect(stage.clock.elapsed() - began).toBeGreaterThanOrEqual(60_000);
  expect(stage.clock.elapsed() - began).toBeLessThanOrEqual(63_800);
  expect(pods()).toMatchObject({ state: 'stale', error: 'HTTP 429: Too many requests, please try again later.' });
  undo();
  await stage.right(30_000);
  expect(pods()).toMatchObject({ relists: 0, error: null }); // the position stood
});

test('429 without Retry-After', async () => {
  await begin();
  await stage.synced();
  const undo = stage.rule((asked) => asked.answer(429, 'Too many requests, please try again later.'));
  for (const link of stage.proxy.connections) link.cut();
  live(stage.demo.cluster);
  const from = stage.asked.length;
  await stage.pass(600_000);
  expect(asks(from).length).toBeLessThanOrEqual(60);
  expect(pods()).toMatchObject({ state: 'stale', error: 'HTTP 429: Too many requests, please try again later.' });
  undo();
  await stage.right(30_000);
  expect(pods()).toMatchObject({ relists: 0, error: null });
});

test.each([500, 503, 504])('HTTP %i on every request', async (code) => {
  await begin();
  await stage.synced();
  const undo = stage.rule((asked) => asked.refuse(code, 'etcdserver: request timed out'));
  for (const link of stage.proxy.connections) link.reset();
  live(stage.demo.cluster);
  const from = stage.asked.length;
  await stage.pass(600_000);
  expect(asks(from).length).toBeLessThanOrEqual(60);
  expect(pods()).toMatchObject({ state: 'stale', connected: false, error: `HTTP ${code}: etcdserver: request timed out` });
  undo();
  await stage.right(30_000);
  expect(pods()).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
});

test.each([500, 503, 504])('HTTP %i on every other request, at start', async (code) => {
  let count = 0;
  await begin({
    before: (stage) => {
      stage.rule((asked) => count++ % 2 === 0 && asked.refuse(code, 'not now'));
    },
  });
  await stage.right(120_000);
  expect(pods()).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
});
