import { afterEach, expect, test } from 'vitest';
import { keyOf, type ServiceState } from '../../server/demo/cluster/objects.ts';
import type { JsonObject } from '../../server/demo/encode/message.ts';
import type { TypedKind } from '../../server/demo/kinds.ts';
import { Model } from '../../server/model/model.ts';
import { Oracle } from '../../server/model/oracle.ts';
import { coreKinds } from '../../server/records/records.ts';
import { Store } from '../../server/store/store.ts';
import { parseAddress } from '../../shared/net/address.ts';
import { eventFrame, frameOf } from './frames.ts';
import { live } from './life.ts';
import { Stage } from './stage.ts';

let stage: Stage;
const begin = async () => {
  stage = await Stage.start();
  await stage.synced();
};
afterEach(() => stage.stop());

const pods = () => stage.readingOf('Pod');

/** An object as the server has it now. */
function objectOf(kind: TypedKind, name: string): JsonObject {
  const found = stage.demo.cluster.objects(kind).find((object) => (object.metadata as JsonObject).name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** Puts bytes into a watch, ahead of what the server has still to say. */
const inject = (plural: string, ...bytes: readonly Buffer[]): void => {
  for (const one of bytes) stage.watch(plural).response.write(one);
};

const quietly = { restarts: 0, relists: 0, decodeErrors: 0, state: 'synced', error: null };

test('duplicate ADDED', async () => {
  await begin();
  const [pod] = stage.demo.cluster.objects('Pod');
  const { revision } = stage.store;
  inject('pods', eventFrame('ADDED', 'Pod', pod ?? {}), eventFrame('ADDED', 'Pod', pod ?? {}));
  await stage.settle();
  expect(stage.store.revision).toBe(revision);
  live(stage.demo.cluster);
  await stage.right(1000);
  expect(pods()).toMatchObject(quietly);
});

test('MODIFIED for an unknown object', async () => {
  await begin();
  stage.demo.cluster.createNamespace('shy');
  inject('namespaces', eventFrame('MODIFIED', 'Namespace', objectOf('Namespace', 'shy'))); // its ADDED comes behind
  await stage.right(1000);
  expect(stage.readingOf('Namespace')).toMatchObject(quietly);
});

test('DELETED for an unknown object', async () => {
  await begin();
  const ghost = { metadata: { name: 'ghost', uid: 'ghost', resourceVersion: String(stage.demo.cluster.storage.version) } };
  inject('namespaces', eventFrame('DELETED', 'Namespace', ghost));
  live(stage.demo.cluster);
  await stage.right(1000);
  expect(stage.readingOf('Namespace')).toMatchObject(quietly);
});

test('reordered kinds: slice before Service, pod before node', async () => {
  await begin();
  const late = ['services', 'nodes', 'namespaces'].flatMap((plural) => stage.proxy.about(`/${plural}?`));
  expect(late).toHaveLength(3);
  for (const link of late) link.set({ does: 'delay', milliseconds: 30_000 });
  const { cluster } = stage.demo;
  cluster.createNode({ name: 'young', zone: 'zone-a', roles: ['late'] });
  live(cluster);
  cluster.createPod({ namespace: 'default', name: 'early', node: 'young' });
  await stage.pass(1000);
  expect(stage.store.get('Node', 'young')).toBeUndefined();
  expect([...stage.store.all('EndpointSlice')].some(({ namespace }) => !stage.store.get('Namespace', namespace))).toBe(true);
  // What is known so far is shown as what it is: the same as by one who never knew anything else.
  const sofar = new Store(1);
  for (const kind of coreKinds) {
    sofar.apply([...stage.store.all(kind)].map((put) => ({ put })));
    sofar.setReading(kind, stage.readingOf(kind));
  }
  for (const answer of ['pools', 'nodes', 'services', 'namespaces'] as const)
    expect(stage.model[answer]({ limit: 1000 })).toEqual(new Model(sofar)[answer]({ limit: 1000 }));
  await stage.right(60_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject(quietly);
});

test('malformed frame', async () => {
  await begin();
  inject('pods', frameOf(5, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff])));
  await stage.settle();
  expect(pods()).toMatchObject({ state: 'stale', decodeErrors: 1, error: expect.stringContaining('data that cannot be read') });
  live(stage.demo.cluster);
  await stage.right(60_000);
  expect(pods()).toMatchObject({ relists: 1, decodeErrors: 1, error: null });
});

test('oversize frame', async () => {
  await begin();
  inject('pods', frameOf(0x7fff_ffff, Buffer.alloc(1000)));
  await stage.settle();
  expect(pods()).toMatchObject({ decodeErrors: 1, error: 'a watch frame of 2147483647 bytes: more than the limit of 16777216' });
  live(stage.demo.cluster);
  await stage.right(60_000);
  expect(pods()).toMatchObject({ relists: 1, decodeErrors: 1, error: null });
});

test('object without metadata', async () => {
  await begin();
  inject('pods', eventFrame('ADDED', 'Pod', { spec: {}, status: {} }));
  await stage.settle();
  expect(pods()).toMatchObject({ state: 'stale', decodeErrors: 1, error: 'an object without a name' });
  live(stage.demo.cluster);
  await stage.right(60_000);
  expect(pods()).toMatchObject({ relists: 1, decodeErrors: 1, error: null });
});

test('object with lax addresses', async () => {
  await begin();
  const { cluster } = stage.demo;
  cluster.createNamespace('old');
  cluster.createService({
    namespace: 'old',
    name: 'typed-by-hand',
    type: 'LoadBalancer',
    externalIPs: ['203.000.113.077', '2001:DB8:0:0::77'],
    ingress: [{ ip: '203.0.113.078' }, { ip: '2001:0db8::0078', ipMode: 'VIP' }],
  });
  cluster.createService({ namespace: 'old', name: 'zeros', policy: 'SingleStack' });
  const stored = cluster.storage.get('Service', 'old/zeros') as ServiceState;
  const [address = ''] = stored.clusterIPs;
  const lax = address
    .split('.')
    .map((byte) => byte.padStart(3, '0'))
    .join('.');
  expect(lax).not.toBe(address);
  cluster.storage.put<ServiceState>({ ...stored, clusterIPs: [lax] });
  cluster.slices.createByHand({
    namespace: 'old',
    name: 'by-hand',
    serviceName: 'zeros',
    addressType: 'IPv4',
    ports: [],
    endpoints: [{ addresses: ['010.001.002.003'], conditions: { ready: true } }, { addresses: ['no address'] }],
    createdAt: stage.clock.now(),
  });
  await stage.holds(1000); // the library that recounts refuses such texts: the oracle reads them
  expect(stage.store.get('Service', 'old/zeros')?.clusterIPs).toEqual([lax]);
  const { model, store } = stage;
  expect(model.unreadable).toBe(1);
  const oracle = new Oracle(store);
  expect(model.pools({ limit: 1000 }).items).toEqual(oracle.pools());
  const plain = ({ findings: _, ...rest }: { readonly findings: readonly string[] }) => rest;
  expect(model.services({ limit: 1000 }).items.map(plain)).toMatchObject(oracle.services().map(plain));
  const held = parseAddress(address);
  expect(held && model.address(held).holders.map(({ object }) => object.name)).toContain('zeros');
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject(quietly);
});

test('object with 10,000 annotations', async () => {
  await begin();
  const { cluster } = stage.demo;
  const annotations = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`example.com/note-${n}`, `text of note ${n}`]));
  const pod = cluster.createPod({ namespace: 'default', name: 'talkative', app: 'talkative', network: { addresses: null, annotations } });
  expect(Object.keys((objectOf('Pod', 'talkative').metadata as JsonObject).annotations as JsonObject).length).toBeGreaterThanOrEqual(
    10_000,
  );
  await stage.right(1000);
  expect(stage.store.get('Pod', keyOf(pod))).toBeDefined();
  stage.demo.server.expireWatches(); // and read whole, among the others
  cluster.setPodReady(keyOf(pod), false);
  await stage.right(60_000);
  expect(pods()).toMatchObject({ relists: 1, decodeErrors: 0, error: null });
});
