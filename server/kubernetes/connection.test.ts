import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect as connectTcp, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Connection, connectTo, loadConnection } from './connection.ts';
import { PlayedClock } from './testing/playedClock.ts';

const tls = (file: string) => join(import.meta.dirname, 'fixtures/tls', file);

let folder: string;
const servers: (Server & { closeAllConnections(): void })[] = [];
const connections: Connection[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connection-'));
});
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  rmSync(folder, { recursive: true });
});

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const serveTls = (handler: RequestListener, more: ServerOptions = {}) =>
  listen(createServer({ key: readFileSync(tls('server.key')), cert: readFileSync(tls('server.crt')), ...more }, handler));

const echo: RequestListener = (request, response) => {
  const { headers, url } = request;
  response.end(JSON.stringify({ url, authorization: headers.authorization ?? null, agent: headers['user-agent'] }));
};

/** A connection by a kubeconfig of one cluster and one user, given as YAML flow mappings. */
function connect(cluster: string, user: string, clock = new PlayedClock()): Connection {
  const kubeconfig = join(folder, 'config');
  writeFileSync(
    kubeconfig,
    `{current-context: c, contexts: [{name: c, context: {cluster: "prod (eu)", user: u}}], clusters: [{name: "prod (eu)", cluster: ${cluster}}], users: [{name: u, user: ${user}}]}`,
  );
  const connection = loadConnection({ kubeconfig, product: 'cidrscape/9', clock });
  if (!connection) throw new Error('no connection');
  connections.push(connection);
  return connection;
}

const ask = (connection: Connection, path = '/api'): Promise<Answer> =>
  connection.request(path, { accept: 'application/json', signal: new AbortController().signal });

async function textOf(answer: Answer): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('TLS', () => {
  test('the CA, a client certificate and the server’s name come from the kubeconfig', async () => {
    const port = await serveTls(
      (request, response) => {
        const socket = request.socket as TLSSocket;
        response.end(JSON.stringify([socket.getPeerCertificate().subject.CN, Reflect.get(socket, 'servername')]));
      },
      { ca: readFileSync(tls('ca.crt')), requestCert: true },
    );
    const connection = connect(
      `{server: "https://127.0.0.1:${port}", certificate-authority: ${tls('ca.crt')}, tls-server-name: kubernetes.default}`,
      `{client-certificate: ${tls('client.crt')}, client-key: ${tls('client.key')}}`,
    );
    expect(JSON.parse(await textOf(await ask(connection)))).toEqual(['client', 'kubernetes.default']);
  });

  test('a server that another CA signed is refused in words', async () => {
    const port = await serveTls(echo);
    const connection = connect(`{server: "https://127.0.0.1:${port}", certificate-authority: ${tls('other-ca.crt')}}`, '{token: t}');
    await expect(ask(connection)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+: TLS: the server’s certificate is not signed by the configured CA \([A-Z_]+\)$/),
    });
  });

  test('a name that the certificate does not hold is refused in words', async () => {
    const port = await serveTls(echo);
    const connection = connect(
      `{server: "https://127.0.0.1:${port}", certificate-authority: ${tls('ca.crt')}, tls-server-name: elsewhere}`,
      '{token: t}',
    );
    await expect(ask(connection)).rejects.toThrow('TLS: the server’s certificate is for another name');
  });

  test('insecure-skip-tls-verify takes any certificate', async () => {
    const port = await serveTls(echo);
    const connection = connect(`{server: "https://127.0.0.1:${port}", insecure-skip-tls-verify: true}`, '{token: t}');
    expect((await ask(connection)).status).toBe(200);
  });

  test('the CA counts without a user as well', async () => {
    const port = await serveTls(echo);
    const kubeconfig = join(folder, 'config');
    writeFileSync(
      kubeconfig,
      `{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: "https://127.0.0.1:${port}", certificate-authority: ${tls('ca.crt')}}}]}`,
    );
    const connection = loadConnection({ kubeconfig });
    if (!connection) throw new Error('no connection');
    connections.push(connection);
    expect((await ask(connection)).status).toBe(200);
  });
});

test('a server that offers HTTP/2 is spoken HTTP/1.1 with: a stuck connection holds up one kind and not all', async () => {
  const options = { key: readFileSync(tls('server.key')), cert: readFileSync(tls('server.crt')), allowHTTP1: true };
  const server = createSecureServer(options, (request, response) => response.end(request.httpVersion));
  const port = await listen(Object.assign(server, { closeAllConnections() {} }));
  const connection = connect(`{server: "https://127.0.0.1:${port}", certificate-authority: ${tls('ca.crt')}}`, '{token: t}');
  expect(await textOf(await ask(connection))).toBe('1.1');
  await connection.close();
});

