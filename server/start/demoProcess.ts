import { fork } from 'node:child_process';
import type { Logger } from 'pino';

/** What the demo cluster is to be; the names are those of its program's flags. */
export interface DemoSize {
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
  readonly seed: number;
  readonly churn: number;
  readonly families: string;
  readonly cni: string;
  readonly empty: boolean;
}

export interface DemoProcess {
  /** Its URL, once it serves; rejects with a one-line Error where it does not come up. */
  readonly ready: Promise<string>;
  /** Ends it at once, ready or not. */
  stop(): void;
}

/**
 * Starts the demo cluster's program as a process of its own, read over HTTP like any other cluster.
 * It ends with us, however we end: it watches the channel between us.
 */
export function startDemoProcess(program: string, { empty, ...numbers }: DemoSize, log: Pick<Logger, 'error'>): DemoProcess {
  const args = [
    '--port',
    '0',
    ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(empty ? ['--empty'] : []),
  ];
  // detached: Ctrl-C in a terminal goes to us alone, so that reading ends before the cluster does
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true });
  let isReady = false;
  let isStopping = false;
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`the demo cluster does not start: ${error.message}`)));
    child.on('message', (message: { ready?: unknown }) => {
      if (typeof message.ready !== 'string') return;
      isReady = true;
      resolve(message.ready);
    });
    child.once('close', (code, signal) => {
      if (isStopping) return;
      if (isReady) log.error({ code, signal, said }, 'the demo cluster has ended');
      else reject(new Error(`the demo cluster does not start: ${reasonIn(said) ?? `it ended with ${code ?? signal}`}`));
    });
  });
  return {
    ready,
    stop() {
      isStopping = true;
      child.kill('SIGKILL'); // it holds nothing that outlives it
    },
  };
}

/** Its own line for people, else the line of a stack that names the error. */
function reasonIn(said: string): string | undefined {
  const lines = said.trim().split('\n');
  const line = lines.find((one) => one.startsWith('demo cluster: ')) ?? lines.find((one) => /error/i.test(one)) ?? lines[0];
  return line?.replace(/^demo cluster: /, '') || undefined;
}
