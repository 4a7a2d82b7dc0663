import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startControlPlane } from './controlPlane.ts';
import { type Phase, phasesOf } from './trials.ts';

/**
 * Starts a real control plane for each named shape or trial, one after another, runs test:cluster on it and stops it, whatever happened.
 * The phases of a trial share their data. Ends with 1 where any of them failed.
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
const own = fileURLToPath(new URL('shapes', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));

// Stopped early, it still takes down what it started: the run that is under way first, then its control plane.
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

for (const name of positionals) {
  const folder = mkdtempSync(join(tmpdir(), `testcluster-${name}-`));
  try {
    for (const phase of phasesOf(name)) {
      if (stopping.signal.aborted) break;
      console.log(`\n-- ${phase.shape}${phase.shape === name ? '' : ` of ${name}`}`);
      const started = performance.now();
      if (!(await runPhase(program, phase, folder))) process.exitCode = 1;
      console.log(`-- ${phase.shape}: ${Math.round((performance.now() - started) / 1000)} s`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runPhase(program: string, { shape, play }: Phase, folder: string): Promise<boolean> {
  const file = shapeFile(shape);
  const cluster = await startControlPlane(program, file, folder, stopping.signal);
  if (!cluster) return false;
  try {
    if (stopping.signal.aborted) return false;
    const args = [main, '--kubeconfig', cluster.kubeconfig, '--restart-pid', `${cluster.pid}`, '--program', program];
    const run = spawn(process.execPath, [...args, '--shape', shape, '--shape-file', file, '--play', play], { stdio: 'inherit' });
    const interrupt = () => run.kill('SIGTERM');
    stopping.signal.addEventListener('abort', interrupt);
    const [code] = await once(run, 'close');
    stopping.signal.removeEventListener('abort', interrupt);
    return code === 0;
  } finally {
    await cluster.stop();
  }
}

function shapeFile(shape: string): string {
  const file = join(own, `${shape}.json`);
  return existsSync(file) ? file : join(shapes ?? own, `${shape}.json`);
}
