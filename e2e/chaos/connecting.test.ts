import dns from 'node:dns';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, connectTo, loadConnection } from '../../server/kubernetes/connection.ts';
import { coreKinds } from '../../server/records/records.ts';
import { live } from './life.ts';
import { Stage, type StageOptions } from './stage.ts';

let stage: Stage;
let folder: string;
const begin = async (options?: StageOptions) => {
  stage = await Stage.start(options);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chaos-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stage.stop();
  rmSync(folder, { recursive: true });
});

/** The errors that the certain kinds show, one of each. */
const errors = (): (string | null)[] => [...new Set(coreKinds.map((kind) => stage.readingOf(kind).error))];
const requests = (from: number) => stage.asked.slice(from).length;

/** A connection by a kubeconfig that names these files. */
function configured(server: string, cluster: string, user: string, clock: Stage['clock']): Connection {
  const kubeconfig = join(folder, 'config');
  writeFileSync(
    kubeconfig,
    `{current-context: c, contexts: [{name: c, context: {cluster: k, user: u}}], clusters: [{name: k, cluster: {server: "${server}", ${cluster}}}], users: [{name: u, user: {${user}}}]}`,
  );
  const connection = loadConnection({ kubeconfig, clock });
  if (!connection) throw new Error('no connection');
  return connection;
}

test('connection refused at start', async () => {
  await begin({ before: ({ proxy }) => proxy.down() });
  await stage.until(() => !errors().includes(null));
  expect(errors()).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+: connection refused \(ECONNREFUSED\)$/)]);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ state: 'syncing', connected: false, lastEvent: 0 });
  await stage.pass(600_000);
  expect(stage.asked).toHaveLength(0);
  await stage.proxy.up();
  await stage.right(60_000); // the longest pause is 30 s
});

test('DNS failure', async () => {
  const failures = ['ENOTFOUND', 'EAI_AGAIN'];
  let resolves = false;
  let lookups = 0;
  const real = dns.lookup;
  vi.spyOn(dns, 'lookup').mockImplementation(((name: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
    if (name !== 'kubernetes.test') return real(name, options, done);
    const code = failures[lookups++ % 2];
    if (!resolves) done(Object.assign(new Error(`getaddrinfo ${code} kubernetes.test`), { code }));
    else if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  }) as typeof dns.lookup);
  await begin({ connect: (url, clock) => connectTo(url.replace('127.0.0.1', 'kubernetes.test'), { clock }) });
  await stage.until(() => !errors().includes(null));
  for (const error of errors())
    expect(error).toMatch(/^kubernetes\.test:\d+: (no such host \(DNS\) \(ENOTFOUND\)|DNS does not answer \(EAI_AGAIN\))$/);
  await stage.pass(60_000);
  resolves = true;
  await stage.right(60_000);
});

test('TLS CA mismatch', async () => {
  const tls = (file: string) => join(import.meta.dirname, '../../server/kubernetes/fixtures/tls', file);
  copyFileSync(tls('other-ca.crt'), join(folder, 'ca.crt'));
  const sockets: Socket[] = [];
  // TLS ends in front of the simulated API server; the proxy carries it as bytes.
  const front = createServer({ key: readFileSync(tls('server.key')), cert: readFileSync(tls('server.crt')) }, (client) => {
    const server = connect({ port: Number(new URL(stage.demo.url).port), host: '127.0.0.1' });
    sockets.push(client, server);
    client.on('error', () => server.destroy()).on('close', () => server.destroy());
    server.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.pipe(server).pipe(client);
  });
  front.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const port = (front.address() as { port: number }).port;
  await begin({
    connect: (url, clock) =>
      configured(url.replace('http:', 'https:'), `certificate-authority: ${join(folder, 'ca.crt')}`, 'token: t', clock),
    before: (stage) => {
      stage.proxy.retarget(port);
      stage.breath = 5; // what goes on at the two ends of TLS shows nowhere
    },
  });
  await stage.until(() => !errors().includes(null));
  expect(errors()).toEqual([
    expect.stringMatching(/^127\.0\.0\.1:\d+: TLS: the server’s certificate is not signed by the configured CA \([A-Z_]+\)$/),
  ]);
  expect(stage.asked).toHaveLength(0);
  // The file of the CA is set right: the next attempt reads it.
  copyFileSync(tls('ca.crt'), join(folder, 'ca.crt'));
  await stage.right(60_000);
  await stage.reading?.stop();
  for (const socket of sockets) socket.destroy();
  front.close();
});

test('401 once then fine', async () => {
  await begin();
  await stage.synced();
  let refused = 0;
  stage.rule((asked) => asked.plural === 'pods' && refused++ === 0 && asked.refuse(401, 'Unauthorized'));
  stage.proxy.about('/pods?')[0]?.cut();
  live(stage.demo.cluster);
  await stage.right(60_000);
  expect(refused).toBe(3); // the look at the past, asked again at once with credentials read anew, and the watch
  expect(stage.readingOf('Pod')).toMatchObject({ restarts: 1, relists: 0, decodeErrors: 0, error: null });
});

test('401 forever', async () => {
  await begin();
  await stage.synced();
  const undo = stage.rule((asked) => asked.refuse(401, 'Unauthorized'));
  stage.proxy.set({ does: 'pass' });
  for (const link of stage.proxy.connections) link.reset();
  await stage.until(() => !errors().includes(null));
  live(stage.demo.cluster);
  const from = stage.asked.length;
  await stage.pass(600_000);
  expect(errors()).toEqual(['HTTP 401: Unauthorized']);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ state: 'stale', connected: false });
  expect(requests(from)).toBeLessThan(900);
  undo();
  await stage.right(60_000);
});

test('token rotated', async () => {
  const token = join(folder, 'token');
  writeFileSync(token, 'first\n');
  let valid = 'first';
  await begin({
    connect: (url, clock) => configured(url, 'insecure-skip-tls-verify: true', `tokenFile: ${token}`, clock),
    before: (stage) => {
      stage.rule((asked) => asked.request.headers.authorization !== `Bearer ${valid}` && asked.refuse(401, 'Unauthorized'));
    },
  });
  await stage.synced();
  valid = 'second';
  await stage.pass(120_000); // watches that are open go on
  live(stage.demo.cluster);
  await stage.right(1000);
  for (const link of stage.proxy.connections) link.cut();
  live(stage.demo.cluster);
  await stage.pass(60_000);
  expect(errors()).toEqual(['HTTP 401: Unauthorized']);
  writeFileSync(token, 'second\n');
  await stage.right(60_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind)).toMatchObject({ relists: 0, decodeErrors: 0, error: null });
});
