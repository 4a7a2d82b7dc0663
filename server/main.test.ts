import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { forecastList } from '../shared/wire/plan.ts';
import { status } from '../shared/wire/status.ts';
import { ask } from './testing/ask.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'server', 'main.ts');
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** An empty folder that is gone after the test. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cidrscape-main-'));
  stops.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The program in its own process, in a home of its own where no cluster is to be found. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const home = folder();
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: home, ...env },
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stops.push(() => child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  const watchers = new Set<() => void>();
  const note = (stream: 'out' | 'err') => (chunk: Buffer) => {
    said[stream] += chunk.toString();
    for (const watcher of watchers) watcher();
  };
  child.stdout.on('data', note('out'));
  child.stderr.on('data', note('err'));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  return {
    child,
    ended,
    /** Resolves with the match as soon as standard output has one; rejects when the program ends before. */
    says(pattern: RegExp): Promise<RegExpExecArray> {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said.out);
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
        void ended.then(({ code, out, err }) => reject(new Error(`it ended with ${code} before it said ${pattern}:\n${out}${err}`)));
      });
    },
  };
}

function kubeconfig(server: string): string {
  const file = join(folder(), 'kubeconfig');
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'shore', cluster: { server } }],
      users: [{ name: 'me', user: {} }],
      contexts: [
        { name: 'prod', context: { cluster: 'shore', user: 'me' } },
        { name: 'stage', context: { cluster: 'shore', user: 'me' } },
      ],
      'current-context': 'prod',
    }),
  );
  return file;
}

async function occupied(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, server };
}

describe('what it prints and ends with', () => {
  test('--help: the usage text, 0', async () => {
    const { code, out, err } = await run(['--help']).ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: npm start -- \[flags\]\n/);
    expect(out).toContain('--base-path PATH');
  });

  test('--version: the version of package.json, 0', async () => {
    expect(await run(['--version']).ended).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });

  test.each<[string[], string]>([
    [['--prot', '1'], 'cidrscape: unknown flag "--prot"; did you mean --port?\n'],
    [['improt', '--prometheus', 'http://127.0.0.1:9090'], 'cidrscape: unknown command "improt"; did you mean import?\n'],
    [['import'], 'cidrscape: import needs --prometheus URL: where the past is to be asked for\n'],
    [
      ['import', '--prometheus', 'http://127.0.0.1:9090'],
      'cidrscape: no cluster was found: its pools are needed; give --kubeconfig FILE, or set KUBECONFIG\n',
    ],
    [
      ['import', '--prometheus', 'http://127.0.0.1:9090', '--prometheus-token-file', '/nowhere/token'],
      'cidrscape: --prometheus-token-file: "/nowhere/token" is not there\n',
    ],
    [['--port', 'http'], 'cidrscape: --port: "http" is not a whole number from 0 to 65535\n'],
    [
      ['--host', '0.0.0.0'],
      'cidrscape: --host: "0.0.0.0" can be reached by others, and nobody has to sign in; add --allow-remote if all of them may see the cluster\n',
    ],
  ])('%j: one line, 2', async (args, err) => {
    expect(await run(args).ended).toMatchObject({ code: 2, out: '', err });
  });

  test('a kubeconfig that is not there, or is none: one line that names it, 2', async () => {
    const missing = join(folder(), 'missing');
    const broken = join(folder(), 'broken');
    writeFileSync(broken, 'clusters: [\n');
    for (const file of [missing, broken]) {
      const { code, err } = await run(['--kubeconfig', file]).ended;
      expect(code).toBe(2);
      expect(err).toMatch(/^cidrscape: [^\n]*\n$/);
      expect(err).toContain(file);
    }
  });

  test('a context that there is not: one line that lists those there are, 2', async () => {
    const { code, err } = await run(['--kubeconfig', kubeconfig('http://127.0.0.1:9'), '--context', 'prd']).ended;
    expect(code).toBe(2);
    expect(err).toMatch(/^cidrscape: [^\n]*"?prd"?[^\n]*prod, stage[^\n]*\n$/);
  });

  test('a demo cluster that cannot be: one line, 2', async () => {
    const { code, err } = await run(['--demo-nodes', '5', '--demo-pods', '100000', '--port', '0']).ended;
    expect(code).toBe(2);
    expect(err).toMatch(/^cidrscape: the demo cluster does not start: 100000 pods do not fit 5 nodes[^\n]*\n$/);
  });

  test('a port in use: one line, 2', async () => {
    const { port } = await occupied();
    const { code, err } = await run(['--demo-nodes', '3', '--demo-pods', '10', '--port', String(port), '--log-level', 'silent']).ended;
    expect(err).toBe(`cidrscape: 127.0.0.1:${port} is in use by another program; choose another port with --port (0: any free one)\n`);
    expect(code).toBe(2);
  });
});

