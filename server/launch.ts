import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { frugal } from './start/frugal.ts';
import { programToRun } from './start/program.ts';

/**
 * What `npm start` runs: builds the server where that is stale, and becomes it, under the same process id, so that signals, streams
 * and the exit code are the server's own and nothing of this program stays in memory.
 */
async function launch(): Promise<void> {
  const abort = new AbortController();
  const end = () => (abort.signal.aborted ? process.exit(0) : abort.abort());
  process.on('SIGINT', end).on('SIGTERM', end);
  const args = process.argv.slice(2);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const program = await programToRun({ root, args, env: process.env, say, signal: abort.signal }).catch((error: unknown) => {
    if (abort.signal.aborted) return ''; // it was asked to end while it built
    throw error;
  });
  if (abort.signal.aborted) process.exit(0);
  process.off('SIGINT', end).off('SIGTERM', end);
  become(program, args);
}

/** Where a process cannot be replaced (on Windows, and before Node 22.15), the program runs in this one: the same, in more memory. */
function become(program: string, args: readonly string[]): void {
  if (process.execve && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...frugal.flags, ...process.execArgv, program, ...args], {
      ...frugal.environment,
      ...process.env,
    });
  process.argv[1] = program;
  createRequire(import.meta.url)(program);
}

/** At once, not through the stream, which would not outlive this program. */
function say(line: string): void {
  try {
    writeSync(1, `${line}\n`);
  } catch {
    // whoever read our lines has gone
  }
}

launch().catch((error: unknown) => {
  process.stderr.write(`cidrscape: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
