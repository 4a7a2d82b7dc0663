import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamMessage } from '../shared/wire/stream.ts';
import { routes } from './http/routes.ts';
import { Model } from './model/model.ts';
import { kinds } from './records/records.ts';
import type { Store } from './store/store.ts';
import { memoryHistory } from './testing/memoryHistory.ts';
import { noHistory } from './testing/noHistory.ts';
import { type Served, type ServeOptions, serve } from './testing/serve.ts';
import { smallCluster } from './testing/smallCluster.ts';

let served: Served;
/** The same records, none of their kinds read whole: what they say is not known yet. */
let unknowing: Served;
let pasts: Awaited<ReturnType<typeof memoryHistory>>[] = [];
const object: ServeOptions['object'] = async () => ({ object: { yaml: 'kind: Pod\n', leftOut: ['metadata.managedFields'] } });
beforeAll(async () => {
  const [known, unknown] = [smallCluster(), smallCluster()];
  pasts = [await memoryHistory(known), await memoryHistory(unknown)];
  served = await serve({ store: known, model: withRanges, object, history: pasts[0]?.questions ?? noHistory });
  unknowing = await serve({ store: unknown, model: (store) => new Model(store), object, history: pasts[1]?.questions ?? noHistory });
  for (const kind of kinds) unknowing.store.setReading(kind, { state: 'syncing' });
});
afterAll(async () => {
  await served.stop();
  await unknowing.stop();
  for (const past of pasts) await past.stop();
});

/** One range around everything of IPv4, so that each answer has something to say of it, and one of two addresses. */
function withRanges(store: Store): Model {
  const model = new Model(store);
  model.declare([
    { range: { family: 'IPv4', first: 0n, last: 2n ** 32n - 1n }, owner: 'netops', note: 'all of it', kind: 'vpn', contains: false },
    { range: { family: 'IPv6', first: 1n, last: 2n }, owner: 'lab', note: null, kind: null, contains: null },
  ]);
  return model;
}

test('declared ranges are said of what lies in them', async () => {
  const json = async (path: string) => (await served.ask(`/api/v1${path}`)).json();
  const head = { id: 'outside/0.0.0.0-0', family: 'IPv4', range: '0.0.0.0/0', owner: 'netops', note: 'all of it', kind: 'vpn' };
  expect(await json('/ranges?family=IPv4')).toMatchObject({
    total: 1,
    isDeclared: true,
    items: [{ ...head, overlaps: expect.any(Array) }],
  });
  expect(await json('/addresses/8.8.8.8')).toMatchObject({ state: 'outside', declared: [head] });
  expect(await json('/search?q=10.244.1.0/24')).toMatchObject({ declared: { total: 1, items: [head] } });
  expect(await json('/search?q=NETops')).toMatchObject({ as: 'name', declared: { total: 1, items: [head] } });
  expect(await json('/map?cidr=10.244.0.0/16')).toMatchObject({
    declared: { ranges: [head], cells: [{ index: 0, count: 256, isWhole: true }] },
  });
  expect(await json('/findings?code=pool-overlaps-outside-range')).toMatchObject({ total: 3 });
});

const pods = () => served.ask('/api/v1/pools?kind=pod').then((answer) => answer.json().items as { id: string; blocks: object | null }[]);

