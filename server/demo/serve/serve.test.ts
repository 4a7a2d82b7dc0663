import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import { fieldsOf } from '../shape/fieldPaths.ts';
import { type Demo, type DemoOptions, startDemo } from '../startDemo.ts';

interface Item {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly resourceVersion: string };
}
interface List {
  readonly kind: string;
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
  readonly items: readonly Item[];
}
interface WatchEvent {
  readonly type: string;
  readonly object: {
    readonly kind: string;
    readonly code?: number;
    readonly metadata: { readonly name?: string; readonly resourceVersion?: string; readonly annotations?: Record<string, string> };
  };
}

const started: Demo[] = [];
let clock = new ManualClock(0);

async function start(options: Partial<DemoOptions> = {}): Promise<Demo> {
  clock = new ManualClock(Date.UTC(2026, 10, 23, 12));
  const demo = await startDemo({ nodes: 3, pods: 40, services: 12, churn: 0, cni: [], clock, ...options });
  started.push(demo);
  return demo;
}

afterEach(async () => {
  for (const demo of started.splice(0)) await demo.stop();
});

const protobuf = 'application/vnd.kubernetes.protobuf';

async function get(
  demo: Demo,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; headers: Headers; bytes: Buffer; json: unknown }> {
  const response = await fetch(demo.url + path, { headers: { accept: 'application/json', ...headers } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    headers: response.headers,
    bytes,
    json: type === 'application/json' ? JSON.parse(bytes.toString()) : undefined,
  };
}

const list = async (demo: Demo, path: string): Promise<List> => (await get(demo, path)).json as List;
const names = (items: readonly Item[]): string[] => items.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);

/** The objects of a protobuf list: the name and the version of each. */
function decoded(bytes: Buffer): string[] {
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('k8s\0');
  const raw = fieldsOf(bytes.subarray(4))?.find(({ number }) => number === 2)?.content ?? new Uint8Array();
  return (fieldsOf(raw) ?? []).filter(({ number }) => number === 2).map(({ content }) => nameOf(content));
}

function nameOf(object: Uint8Array | undefined): string {
  const metadata = fieldsOf(object ?? new Uint8Array())?.find(({ number }) => number === 1)?.content ?? new Uint8Array();
  const text = (wanted: number): string =>
    Buffer.from(fieldsOf(metadata)?.find(({ number }) => number === wanted)?.content ?? []).toString();
  return `${text(3)}/${text(1)}`;
}

/** A watch whose events can be awaited one by one. */
class Watcher {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly status: number;
  readonly type: string;
  #text = '';

  constructor(response: Response) {
    if (!response.body) throw new Error('no body');
    this.#reader = response.body.getReader();
    this.status = response.status;
    this.type = response.headers.get('content-type') ?? '';
  }

  /** The next event; undefined where the watch has ended. */
  async next(): Promise<WatchEvent | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n');
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return JSON.parse(line) as WatchEvent;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#text += Buffer.from(value).toString();
    }
  }

  async rest(): Promise<WatchEvent[]> {
    const out: WatchEvent[] = [];
    for (let event = await this.next(); event; event = await this.next()) out.push(event);
    return out;
  }
}

async function watch(demo: Demo, path: string): Promise<Watcher> {
  return new Watcher(await fetch(`${demo.url}${path}`, { headers: { accept: 'application/json' } }));
}