describe('proxy-url', () => {
  test('an HTTP proxy is asked for a tunnel, and TLS is checked through it', async () => {
    const port = await serveTls(echo);
    const tunnels: string[] = [];
    const proxy = createPlainServer();
    proxy.on('connect', (request, client) => {
      tunnels.push(request.url ?? '');
      const server = connectTcp(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
    });
    const proxyPort = await listen(proxy);
    const connection = connect(
      `{server: "https://127.0.0.1:${port}", certificate-authority: ${tls('ca.crt')}, proxy-url: "http://127.0.0.1:${proxyPort}"}`,
      '{token: t}',
    );
    expect(JSON.parse(await textOf(await ask(connection))).authorization).toBe('Bearer t');
    expect(tunnels).toEqual([`127.0.0.1:${port}`]);
    await connection.close();
  });
});

describe('credentials', () => {
  test('a token, a path below the server’s, and a User-Agent that names product and cluster', async () => {
    const port = await listen(createPlainServer(echo));
    const connection = connect(`{server: "http://127.0.0.1:${port}/k8s/clusters/one/"}`, '{token: secret}');
    expect(JSON.parse(await textOf(await ask(connection, '/api/v1/pods?limit=1')))).toEqual({
      url: '/k8s/clusters/one/api/v1/pods?limit=1',
      authorization: 'Bearer secret',
      agent: 'cidrscape/9 (cluster prod _eu_)',
    });
  });

  test('a user and a password', async () => {
    const port = await listen(createPlainServer(echo));
    const connection = connect(`{server: "http://127.0.0.1:${port}"}`, '{username: u, password: p}');
    expect(JSON.parse(await textOf(await ask(connection))).authorization).toBe('Basic dTpw');
  });

  /** Accepts one token alone, which may change. */
  const guarded = () => {
    const door = { token: 'first', refusals: 0 };
    const handler: RequestListener = (request, response) => {
      const welcome = request.headers.authorization === `Bearer ${door.token}`;
      if (!welcome) door.refusals += 1;
      response.writeHead(welcome ? 200 : 401).end();
    };
    return { door, handler };
  };

  test('401: a token file is read again, once, and the request made again', async () => {
    const { door, handler } = guarded();
    const port = await listen(createPlainServer(handler));
    const file = join(folder, 'token');
    writeFileSync(file, 'first\n');
    const connection = connect(`{server: "http://127.0.0.1:${port}"}`, '{tokenFile: token, token: never}');
    expect((await ask(connection)).status).toBe(200);
    door.token = 'second';
    writeFileSync(file, 'second\n');
    expect((await ask(connection)).status).toBe(200);
    expect(door.refusals).toBe(1);
  });

  test('401 for ever: the second refusal is the answer, and for 10 s nothing is read again', async () => {
    const { door, handler } = guarded();
    const port = await listen(createPlainServer(handler));
    const clock = new PlayedClock();
    const connection = connect(`{server: "http://127.0.0.1:${port}"}`, '{token: wrong}', clock);
    expect((await ask(connection)).status).toBe(401);
    expect(door.refusals).toBe(2);
    expect((await ask(connection)).status).toBe(401);
    expect(door.refusals).toBe(3);
    clock.advance(10_000);
    expect((await ask(connection)).status).toBe(401);
    expect(door.refusals).toBe(5);
  });

  test('an exec plugin, found from the kubeconfig’s folder, told about itself, run once for many, and again after a 401', async () => {
    const { door, handler } = guarded();
    const port = await listen(createPlainServer(handler));
    writeFileSync(
      join(folder, 'plugin'),
      `#!/bin/sh
echo run >> '${folder}/runs'
case "$KUBERNETES_EXEC_INFO" in *ExecCredential*) ;; *) exit 3 ;; esac
printf '{"status":{"token":"%s"}}' "$(cat '${folder}/token')"`,
      { mode: 0o755 },
    );
    writeFileSync(join(folder, 'token'), 'first');
    const connection = connect(
      `{server: "http://127.0.0.1:${port}"}`,
      '{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, interactiveMode: Never}}',
    );
    const answers = await Promise.all([ask(connection), ask(connection), ask(connection)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const runs = () => readFileSync(join(folder, 'runs'), 'utf8').split('\n').length - 1;
    expect(runs()).toBe(1);
    door.token = 'second';
    writeFileSync(join(folder, 'token'), 'second');
    expect((await ask(connection)).status).toBe(200);
    expect(runs()).toBe(2);
  });

  test('rotated client certificates: new requests use them, running streams go on', async () => {
    const port = await serveTls(
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        if (request.url === '/stream') response.write(subject.CN);
        else response.writeHead(subject.CN === 'client' && request.url === '/new' ? 401 : 200).end(subject.CN);
      },
      { ca: readFileSync(tls('ca.crt')), requestCert: true },
    );
    const certificate = join(folder, 'certificate');
    const key = join(folder, 'key');
    const rotate = (name: string) => {
      writeFileSync(certificate, readFileSync(tls(`${name}.crt`)));
      writeFileSync(key, readFileSync(tls(`${name}.key`)));
    };
    rotate('client');
    const connection = connect(
      `{server: "https://127.0.0.1:${port}", certificate-authority: ${tls('ca.crt')}}`,
      `{client-certificate: ${certificate}, client-key: ${key}}`,
    );
    const stream = (await ask(connection, '/stream')).body[Symbol.asyncIterator]();
    expect(String((await stream.next()).value)).toBe('client');
    rotate('server'); // any certificate that the CA signed
    expect(await textOf(await ask(connection, '/new'))).toBe('server');
    const ended = expect(stream.next()).rejects.toThrow('the connection was closed');
    await connection.close();
    await ended;
  });

  test('an exec plugin that fails is told in one line', async () => {
    const connection = connect(
      '{server: "http://127.0.0.1:1"}',
      '{exec: {command: sh, args: [-c, "echo please log in >&2; echo more >&2; exit 1"]}}',
    );
    await expect(ask(connection)).rejects.toMatchObject({ code: 'unauthorized', message: 'no credentials: please log in' });
  });

  test('an exec plugin that hangs is given up after 30 s, and a stopped request does not wait for it', async () => {
    const clock = new PlayedClock();
    const connection = connect('{server: "http://127.0.0.1:1"}', '{exec: {command: sleep, args: ["5"]}}', clock);
    const stopped = new AbortController();
    const first = connection.request('/api', { accept: '', signal: stopped.signal });
    const second = ask(connection);
    stopped.abort(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    clock.advance(30_000);
    await expect(second).rejects.toThrow('no credentials: no answer within 30 s');
  });
});

describe('a bare URL', () => {
  test('is a connection without credentials, as the demo cluster’s', async () => {
    const port = await listen(createPlainServer(echo));
    const connection = connectTo(`http://127.0.0.1:${port}/`);
    connections.push(connection);
    expect(connection).toMatchObject({ cluster: 'demo', source: 'demo', server: `http://127.0.0.1:${port}` });
    expect(JSON.parse(await textOf(await ask(connection)))).toEqual({
      url: '/api',
      authorization: null,
      agent: 'cidrscape (cluster demo)',
    });
  });

  test('whose port nobody listens on is refused in words', async () => {
    const port = await listen(createPlainServer(echo));
    const server = servers.pop();
    server?.close();
    await expect(ask(connectTo(`http://127.0.0.1:${port}`))).rejects.toMatchObject({
      code: 'unreachable',
      message: `127.0.0.1:${port}: connection refused (ECONNREFUSED)`,
    });
  });

  test('tells its version, or what stands in its place', async () => {
    const answers = ['{"gitVersion":"v1.37.2"}', '{}', 'down', 'x'.repeat(70_000)];
    const asked: unknown[] = [];
    const port = await listen(
      createPlainServer((request, response) => {
        asked.push([request.url, request.headers.accept]);
        const body = answers.shift() ?? '';
        response.writeHead(body === 'down' ? 503 : 200).end(body);
      }),
    );
    const connection = connectTo(`http://127.0.0.1:${port}`);
    connections.push(connection);
    expect(await connection.version()).toBe('v1.37.2');
    expect(asked).toEqual([['/version', 'application/json']]);
    await expect(connection.version()).rejects.toMatchObject({
      code: 'malformed',
      message: `127.0.0.1:${port}: /version names no gitVersion`,
    });
    await expect(connection.version()).rejects.toThrow('HTTP 503: down');
    await expect(connection.version()).rejects.toThrow('an answer of more than 65536 bytes');
  });

  test('is shown without the name and password that its URL may carry', () => {
    expect(connectTo('https://admin:s3cr3t@10.0.0.1:6443/k8s/c-1').server).toBe('https://10.0.0.1:6443/k8s/c-1');
    expect(connectTo('https://10.0.0.1:6443/of@all').server).toBe('https://10.0.0.1:6443/of@all');
  });

  test('that was closed says so', async () => {
    const connection = connectTo('http://127.0.0.1:1');
    await connection.close();
    await expect(ask(connection)).rejects.toMatchObject({
      code: 'unreachable',
      message: '127.0.0.1:1: the connection was closed',
    });
  });
});