test.each([
  ['/overview', '/overview'],
  ['/pools', '/pools'],
  ['/pools', '/pools?limit=1&sort=-name&family=IPv6'],
  ['/pools/{id}', '/pools/service/kubernetes/10.96.0.0-20'],
  ['/pools/{id}', '/pools/service%2Fkubernetes%2Ffd00:96::-108?limit=1'],
  ['/pools/{id}/holders', '/pools/service/kubernetes/10.96.0.0-20/holders?limit=2'],
  ['/pools/{id}/free', '/pools/service/kubernetes/10.96.0.0-20/free?prefix=24'],
  ['/pools/{id}/free', '/pools/service/kubernetes/fd00:96::-108/free?prefix=120'],
  ['/pools/{id}/free', '/pools/service/kubernetes/10.96.0.0-20/free?prefix=28&within=10.96.4.0/24'],
  ['/map', '/map?cidr=10.96.0.0/20'],
  ['/map', '/map?cidr=10.244.0.0/16&bits=8'],
  ['/map', '/map?cidr=fd00:244::/56&bits=8'],
  ['/map', '/map?cidr=0.0.0.0/0&bits=1'],
  ['/map', '/map?cidr=::/0&bits=8'],
  ['/map', '/map?cidr=10.244.0.0/24'],
  ['/map', '/map?cidr=10.244.0.0/16&by=namespace'],
  ['/map', '/map?cidr=10.244.0.0/16&by=zone'],
  ['/map', '/map?cidr=10.96.0.0/20&by=node'],
  ['/map', '/map?cidr=10.0.0.0/8&by=age'],
  ['/map', '/map?cidr=::/0&by=findings'],
  ['/map/addresses', '/map/addresses?cidr=10.96.0.0/20'],
  ['/map/addresses', '/map/addresses?cidr=fd00:244::/112'],
  ['/outside', '/outside'],
  ['/ranges', '/ranges'],
  ['/ranges', '/ranges?limit=1&sort=-owner&kind=vpn&family=IPv4&q=net&pool=service/kubernetes/10.96.0.0-20'],
  ['/object', '/object?kind=Pod&namespace=shop&name=web-0-0'],
  ['/object', '/object?kind=Node&name=worker-0'],
  ['/addresses/{ip}', '/addresses/10.96.0.1'],
  ['/addresses/{ip}', '/addresses/10.244.1.3'],
  ['/addresses/{ip}', '/addresses/FD00:244:0:1::3'],
  ['/addresses/{ip}', '/addresses/8.8.8.8'],
  ['/addresses/{ip}', '/addresses/::'],
  ['/history', '/history?pool=service/kubernetes/10.96.0.0-20&to=2026-11-23T13:00:00Z'],
  ['/history', '/history?pool=service/kubernetes/fd00:96::-108&step=3600'],
  ['/history/pools', '/history/pools?at=2026-11-23T12:00:00Z'],
  ['/addresses/{ip}/history', '/addresses/10.96.0.1/history'],
  ['/addresses/{ip}/history', '/addresses/FD00:244:0:1::3/history?limit=1'],
  ['/search', '/search?q=10.244.1.3'],
  ['/search', '/search?q=10.244.1.0/24'],
  ['/search', '/search?q=web'],
  ['/search', '/search?q=no such thing'.replaceAll(' ', '+')],
  ['/services', '/services'],
  ['/services', '/services?problems=true&namespace=shop&family=IPv6&policy=PreferDualStack&type=ClusterIP'],
  ['/services/{namespace}/{name}', '/services/shop/web'],
  ['/services/{namespace}/{name}', '/services/shop/old'],
  ['/services/predict', '/services/predict'],
  ['/services/predict', '/services/predict?policy=PreferDualStack&families=IPv6,IPv4'],
  ['/services/predict', '/services/predict?type=NodePort&headless=true'],
  ['/services/predict', '/services/predict?from=shop/web&policy=SingleStack'],
  ['/topology', '/topology?service=shop/web'],
  ['/topology', '/topology?namespace=shop&family=IPv6&problems=true'],
  ['/topology', '/topology?node=worker-0'],
  ['/topology', '/topology?namespace=shop&matrix=true'],
  ['/nodes', '/nodes'],
  ['/nodes', '/nodes?zone=a&family=IPv6&problems=false&sort=-name&finding=node-without-block'],
  ['/nodes/{name}', '/nodes/worker-0'],
  ['/namespaces', '/namespaces'],
  ['/namespaces', '/namespaces?limit=1&sort=-services&q=s'],
  ['/nodeports', '/nodeports?limit=1'],
  ['/audit', '/audit'],
  ['/audit/leaving', '/audit/leaving?leaving=IPv6'],
  ['/audit/{list}', '/audit/pods?todo=true&sort=-count'],
  ['/audit/{list}', '/audit/services?leaving=IPv4&families=both&namespace=shop&q=w'],
  ['/findings', '/findings'],
  ['/findings', '/findings?severity=info&code=a&namespace=shop&pool=b&kind=Service&q=c&sort=-since'],
  ['/forecast', '/forecast'],
  ['/forecast', '/forecast?kind=service&family=IPv6&limit=1&sort=-left&q=service'],
  ['/forecast/{id}', '/forecast/service/kubernetes/10.96.0.0-20'],
  ['/forecast/{id}', '/forecast/service%2Fkubernetes%2Ffd00:96::-108'],
  ['/plan', '/plan'],
  ['/plan', '/plan?scenario=nodes=24@2027-01-11;services=10.112.0.0/20;add=IPv6'],
  ['/plan/ranges', '/plan/ranges?wish=a+/20+for+Services'],
  ['/status', '/status'],
])('%s: %s answers what its schema says, and the revision, also where nothing is known yet', async (template, path) => {
  const route = routes.find((one) => one.path === template);
  for (const of of [served, unknowing]) {
    const answer = await of.ask(`/api/v1${path}`);
    expect(answer.status, answer.text.slice(0, 300)).toBe(200);
    const parsed = route?.answer.strict().parse(answer.json());
    expect(parsed).toEqual(answer.json()); // strict at the top; below, what the schema does not name would be gone
    expect(parsed?.revision).toBe(String(of.store.revision));
  }
});