describe('what a client finds first', () => {
  it('is version, health and discovery', async () => {
    const demo = await start();
    expect((await get(demo, '/version')).json).toMatchObject({ major: '1', minor: '37', gitVersion: 'v1.37.2' });
    for (const path of ['/readyz', '/livez']) expect((await get(demo, path)).bytes.toString()).toBe('ok');
    expect((await get(demo, '/api')).json).toMatchObject({ versions: ['v1'] });
    const groups = (await get(demo, '/apis')).json as { groups: { name: string }[] };
    expect(groups.groups.map(({ name }) => name)).toEqual(['discovery.k8s.io', 'networking.k8s.io']);
    const resources = (await get(demo, '/apis/networking.k8s.io/v1')).json as { resources: { name: string }[] };
    expect(resources.resources.map(({ name }) => name)).toEqual(['servicecidrs', 'ipaddresses']);
  });

  it.each([
    '/apis/crd.projectcalico.org/v1/ippools',
    '/api/v1/secrets',
    '/api/v1/nodes/%zz',
    '/nothing',
    '/api/v2/pods',
    '/api/v1/namespaces/a/nodes',
    '/api/v1/namespaces/a/pods/b/log',
  ])('of %s is 404 in plain text', async (path) => {
    const answer = await get(await start(), path);
    expect([answer.status, answer.type, answer.bytes.toString()]).toEqual([404, 'text/plain; charset=utf-8', '404 page not found\n']);
  });
});

