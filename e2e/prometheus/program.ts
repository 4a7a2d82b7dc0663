import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Where `.ci/run` puts the programs of Debian's package. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cidrscape', 'prometheus', 'usr', 'bin');

/** The folder that holds prometheus and promtool: that of the program that PROMETHEUS names, else one of PATH, else the cache. */
function folder(): string | undefined {
  const named = process.env.PROMETHEUS;
  const places = named ? [dirname(named)] : [...(process.env.PATH ?? '').split(delimiter), cache];
  return places.find((place) => ['prometheus', 'promtool'].every((name) => existsSync(join(place, name))));
}

/** Why there is no Prometheus to test with; null where there is one. */
export function whyNoPrometheus(): string | null {
  if (folder() !== undefined) return null;
  return process.env.PROMETHEUS
    ? `PROMETHEUS=${process.env.PROMETHEUS}: prometheus and promtool are not there`
    : `no prometheus and promtool in PATH or ${cache}; PROMETHEUS can name the program`;
}

/** A Prometheus on loopback, with what it holds. */
export interface Prometheus {
  readonly url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}

/** Text in the OpenMetrics format, as if it had been scraped at the times that it names. */
export function fill(data: string, exposition: string): void {
  const file = join(data, 'exposition.txt');
  writeFileSync(file, exposition);
  const promtool = join(folder() ?? '', 'promtool');
  const args = ['tsdb', 'create-blocks-from', '--max-block-duration=744h', 'openmetrics', '--quiet', file, join(data, 'tsdb')];
  execFileSync(promtool, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Serves what was filled into a folder. With a password it is asked for: as user "reader". */
export async function startPrometheus(data: string, { bcrypt }: { readonly bcrypt?: string } = {}): Promise<Prometheus> {
  const port = await freePort();
  const config = join(data, 'prometheus.yml');
  writeFileSync(config, 'global: {}\n');
  const web = join(data, `web-${createHash('sha256').update(String(bcrypt)).digest('hex').slice(0, 8)}.yml`);
  if (bcrypt !== undefined) writeFileSync(web, `basic_auth_users:\n  reader: ${bcrypt}\n`);
  const child = spawn(
    join(folder() ?? '', 'prometheus'),
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(data, 'tsdb')}`,
      '--storage.tsdb.retention.time=20y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
      ...(bcrypt === undefined ? [] : [`--web.config.file=${web}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(child, url, () => said);
  return { url, kill: () => killed(child) };
}

async function ready(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const bound = AbortSignal.timeout(60_000);
  while (!bound.aborted) {
    if (child.exitCode !== null) throw new Error(`prometheus ended with ${child.exitCode}:\n${said()}`);
    const status = await fetch(`${url}/-/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200 || status === 401) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await killed(child);
  throw new Error(`prometheus was not ready in a minute:\n${said()}`);
}

function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
