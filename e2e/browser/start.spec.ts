import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launch = join(root, 'server', 'launch.ts');

test('npm start becomes the built server, which prints what it reads, serves it, and ends within a second of SIGINT', async () => {
  const home = mkdtempSync(join(tmpdir(), 'cidrscape-home-'));
  const env = { PATH: process.env.PATH, HOME: home, USERPROFILE: home };
  const child = spawn(process.execPath, [launch, '--demo-nodes', '3', '--demo-pods', '10', '--port', '0'], { env });
  try {
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    const lines: string[] = [];
    const printed = createInterface(child.stdout).on('line', (line) => lines.push(line));
    while (!lines.some((line) => line.startsWith('Reads '))) await once(printed, 'line');
    expect(lines.join('\n')).toMatch(
      /^Cidrscape \d\S* at http:.*\nCluster {4}the demo cluster.*\n.*\nHistory {4}in memory.*\nReads {6}.*Pod \(\d+\)/m,
    );
    const commandLine = `/proc/${child.pid}/cmdline`;
    if (existsSync(commandLine)) expect(readFileSync(commandLine, 'utf8').split('\0')).toContain(join(root, 'dist-server', 'main.js'));

    const url = /http:\S+/.exec(lines.join('\n'))?.[0];
    expect(await (await fetch(`${url}api/v1/status`)).json()).toMatchObject({ cluster: { demo: true } });

    const asked = performance.now();
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(5_000); // a second, and what a busy machine adds
    expect(err).toBe('');
  } finally {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});

test('npm start -- --help prints what the sources print', () => {
  const [help, fromSources] = [launch, join(root, 'server', 'main.ts')].map((program) =>
    execFileSync(process.execPath, [program, '--help'], { encoding: 'utf8' }),
  );
  expect(help).toBe(fromSources);
});
