import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

/** Runs .ci/count.ts on these files: its lines, the last of them, and its exit code. */
function count(files: Record<string, object>, steps = 0): { lines: string[]; last: string | undefined; code: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-count-'));
  for (const [name, report] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(report));
  const { stdout, status } = spawnSync(process.execPath, ['.ci/count.ts', `${steps}`, folder], { cwd: root, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const lines = stdout.trimEnd().split('\n');
  return { lines, last: lines.at(-1), code: status };
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
  expect(count(files, steps)).toMatchObject({ last, code });
});

it('names what failed, with the first lines of why, without colours and stack', () => {
  const { lines } = count({
    'unit.json': {
      ...unit,
      numFailedTests: 1,
      testResults: [
        {
          name: join(root, 'shared/a.test.ts'),
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'one' },
            {
              status: 'failed',
              fullName: 'two of it',
              failureMessages: ['\u001b[31mexpected 1\u001b[39m\n  to be 2\n    at here (file:1:1)'],
            },
          ],
        },
        { name: join(root, 'shared/b.test.ts'), status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    },
    'browser.json': {
      ...browser,
      stats: { ...browser.stats, unexpected: 1 },
      suites: [
        {
          title: 'map.spec.ts',
          specs: [{ title: 'fine', ok: true }],
          suites: [{ title: 'dark', specs: [{ title: 'lost', ok: false, tests: [{ results: [{ error: { message: 'timeout' } }] }] }] }],
        },
      ],
    },
    'cluster-v6.json': {
      passed: 1,
      failed: 1,
      checks: [
        { name: 'same', differences: [] },
        { name: '/pools', differences: ['3, not 4'] },
      ],
    },
  });
  expect(lines).toEqual([
    'browser.json: 5 passed, 1 failed',
    '  failed: map.spec.ts › dark › lost: timeout',
    'cluster-v6.json: 1 passed, 1 failed',
    '  failed: /pools: 3, not 4',
    'unit.json: 10 passed, 2 failed',
    '  failed: shared/a.test.ts › two of it: expected 1 | to be 2',
    '  failed: shared/b.test.ts: no such module',
    '16 passed, 4 failed',
  ]);
});
