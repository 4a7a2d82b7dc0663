import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { frugal } from '../../server/start/frugal.ts';
import type { Children } from './children.ts';
import { timedGet } from './http.ts';
import type { Figures } from './programs/inside.ts';
import { now } from './programs/now.ts';

/** The product as a program of its own, and what it tells of itself from inside. */
export interface Product {
  readonly url: string;
  /** When it was started, on the clock of now(). */
  readonly startedAt: number;
  /** Asks /readyz until it says yes; meanwhile for an overview now and then. */
  ready(): Promise<Readiness>;
  figures(collect?: boolean): Promise<Figures>;
  ask<T>(question: string, detail?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export interface Readiness {
  readonly at: number;
  /** Milliseconds that each overview took which was asked for meanwhile. */
  readonly overviews: readonly number[];
}

const askReadyEvery = 20;
const askOverviewEvery = 50;

/** Starts it on a free port, and waits until it has said where it is served. */
export async function startProduct(children: Children, kubeconfig: string): Promise<Product> {
  const startedAt = now();
  const inside = ['inside', 'follow'].flatMap((name) => ['--import', new URL(`programs/${name}.ts`, import.meta.url).href]);
  // What it remembers goes with it: nothing of a bench is left in anybody's home.
  const place = mkdtempSync(join(tmpdir(), 'cidrscape-bench-history-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  const args = ['--host', '127.0.0.1', '--port', '0', '--log-level', 'error', '--kubeconfig', kubeconfig, '--data-dir', place];
  // As `npm start` runs it.
  const child = children.start('dist-server/main.js', args, [...frugal.flags, '--expose-gc', ...inside], frugal.environment);
  const url = await child.printed(/http:\/\/127\.0\.0\.1:\d+/);
  const { ask, stop } = child;
  return { url, startedAt, ready: () => readiness(url), figures: (collect = false) => ask<Figures>('figures', { collect }), ask, stop };
}

async function readiness(url: string): Promise<Readiness> {
  let isReady = false;
  const overviews: number[] = [];
  const asking = async () => {
    while (!isReady) {
      const { milliseconds } = await timedGet(`${url}/api/v1/overview`);
      overviews.push(milliseconds);
      await pause(askOverviewEvery);
    }
  };
  const asked = asking();
  while ((await timedGet(`${url}/readyz`)).status !== 200) await pause(askReadyEvery);
  const at = now();
  isReady = true;
  await asked;
  return { at, overviews };
}
