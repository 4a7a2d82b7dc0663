import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Kind, kinds, optionalKinds } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';
import { Store } from '../store/store.ts';
import { type Connection, connectTo } from './connection.ts';
import { type ClusterReading, startReading } from './reading.ts';
import { groupVersion } from './resource.ts';
import type { Log } from './surroundings.ts';
import { added, endMark, status } from './testing/objects.ts';
import { silent } from './testing/play.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { type Asked, type Scene, ScriptedServer } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

/** "group/version" → plurals → names of objects, as the server has them now. */
let has: Record<string, Record<string, readonly string[]>>;
/** Takes the place of the answer to a path. */
let instead: Record<string, Scene>;
let server: ScriptedServer;
let connection: Connection;
let reading: ClusterReading;
let clock: PlayedClock;
let store: Store;
const said: { readonly kind: unknown; readonly words: string }[] = [];

/** An API server of empty core kinds, and of what `has` says. */
const answer: Scene = (asked) => {
  const [, , group = '', version = '', plural = ''] = asked.path.split('/');
  const served = has[`${group}/${version}`];
  const scene = instead[asked.path];
  if (scene) scene(asked);
  else if (asked.path === '/apis') asked.answer(200, { kind: 'APIGroupList', groups: groups() });
  else if (/^.api.v1|networking|discovery/.test(asked.path)) asked.events(endMark('1'));
  else if (served && plural === '')
    asked.answer(200, { kind: 'APIResourceList', resources: Object.keys(served).map((name) => ({ name })) });
  else if (served?.[plural]) asked.events(...served[plural].map((name) => added(name, '5')), endMark('5'));
  else asked.answer(404, '404 page not found');
};

function groups() {
  const names = new Set(Object.keys(has).map((each) => each.split('/')[0] ?? ''));
  const versionsOf = (name: string) => Object.keys(has).filter((each) => each.startsWith(`${name}/`));
  return [...names].map((name) => ({ name, versions: versionsOf(name).map((each) => ({ version: each.slice(name.length + 1) })) }));
}

async function start(): Promise<void> {
  server = await ScriptedServer.start(...Array.from({ length: 2000 }, () => answer));
  clock = new PlayedClock();
  store = new Store(1);
  connection = connectTo(server.url, { clock });
  const debug = (fields: object, words: string) => void said.push({ ...fields, words } as (typeof said)[number]);
  reading = startReading({ connection, store, log: { ...silent, debug } as Log, clock, random: () => 0 });
}

const state = (kind: Kind): Reading['state'] => store.reading(kind).state;
const is = (kind: Kind, expected: Reading['state']) => until(() => state(kind) === expected);
const names = (kind: Kind) => [...store.all(kind)].map(({ name }) => name);
const askedFor = (path: string) => server.asked.filter((asked) => asked.path === path);
/** Lets time pass until the next round of discovery begins. */
async function round(): Promise<void> {
  const rounds = askedFor('/apis').length;
  while (askedFor('/apis').length === rounds) {
    clock.advance(5000);
    await pass(2);
  }
}

const pools = 'IPAddressPool.metallb.io';
const podPools = 'CiliumPodIPPool.cilium.io';
const metallb = { 'metallb.io/v1beta1': { ipaddresspools: ['vips'] } };

beforeEach(() => {
  said.length = 0;
  has = {};
  instead = {};
});
afterEach(async () => {
  await reading.stop();
  expect(clock.waiting).toBe(0);
  await connection.close();
  await until(() => server.asked.every((asked) => asked.closed));
  await server.stop();
});

describe('before it is known what there is', () => {
  test('they are syncing, so that nobody says there is none', async () => {
    const held: Asked[] = [];
    instead = { '/apis': (asked) => void held.push(asked) };
    await start();
    await until(() => held.length === 1 && kinds.every((kind) => state(kind) === 'synced' || optionalKinds.includes(kind)));
    expect(state(pools)).toBe('syncing');
    held[0]?.answer(200, { kind: 'APIGroupList', groups: [] });
    await is(pools, 'not-served');
    expect(optionalKinds.filter((kind) => state(kind) === 'synced')).toEqual([
      'ConfigMap/kubeadm-config',
      'ConfigMap/kube-proxy',
      'ConfigMap/kubevip',
    ]);
    expect(kinds.filter((kind) => state(kind) === 'syncing')).toEqual([]);
  });

  test('and why it is not known stands at each of them', async () => {
    instead = { '/apis': (asked) => asked.answer(503, status(503, 'starting')) };
    await start();
    await until(() => store.reading(pools).error === 'HTTP 503: starting');
    expect(state(pools)).toBe('syncing');
    instead = {};
    clock.advance(0); // a backoff whose dice show 0
    await is(pools, 'not-served');
    expect(store.reading(pools).error).toBeNull();
  });

  test('where RBAC forbids to ask, they are forbidden, until it does not', async () => {
    instead = { '/apis': (asked) => asked.answer(403, status(403, 'User "u" cannot get path "/apis"')) };
    await start();
    await is(pools, 'forbidden');
    expect(store.reading(pools).error).toBe('HTTP 403: User "u" cannot get path "/apis"');
    await until(() => kinds.every((kind) => state(kind) !== 'syncing'));
    instead = {};
    has = metallb;
    await round();
    await is(pools, 'synced');
    expect(names(pools)).toEqual(['vips']);
  });
});

