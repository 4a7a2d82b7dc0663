import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Demo, startDemo } from '../demo/startDemo.ts';
import type { Kind } from '../records/records.ts';
import { type ObjectAsked, objectAsker } from './askObject.ts';
import { type Connection, connectTo } from './connection.ts';
import { kindTable } from './kindTable.ts';
import { status } from './testing/objects.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { type Scene, ScriptedServer } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const clusterWide: readonly Kind[] = ['IPPool.crd.projectcalico.org', 'Node', 'Namespace', 'ServiceCIDR', 'IPAddress'];

function asker(url: string) {
  const clock = new PlayedClock();
  const connection: Connection = connectTo(url, { clock, product: 'cidrscape/test' });
  stops.push(() => connection.close());
  const namespaced = (kind: Kind) => !clusterWide.includes(kind);
  return { clock, ask: objectAsker({ connection, clock, resource: (kind) => kindTable[kind].resources[0], namespaced }) };
}

async function scripted(...scenes: readonly Scene[]) {
  const server = await ScriptedServer.start(...scenes);
  stops.push(() => server.stop());
  return { server, ...asker(server.url) };
}

const one: ObjectAsked = { kind: 'Pod', namespace: 'shop', name: 'web-0' };
const list = (...items: readonly object[]) => ({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items });
const pod = { metadata: { name: 'web-0', namespace: 'shop' }, spec: { nodeName: 'a' } };

test('the API server is asked for a list of one name, which the right to list allows, and items get their kind', async () => {
  const { server, ask } = await scripted((asked) => asked.answer(200, list(pod)));
  const reply = await ask(one);
  const [asked] = server.asked;
  expect([asked?.path, asked?.query, asked?.headers.accept]).toEqual([
    '/api/v1/namespaces/shop/pods',
    { fieldSelector: 'metadata.name=web-0', limit: '1' },
    'application/json',
  ]);
  expect('object' in reply && parse(reply.object.yaml)).toEqual({ apiVersion: 'v1', kind: 'Pod', ...pod });
});

test('a custom kind is found by its group where several have one of that name', async () => {
  const own = { apiVersion: 'crd.projectcalico.org/v1', kind: 'IPPool', metadata: { name: 'default' } };
  const { server, ask } = await scripted((asked) => asked.answer(200, list(own)));
  expect(await ask({ kind: 'IPPool', name: 'default' })).toMatchObject({
    refused: { code: 'missing-parameter', value: 'group', detail: expect.stringContaining('kubeovn.io') },
  });
  expect(await ask({ kind: 'IPPool', group: 'example.com', name: 'default' })).toMatchObject({
    refused: { code: 'invalid-parameter', value: 'example.com' },
  });
  const namedByGroup = await ask({ kind: 'IPPool', group: 'crd.projectcalico.org', namespace: 'x', name: 'default' });
  expect('object' in namedByGroup && parse(namedByGroup.object.yaml)).toEqual(own);
  expect(server.asked.map(({ path }) => path)).toEqual(['/apis/crd.projectcalico.org/v1/namespaces/x/ippools']);
});

test('kinds that are not read are refused with those that are; ConfigMaps are none of them', async () => {
  const { server, ask } = await scripted();
  for (const kind of ['Secret', 'ConfigMap', 'pods', 'constructor'])
    expect(await ask({ kind, namespace: 'a', name: 'a' })).toMatchObject({
      refused: { code: 'invalid-parameter', value: kind, detail: expect.stringContaining('Namespace, ServiceCIDR, Node, Service,') },
    });
  expect(server.asked).toEqual([]);
});

test('without its namespace no object is looked for in all of them', async () => {
  const { server, ask } = await scripted();
  const refused = { code: 'missing-parameter', value: 'namespace', detail: 'A Pod is in a namespace: add it.' };
  expect(await ask({ kind: 'Pod', name: 'web-0' })).toEqual({ refused });
  expect(server.asked).toEqual([]);
});