/** The processes there are whose parent is that one. */
function childrenOf(pid: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        return false; // it ended while we looked
      }
    })
    .map(Number);
}

describe('the demo, where no cluster is found', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('is said, is read like any other cluster, and %s leaves nothing running', async (signal) => {
    const product = run(['--port', '0', '--base-path', '/net'], { CIDRSCAPE_DEMO_NODES: '4', CIDRSCAPE_DEMO_PODS: '20' });
    const [, origin = ''] = await product.says(/Cidrscape \d\S* at (http:\/\/127\.0\.0\.1:\d+)\/net\/\n/);
    await product.says(/because no cluster was found\n {11}to see yours: npm start -- --kubeconfig FILE, or set KUBECONFIG\n/);
    await product.says(/Reads {6}Namespace \(\d+\), .*Node \(4\).*Pod \(\d+\)\n/);
    expect(status.parse((await ask(origin, '/net/api/v1/status')).json()).cluster).toMatchObject({ demo: true, source: 'demo' });
    expect((await ask(origin, '/net/', { headers: { accept: 'text/html' } })).text).toContain('<meta name="cidrscape-base" content="/net"');

    const stream = await new Promise<IncomingMessage>((resolve) => get(`${origin}/net/api/v1/stream`, { agent: false }, resolve));
    stream.resume();
    const streamEnded = once(stream, 'end');
    const children = existsSync('/proc') ? childrenOf(product.child.pid) : [];
    product.child.kill(signal);
    const { code, err } = await product.ended;
    await streamEnded;
    expect([code, err]).toEqual([0, '']);
    await expect.poll(() => children.filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([]);
    await expect(ask(origin, '/net/healthz')).rejects.toThrow('ECONNREFUSED');
  });

  test('ends with the product, even where that is killed', async () => {
    const product = run(['--demo-nodes', '3', '--demo-pods', '10', '--port', '0']);
    await product.says(/Reads /);
    const children = existsSync('/proc') ? childrenOf(product.child.pid) : [];
    product.child.kill('SIGKILL');
    await product.ended;
    await expect.poll(() => children.filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([]);
  });
});

describe('a file of ranges', () => {
  const demo = ['--demo-nodes', '3', '--demo-pods', '10', '--port', '0', '--history', 'memory'];
  const small = (...owners: string[]) => owners.map((owner, i) => `- {range: 172.16.${i}.0/24, owner: ${owner}}\n`).join('');

  test('that is bad: every fault with its line, 2', async () => {
    const file = join(folder(), 'ranges.yaml');
    writeFileSync(file, 'ranges:\n- range: 10.0.0.1/8\n  owner: netops\n- range: fd00::/8\n');
    const { code, out, err } = await run(['--demo', '--ranges', file]).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      [
        `cidrscape: --ranges: "${file}" has 2 faults`,
        '  line 2, ranges[0].range: "10.0.0.1/8": bits behind the prefix length are set: write 10.0.0.0/8',
        '  line 4, ranges[1].owner: it is missing: write a text',
        '',
      ].join('\n'),
    );
  });

  test('that is not there: one line, 2', async () => {
    const file = join(folder(), 'ranges.yaml');
    expect(await run([], { CIDRSCAPE_RANGES: file }).ended).toMatchObject({
      code: 2,
      err: `cidrscape: --ranges: "${file}" is not there\n`,
    });
  });

  test('is followed; a bad change keeps what was good, and is said in /status and the log', async () => {
    const file = join(folder(), 'ranges.yaml');
    writeFileSync(file, `ranges:\n${small('a', 'b')}`);
    const product = run([...demo, '--ranges', file]);
    const [, origin = ''] = await product.says(/at (http:\/\/127\.0\.0\.1:\d+)\/\n/);
    await product.says(new RegExp(`Ranges {5}2 ranges outside of what the cluster knows, from ${file}\n`));
    const owners = async () => ((await ask(origin, '/api/v1/ranges')).json().items as { owner: string }[]).map(({ owner }) => owner);
    const warnings = async () => (await ask(origin, '/api/v1/status')).json().warnings;
    expect([await owners(), await warnings()]).toEqual([['a', 'b'], []]);
    writeFileSync(file, `ranges:\n${small('c')}`);
    await expect.poll(owners).toEqual(['c']);
    writeFileSync(file, 'ranges: no\n');
    const said = `--ranges: "${file}": line 1, ranges: "no" is not a list`;
    await expect.poll(warnings).toEqual([`${said}. What it declared before stays.`]);
    expect(await owners()).toEqual(['c']);
    product.child.kill('SIGTERM');
    const { code, err } = await product.ended;
    expect([code, err.split('\n').filter((line) => line.includes('what it declared before stays'))]).toEqual([0, [expect.any(String)]]);
  });
});

