import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type ClientOptions, PrometheusClient, type PrometheusError } from './client.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

/** A server on loopback that answers as a test says, and what it heard. */
async function serve(answer: (response: ServerResponse, asked: number, request: IncomingMessage) => void) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    heard.push({ path: request.url ?? '', headers: request.headers, form: new URLSearchParams(body) });
    answer(response, heard.length, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const waits: number[] = [];
const client = (url: string, rest: Partial<ClientOptions> = {}) => {
  waits.length = 0;
  return new PrometheusClient({
    url,
    product: 'cidrscape/1',
    signal: new AbortController().signal,
    wait: async (milliseconds) => void waits.push(milliseconds),
    ...rest,
  });
};
const json = (response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};
const success = (result: object[], rest: object = {}) => ({ status: 'success', data: { resultType: 'matrix', result }, ...rest });
const hour = 3_600_000;
const span = { from: 0, to: 2 * hour, step: hour };
const fault = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no error',
    (error: PrometheusError) => [error.fault, error.message],
  );

test('a query in seconds, its answer in milliseconds and numbers', async () => {
  const series = {
    metric: { length: '24' },
    values: [
      [0, '7'],
      [3600.001, '1e+06'],
    ],
  };
  const { url, heard } = await serve((response) => json(response, 200, success([series])));
  const found = await client(`${url}/prometheus/`).queryRange('count(up)', span);
  expect(found).toEqual([
    {
      labels: { length: '24' },
      points: new Map([
        [0, 7],
        [3_600_001, 1_000_000],
      ]),
    },
  ]);
  expect(heard.map(({ path }) => path)).toEqual(['/prometheus/api/v1/query_range']);
  expect(Object.fromEntries(heard[0]?.form ?? [])).toEqual({
    query: 'count(up)',
    start: '0',
    end: '7200',
    step: '3600',
    partial_response: 'false', // Thanos would else leave out what it cannot reach, and say so in a warning
  });
  expect(heard[0]?.headers).toMatchObject({ 'user-agent': 'cidrscape/1' });
  expect(heard[0]?.headers.authorization).toBeUndefined();
});

test('a token, or user and password of the URL; what is shown has none of them', async () => {
  const { url, heard } = await serve((response) => json(response, 200, success([])));
  const named = client(url.replace('//', '//me:p%40ss@'));
  expect(named.where).toBe(url);
  await named.probe();
  await client(url, { token: 'abc' }).probe();
  await client(url.replace('//', '//me:p%40ss@'), { token: 'abc' }).probe();
  expect(heard.map(({ headers }) => headers.authorization)).toEqual([
    `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    'Bearer abc',
    'Bearer abc',
  ]);
});

test.each<[number, object | string, string, string]>([
  [
    401,
    'no',
    'unauthorized',
    'answered 401: it wants to know who asks; give a token by --prometheus-token-file FILE, or CIDRSCAPE_PROMETHEUS_TOKEN',
  ],
  [
    403,
    {},
    'unauthorized',
    'answered 403: it wants to know who asks; give a token by --prometheus-token-file FILE, or CIDRSCAPE_PROMETHEUS_TOKEN',
  ],
  [400, { status: 'error', errorType: 'bad_data', error: 'parse error: x' }, 'refused', 'does not take the query: parse error: x'],
  [
    422,
    { status: 'error', error: 'query processing would load too many samples' },
    'too-much',
    'query processing would load too many samples',
  ],
  [503, { status: 'error', error: 'query timed out' }, 'too-much', 'query timed out'],
  [404, 'page not found', 'no-prometheus', 'answered 404, and not as a Prometheus does; does its URL have a path, such as /prometheus?'],
  [200, '<html>Sign in</html>', 'no-prometheus', 'answered 200, and not as a Prometheus does'],
  [200, { status: 'success', data: { resultType: 'vector', result: [] } }, 'no-prometheus', 'answered 200, and not as a Prometheus does'],
  [200, success([], { warnings: ['a store is away'] }), 'partial', 'has only a part of the answer: a store is away'],
])('%i %j: %s', async (status, body, kind, message) => {
  const { url, heard } = await serve((response) =>
    typeof body === 'string' ? response.writeHead(status).end(body) : json(response, status, body),
  );
  const [is, said] = await fault(client(url).queryRange('x', span));
  expect([is, said?.startsWith(url), said?.endsWith(message)]).toEqual([kind, true, true]);
  expect(heard.length).toBe(1); // asking again would not help
});

test('a token that is refused is not repeated', async () => {
  const { url } = await serve((response) => response.writeHead(401).end());
  const [, said] = await fault(client(url, { token: 'hush' }).probe());
  expect(said).toBe(`${url} answered 401: it refuses the token or password that was given`);
});

test('a redirect is not followed: a token is not for whoever is pointed to', async () => {
  const { url, heard } = await serve((response) =>
    response.writeHead(302, { location: 'https://me:pw@sso.example/login?to=secret' }).end(),
  );
  expect(await fault(client(url, { token: 'hush' }).probe())).toEqual([
    'no-prometheus',
    `${url} answered 302 and points to https://sso.example/login; give that URL`,
  ]);
  expect(heard.length).toBe(1);
});

test('what is busy or breaks off is asked again, after a wait, three times in all', async () => {
  const once = await serve((response, asked, request) => {
    if (asked === 1) request.socket.destroy();
    else if (asked === 2) response.writeHead(502).end('bad gateway');
    else json(response, 200, success([]));
  });
  const asking = client(once.url);
  expect(await asking.queryRange('x', span)).toEqual([]);
  expect([asking.asked, waits]).toEqual([3, [2000, 4000]]);
  const never = await serve((response) => response.writeHead(500).end('oops'));
  expect(await fault(client(never.url).queryRange('x', span))).toEqual(['unreachable', `${never.url} answered 500: oops`]);
  expect(never.heard.length).toBe(3);
});

test('nobody there: the reason, and at once where only that is asked', async () => {
  const { url } = await serve(() => {});
  for (const stop of stops.splice(0)) await stop();
  const [is, said] = await fault(client(url).probe());
  expect([is, said]).toEqual(['unreachable', expect.stringMatching(/^http:\S+ cannot be reached: .*ECONNREFUSED/)]);
  expect(waits).toEqual([]);
});

test('no answer in time is too much to ask; a program that ends does not wait for one', async () => {
  const { url } = await serve(() => {});
  expect(await fault(client(url, { timeout: 50 }).queryRange('x', span))).toEqual(['too-much', `${url} gave no answer for 0.05 seconds`]);
  const ending = new AbortController();
  const asked = client(url, { signal: ending.signal }).queryRange('x', span);
  ending.abort(new Error('the end'));
  await expect(asked).rejects.toThrow('the end');
});