describe('a kind that is served', () => {
  test('is read as JSON, and says where', async () => {
    has = metallb;
    await start();
    await is(pools, 'synced');
    expect(names(pools)).toEqual(['vips']);
    await round();
    await round(); // it is found again and again, and read once
    expect(askedFor('/apis/metallb.io/v1beta1/ipaddresspools').map((asked) => asked.headers.accept)).toEqual(['application/json']);
    expect(reading.resource(pools)).toMatchObject({ group: 'metallb.io', version: 'v1beta1', plural: 'ipaddresspools' });
  });

  test('says where it would be looked for first, and then where it is', async () => {
    const place = () => groupVersion(reading.resource(podPools));
    await start();
    await is(podPools, 'not-served');
    expect(place()).toBe('cilium.io/v2');
    has = { 'cilium.io/v2alpha1': { ciliumpodippools: ['default'] } };
    await round();
    await is(podPools, 'synced');
    expect(place()).toBe('cilium.io/v2alpha1');
  });

  test('is syncing from when it is found until it is read', async () => {
    await start();
    await is(pools, 'not-served');
    has = metallb;
    const held: Asked[] = [];
    instead = { '/apis/metallb.io/v1beta1/ipaddresspools': (asked) => void held.push(asked) };
    await round();
    await until(() => held.length === 1);
    expect(store.reading(pools)).toMatchObject({ state: 'syncing', error: null });
    held[0]?.events(endMark('5'));
    await is(pools, 'synced');
  });

  test('in a version that cannot be looked at is not known, and why', async () => {
    has = metallb;
    instead = { '/apis/metallb.io/v1beta1': (asked) => asked.answer(503, status(503, 'no endpoints')) };
    await start();
    await until(() => store.reading(pools).error === 'HTTP 503: no endpoints');
    expect(state(pools)).toBe('syncing');
    await is(podPools, 'not-served');
    instead = {};
    await round();
    await is(pools, 'synced');
  });

  test('that may not be read is forbidden like any other', async () => {
    has = metallb;
    const words = 'ipaddresspools.metallb.io is forbidden: User "u" cannot list resource "ipaddresspools"';
    instead = { '/apis/metallb.io/v1beta1/ipaddresspools': (asked) => asked.answer(403, status(403, words)) };
    await start();
    await is(pools, 'forbidden');
    await round();
    expect(state(pools)).toBe('forbidden');
  });

  test('is found when it comes, and is gone with its objects when its group goes', async () => {
    await start();
    await is(pools, 'not-served');
    has = metallb;
    await round();
    await is(pools, 'synced');
    has = {};
    await round();
    await is(pools, 'not-served');
    expect(names(pools)).toEqual([]);
    expect(store.reading(pools)).toMatchObject({ connected: false, error: null });
    await until(() => askedFor('/apis/metallb.io/v1beta1/ipaddresspools').every((asked) => asked.closed));
    has = { 'metallb.io/v1beta1': { ipaddresspools: ['again'] } };
    await round();
    await is(pools, 'synced');
    expect(names(pools)).toEqual(['again']);
  });

  test('is said to be read where it is, and no longer', async () => {
    has = metallb;
    await start();
    await is(pools, 'synced');
    has = {};
    await round();
    await is(pools, 'not-served');
    expect(said.filter(({ kind }) => kind === pools)).toEqual([
      { kind: pools, words: 'IPAddressPool.metallb.io is read as metallb.io/v1beta1' },
      { kind: pools, words: 'IPAddressPool.metallb.io is no longer served' },
    ]);
    expect(said).toHaveLength(2); // of what was never there nothing is said
  });

  test('whose definition goes while its group stays is noticed by its own 404, and discovery settles it', async () => {
    has = { 'cilium.io/v2': { ciliumnodes: ['w'], ciliumendpoints: ['a'] } };
    await start();
    await is('CiliumEndpoint.cilium.io', 'synced');
    for (let n = 0; n < 3; n += 1) await round(); // the group is no longer young
    has = { 'cilium.io/v2': { ciliumnodes: ['w'] } };
    // Its watch is opened anew some time, and is answered 404: then discovery looks, and knows.
    while (state('CiliumEndpoint.cilium.io') !== 'not-served' || store.reading('CiliumEndpoint.cilium.io').error !== null) await round();
    expect(names('CiliumEndpoint.cilium.io')).toEqual([]);
    const attempts = askedFor('/apis/cilium.io/v2/ciliumendpoints').length;
    for (let n = 0; n < 3; n += 1) await round();
    expect(askedFor('/apis/cilium.io/v2/ciliumendpoints')).toHaveLength(attempts); // nobody looks for it any more
  });

  test('that is missed has its version looked at in the next round, and only then', async () => {
    has = { 'cilium.io/v2': { ciliumnodes: ['w'], ciliumendpoints: ['a'] } };
    await start();
    await is('CiliumEndpoint.cilium.io', 'synced');
    for (let n = 0; n < 5; n += 1) await round(); // no longer young, and its turn is over
    const looks = askedFor('/apis/cilium.io/v2').length;
    await round();
    expect(askedFor('/apis/cilium.io/v2')).toHaveLength(looks);
    has = { 'cilium.io/v2': { ciliumnodes: ['w'] } };
    askedFor('/apis/cilium.io/v2/ciliumendpoints').at(-1)?.end();
    while (state('CiliumEndpoint.cilium.io') !== 'not-served') {
      clock.advance(1000);
      await pass(2);
    }
    await round();
    await until(() => askedFor('/apis/cilium.io/v2').length === looks + 1);
    await until(() => store.reading('CiliumEndpoint.cilium.io').error === null);
  });

  test('moves to a better version when that comes, and keeps what it holds meanwhile', async () => {
    has = { 'cilium.io/v2alpha1': { ciliumpodippools: ['default'] } };
    await start();
    await is(podPools, 'synced');
    const states = new Set<string>();
    const counts = new Set<number>();
    store.subscribe(() => {
      states.add(state(podPools));
      counts.add(store.count(podPools));
    });
    has = { 'cilium.io/v2': { ciliumpodippools: ['default', 'more'] }, ...has };
    await round();
    await until(() => store.count(podPools) === 2);
    expect(groupVersion(reading.resource(podPools))).toBe('cilium.io/v2');
    await until(() => askedFor('/apis/cilium.io/v2alpha1/ciliumpodippools').every((asked) => asked.closed));
    expect([...states]).toEqual(['synced']);
    expect([...counts]).toEqual([2]);
  });

  test('stays as it is while discovery fails', async () => {
    has = metallb;
    await start();
    await is(pools, 'synced');
    instead = { '/apis': (asked) => asked.reset() };
    await round();
    await round();
    expect(state(pools)).toBe('synced');
    expect(state('ResourceClaim')).toBe('not-served');
    expect(names(pools)).toEqual(['vips']);
  });
});

