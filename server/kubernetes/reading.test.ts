import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { coreKinds, kinds, optionalKinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { type Connection, connectTo } from './connection.ts';
import { type ClusterReading, startReading } from './reading.ts';
import { fixture, protobufType, watchType } from './testing/fixture.ts';
import { silent } from './testing/play.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { type Asked, type Scene, ScriptedServer } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

/** What the request is about: the last word of its path. */
const fileOf = (asked: Asked): string => asked.path.split('/').at(-1) ?? '';

let server: ScriptedServer;
let connection: Connection;
let reading: ClusterReading;
let clock: PlayedClock;
let store: Store;

async function start(scene: Scene): Promise<void> {
  server = await ScriptedServer.start(...Array.from({ length: 60 }, () => scene));
  clock = new PlayedClock();
  store = new Store(1);
  connection = connectTo(server.url, { clock });
  reading = startReading({ connection, store, log: silent, clock, random: () => 0.5 });
}

afterEach(async () => {
  await reading.stop();
  expect(clock.waiting).toBe(0);
  await connection.close();
  await until(() => server.asked.every((asked) => asked.closed));
  await server.stop();
});

const noGroups = { kind: 'APIGroupList', groups: [] };
const noConfigMaps = { kind: 'ConfigMapList', metadata: { resourceVersion: '957' }, items: [] };

/** Answers as the recorded API server, without WatchList, without a group of a CNI's and without ConfigMaps. */
const recorded: Scene = (asked) => {
  if (asked.path === '/apis') asked.answer(200, noGroups);
  else if (asked.what === 'watchlist') asked.answer(422, { kind: 'Status', code: 422, message: 'no WatchList here' });
  else if (!asked.what.startsWith('list')) asked.response.writeHead(200, { 'content-type': watchType }).flushHeaders();
  else if (fileOf(asked) === 'configmaps') asked.answer(200, noConfigMaps);
  else asked.answer(200, fixture(`${fileOf(asked)}.list.pb`), { 'content-type': protobufType });
};

const certain = 10; // seven kinds and three ConfigMaps: what is read without asking what there is
const watches = () => server.asked.filter((asked) => asked.what === 'watch 957');
/** Every certain kind is followed: silence, end, standing, and the next probe; and the next look at what there is. */
const followed = () => watches().length === certain && clock.waiting === certain * 4 + 1;

describe('a whole cluster', () => {
  test('every kind is read and followed; that WatchList is missing is learned by few', async () => {
    await start(recorded);
    await until(followed);
    clock.advance(1000);
    for (const kind of coreKinds) expect(store.reading(kind)).toMatchObject({ state: 'synced', connected: true, error: null });
    expect(coreKinds.map((kind) => store.count(kind))).toEqual([7, 1, 7, 11, 13, 15, 30]);
    expect(optionalKinds.filter((kind) => store.reading(kind).state === 'synced')).toEqual([
      'ConfigMap/kubeadm-config',
      'ConfigMap/kube-proxy',
      'ConfigMap/kubevip',
    ]);
    expect(optionalKinds.filter((kind) => store.reading(kind).state === 'not-served')).toHaveLength(optionalKinds.length - 3);
    expect(server.story.filter((what) => what === 'watchlist').length).toBeLessThanOrEqual(8);
    expect(reading.warnings()).toEqual([]);
  });

  test('big kinds are read one after the other, small ones at once', async () => {
    await start(() => {});
    await until(() => server.asked.length === 9);
    const big = () => server.asked.map(fileOf).filter((file) => ['pods', 'endpointslices', 'ipaddresses'].includes(file));
    expect(big()).toEqual(['ipaddresses']);
    for (const asked of server.asked) asked.answer(503, 'down');
    await until(() => big().length === 2);
    expect(big()).toEqual(['ipaddresses', 'endpointslices']);
  });

  test('a rewind that one kind notices makes the others look at once', async () => {
    await start(recorded);
    await until(followed);
    server.knowsThePast = true;
    const before = server.asked.length;
    const namespaces = watches().find((asked) => fileOf(asked) === 'namespaces');
    // type=BOOKMARK, object → an envelope of a Namespace whose metadata (1) has resourceVersion (6) "5"
    const envelope = Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12, 5, 0x0a, 3, 0x32, 1, 0x35])]);
    const object = Buffer.concat([Buffer.from([0x0a, envelope.length]), envelope]);
    const event = Buffer.concat([Buffer.from([0x0a, 8]), Buffer.from('BOOKMARK'), Buffer.from([0x12, object.length]), object]);
    namespaces?.response.write(Buffer.concat([Buffer.from([0, 0, 0, event.length]), event]));
    const looks = () => server.asked.slice(before).filter(({ query }) => query.resourceVersionMatch === 'Exact');
    await until(() => looks().length === 9);
    expect(looks().map(fileOf).sort()).toEqual([
      ...['configmaps', 'configmaps', 'configmaps'],
      ...['endpointslices', 'ipaddresses', 'nodes', 'pods', 'servicecidrs', 'services'],
    ]);
    expect(reading.warnings()).toEqual([
      expect.stringMatching(/^Namespace: the server’s state went back from resourceVersion 957 to 5, .* read again at 20/),
    ]);
    // They find what they hold, and go on from where they were.
    await until(() => server.asked.slice(before).filter(({ query }) => query.watch && query.resourceVersion === '957').length === 9);
    expect(looks()).toHaveLength(9);
  });

  test('every few minutes each kind looks whether it may still read, and whether time went back', async () => {
    await start(recorded);
    await until(followed);
    const before = server.asked.length;
    const probes = () => server.asked.slice(before).filter((asked) => asked.query.limit === '1');
    clock.advance(239_999);
    await pass(20); // what was asked by now would have come
    expect(probes()).toEqual([]);
    clock.advance(1);
    await until(() => probes().length === certain);
    expect(probes().filter((asked) => asked.query.fieldSelector === undefined)).toHaveLength(7);
  });
});

describe('a cluster that is not there', () => {
  test('every kind says why; once it is there, every kind is read', async () => {
    let up = false;
    await start((asked) => (up ? recorded(asked) : asked.reset()));
    await until(() => kinds.every((kind) => store.reading(kind).error !== null));
    for (const kind of kinds) expect(store.reading(kind)).toMatchObject({ state: 'syncing', connected: false });
    up = true;
    clock.advance(400);
    await until(() => watches().length === certain);
    expect(store.count('Pod')).toBe(30);
    await until(() => store.reading('ResourceClaim').state === 'not-served');
  });
});