describe('what is to come, of the demo', () => {
  const forecast = async (origin: string) => forecastList.parse((await ask(origin, '/api/v1/forecast')).json());

  test('has dates that rest on its made past, as soon as that is written', async () => {
    const product = run(['--port', '0', '--demo-nodes', '40', '--demo-pods', '200', '--demo-history-days', '30']);
    const [, origin = ''] = await product.says(/at (http:\/\/127\.0\.0\.1:\d+)\/\n/);
    await product.says(/Reads /);
    const dated = async () => {
      const { items } = await forecast(origin);
      return items.filter(({ ends, basis, made, days }) => ends?.kind === 'date' && basis === 'samples' && made && days === 30);
    };
    await expect.poll(dated, { timeout: 60_000, interval: 500 }).not.toEqual([]);
    const families = new Set((await forecast(origin)).items.filter(({ kind }) => kind === 'pod').map(({ family }) => family));
    expect(families).toEqual(new Set(['IPv4', 'IPv6']));
  });

  test('without a past the first answer goes by the age of what there is, and says so', async () => {
    const product = run(['--port', '0', '--demo-nodes', '40', '--demo-pods', '200', '--demo-history-days', '0']);
    const [, origin = ''] = await product.says(/at (http:\/\/127\.0\.0\.1:\d+)\/\n/);
    await product.says(/Reads /);
    const { items } = await forecast(origin);
    const services = items.find(({ kind, family, limit }) => kind === 'service' && family === 'IPv4' && limit === 'addresses');
    expect(services).toMatchObject({ made: false, ends: { kind: expect.stringMatching(/^(date|not-within)$/) } });
    expect(['alive', 'mixed']).toContain(services?.basis);
  });
});

test('with a cluster that does not answer the page comes up, says so, and ends at once when it is asked to', async () => {
  const { server } = await occupied();
  const sockets: { destroy(): void }[] = [];
  server.on('connection', (socket) => void sockets.push(socket)); // accepts, and says nothing
  stops.push(() => {
    for (const socket of sockets) socket.destroy();
  });
  const silent = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const product = run(['--port', '0', '--kubeconfig', kubeconfig(silent), '--context', 'stage']);
  const [, origin = ''] = await product.says(/at (http:\/\/127\.0\.0\.1:\d+)\/\n/);
  await product.says(new RegExp(`Cluster {4}shore \\(version not known yet\\) at ${silent}, from --kubeconfig\n`));
  const [, file = ''] = await product.says(/History {4}in (\/.*\/\.local\/state\/cidrscape\/history\.db)\n/);
  await expect.poll(() => existsSync(file)).toBe(true);
  const answer = status.parse((await ask(origin, '/api/v1/status')).json());
  expect(answer.history).toMatchObject({ engine: 'sqlite', where: file, state: 'starting', error: null });
  expect(answer).toMatchObject({ connected: false, synced: false, cluster: { name: 'shore', version: null, demo: false } });
  expect((await ask(origin, '/readyz')).status).toBe(503);
  expect((await ask(origin, '/')).headers['content-type']).toBe('text/html; charset=utf-8');
  product.child.kill('SIGTERM');
  expect((await product.ended).code).toBe(0);
});

test('a signal while it still starts ends it too', async () => {
  const product = run(['--demo-nodes', '4000', '--demo-pods', '100000', '--port', '0']);
  await expect.poll(() => (existsSync('/proc') ? childrenOf(product.child.pid).length : 1)).toBeGreaterThan(0);
  const children = existsSync('/proc') ? childrenOf(product.child.pid) : [];
  product.child.kill('SIGINT');
  expect((await product.ended).code).toBe(0);
  await expect.poll(() => children.filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([]);
});