describe('ConfigMaps', () => {
  const configMaps = (namespace: string) =>
    askedFor(`/api/v1/namespaces/${namespace}/configmaps`).map((asked) => asked.query.fieldSelector);

  test('are asked for one by one, by name: a CNI’s where the CNI is', async () => {
    has = { 'k8s.ovn.org/v1': { egressips: [] } };
    await start();
    await is('ConfigMap/ovn-config', 'synced');
    expect(state('ConfigMap/cilium-config')).toBe('not-served');
    expect(configMaps('kube-system').sort()).toEqual(['metadata.name=kube-proxy', 'metadata.name=kubeadm-config', 'metadata.name=kubevip']);
    expect(configMaps('ovn-kubernetes')).toEqual(['metadata.name=ovn-config']);
  });

  test('are read, watched, and gone when deleted', async () => {
    const object = (podSubnet: string, resourceVersion: string) => ({
      metadata: { name: 'kubeadm-config', namespace: 'kube-system', uid: 'u', resourceVersion },
      data: { ClusterConfiguration: `networking: {podSubnet: ${podSubnet}}` },
    });
    let watched: Asked | undefined;
    instead = {
      '/api/v1/namespaces/kube-system/configmaps': (asked) => {
        if (asked.query.fieldSelector !== 'metadata.name=kubeadm-config') asked.events(endMark('1'));
        else {
          watched = asked;
          asked.events({ type: 'ADDED', object: object('10.1.0.0/16', '2') }, endMark('3'));
        }
      },
    };
    await start();
    await is('ConfigMap/kubeadm-config', 'synced');
    const podSubnet = () => store.get('ConfigMap/kubeadm-config', 'kube-system/kubeadm-config')?.values.podSubnet;
    expect(podSubnet()).toBe('10.1.0.0/16');
    watched?.events({ type: 'MODIFIED', object: object('10.2.0.0/16', '4') });
    await until(() => podSubnet() === '10.2.0.0/16');
    watched?.events({ type: 'DELETED', object: object('10.2.0.0/16', '5') });
    await until(() => podSubnet() === undefined);
    expect(store.reading('ConfigMap/kubeadm-config')).toMatchObject({ state: 'synced', error: null });
  });
});