test('what is not known has no metric, least of all one that is 0', async () => {
  const counts = (text: string) => new Set([...text.matchAll(/^cidrscape_pool_\w+\{.*count="(\w+)"\}/gm)].map(([, count]) => count));
  expect([...counts((await served.ask('/metrics')).text)].sort()).toEqual([
    'free',
    'handedOut',
    'inUse',
    'recorded',
    'reserved',
    'total',
    'usable',
  ]);
  expect([...counts((await unknowing.ask('/metrics')).text)].sort()).toEqual(['reserved', 'total', 'usable']);
});

test('a pod pool lists its blocks, and free blocks are those no node holds', async () => {
  const [pool] = (await pods()).filter(({ blocks }) => blocks !== null);
  expect(pool).toBeDefined();
  const blocks = await served.ask(`/api/v1/pools/${pool?.id}/blocks?limit=2`);
  const route = routes.find((one) => one.path === '/pools/{id}/blocks');
  expect(route?.answer.parse(blocks.json())).toEqual(blocks.json());
});

test('a node mask is rehearsed where the range of the blocks is declared; else the family is named', async () => {
  const mask = '/api/v1/plan/mask?family=IPv4&prefix=25';
  expect((await served.ask(mask)).json()).toMatchObject({ status: 400, code: 'out-of-range', value: 'IPv4' });
  const before = served.store.get('Pod', 'shop/web-0-0');
  if (!before) throw new Error('the pod is there');
  const name = 'kube-controller-manager-cp';
  const controlPlaneArgs = ['kube-controller-manager', '--cluster-cidr=10.244.0.0/16,fd00:244::/48'];
  const pod = { ...before, uid: name, namespace: 'kube-system', name, hostNetwork: true, podIPs: [], controlPlaneArgs };
  served.store.apply([{ put: pod }]);
  const answer = await served.ask(mask);
  const route = routes.find(({ path }) => path === '/plan/mask');
  expect(route?.answer.strict().parse(answer.json())).toEqual(answer.json());
  expect(answer.json()).toMatchObject({ from: 24, to: 25, refused: null, keep: 3, usable: '125', fitBefore: '253', fitAfter: '506' });
  served.store.apply([{ remove: { kind: 'Pod', key: `kube-system/${name}` } }]);
});

test('every route of the table was asked above', async () => {
  const { text } = await served.ask('/metrics');
  const unasked = routes.filter(({ path }) => !text.includes(`_count{route="${path}",status="200"}`)).map(({ path }) => path);
  expect(unasked).toEqual([]);
});

test('a list is read page by page with its cursors, each item once', async () => {
  const names: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const answer = (await served.ask(`/api/v1/nodes?limit=1${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`)).json();
    names.push(...(answer.items as { name: string }[]).map(({ name }) => name));
    expect(answer.total).toBe(3);
    next = answer.next as string | null;
  }
  expect(names).toEqual(['worker-0', 'worker-1', 'worker-2']);
});

test('a cursor of one list is no cursor of another, nor of another order', async () => {
  const cursor = encodeURIComponent(String((await served.ask('/api/v1/nodes?limit=1')).json().next));
  for (const path of [`/services?cursor=${cursor}`, `/namespaces?cursor=${cursor}`, `/nodes?sort=-name&cursor=${cursor}`]) {
    expect((await served.ask(`/api/v1${path}`)).json()).toMatchObject({ status: 400, code: 'invalid-cursor' });
  }
});

test('a change of the store reaches answers and their ETags at once, and the stream names what it touched', async () => {
  const before = await served.ask('/api/v1/addresses/10.244.0.9');
  expect(before.json()).toMatchObject({ state: 'free', holders: [] });
  const res = await fetch(`${served.origin}/api/v1/stream`);
  const reader = res.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (mark: string) => {
    while (!text.includes(mark)) text += (await reader?.read())?.value ?? '';
  };
  await until('\n\n');
  text = '';
  const pod = served.store.get('Pod', 'shop/web-0-0');
  if (!pod) throw new Error('the pod is there');
  served.store.apply([{ put: { ...pod, uid: 'new', name: 'new', podIPs: ['10.244.0.9', 'fd00:244::9'] } }]);
  served.clock.advance(250);
  await until('\n\n');
  const message = streamMessage.parse(JSON.parse(/data: (.*)/.exec(text)?.[1] ?? ''));
  expect(message.revision).toBe(String(served.store.revision));
  expect(message.topics).toEqual(expect.arrayContaining(['pools', 'map', 'addresses', 'nodes', 'overview']));
  expect(message.prefixes).toEqual(expect.arrayContaining(['10.244.0.9/32', 'fd00:244::9/128']));
  await reader?.cancel();
  const after = await served.ask('/api/v1/addresses/10.244.0.9', { headers: { 'if-none-match': before.headers.etag ?? '' } });
  expect(after.status).toBe(200);
  expect(after.json()).toMatchObject({ state: 'in-use', holders: [{ object: { kind: 'Pod', namespace: 'shop', name: 'new' } }] });
});
