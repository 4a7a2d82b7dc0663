import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Product {
  /** Where it is served, with its base path, without a slash at the end. */
  readonly url: string;
  /** What it has printed so far. */
  log(): string;
  stop(): Promise<void>;
}

const launch = fileURLToPath(new URL('../../server/launch.ts', import.meta.url));

/**
 * Starts the product as a program of its own, just as `npm start` does, on a free port of 127.0.0.1, and waits until it
 * has printed its address. It sees no cluster but the one its arguments name: HOME is an empty folder.
 */
export async function startProduct(args: readonly string[]): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'cidrscape-home-'));
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: home, USERPROFILE: home, TMPDIR: process.env.TMPDIR };
  const child = spawn(process.execPath, [launch, '--host', '127.0.0.1', '--port', '0', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      rmSync(home, { recursive: true, force: true });
      resolve();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };

  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the product ended with ${code} before it was ready:\n${lines.join('\n')}`)));
    createInterface(child.stderr).on('line', (line) => lines.push(line));
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const address = /http:\/\/127\.0\.0\.1:\d+[^\s]*/.exec(line)?.[0];
      if (address !== undefined) resolve(address.replace(/\/+$/, ''));
    });
  });
  return { url, log: () => lines.join('\n'), stop };
}
