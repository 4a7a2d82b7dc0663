import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';

/** What the demo cluster is to be; the names are those of its program's flags. */
export interface DemoSize {
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
  readonly seed: number;
  readonly churn: number;
  readonly families: string;
  readonly empty: boolean;
}

export interface DemoProcess {
  readonly url: string;
  /** Ends it at once. */
  stop(): void;
}

const program = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

/**
 * Starts the demo cluster as a process of its own, read over HTTP like any other cluster, and waits until it serves.
 * It ends with us, however we end: it watches the channel between us. Rejects with a one-line Error where it does not come up.
 */
export function startDemoProcess(size: DemoSize, log: Pick<Logger, 'error'>): Promise<DemoProcess> {
  const { empty, ...numbers } = size;
  const args = [
    '--port',
    '0',
    ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(empty ? ['--empty'] : []),
  ];
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let stopping = false;
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const stop = () => {
    stopping = true;
    child.kill('SIGKILL'); // it holds nothing that outlives it
  };
  return new Promise((resolve, reject) => {
    let ready = false;
    child.once('error', (error) => reject(new Error(`the demo cluster does not start: ${error.message}`)));
    child.on('message', (message: { ready?: unknown }) => {
      if (typeof message.ready !== 'string') return;
      ready = true;
      resolve({ url: message.ready, stop });
    });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const why =
        said
          .trim()
          .split('\n')
          .find((line) => /error/i.test(line)) ??
        said.trim().split('\n')[0] ??
        '';
      const line = `the demo cluster ended with ${code ?? signal}${why === '' ? '' : `: ${why}`}`;
      if (ready) log.error({ code, signal, said }, line);
      else reject(new Error(line));
    });
  });
}
