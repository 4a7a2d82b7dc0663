import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Adds up what the test programs wrote into test-results: vitest's, Playwright's and test:cluster's JSON.
 * node .ci/count.ts [STEPS [FOLDER]]: STEPS is the number of steps that failed: lint, types or a build leave no counts, and count as one each where no test failed.
 * The last line is "N passed, N failed"; ends with 1 where anything failed or nothing ran.
 */
interface Counts {
  readonly passed: number;
  readonly failed: number;
}

function countsOf(report: Record<string, unknown>): Counts | undefined {
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  if (Array.isArray(report.testResults)) {
    // A file that does not even load has no tests to count: it is one failure itself.
    const files = report.testResults as { status: string; assertionResults: { status: string }[] }[];
    const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'));
    return { passed: number(report.numPassedTests), failed: number(report.numFailedTests) + broken.length };
  }
  if (typeof report.stats === 'object' && report.stats !== null) {
    const stats = report.stats as Record<string, unknown>;
    const errors = Array.isArray(report.errors) ? report.errors.length : 0;
    return { passed: number(stats.expected) + number(stats.flaky), failed: number(stats.unexpected) + errors };
  }
  if ('passed' in report && 'failed' in report) return { passed: number(report.passed), failed: number(report.failed) };
  return undefined;
}

const [steps = '0', folder = fileURLToPath(new URL('../test-results', import.meta.url))] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let files: string[] = [];
try {
  files = readdirSync(folder).filter((name) => name.endsWith('.json'));
} catch {
  console.log('there is no test-results folder: nothing ran');
}
for (const name of files.sort()) {
  const counts = countsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>);
  if (!counts) continue;
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed`);
  passed += counts.passed;
  failed += counts.failed;
}
if (failed === 0) failed = Number(steps);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
