import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { frugal } from './frugal.ts';

const launch = fileURLToPath(new URL('../launch.ts', import.meta.url));
const told = 'console.error(JSON.stringify([process.execArgv.slice(0, 1), process.env.MALLOC_ARENA_MAX ?? null]))';

/** What the program is started with, as it says itself: the last line, behind that of what starts it. */
function startedWith(env: Readonly<Record<string, string>>): unknown {
  const options = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(told)}` };
  const { MALLOC_ARENA_MAX: _, ...own } = process.env;
  const { stderr } = spawnSync(process.execPath, [launch, '--version'], { env: { ...own, ...options, ...env }, encoding: 'utf8' });
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
}

test.runIf(process.platform === 'linux' && process.execve)(
  'what npm start runs has the frugal flags and environment, but for what is set already',
  {
    timeout: 300_000, // two starts from the sources
  },
  () => {
    expect(startedWith({})).toEqual([frugal.flags, frugal.environment.MALLOC_ARENA_MAX]);
    expect(startedWith({ MALLOC_ARENA_MAX: '3' })).toEqual([frugal.flags, '3']);
  },
);