test.each<[string, Scene, object]>([
  ['nothing of that name', (asked) => asked.answer(200, list()), { code: 'not-found', value: 'web-0' }],
  ['another one', (asked) => asked.answer(200, list({ metadata: { name: 'web-1' } })), { code: 'not-found' }],
  [
    'no right',
    (asked) => asked.answer(403, status(403, 'no')),
    {
      code: 'forbidden',
      value: 'list pods',
      detail:
        'The account of this dashboard may not list pods (API group "") in the namespace shop: its role lacks the verb "list" on them.',
    },
  ],
  [
    'no such kind',
    (asked) => asked.answer(404, '404 page not found'),
    { code: 'not-found', detail: 'The cluster serves no Pod in namespaces.' },
  ],
  ['too much to do', (asked) => asked.answer(429, 'Too many requests'), { code: 'cluster-unavailable' }],
  [
    'an error',
    (asked) => asked.answer(500, status(500, 'etcd is away')),
    { code: 'cluster-unavailable', detail: expect.stringContaining('etcd is away') },
  ],
  [
    'a page of a proxy',
    (asked) => asked.answer(200, '<html>'),
    { code: 'cluster-unavailable', detail: 'The API server did not give it: the answer is no JSON.' },
  ],
  ['a list of nothing known', (asked) => asked.answer(200, { items: [1, null, { metadata: 1 }] }), { code: 'not-found' }],
  ['the end of the connection', (asked) => asked.reset(), { code: 'cluster-unavailable' }],
])('the API server answers with %s', async (_, scene, refused) => {
  const { ask } = await scripted(scene);
  expect(await ask(one)).toMatchObject({ refused });
});

test('ten seconds are waited for an answer, and for the whole of one', async () => {
  const { server, clock, ask } = await scripted(
    () => {},
    ({ response }) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
  );
  for (const [i] of ['no head', 'half a body'].entries()) {
    const reply = ask(one);
    await until(() => server.asked.length > i);
    clock.advance(10_000);
    expect(await reply).toMatchObject({ refused: { code: 'cluster-unavailable', detail: expect.stringContaining('within 10 s') } });
  }
});

test('eight at once are asked for, and the next one is told to come again', async () => {
  const { server, ask } = await scripted();
  const replies = Array.from({ length: 8 }, () => ask(one));
  expect(await ask(one)).toMatchObject({ refused: { code: 'too-many-requests' } });
  await until(() => server.asked.length === 8);
  for (const asked of server.asked) asked.answer(200, list(pod));
  for (const reply of await Promise.all(replies)) expect(reply).toHaveProperty('object');
});

test('the simulated API server gives a node, a pod and a pool of Calico, and says what it may not', async () => {
  const demo: Demo = await startDemo({ nodes: 3, pods: 8, services: 3, churn: 0, cni: ['calico'] });
  stops.push(() => demo.stop());
  const { ask } = asker(demo.url);
  const [item] = demo.cluster.storage.listAt('Pod', demo.cluster.storage.version) as readonly { namespace: string; name: string }[];
  if (!item) throw new Error('the demo has a pod');
  const { namespace, name } = item;
  const reply = await ask({ kind: 'Pod', namespace, name });
  expect('object' in reply && parse(reply.object.yaml)).toMatchObject({ kind: 'Pod', metadata: { namespace, name } });
  expect('object' in reply && reply.object.leftOut).toContain('metadata.managedFields');
  const pools = demo.cluster.storage.listAt('IPPool.crd.projectcalico.org', demo.cluster.storage.version);
  const pool = typeof pools === 'string' ? undefined : pools[0]?.name;
  const custom = await ask({ kind: 'IPPool', group: 'crd.projectcalico.org', name: pool ?? '' });
  expect('object' in custom && parse(custom.object.yaml)).toMatchObject({ kind: 'IPPool', metadata: { name: pool } });
  expect(await ask({ kind: 'Pod', namespace: 'none', name })).toMatchObject({ refused: { code: 'not-found' } });
  expect(await ask({ kind: 'Node', namespace: 'none', name: 'x' })).toMatchObject({ refused: { code: 'not-found' } });
  demo.server.forbid('Pod');
  expect(await ask({ kind: 'Pod', namespace, name })).toMatchObject({ refused: { code: 'forbidden', value: 'list pods' } });
});
