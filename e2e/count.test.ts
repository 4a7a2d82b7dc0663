import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

/** Runs .ci/count.ts on these files: its last line and exit code. */
function count(files: Record<string, object>, steps = 0): { last: string | undefined; code: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-count-'));
  for (const [name, report] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(report));
  const { stdout, status } = spawnSync(process.execPath, ['.ci/count.ts', `${steps}`, folder], { cwd: root, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { last: stdout.trimEnd().split('\n').at(-1), code: status };
}

const unit = { numPassedTests: 10, numFailedTests: 0, success: true, testResults: [{ status: 'passed', assertionResults: [] }] };
const browser = { suites: [], errors: [], stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 1 } };
const cluster = { passed: 100, failed: 0, checks: [] };

it.each([
  ['the three programs add up', { 'unit.json': unit, 'browser.json': browser, 'cluster-v6.json': cluster }, 0, '115 passed, 0 failed', 0],
  ['nothing ran', {}, 0, '0 passed, 0 failed', 1],
  ['one check failed', { 'cluster-v6.json': { passed: 99, failed: 1 } }, 0, '99 passed, 1 failed', 1],
  ['a step without counts failed', { 'unit.json': unit }, 1, '10 passed, 1 failed', 1],
  [
    'a test file does not load',
    { 'unit.json': { ...unit, success: false, testResults: [{ status: 'failed', assertionResults: [] }] } },
    0,
    '10 passed, 1 failed',
    1,
  ],
  ['Playwright could not start', { 'browser.json': { ...browser, errors: [{ message: 'no browser' }] } }, 0, '5 passed, 1 failed', 1],
])('%s: the last line and the exit code say so', (_, files, steps, last, code) => {
  expect(count(files, steps)).toEqual({ last, code });
});
