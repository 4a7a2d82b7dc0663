import { afterEach, describe, expect, test } from 'vitest';
import { coreKinds } from '../../server/records/records.ts';
import type { Fault } from './fault.ts';
import { eventFrame } from './frames.ts';
import { live } from './life.ts';
import type { Link } from './link.ts';
import { Stage, type StageOptions } from './stage.ts';
import { storeDifferences } from './truth.ts';

let stage: Stage;
const begin = async (options?: StageOptions) => {
  stage = await Stage.start(options);
};
afterEach(() => stage.stop());

const pods = () => stage.readingOf('Pod');
const namespaces = () => stage.readingOf('Namespace');
const linkOf = (plural: string): Link => {
  const [link] = stage.proxy.about(`/${plural}?`).filter(({ request }) => request.includes('watch=true'));
  if (!link) throw new Error(`no connection watches ${plural}`);
  return link;
};

describe('the body of a watch', () => {
  test.each(['cut', 'reset'] as const)('body cut at every byte offset of a frame: %s', async (does) => {
    await begin();
    await stage.synced();
    let offsets = 0;
    let length = 1;
    for (let after = 0; after <= length; after++, offsets++) {
      const link = linkOf('namespaces');
      const before = link.came;
      link.set({ does, after });
      const name = `cut-${String(after).padStart(3, '0')}`;
      stage.demo.cluster.createNamespace(name);
      await stage.until(() => !link.open);
      length = link.came - before; // the frame, in its chunk of HTTP
      // By then at most the bytes of that frame are known; once it is well again, the namespace is there.
      await stage.until(() => namespaces().state === 'synced' && stage.store.get('Namespace', name) !== undefined, 60_000);
      if (storeDifferences(stage.demo.cluster, stage.store).length > 0) await stage.right(60_000);
    }
    expect(offsets).toBe(length + 1);
    expect(length).toBeGreaterThan(150);
    await stage.right(60_000);
    // A connection that breaks says nothing wrong: the watch is taken up where it was, whatever was lost of the frame.
    expect(namespaces()).toMatchObject({ restarts: offsets, relists: 0, decodeErrors: 0 });
    expect(stage.readingOf('Service')).toMatchObject({ relists: 0, decodeErrors: 0 });
  });

  test('body that ends in good order at every byte offset of a frame', async () => {
    await begin();
    await stage.synced();
    const [object] = stage.demo.cluster.objects('Namespace');
    const frame = eventFrame('MODIFIED', 'Namespace', object ?? {});
    expect(frame.length).toBeGreaterThan(150);
    for (let at = 1; at < frame.length; at++) {
      stage.watch('namespaces').response.end(frame.subarray(0, at));
      await stage.until(() => namespaces().decodeErrors === at, 60_000);
      expect(namespaces()).toMatchObject({ state: 'stale', error: `the watch ended inside an event, ${at} bytes into it` });
      await stage.until(() => namespaces().state === 'synced', 60_000);
    }
    live(stage.demo.cluster);
    await stage.right(60_000);
    // Bytes are missing where the server says that it has said all: what we know cannot be trusted, so it is read again.
    const times = frame.length - 1;
    expect(namespaces()).toMatchObject({ restarts: times, relists: times, decodeErrors: times, error: null });
  });

  test('RST', async () => {
    await begin();
    await stage.synced();
    for (let round = 0; round < 5; round++) {
      live(stage.demo.cluster);
      for (const link of stage.proxy.connections) link.reset();
      live(stage.demo.cluster);
      await stage.right(60_000);
    }
    for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ restarts: 5, relists: 0, decodeErrors: 0, error: null });
  });

  test('clean end at once, repeatedly', async () => {
    await begin();
    await stage.synced();
    const undo = stage.rule((asked) => {
      if (asked.plural !== 'pods' || !asked.isWatch) return false;
      asked.response.writeHead(200, { 'content-type': 'application/vnd.kubernetes.protobuf;stream=watch' }).end();
      return true;
    });
    linkOf('pods').cut();
    live(stage.demo.cluster);
    const from = stage.asked.length;
    await stage.pass(600_000);
    expect(pods()).toMatchObject({ state: 'stale', error: 'the watch ended at once' });
    expect(stage.asked.slice(from).filter(({ plural, isWatch }) => plural === 'pods' && isWatch).length).toBeLessThanOrEqual(60);
    undo();
    await stage.right(60_000);
    expect(pods()).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
  });
});