describe('a list', () => {
  it('has every object in the order of etcd, the same in both encodings', async () => {
    const demo = await start();
    for (const [path, kind] of [
      ['/api/v1/namespaces', 'Namespace'],
      ['/api/v1/nodes', 'Node'],
      ['/api/v1/pods', 'Pod'],
      ['/api/v1/services', 'Service'],
      ['/apis/discovery.k8s.io/v1/endpointslices', 'EndpointSlice'],
      ['/apis/networking.k8s.io/v1/servicecidrs', 'ServiceCIDR'],
      ['/apis/networking.k8s.io/v1/ipaddresses', 'IPAddress'],
    ] as const) {
      const json = await list(demo, path);
      expect(json.kind).toBe(`${kind}List`);
      expect(json.items).toEqual(demo.cluster.objects(kind));
      expect(json.metadata).toEqual({ resourceVersion: String(demo.cluster.storage.version) });
      const binary = await get(demo, path, { accept: protobuf });
      expect(binary.type).toBe(protobuf);
      expect(decoded(binary.bytes)).toEqual(names(json.items));
    }
  });

  it('of a namespace has its objects alone', async () => {
    const demo = await start();
    const all = await list(demo, '/api/v1/services');
    const one = await list(demo, '/api/v1/namespaces/shop/services');
    expect(one.items.length).toBeGreaterThan(0);
    expect(one.items).toEqual(all.items.filter(({ metadata }) => metadata.namespace === 'shop'));
    expect((await list(demo, '/api/v1/namespaces/none/services')).items).toEqual([]);
  });

  it('in pages is the list, as it was when the first page was asked for', async () => {
    const demo = await start();
    const whole = await list(demo, '/api/v1/pods');
    let page = await list(demo, '/api/v1/pods?limit=7');
    expect(page.metadata.remainingItemCount).toBe(33);
    const seen = [...page.items];
    while (page.metadata.continue !== undefined) {
      demo.cluster.step();
      page = await list(demo, `/api/v1/pods?limit=7&continue=${page.metadata.continue}`);
      expect(page.metadata.resourceVersion).toBe(whole.metadata.resourceVersion);
      seen.push(...page.items);
    }
    expect(seen).toEqual(whole.items);
    expect((await list(demo, '/api/v1/pods')).metadata.resourceVersion).not.toBe(whole.metadata.resourceVersion);
  });

  it('in pages of a namespace stays in it', async () => {
    const demo = await start();
    const whole = await list(demo, '/api/v1/namespaces/kube-system/pods');
    const first = await list(demo, '/api/v1/namespaces/kube-system/pods?limit=2');
    const rest = await list(demo, `/api/v1/namespaces/kube-system/pods?continue=${first.metadata.continue}`);
    expect([...first.items, ...rest.items]).toEqual(whole.items);
  });

  it('whose continue token expired is 410, with a token for the rest as it is now', async () => {
    const demo = await start();
    const whole = await list(demo, '/api/v1/pods');
    const first = await list(demo, '/api/v1/pods?limit=5');
    demo.server.compact();
    const gone = await get(demo, `/api/v1/pods?limit=5&continue=${first.metadata.continue}`);
    expect(gone.json).toMatchObject({ kind: 'Status', code: 410, reason: 'Expired' });
    const token = (gone.json as { metadata: { continue: string } }).metadata.continue;
    const rest = await list(demo, `/api/v1/pods?continue=${token}`);
    expect(names([...first.items, ...rest.items])).toEqual(names(whole.items));
  });

  it('at resourceVersion 0 ignores limit (measured)', async () => {
    const demo = await start();
    expect((await list(demo, '/api/v1/pods?limit=5&resourceVersion=0')).items).toHaveLength(40);
  });

  it('at a version to come is 504 after three seconds, with Retry-After', async () => {
    const demo = await start();
    const answer = get(demo, '/api/v1/pods?resourceVersion=999999999');
    await waiting(3000);
    expect(await answer).toMatchObject({
      status: 504,
      json: { reason: 'Timeout', details: { causes: [{ reason: 'ResourceVersionTooLarge' }] } },
    });
    expect((await answer).headers.get('retry-after')).toBe('1');
  });

  it.each([
    ['limit=x', 400],
    ['continue=abc', 400],
    ['resourceVersion=x', 400],
    ['labelSelector=a%3Db', 400],
    ['resourceVersionMatch=Exact', 422],
    ['resourceVersionMatch=Exact&resourceVersion=0', 422],
    ['resourceVersionMatch=Maybe&resourceVersion=5', 422],
    ['sendInitialEvents=true', 422],
    ['watch=1&sendInitialEvents=true', 422],
    ['watch=1&resourceVersionMatch=NotOlderThan', 422],
  ])('with %s is refused with %i', async (query, status) => {
    const answer = await get(await start(), `/api/v1/pods?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ kind: 'Status', status: 'Failure', code: status });
  });
});

describe('one object', () => {
  it('has kind and apiVersion', async () => {
    const demo = await start();
    const { json } = await get(demo, '/api/v1/namespaces/default/services/kubernetes');
    const [expected] = demo.cluster.objects('Service').filter(({ metadata }) => (metadata as { name: string }).name === 'kubernetes');
    expect(json).toEqual({ kind: 'Service', apiVersion: 'v1', ...expected });
  });

  it('that is not there is a Status 404', async () => {
    const demo = await start();
    const { status, json } = await get(demo, '/apis/networking.k8s.io/v1/ipaddresses/10.0.0.1');
    expect(status).toBe(404);
    expect(json).toMatchObject({ message: 'ipaddresses.networking.k8s.io "10.0.0.1" not found', reason: 'NotFound' });
  });

  it('cannot be changed over HTTP', async () => {
    const demo = await start();
    const response = await fetch(`${demo.url}/api/v1/namespaces/default/services/kubernetes`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    await response.body?.cancel();
  });
});

describe('a watch', () => {
  it('from a version gives what happened since, then what happens', async () => {
    const demo = await start();
    const { resourceVersion } = (await list(demo, '/api/v1/pods')).metadata;
    demo.cluster.createPod({ namespace: 'default', name: 'a' });
    const watcher = await watch(demo, `/api/v1/pods?watch=1&resourceVersion=${resourceVersion}`);
    expect(watcher.type).toBe('application/json');
    expect(await watcher.next()).toMatchObject({ type: 'ADDED', object: { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'a' } } });
    demo.cluster.setPodReady('default/a', false);
    expect(await watcher.next()).toMatchObject({ type: 'MODIFIED', object: { metadata: { name: 'a' } } });
    demo.cluster.deletePod('default/a');
    const gone = await watcher.next();
    expect(gone).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'a', resourceVersion: String(demo.cluster.storage.version) } },
    });
  });

  it('without a version begins with all there is', async () => {
    const demo = await start();
    const watcher = await watch(demo, '/api/v1/nodes?watch=true');
    expect([await watcher.next(), await watcher.next(), await watcher.next()].map((event) => event?.type)).toEqual([
      'ADDED',
      'ADDED',
      'ADDED',
    ]);
  });

  it('of a namespace has its events alone', async () => {
    const demo = await start();
    const { version } = demo.cluster.storage;
    const watcher = await watch(demo, `/api/v1/namespaces/default/pods?watch=1&resourceVersion=${version}`);
    demo.cluster.createPod({ namespace: 'shop', name: 'other' });
    demo.cluster.createPod({ namespace: 'default', name: 'mine' });
    expect((await watcher.next())?.object.metadata.name).toBe('mine');
  });

  it('from an expired version is 200, then an ERROR event of code 410, then the end', async () => {
    const demo = await start();
    const watcher = await watch(demo, '/api/v1/pods?watch=1&resourceVersion=1');
    expect(watcher.status).toBe(200);
    const events = await watcher.rest();
    expect(events).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
  });

  it('from a version to come says nothing until its timeout', async () => {
    const demo = await start();
    const watcher = await watch(demo, '/api/v1/pods?watch=1&resourceVersion=999999999&allowWatchBookmarks=true&timeoutSeconds=300');
    demo.cluster.createPod({ namespace: 'default', name: 'a' });
    clock.advance(300_000);
    expect(await watcher.rest()).toEqual([]);
  });

  it('gets a bookmark every 60 s, quiet kinds too, and one before its timeout', async () => {
    const demo = await start();
    const { version } = demo.cluster.storage;
    const watcher = await watch(
      demo,
      `/apis/networking.k8s.io/v1/servicecidrs?watch=1&resourceVersion=${version}&allowWatchBookmarks=true&timeoutSeconds=70`,
    );
    demo.cluster.createPod({ namespace: 'default', name: 'a' });
    clock.advance(59_999);
    clock.advance(1);
    const first = await watcher.next();
    expect(first).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'ServiceCIDR', metadata: { resourceVersion: String(demo.cluster.storage.version) } },
    });
    clock.advance(8000);
    expect((await watcher.next())?.type).toBe('BOOKMARK');
    clock.advance(2000);
    expect(await watcher.next()).toBeUndefined();
  });

  it('without allowWatchBookmarks gets none', async () => {
    const demo = await start();
    const watcher = await watch(demo, `/api/v1/nodes?watch=1&resourceVersion=${demo.cluster.storage.version}&timeoutSeconds=130`);
    clock.advance(130_000);
    expect(await watcher.rest()).toEqual([]);
  });

  it('in protobuf is frames of watch events', async () => {
    const demo = await start();
    const { version } = demo.cluster.storage;
    const response = await fetch(`${demo.url}/api/v1/pods?watch=1&resourceVersion=${version}&timeoutSeconds=5`, {
      headers: { accept: `${protobuf};stream=watch` },
    });
    expect(response.headers.get('content-type')).toBe(`${protobuf};stream=watch`);
    demo.cluster.createPod({ namespace: 'default', name: 'a' });
    demo.cluster.deletePod('default/a');
    clock.advance(5000);
    const bytes = Buffer.from(await response.arrayBuffer());
    const seen: string[] = [];
    for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32BE(at)) {
      const event = fieldsOf(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at))) ?? [];
      const raw = fieldsOf(event[1]?.content ?? new Uint8Array())?.[0]?.content ?? new Uint8Array();
      const object = fieldsOf(raw.subarray(4))?.find(({ number }) => number === 2)?.content;
      seen.push(`${Buffer.from(event[0]?.content ?? []).toString()} ${nameOf(object)}`);
    }
    expect(seen).toEqual(['ADDED default/a', 'DELETED default/a']);
  });

  it('that nobody reads any more is let go', async () => {
    const demo = await start();
    const abort = new AbortController();
    const response = await fetch(`${demo.url}/api/v1/pods?watch=1`, { signal: abort.signal });
    expect(response.status).toBe(200);
    expect(demo.server.watches).toBe(1);
    abort.abort();
    await until(() => demo.server.watches === 0);
  });
});

describe('a WatchList', () => {
  const query = 'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';

  it('is every object, a bookmark that says so, then events', async () => {
    const demo = await start();
    const watcher = await watch(demo, `/api/v1/pods?${query}`);
    const expected = await list(demo, '/api/v1/pods');
    for (const item of expected.items)
      expect(await watcher.next()).toEqual({ type: 'ADDED', object: { kind: 'Pod', apiVersion: 'v1', ...item } });
    const end = await watcher.next();
    expect(end).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { resourceVersion: expected.metadata.resourceVersion, annotations: { 'k8s.io/initial-events-end': 'true' } },
        spec: { containers: null },
        status: {},
      },
    });
    demo.cluster.createPod({ namespace: 'default', name: 'late' });
    expect(await watcher.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'late' } } });
  });

  it('loses nothing that happens while it is read slowly', async () => {
    const demo = await start({ nodes: 30, pods: 1500, services: 60 });
    const watcher = await watch(demo, `/api/v1/pods?${query}`);
    const known = new Map<string, string>();
    const apply = (event: WatchEvent): void => {
      if (event.type === 'BOOKMARK') return;
      const { namespace, name, resourceVersion } = event.object.metadata as { namespace: string; name: string; resourceVersion: string };
      if (event.type === 'DELETED') known.delete(`${namespace}/${name}`);
      else known.set(`${namespace}/${name}`, resourceVersion);
    };
    for (let i = 0; i < 1000; i++) {
      if (i % 2 === 0) demo.cluster.step();
      const event = await watcher.next();
      if (event) apply(event);
    }
    demo.cluster.createPod({ namespace: 'default', name: 'the-end' });
    for (let event = await watcher.next(); event; event = await watcher.next()) {
      apply(event);
      if (event.object.metadata.name === 'the-end') break;
    }
    const truth = demo.cluster.storage.list('Pod').map((pod) => [`${pod.namespace}/${pod.name}`, String(pod.resourceVersion)]);
    expect([...known].sort()).toEqual(truth.sort());
  });

  it('without allowWatchBookmarks has no end mark (measured)', async () => {
    const demo = await start();
    const watcher = await watch(demo, `/api/v1/nodes?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=9`);
    for (let i = 0; i < 3; i++) expect((await watcher.next())?.type).toBe('ADDED');
    clock.advance(9000);
    expect(await watcher.rest()).toEqual([]);
  });
});

describe('rights and media types', () => {
  it('a token, where one is set, is asked for', async () => {
    const demo = await start({ token: 'secret' });
    expect((await get(demo, '/version')).status).toBe(200);
    expect((await get(demo, '/readyz')).status).toBe(200);
    expect(await get(demo, '/api/v1/pods')).toMatchObject({ status: 401, json: { reason: 'Unauthorized' } });
    expect((await get(demo, '/api/v1/pods', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await get(demo, '/api/v1/pods', { authorization: 'Bearer secret' })).status).toBe(200);
  });

  it('any Authorization is let in where none is set', async () => {
    expect((await get(await start(), '/api/v1/pods', { authorization: 'Bearer whatever' })).status).toBe(200);
  });

  it('Table is passed over for the next type that is accepted; nothing else is 406', async () => {
    const demo = await start();
    const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
    expect((await list(demo, '/api/v1/nodes')).kind).toBe('NodeList');
    expect((await get(demo, '/api/v1/nodes', { accept: `${table},application/json` })).type).toBe('application/json');
    expect(await get(demo, '/api/v1/nodes', { accept: table })).toMatchObject({ status: 406, json: { reason: 'NotAcceptable' } });
    expect((await get(demo, '/api/v1/nodes', { accept: `${protobuf},application/json` })).type).toBe(protobuf);
  });
});

describe('faults', () => {
  it('a kind that is forbidden is 403, in the words of a real one', async () => {
    const demo = await start();
    demo.server.forbid('Pod');
    const answer = await get(demo, '/api/v1/pods');
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'pods is forbidden: User "demo" cannot list resource "pods" in API group "" at the cluster scope',
      reason: 'Forbidden',
      details: { kind: 'pods' },
      code: 403,
    });
    expect((await get(demo, '/api/v1/nodes')).status).toBe(200);
    demo.server.forbid('Pod', false);
    expect((await get(demo, '/api/v1/pods')).status).toBe(200);
  });

  it('a kind that is not served is 404 in plain text and gone from discovery', async () => {
    const demo = await start();
    demo.server.unserve('ServiceCIDR');
    demo.server.unserve('IPAddress');
    expect((await get(demo, '/apis/networking.k8s.io/v1/servicecidrs')).bytes.toString()).toBe('404 page not found\n');
    expect((await get(demo, '/apis/networking.k8s.io/v1')).status).toBe(404);
  });

  it('watches under way can be expired', async () => {
    const demo = await start();
    const watcher = await watch(demo, `/api/v1/pods?watch=1&resourceVersion=${demo.cluster.storage.version}`);
    demo.server.expireWatches();
    expect(await watcher.rest()).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
  });

  it('connections can be dropped', async () => {
    const demo = await start();
    const watcher = await watch(demo, `/api/v1/pods?watch=1&resourceVersion=${demo.cluster.storage.version}`);
    demo.server.dropConnections();
    await expect(watcher.rest()).rejects.toThrow();
    expect((await get(demo, '/api/v1/pods')).status).toBe(200);
  });

  it('after a restart it is on the same port, lists, and expires watches of before', async () => {
    const demo = await start();
    const { url } = demo;
    const before = demo.cluster.storage.version;
    await demo.server.restart(async () => {
      await expect(fetch(`${url}/readyz`)).rejects.toThrow();
    });
    expect(demo.url).toBe(url);
    expect((await list(demo, '/api/v1/nodes')).items).toHaveLength(3);
    const watcher = await watch(demo, `/api/v1/pods?watch=1&resourceVersion=${before}`);
    expect(await watcher.rest()).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
  });

  it('of your own making come first', async () => {
    const demo = await start();
    const undo = demo.server.intercept((request, response) => {
      if (request.url !== '/api/v1/pods') return false;
      response.writeHead(429, { 'retry-after': '1' }).end('Too many requests, please try again later.\n');
      return true;
    });
    expect((await get(demo, '/api/v1/pods')).status).toBe(429);
    expect((await get(demo, '/api/v1/nodes')).status).toBe(200);
    undo();
    expect((await get(demo, '/api/v1/pods')).status).toBe(200);
  });
});

describe('churn', () => {
  it('makes about so many events a second, by the clock that is passed in', async () => {
    const demo = await start({ nodes: 30, pods: 700, services: 60, churn: 5 });
    const before = demo.cluster.storage.version;
    for (let i = 0; i < 600; i++) clock.advance(100);
    const perSecond = (demo.cluster.storage.version - before) / 60;
    expect(perSecond).toBeGreaterThan(4);
    expect(perSecond).toBeLessThan(6);
    await demo.stop();
    const after = demo.cluster.storage.version;
    clock.advance(60_000);
    expect(demo.cluster.storage.version).toBe(after);
  });
});

/** Lets the requests under way reach the clock, then lets that much time pass. */
async function waiting(milliseconds: number): Promise<void> {
  await until(() => clock.waiting > 0);
  clock.advance(milliseconds);
}

/** Turns of the event loop until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise<void>((resolve) => setImmediate(resolve));
}
