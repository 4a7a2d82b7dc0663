import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { problem } from '../shared/wire/basics.ts';
import type { Pool } from '../shared/wire/pools.ts';
import { status } from '../shared/wire/status.ts';
import { readPage } from './http/page.ts';
import { rateKeyOf } from './http/rateLimit.ts';
import { routes } from './http/routes.ts';
import { type ModelEvent, QueryError, type Questions } from './model/model.ts';
import { kinds } from './records/records.ts';
import { noHistory } from './testing/noHistory.ts';
import { outlookOf } from './testing/outlookOf.ts';
import { modelThat, noon, type Served, type ServeOptions, serve } from './testing/serve.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(answers: Partial<Questions> = {}, options: Omit<ServeOptions, 'model'> = {}): Promise<Served> {
  const served = await serve({ ...options, model: () => modelThat(answers) });
  stops.push(() => served.stop());
  return served;
}

const pool: Pool = {
  id: 'service/kubernetes/10.96.0.0-20',
  kind: 'service',
  name: 'kubernetes',
  family: 'IPv4',
  ranges: ['10.96.0.0/20'],
  cidr: '10.96.0.0/20',
  object: { kind: 'ServiceCIDR', name: 'kubernetes' },
  addresses: { total: '4096', reserved: '2', usable: '4094', handedOut: null, recorded: null, inUse: '31', free: '4063' },
  blocks: null,
  static: null,
  limit: 'addresses',
  state: 'ready',
  blockedBy: [],
  provenance: [],
};
const noFindings: Partial<Questions> = {
  findings: () => ({ total: 0, items: [], next: null, counts: { critical: 0, warning: 0, info: 0 }, groups: [] }),
};
const onePool: Partial<Questions> = { ...noFindings, pools: () => ({ total: 1, items: [pool], next: null, families: null }) };
const revision = String(noon * 1000);

describe('answers', () => {
  test('carry the revision as a string, first', async () => {
    const { ask } = await start(onePool);
    const answer = await ask('/api/v1/pools');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.json()).toEqual({ revision, total: 1, items: [pool], next: null, families: null });
    expect(answer.text.startsWith(`{"revision":"${revision}"`)).toBe(true);
  });

  test('hand the query to the model as numbers and text, with its defaults', async () => {
    const asked: unknown[] = [];
    const { ask } = await start({
      pools(query) {
        asked.push(query);
        return { total: 0, items: [], next: null, families: null };
      },
    });
    await ask('/api/v1/pools');
    await ask('/api/v1/pools?limit=5&family=IPv6&kind=pod&sort=-inUse&cursor=abc&q=a%20b');
    expect(asked).toEqual([{ limit: 100 }, { limit: 5, family: 'IPv6', kind: 'pod', sort: '-inUse', cursor: 'abc', q: 'a b' }]);
  });

  test.each([
    ['/pools/service/kubernetes/10.96.0.0-20', 'service/kubernetes/10.96.0.0-20'],
    ['/pools/service%2Fkubernetes%2F10.96.0.0-20', 'service/kubernetes/10.96.0.0-20'],
    ['/pools/service/kubernetes/fd00:10:96::-108', 'service/kubernetes/fd00:10:96::-108'],
    ['/pools/service%2Fkubernetes%2Ffd00%3A10%3A96%3A%3A-108', 'service/kubernetes/fd00:10:96::-108'],
    ['/pools/service/kubernetes/10.96.0.0-20/blocks', 'blocks of service/kubernetes/10.96.0.0-20'],
    ['/pools/service%2Fkubernetes%2F10.96.0.0-20/blocks', 'blocks of service/kubernetes/10.96.0.0-20'],
    ['/pools/service/kubernetes/10.96.0.0-20/holders', 'holders of service/kubernetes/10.96.0.0-20'],
    ['/pools/a/b/free?prefix=26', 'free of a/b'],
    ['/pools/blocks', 'blocks'],
    ['/services/shop/web', 'shop/web'],
    ['/services/shop/caf%C3%A9', 'shop/café'],
    ['/nodes/worker-0.example', 'node worker-0.example'],
    ['/search?q=shop%2Fweb', 'shop/web'],
  ])('%s asks for %s', async (path, expected) => {
    const names: string[] = [];
    const note = (name: string): undefined => {
      names.push(name);
    };
    const { ask } = await start({
      pool: (id) => note(id),
      poolBlocks: (id) => note(`blocks of ${id}`),
      poolHolders: (id) => note(`holders of ${id}`),
      freeBlocks: (id) => note(`free of ${id}`),
      service: (namespace, name) => note(`${namespace}/${name}`),
      node: (name) => note(`node ${name}`),
      search(text) {
        note(text);
        return { query: text, as: 'name', address: null, cidr: null, total: 0, items: [] };
      },
    });
    await ask(`/api/v1${path}`);
    expect(names).toEqual([expected]);
  });

  test('of a HEAD have the headers of a GET and no body', async () => {
    const { ask } = await start(onePool);
    const [head, full] = await Promise.all([ask('/api/v1/pools', { method: 'HEAD' }), ask('/api/v1/pools')]);
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.etag).toBe(full.headers.etag);
    expect(head.headers['content-length']).toBe(full.headers['content-length']);
  });

  test('are compressed for those who ask, and say so to caches', async () => {
    const { ask } = await start({
      pools: () => ({ total: 50, items: Array.from({ length: 50 }, () => pool), next: null, families: null }),
    });
    const answer = await ask('/api/v1/pools', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers.vary).toContain('Accept-Encoding');
    expect((await ask('/api/v1/pools')).headers['content-encoding']).toBeUndefined();
  });
});

