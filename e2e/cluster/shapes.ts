import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Starts a real control plane of each named shape, one after another, runs test:cluster on it and stops it, whatever happened.
 * Ends with 1 where any of them failed.
 */
const { values, positionals } = parseArgs({
  options: { program: { type: 'string' }, shapes: { type: 'string' } },
  allowPositionals: true,
});
const { program, shapes } = values;
if (program === undefined || shapes === undefined || positionals.length === 0) {
  console.log('node e2e/cluster/shapes.ts --program TESTCLUSTER --shapes FOLDER NAME…');
  process.exit(2);
}

// Stopped early, it still takes down what it started: the run that is under way first, then its control plane.
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

for (const shape of positionals) {
  if (stopping.signal.aborted) break;
  console.log(`\n-- ${shape}`);
  if (!(await runShape(program, join(shapes, `${shape}.json`), shape))) process.exitCode = 1;
}

async function runShape(program: string, file: string, shape: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), `testcluster-${shape}-`));
  const cluster = spawn(program, ['up', '--shape', file, '--dir', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => cluster.once('close', () => resolve()));
  let run: ChildProcess | undefined;
  const interrupt = () => (run ? run.kill('SIGTERM') : cluster.kill('SIGINT'));
  stopping.signal.addEventListener('abort', interrupt);
  try {
    const kubeconfig = await ready(cluster.stdout, ended);
    if (stopping.signal.aborted) return false;
    if (kubeconfig === undefined) {
      console.log(`the control plane of shape ${shape} did not start; the end of its logs:`);
      for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager']) console.log(tail(join(folder, `${name}.log`)));
      return false;
    }
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const args = [main, '--kubeconfig', kubeconfig, '--restart-pid', `${cluster.pid}`, '--shape', shape];
    run = spawn(process.execPath, args, { stdio: 'inherit' });
    const [code] = await once(run, 'close');
    return code === 0;
  } finally {
    stopping.signal.removeEventListener('abort', interrupt);
    cluster.kill('SIGINT');
    const hard = setTimeout(() => cluster.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(hard);
    rmSync(folder, { recursive: true, force: true });
  }
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