describe('half-open connections', () => {
  test('half-open: headers then silence', async () => {
    await begin();
    await stage.synced();
    stage.proxy.set({ does: 'silence', after: 'head' });
    for (const link of stage.proxy.connections) link.set({ does: 'silence', after: 0 });
    live(stage.demo.cluster);
    await stage.until(() => pods().state === 'stale');
    expect(stage.clock.elapsed()).toBe(150_000); // two bookmarks and a half
    expect(pods().error).toBe('the watch has been silent for 150 s');
    await stage.pass(600_000);
    stage.proxy.set({ does: 'pass' });
    for (const link of stage.proxy.connections) link.set({ does: 'silence', after: 0 }); // those stay lost
    await stage.right(660_000); // a watch that never showed a bookmark is bounded by its own timeoutSeconds alone
    expect(pods()).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
  });

  test('half-open: no headers at all', async () => {
    await begin();
    await stage.synced();
    stage.proxy.set({ does: 'silence', after: 0 });
    linkOf('pods').cut();
    live(stage.demo.cluster);
    await stage.until(() => pods().error?.includes('no answer') === true);
    expect(pods()).toMatchObject({ state: 'stale', error: 'no answer within 65 s' });
    await stage.pass(300_000);
    stage.proxy.set({ does: 'pass' });
    for (const link of stage.proxy.connections) link.set({ does: 'silence', after: 0 });
    await stage.right(180_000);
    for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
  });

  test('half-open: no headers at all, at start', async () => {
    await begin({ before: ({ proxy }) => proxy.set({ does: 'silence', after: 0 }) });
    await stage.until(() => pods().error !== null);
    for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ state: 'syncing', connected: false });
    stage.proxy.set({ does: 'pass' });
    for (const link of stage.proxy.connections) link.set({ does: 'silence', after: 0 });
    await stage.right(300_000);
  });

  test('half-open: the server no longer hears us', async () => {
    await begin();
    await stage.synced();
    stage.proxy.set({ does: 'deaf' });
    live(stage.demo.cluster); // what is open still speaks
    await stage.right(1000);
    for (const link of stage.proxy.connections) link.cut();
    live(stage.demo.cluster);
    await stage.pass(300_000);
    expect(pods()).toMatchObject({ state: 'stale', error: 'no answer within 65 s' });
    stage.proxy.set({ does: 'pass' });
    for (const link of stage.proxy.connections) link.set({ does: 'deaf' });
    await stage.right(180_000);
  });
});

describe('slow and odd ways', () => {
  test('slow trickle', async () => {
    await begin({ before: ({ proxy }) => proxy.set({ does: 'trickle', bytes: 2000, every: 1000 }) });
    await stage.until(() => pods().lastEvent > 0);
    expect(pods()).toMatchObject({ state: 'syncing', connected: true });
    live(stage.demo.cluster);
    await stage.right(600_000);
    expect(pods()).toMatchObject({ restarts: 0, relists: 0, decodeErrors: 0, error: null });
  });

  test.each<[string, Fault]>([
    ['every byte a second late', { does: 'delay', milliseconds: 1000 }],
    ['broken into pieces anywhere', { does: 'chop' }],
  ])('slow network: %s', async (_, fault) => {
    await begin({ before: ({ proxy }) => proxy.set(fault) });
    await stage.synced();
    for (let i = 0; i < 10; i++) live(stage.demo.cluster);
    await stage.right(60_000);
    for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ restarts: 0, relists: 0, decodeErrors: 0, error: null });
  });

  test('a chunk that comes twice', async () => {
    await begin();
    await stage.synced();
    for (const link of stage.proxy.connections) link.set({ does: 'duplicate', chunk: 0 });
    live(stage.demo.cluster);
    await stage.right(60_000);
    await stage.synced();
    for (const kind of coreKinds) expect(stage.readingOf(kind).error).toBeNull();
  });
});
