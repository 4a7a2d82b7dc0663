import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const mostPrinted = 4_000_000; // characters: a product that is soaked for hours has much to say

const root = new URL('../..', import.meta.url).pathname;

/** What a comparison asks of the product. */
export type Answers = Pick<Product, 'url' | 'get' | 'all'>;

/** The built product as a program of its own, seen through its HTTP API alone. */
export interface Product {
  readonly url: string;
  /** The answer of a route below /api/v1; throws where it is not 200. */
  get<T>(route: string): Promise<T>;
  /** Every item of a list, by its cursors. */
  all<T>(route: string): Promise<T[]>;
  /** What it has printed so far, both streams; of much, the end. */
  printed(): string;
  /** Holds it still, as a machine that sleeps does, until it is woken. */
  sleep(): void;
  wake(): void;
  /** Whether it still runs. */
  runs(): boolean;
  stop(): Promise<void>;
  /** Ends it with SIGKILL: it can do nothing about it. */
  kill(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1 and waits until it answers. Throws, with what it printed, where it ends instead. */
export async function startProduct(kubeconfig: string, context: string | undefined, flags: readonly string[] = []): Promise<Product> {
  const named = context === undefined ? [] : ['--context', context];
  // Nothing of a test is left in anybody's home.
  const kept = flags.includes('--data-dir') ? [] : ['--history', 'memory'];
  const args = ['server/main.ts', '--kubeconfig', kubeconfig, '--port', '0', ...named, ...kept, ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      printed = `${printed}${text}`.slice(-mostPrinted);
    });
  }
  const url = await addressOf(child, () => printed);
  const get = async <T>(route: string): Promise<T> => {
    // A kept connection may be closed just when it is used again: that is HTTP, and asked once more.
    const answer = await fetch(`${url}/api/v1${route}`).catch(() => fetch(`${url}/api/v1${route}`));
    if (answer.status !== 200) throw new Error(`GET ${route}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return (await answer.json()) as T;
  };
  return {
    url,
    get,
    async all<T>(route: string) {
      const items: T[] = [];
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: { items: T[]; next: string | null } = await get(`${route}${route.includes('?') ? '&' : '?'}limit=1000${after}`);
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      return items;
    },
    printed: () => printed,
    sleep: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    runs: () => child.exitCode === null && child.signalCode === null,
    stop: () => stop(child),
    async kill() {
      const ended = once(child, 'exit');
      if (child.kill('SIGKILL')) await ended;
    },
  };
}

async function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
  // The page is built first where it is stale, hence the generous bound.
  const bound = AbortSignal.timeout(180_000);
  while (true) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed()) ?? [];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${printed()}`);
    if (bound.aborted) {
      await stop(child);
      throw new Error(`the product printed no address in three minutes:\n${printed()}`);
    }
    await Promise.race([once(child, 'exit'), once(child.stdout ?? child, 'data'), once(bound, 'abort')]);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}