describe('ETags', () => {
  test('a client that holds the answer of this revision gets 304, and the model is not asked', async () => {
    let asked = 0;
    const { ask, store } = await start({
      pools() {
        asked += 1;
        return { total: 0, items: [], next: null, families: null };
      },
    });
    const { headers } = await ask('/api/v1/pools?family=IPv4');
    const etag = headers.etag ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    const held = { headers: { 'if-none-match': `"other", ${etag}` } };
    const again = await ask('/api/v1/pools?family=IPv4', held);
    expect([again.status, again.text, again.headers.etag, asked]).toEqual([304, '', etag, 1]);
    store.setReading('Node', { state: 'synced' });
    const later = await ask('/api/v1/pools?family=IPv4', held);
    expect([later.status, asked]).toEqual([200, 2]);
    expect(later.headers.etag).not.toBe(etag);
  });

  test('one answer’s tag fits no other query and no other path', async () => {
    const { ask } = await start({ ...onePool, nodes: () => ({ total: 0, items: [], next: null, zones: [] }) });
    const etag = (await ask('/api/v1/pools?family=IPv4')).headers.etag ?? '';
    for (const path of ['/api/v1/pools', '/api/v1/pools?family=IPv6', '/api/v1/nodes?family=IPv4']) {
      expect((await ask(path, { headers: { 'if-none-match': etag } })).status).toBe(200);
    }
  });

  test('a problem has none', async () => {
    const { ask } = await start({ pool: () => undefined });
    expect((await ask('/api/v1/pools/x')).headers.etag).toBeUndefined();
  });

  test('that of /status is of its content: it moves with the clock although the revision stands', async () => {
    const { ask, clock } = await start();
    const etag = (await ask('/api/v1/status')).headers.etag ?? '';
    expect((await ask('/api/v1/status', { headers: { 'if-none-match': etag } })).status).toBe(304);
    clock.advance(1000);
    expect((await ask('/api/v1/status', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  test('that of /object is of its content: the API server is asked each time, and may give another one at the same revision', async () => {
    let yaml = 'a: 1\n';
    const { ask } = await start({}, { object: async () => ({ object: { yaml, leftOut: [] } }) });
    const path = '/api/v1/object?kind=Pod&namespace=shop&name=web';
    const first = await ask(path);
    expect(first.json()).toEqual({ revision, kind: 'Pod', namespace: 'shop', name: 'web', yaml: 'a: 1\n', leftOut: [] });
    const headers = { 'if-none-match': first.headers.etag ?? '' };
    expect((await ask(path, { headers })).status).toBe(304);
    yaml = 'a: 2\n';
    expect((await ask(path, { headers })).json()).toMatchObject({ yaml: 'a: 2\n' });
  });

  test('why there is no object to show is a problem, and a fault while asking is one of ours', async () => {
    const refused = { code: 'too-many-requests', value: null, detail: 'try again' } as const;
    const busy = await start({}, { object: async () => ({ refused }) });
    const answer = await busy.ask('/api/v1/object?kind=Node&name=a');
    expect([answer.status, answer.headers['retry-after'], answer.json()]).toMatchObject([429, '1', refused]);
    const broken = await start({}, { object: () => Promise.reject(new Error('unforeseen')) });
    expect((await broken.ask('/api/v1/object?kind=Node&name=a')).json()).toMatchObject({ status: 500, code: 'internal-error' });
  });
});

describe('problems', () => {
  test('are problem+json with a stable code, the value, and an id that the header and the log carry too', async () => {
    const { ask } = await start({ pool: () => undefined });
    const answer = await ask('/api/v1/pools/service/none/10.0.0.0-8');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.parse(answer.json())).toEqual({
      type: 'urn:cidrscape:problem:not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing of that name now; it may have been deleted.',
      code: 'not-found',
      value: 'service/none/10.0.0.0-8',
      id: answer.headers['x-request-id'],
    });
  });

  test('of the model’s questions keep its code, value and words', async () => {
    const { ask } = await start({
      nodes() {
        throw new QueryError('invalid-cursor', 'abc', 'It is not a cursor of this list.');
      },
    });
    const answer = await ask('/api/v1/nodes?cursor=abc');
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-cursor', value: 'abc', detail: 'It is not a cursor of this list.' });
  });

  test('that are our own fault show an id and no stack; the log has the stack under that id', async () => {
    const { ask, log } = await start({
      overview() {
        throw new Error('secret of the house');
      },
    });
    const answer = await ask('/api/v1/overview');
    expect(answer.status).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal-error', value: null });
    expect(answer.text).not.toContain('secret');
    const lines = log.filter((line) => line.msg === 'a request failed');
    expect(lines).toMatchObject([{ level: 50, id: answer.json().id, err: { message: 'secret of the house' } }]);
  });

  test('a value that is long is cut', async () => {
    const { ask } = await start();
    expect((await ask(`/api/v1/addresses/${'x'.repeat(3000)}`)).json()).toMatchObject({
      code: 'invalid-address',
      value: `${'x'.repeat(200)}…`,
    });
  });

  test('what is no HTTP is answered and does no harm', async () => {
    const { origin, ask } = await start();
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.write('NONSENSE\r\n\r\n');
    const text = await new Promise<string>((resolve) => {
      let got = '';
      socket.on('data', (chunk) => {
        got += chunk.toString();
      });
      socket.on('close', () => resolve(got));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(problem.parse(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).code).toBe('invalid-request');
    expect((await ask('/healthz')).status).toBe(200);
  });
});

describe('security headers', () => {
  test('the policy is the one that was decided, with a new nonce each time', async () => {
    const { ask } = await start();
    const policies = (await Promise.all([ask('/healthz'), ask('/nowhere')])).map(({ headers }) =>
      String(headers['content-security-policy']),
    );
    const nonces = policies.map((policy) => /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1] ?? '');
    expect(policies[0]?.replace(nonces[0] ?? '', 'N')).toBe(
      "default-src 'none';script-src 'self';style-src 'self' 'nonce-N';img-src 'self' data:;font-src 'self';connect-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('sniffing, framing and referrers are off, and nothing names the software', async () => {
    const { headers } = await (await start()).ask('/healthz');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test.each([
    ['localhost', 200],
    ['localhost:8080', 200],
    ['127.0.0.1:1', 200],
    ['[::1]:8080', 200],
    ['app.localhost:8080', 200],
    ['LOCALHOST', 200],
    ['evil.example', 421],
    ['evil.example:8080', 421],
    ['localhost.evil.example', 421],
    ['10.0.0.1', 421],
  ])('on loopback, a request for the host %j is answered with %i', async (host, expected) => {
    const { ask } = await start();
    expect((await ask('/healthz', { headers: { host } })).status).toBe(expected);
  });
});

describe('the rate limit', () => {
  test('refuses the one request too many as a problem that says when to come back', async () => {
    const { ask } = await start({}, { rateLimit: { perMinute: 2, countLoopback: true } });
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/healthz')).status).toBe(200);
    const third = await ask('/healthz');
    expect(third.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('leaves programs of this machine alone', async () => {
    const { ask } = await start({}, { rateLimit: { perMinute: 1, countLoopback: false } });
    await ask('/healthz');
    expect((await ask('/healthz')).status).toBe(200);
  });

  test('counts an IPv6 client by its /64, an IPv4 client by its address, mapped or not', () => {
    expect(rateKeyOf({ ip: '2001:db8:1:2:3:4:5:6' })).toBe(rateKeyOf({ ip: '2001:db8:1:2:ffff::1' }));
    expect(rateKeyOf({ ip: '2001:db8:1:2::1' })).not.toBe(rateKeyOf({ ip: '2001:db8:1:3::1' }));
    expect(rateKeyOf({ ip: '::ffff:192.0.2.1' })).not.toBe(rateKeyOf({ ip: '::ffff:192.0.2.2' }));
    expect(rateKeyOf({ ip: '192.0.2.1' })).not.toBe(rateKeyOf({ ip: '192.0.2.2' }));
  });
});

test('the log has a line a request at debug level, without its query and headers', async () => {
  const { ask, log } = await start(onePool);
  await ask('/api/v1/pools?q=hidden', { headers: { authorization: 'Bearer hidden', cookie: 'hidden' } });
  expect(log).toMatchObject([{ level: 20, req: { method: 'GET', path: '/api/v1/pools' }, res: { status: 200 } }]);
  expect(JSON.stringify(log)).not.toContain('hidden');
});

describe('/status', () => {
  test('says what is read, and for what is forbidden which rule would give it', async () => {
    const { ask, store, clock } = await start();
    store.setReading('Node', { state: 'synced', connected: true, lastEvent: noon, restarts: 2, relists: 1 });
    store.setReading('IPAddress', {
      state: 'forbidden',
      error:
        'ipaddresses.networking.k8s.io is forbidden: User "u" cannot watch resource "ipaddresses" in API group "networking.k8s.io" at the cluster scope',
    });
    store.setReading('Pod', { state: 'forbidden', error: null });
    store.setReading('ServiceCIDR', { state: 'not-served' });
    store.setReading('ConfigMap/kubeadm-config', { state: 'forbidden' });
    clock.advance(90_000);
    const answer = status.strict().parse((await ask('/api/v1/status')).json());
    const kind = (name: string) => answer.kinds.find((one) => one.kind === name);
    expect(answer.kinds.map((one) => one.kind)).toEqual(kinds);
    expect(kind('Node')).toEqual({
      kind: 'Node',
      optional: false,
      resource: 'nodes',
      state: 'synced',
      connected: true,
      objects: 0,
      lastEvent: '2026-11-23T12:00:00.000Z',
      error: null,
      missing: null,
      rule: null,
      restarts: 2,
      relists: 1,
      decodeErrors: 0,
    });
    expect(kind('IPAddress')).toMatchObject({
      resource: 'networking.k8s.io/ipaddresses',
      state: 'forbidden',
      objects: null,
      missing: { verb: 'watch', resource: 'ipaddresses.networking.k8s.io' },
      rule: '- apiGroups: ["networking.k8s.io"]\n  resources: ["ipaddresses"]\n  verbs: ["get", "list", "watch"]\n',
    });
    expect(kind('Pod')).toMatchObject({
      missing: { verb: 'list', resource: 'pods' },
      rule: '- apiGroups: [""]\n  resources: ["pods"]\n  verbs: ["get", "list", "watch"]\n',
    });
    expect(kind('ServiceCIDR')).toMatchObject({ state: 'not-served', objects: null, missing: null, rule: null });
    // A rule for one object alone: no more than is read.
    expect(kind('ConfigMap/kubeadm-config')).toMatchObject({
      optional: true,
      resource: 'configmaps',
      missing: { verb: 'list', resource: 'configmaps' },
      rule: '- apiGroups: [""]\n  resources: ["configmaps"]\n  resourceNames: ["kubeadm-config"]\n  verbs: ["get", "list", "watch"]\n',
    });
    expect(kind('IPPool.whereabouts.cni.cncf.io')).toMatchObject({ optional: true, resource: 'whereabouts.cni.cncf.io/ippools' });
    expect(kind('Service')).toMatchObject({ state: 'syncing', objects: null, lastEvent: null });
    expect(answer).toMatchObject({
      cluster: { name: 'test', version: 'v1.37.2', server: 'https://10.0.0.1:6443', source: '--kubeconfig', demo: false },
      connected: true,
      synced: false,
      memory: { rss: 1024, heapUsed: 512 },
      uptime: 90,
      version: '1.2.3',
      now: '2026-11-23T12:01:30.000Z',
    });
  });

  test('is synced when every kind that may be read is whole', async () => {
    const { ask, store } = await start();
    for (const kind of kinds) store.setReading(kind, { state: kind === 'Pod' ? 'forbidden' : 'synced' });
    expect((await ask('/api/v1/status')).json()).toMatchObject({ synced: true, connected: false });
    store.setReading('Node', { state: 'stale' });
    expect((await ask('/api/v1/status')).json()).toMatchObject({ synced: false });
  });
});

describe('health', () => {
  test('/healthz is ok as long as it serves', async () => {
    expect((await (await start()).ask('/healthz')).text).toBe('ok\n');
  });

  test('/readyz names what is not read yet, and is ok once all is', async () => {
    const { ask, store } = await start();
    for (const kind of kinds) if (kind !== 'Pod') store.setReading(kind, { state: 'synced' });
    store.setReading('Pod', { error: 'connect ECONNREFUSED' });
    const before = await ask('/readyz');
    expect([before.status, before.text]).toEqual([503, 'Pod: not read yet (connect ECONNREFUSED)\n']);
    store.setReading('Pod', { state: 'synced' });
    expect((await ask('/readyz')).text).toBe('ok\n');
    store.setReading('Pod', { state: 'stale' }); // shown, marked stale: no reason to take the page away
    expect((await ask('/readyz')).status).toBe(200);
    store.setReading('IPAddressPool.metallb.io', { state: 'syncing' }); // its CRD was installed just now
    expect((await ask('/readyz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  test('has the reading of each kind, the numbers of each pool, and a duration for each route', async () => {
    const groups = [{ code: 'node-without-block', severity: 'critical' as const, title: '2 nodes have no podCIDR', count: 2 }];
    const { ask, store, clock } = await start({
      ...onePool,
      pool: () => undefined,
      findings: () => ({ total: 2, items: [], next: null, counts: { critical: 2, warning: 0, info: 0 }, groups }),
    });
    store.setReading('Node', { state: 'synced', connected: true, lastEvent: noon, restarts: 3, relists: 2, decodeErrors: 1 });
    clock.advance(5000);
    await ask('/api/v1/pools');
    await ask('/api/v1/pools/a/b');
    await ask('/api/v1/pools/c/d');
    const { text, headers } = await ask('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    const lines = text.split('\n');
    for (const line of [
      'cidrscape_objects{kind="Node"} 0',
      'cidrscape_reading_state{kind="Node",state="synced"} 1',
      'cidrscape_reading_state{kind="Node",state="syncing"} 0',
      'cidrscape_reading_connected{kind="Node"} 1',
      'cidrscape_reading_last_event_age_seconds{kind="Node"} 5',
      'cidrscape_reading_restarts_total{kind="Node"} 3',
      'cidrscape_reading_relists_total{kind="Node"} 2',
      'cidrscape_reading_decode_errors_total{kind="Node"} 1',
      'cidrscape_pool_addresses{pool="service/kubernetes/10.96.0.0-20",kind="service",family="IPv4",count="inUse"} 31',
      'cidrscape_pool_addresses{pool="service/kubernetes/10.96.0.0-20",kind="service",family="IPv4",count="total"} 4096',
      'cidrscape_findings{code="node-without-block",severity="critical"} 2',
      'cidrscape_stream_clients 0',
      'cidrscape_http_request_duration_seconds_count{route="/pools",status="200"} 1',
      'cidrscape_http_request_duration_seconds_count{route="/pools/{id}",status="404"} 2',
    ]) {
      expect(lines).toContain(line);
    }
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain('count="handedOut"'); // unknown is absent, never 0
    expect(text).not.toContain('cidrscape_objects{kind="Pod"}');
  });

  test('kinds that a cluster need not have make series where it has them, or that is not known', async () => {
    const { ask, store } = await start({ ...noFindings, pools: () => ({ total: 0, items: [], next: null, families: null }) });
    const kindsOf = async (name: string) =>
      [...(await ask('/metrics')).text.matchAll(new RegExp(`^${name}\\{kind="([^"]+)`, 'gm'))].map(([, kind]) => kind);
    store.setReading('CiliumNode.cilium.io', { state: 'synced' });
    store.setReading('IPAddress', { state: 'not-served' });
    expect(await kindsOf('cidrscape_reading_state')).toContain('IPAddressPool.metallb.io');
    store.setReading('IPAddressPool.metallb.io', { state: 'not-served' });
    for (const name of ['cidrscape_reading_state', 'cidrscape_reading_connected', 'cidrscape_reading_restarts_total']) {
      const named = await kindsOf(name);
      expect(named).toEqual(expect.arrayContaining(['CiliumNode.cilium.io', 'IPAddress']));
      expect(named).not.toContain('IPAddressPool.metallb.io');
    }
  });

  test('each has its row in the README, with its type and its labels, and each row its metric', async () => {
    const groups = [{ code: 'node-without-block', severity: 'critical' as const, title: '2 nodes have no podCIDR', count: 2 }];
    const days = { id: 'service/IPv4', kind: 'service', family: 'IPv4', likely: 40, earliest: 30, latest: 60 } as const;
    const outlook: ServeOptions['outlook'] = (model) => ({ ...outlookOf(model, () => noon), daysLeft: () => [days] });
    const answers: Partial<Questions> = {
      pools: () => ({
        total: 1,
        items: [{ ...pool, blocks: { prefixLength: 24, total: 16, handedOut: 2, free: 14 } }],
        next: null,
        families: null,
      }),
      findings: () => ({ total: 2, items: [], next: null, counts: { critical: 2, warning: 0, info: 0 }, groups }),
    };
    const { ask, store } = await start(answers, { outlook });
    for (const kind of kinds) store.setReading(kind, { state: 'synced', lastEvent: noon });
    await ask('/api/v1/pools');
    const { text } = await ask('/metrics');
    const own = [...text.matchAll(/^# TYPE (cidrscape_\S+) (\S+)$/gm)].map(([, name = '', type = '']) => {
      const series = text.match(new RegExp(`^${name}(?:_bucket)?\\{(.*)\\}`, 'm'))?.[1] ?? '';
      const labels = [...series.matchAll(/(\w+)="/g)].map(([, label = '']) => label).filter((label) => label !== 'le');
      return `${name} ${type} ${labels.join()}`;
    });
    const rows = readFileSync(new URL('http/README.md', import.meta.url), 'utf8').matchAll(
      /^\| `(cidrscape_\w+)` \| (\w+) \|([\w, ]*)\|/gm,
    );
    const told = [...rows].map(([, name, type, labels = '']) => `${name} ${type} ${labels.replaceAll(' ', '')}`);
    expect(own.toSorted()).toEqual(told.toSorted());
  });

  test('days left of what ends and of what does not; what was never made out has no series', async () => {
    const days = [
      { id: 'service/IPv4', kind: 'service', family: 'IPv4', likely: 40, earliest: 30, latest: Number.POSITIVE_INFINITY },
      { id: 'pod/a/10.0.0.0-8', kind: 'pod', family: 'IPv4', likely: 0, earliest: 0, latest: 0 },
    ] as const;
    const outlook: ServeOptions['outlook'] = (model) => ({ ...outlookOf(model, () => noon), daysLeft: () => [...days] });
    const lines = async (options: Omit<ServeOptions, 'model'>) => {
      const { text } = await (await start(onePool, options)).ask('/metrics');
      return text.split('\n').filter((line) => line.startsWith('cidrscape_pool_days_left{'));
    };
    expect(await lines({ outlook })).toEqual([
      'cidrscape_pool_days_left{pool="service/IPv4",kind="service",family="IPv4",estimate="likely"} 40',
      'cidrscape_pool_days_left{pool="service/IPv4",kind="service",family="IPv4",estimate="earliest"} 30',
      'cidrscape_pool_days_left{pool="service/IPv4",kind="service",family="IPv4",estimate="latest"} +Inf',
      'cidrscape_pool_days_left{pool="pod/a/10.0.0.0-8",kind="pod",family="IPv4",estimate="likely"} 0',
      'cidrscape_pool_days_left{pool="pod/a/10.0.0.0-8",kind="pod",family="IPv4",estimate="earliest"} 0',
      'cidrscape_pool_days_left{pool="pod/a/10.0.0.0-8",kind="pod",family="IPv4",estimate="latest"} 0',
    ]);
    expect(await lines({})).toEqual([]);
  });

  test('the state that the history is in, for alerts', async () => {
    const state = { ...noHistory.status(), state: 'failing' } as const;
    const { ask } = await start(onePool, { history: { ...noHistory, status: () => state } });
    const { text } = await ask('/metrics');
    expect(text.split('\n').filter((line) => line.startsWith('cidrscape_history_state{'))).toEqual([
      'cidrscape_history_state{state="starting"} 0',
      'cidrscape_history_state{state="recording"} 0',
      'cidrscape_history_state{state="failing"} 1',
      'cidrscape_history_state{state="refused"} 0',
    ]);
  });

  test('paths that nobody serves make no series of their own', async () => {
    const { ask } = await start({ ...noFindings, pools: () => ({ total: 0, items: [], next: null, families: null }) });
    for (const path of ['/a', '/b', '/api/v1/c']) await ask(path);
    const { text } = await ask('/metrics');
    expect(text).toContain('cidrscape_http_request_duration_seconds_count{route="none",status="404"} 3');
  });
});

describe('/openapi.json', () => {
  const paths = [
    '/overview',
    '/pools',
    '/pools/{id}/blocks',
    '/pools/{id}/holders',
    '/pools/{id}/free',
    '/pools/{id}',
    '/map',
    '/map/addresses',
    '/outside',
    '/ranges',
    '/history',
    '/history/pools',
    '/addresses/{ip}/history',
    '/addresses/{ip}',
    '/search',
    '/services',
    '/services/predict',
    '/services/{namespace}/{name}',
    '/topology',
    '/nodes',
    '/nodes/{name}',
    '/namespaces',
    '/nodeports',
    '/findings',
    '/object',
    '/audit',
    '/audit/leaving',
    '/audit/{list}',
    '/forecast',
    '/forecast/{id}',
    '/plan/mask',
    '/plan/ranges',
    '/plan',
    '/status',
    '/stream',
  ];

  test('is OpenAPI 3.1, lists every route, and every reference in it leads somewhere', async () => {
    const { ask } = await start({}, { basePath: '/net' });
    const document = (await ask('/net/openapi.json')).json();
    expect(document).toMatchObject({ openapi: '3.1.1', info: { title: 'Cidrscape', version: '1.2.3' }, servers: [{ url: '/net' }] });
    expect(Object.keys(document.paths as object)).toEqual(paths.map((path) => `/api/v1${path}`));
    expect(paths.slice(0, -1)).toEqual(routes.map(({ path }) => path));
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target ?? '');
    expect(references.length).toBeGreaterThan(50);
    for (const target of new Set(references)) {
      const found = target
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((at, key) => Reflect.get(at as object, key), document);
      expect(found, target).toBeTypeOf('object');
    }
  });

  test('every operation has an id of its own, every parameter of its path, a 200 and problems', async () => {
    const { ask } = await start();
    const document = (await ask('/openapi.json')).json() as {
      paths: Record<
        string,
        { get: { operationId: string; parameters: { name: string; in: string; required: boolean; schema: object }[]; responses: object } }
      >;
    };
    const operations = Object.entries(document.paths);
    expect(
      new Set(
        operations.map(
          ([
            ,
            {
              get: { operationId },
            },
          ]) => operationId,
        ),
      ).size,
    ).toBe(operations.length);
    for (const [path, { get: operation }] of operations) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400', '405', '414', '429', '500']));
    }
    const map = document.paths['/api/v1/map']?.get.parameters;
    expect(map).toEqual([
      { name: 'cidr', in: 'query', required: true, schema: { type: 'string', maxLength: 64 } },
      {
        name: 'bits',
        in: 'query',
        required: false,
        description: '8, or what the prefix has left',
        schema: { type: 'integer', minimum: 1, maximum: 8 },
      },
      { name: 'pool', in: 'query', required: false, schema: { type: 'string', maxLength: 512 } },
      {
        name: 'by',
        in: 'query',
        required: false,
        description: 'Tells apart what each cell holds; not at a past moment',
        schema: { type: 'string', enum: ['namespace', 'zone', 'node', 'age', 'findings'] },
      },
      expect.objectContaining({ name: 'at', required: false, schema: expect.objectContaining({ type: 'string', format: 'date-time' }) }),
    ]);
  });
});

describe('the page', () => {
  const html = [
    '<!doctype html><html><head>',
    '<meta name="cidrscape-base" content="" />',
    '<meta name="csp-nonce" content="" />',
    '<link rel="icon" href="./mark.svg" />',
    '<script type="module" src="./assets/index-abc.js"></script>',
    '</head></html>',
  ].join('\n');

  function page() {
    const folder = mkdtempSync(join(tmpdir(), 'cidrscape-page-'));
    stops.push(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), html);
    writeFileSync(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {};');
    return readPage(folder);
  }
  const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

  test.each(['', '/a/b'])('under the base path %j it knows where it is served, and its nonce is the policy’s', async (basePath) => {
    const { ask } = await start({}, { page: page(), basePath });
    const answer = await ask(`${basePath}/`, asBrowser);
    const nonce = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1];
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.text.split('\n')).toEqual([
      '<!doctype html><html><head>',
      `<meta name="cidrscape-base" content="${basePath}" />`,
      `<meta name="csp-nonce" content="${nonce}" />`,
      `<link rel="icon" href="${basePath}/mark.svg" />`,
      `<script type="module" src="${basePath}/assets/index-abc.js"></script>`,
      '</head></html>',
    ]);
    expect((await ask(`${basePath}/assets/index-abc.js`)).text).toBe('export {};');
    expect((await ask(`${basePath}/mark.svg`)).headers['content-type']).toBe('image/svg+xml');
    expect((await ask(basePath === '' ? '/' : basePath, asBrowser)).text).toContain(`content="${basePath}"`);
  });

  test('a page that is built anew is served at the next visit, the last one while it is missing', async () => {
    const built = page();
    const { ask } = await start({}, { page: built });
    const index = join(built.folder, 'index.html');
    writeFileSync(index, '<!doctype html><script type="module" src="./assets/index-def.js"></script>');
    expect((await ask('/', asBrowser)).text).toContain('src="/assets/index-def.js"');
    rmSync(index);
    expect((await ask('/', asBrowser)).text).toContain('src="/assets/index-def.js"');
  });

  test('assets never change, because their names carry a hash', async () => {
    const { ask } = await start({}, { page: page() });
    expect((await ask('/assets/index-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test.each([
    ['/map?cidr=10.0.0.0/8', 200],
    ['/services/shop/web', 200],
    ['/index.html', 200],
    ['/anything/at/all', 200],
    ['/assets/gone.js', 404],
    ['/api/v1/none', 404],
    ['/api/v2/pools', 404],
    ['/api/', 404],
  ])('a browser that navigates to %s gets %i', async (path, expected) => {
    const { ask } = await start({}, { page: page() });
    const answer = await ask(path, asBrowser);
    expect(answer.status).toBe(expected);
    if (expected === 200) expect(answer.text).toMatch(/csp-nonce" content=".{24}"/);
    else expect(problem.parse(answer.json()).code).toBe('not-found');
  });

  test('a program that does not ask for HTML gets 404 where there is nothing', async () => {
    const { ask } = await start({}, { page: page() });
    expect((await ask('/anything', { headers: { accept: '*/*' } })).status).toBe(404);
    expect((await ask('/', { headers: { accept: '*/*' } })).status).toBe(200);
  });

  test('outside of its base path there is nothing, and the answer says where it is', async () => {
    const { ask } = await start({}, { page: page(), basePath: '/net' });
    expect((await ask('/', asBrowser)).json()).toMatchObject({ status: 404, detail: 'The dashboard is served under /net/.' });
    expect((await ask('/network', asBrowser)).status).toBe(404);
    expect((await ask('/api/v1/status')).status).toBe(404);
    expect((await ask('/net/api/v1/status')).status).toBe(200);
  });

  test('one that is not built is a problem of its own; the API is served all the same', async () => {
    const { ask } = await start();
    expect((await ask('/', asBrowser)).json()).toMatchObject({ status: 503, code: 'page-not-built' });
    expect((await ask('/api/v1/status')).status).toBe(200);
  });
});

describe('/stream', () => {
  /** Opens the stream and reads its events one by one. */
  async function open(served: Served, headers: Record<string, string> = {}) {
    const res = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${served.origin}/api/v1/stream`, { headers, agent: false }, resolve).on('error', reject);
    });
    stops.unshift(() => res.destroy());
    let buffered = '';
    const chunks = res[Symbol.asyncIterator]();
    return {
      res,
      async next(): Promise<string | null> {
        for (;;) {
          const end = buffered.indexOf('\n\n');
          if (end >= 0) {
            const event = buffered.slice(0, end);
            buffered = buffered.slice(end + 2);
            return event;
          }
          const { done, value } = await chunks.next();
          if (done) return null;
          buffered += String(value);
        }
      },
    };
  }

  test('sends revisions with their ids and heartbeats, unbuffered and uncompressed', async () => {
    let tell = (_event: ModelEvent): void => {};
    const served = await start({
      subscribe(listener) {
        tell = listener;
        return () => {};
      },
    });
    const { res, next } = await open(served, { 'accept-encoding': 'gzip' });
    expect(res.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(res.headers['content-encoding']).toBeUndefined();
    expect(await next()).toBe(`id: ${revision}\ndata: {"revision":"${revision}","topics":[],"prefixes":[]}`);
    served.store.setReading('Node', { state: 'synced' });
    tell({ topics: ['status'], prefixes: [] });
    served.clock.advance(250);
    const later = String(noon * 1000 + 1);
    expect(await next()).toBe(`id: ${later}\ndata: {"revision":"${later}","topics":["status"],"prefixes":[]}`);
    served.clock.advance(15_000);
    expect(await next()).toBe(': still here');
    const again = await open(served, { 'last-event-id': revision });
    expect(await again.next()).toBe(`id: ${later}\ndata: {"revision":"${later}","topics":["status"],"prefixes":[]}`);
  });

  test('ends when the server stops', async () => {
    const served = await start();
    const { next } = await open(served);
    await next();
    await served.stop();
    expect(await next()).toBeNull();
  });

  test('takes no parameters, and answers HEAD with its headers alone', async () => {
    const { ask } = await start();
    expect((await ask('/api/v1/stream?since=1')).json()).toMatchObject({ code: 'unknown-parameter', value: 'since' });
    const head = await ask('/api/v1/stream', { method: 'HEAD' });
    expect([head.status, head.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });

  test('a client that has gone gives its place back', async () => {
    const served = await start({ ...noFindings, pools: () => ({ total: 0, items: [], next: null, families: null }) });
    const { res, next } = await open(served);
    await next();
    expect((await served.ask('/metrics')).text).toContain('cidrscape_stream_clients 1');
    res.destroy();
    await expect.poll(async () => (await served.ask('/metrics')).text.includes('cidrscape_stream_clients 0')).toBe(true);
  });
});
