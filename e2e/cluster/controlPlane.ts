import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A testcluster program that runs: a real control plane on loopback. */
export interface ControlPlane {
  readonly kubeconfig: string;
  /** SIGUSR1 makes it restart its API server. */
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts one of a shape on the data in a folder, and waits until it is ready; undefined, with the end of its logs printed, where it ends
 * first. The API server listens on the port, any free one where none is given. An abort stops what has not become ready yet; afterwards the caller stops it.
 */
export async function startControlPlane(
  program: string,
  shapeFile: string,
  folder: string,
  abort: AbortSignal,
  port?: string,
): Promise<ControlPlane | undefined> {
  const args = ['up', '--shape', shapeFile, '--dir', folder, ...(port === undefined ? [] : ['--port', port])];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGINT');
    const hard = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(hard);
  };
  const interrupt = () => child.kill('SIGINT');
  abort.addEventListener('abort', interrupt);
  const kubeconfig = await ready(child.stdout, ended);
  abort.removeEventListener('abort', interrupt);
  if (kubeconfig !== undefined && child.pid !== undefined) return { kubeconfig, pid: child.pid, stop };
  await stop();
  if (!abort.aborted) {
    console.log(`the control plane of ${shapeFile} did not start; the end of its logs:`);
    for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager']) console.log(tail(join(folder, `${name}.log`)));
  }
  return undefined;
}

/** The kubeconfig that the program says is ready; undefined where it ends first. */
async function ready(output: NodeJS.ReadableStream, ended: Promise<void>): Promise<string | undefined> {
  const said = new Promise<string>((resolve) => {
    let text = '';
    output.on('data', (part: Buffer) => {
      text += part.toString();
      const [, kubeconfig] = /^ready (.+)$/m.exec(text) ?? [];
      if (kubeconfig !== undefined) resolve(kubeconfig);
    });
  });
  return Promise.race([said, ended.then(() => undefined)]);
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
  } catch {
    return `${file}: not there`;
  }
}
