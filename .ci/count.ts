import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Adds up what the test programs wrote into test-results: vitest's, Playwright's and test:cluster's JSON, and names what failed, at most 20 of each.
 * node .ci/count.ts [STEPS [FOLDER]]: STEPS is the number of steps that failed: lint, types or a build leave no counts, and count as one each where no test failed.
 * The last line is "N passed, N failed"; ends with 1 where anything failed or nothing ran.
 */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** A line for each failure that has a name. */
  readonly names: string[];
}

interface File {
  readonly name?: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly { status: string; fullName?: string; failureMessages?: readonly string[] }[];
}

interface Suite {
  readonly title?: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { title: string; ok: boolean; tests?: readonly { results?: readonly { error?: { message?: string } }[] }[] }[];
}

/** The lines of a message that say what was wrong: colours and the stack below are left out, 400 characters at most. */
function gist(message: string | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of colours
  const plain = (message ?? '').replaceAll(/\u001b\[[0-9;]*m/g, '').split(/\n\s+at /)[0] ?? '';
  return plain
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' | ')
    .slice(0, 400);
}

function specsOf(suite: Suite, above: string[] = []): string[] {
  const path = suite.title ? [...above, suite.title] : above;
  const own = (suite.specs ?? []).filter(({ ok }) => !ok);
  return [
    ...own.map(({ title, tests }) => {
      const errors = (tests ?? []).flatMap(({ results }) => (results ?? []).flatMap(({ error }) => error?.message ?? []));
      return `${[...path, title].join(' › ')}: ${gist(errors[0])}`;
    }),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, path)),
  ];
}

const root = fileURLToPath(new URL('..', import.meta.url));

function countsOf(report: Record<string, unknown>): Counts | undefined {
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  if (Array.isArray(report.testResults)) {
    // A file that does not even load has no tests to count: it is one failure itself.
    const files = report.testResults as File[];
    const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'));
    const where = (file: File) => relative(root, file.name ?? '');
    const tests = files.flatMap((file) =>
      file.assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${where(file)} › ${fullName ?? ''}: ${gist(failureMessages?.[0])}`),
    );
    return {
      passed: number(report.numPassedTests),
      failed: number(report.numFailedTests) + broken.length,
      names: [...tests, ...broken.map((file) => `${where(file)}: ${gist(file.message)}`)],
    };
  }
  if (typeof report.stats === 'object' && report.stats !== null) {
    const stats = report.stats as Record<string, unknown>;
    const errors = Array.isArray(report.errors) ? (report.errors as { message?: string }[]) : [];
    return {
      passed: number(stats.expected) + number(stats.flaky),
      failed: number(stats.unexpected) + errors.length,
      names: [...specsOf(report as Suite), ...errors.map(({ message }) => gist(message))],
    };
  }
  if ('passed' in report && 'failed' in report) {
    const checks = Array.isArray(report.checks) ? (report.checks as { name: string; differences: readonly string[] }[]) : [];
    const different = checks.filter(({ differences }) => differences.length > 0);
    const names = different.map(({ name, differences }) => `${name}: ${gist(differences[0])}`);
    return { passed: number(report.passed), failed: number(report.failed), names };
  }
  return undefined;
}

const [steps = '0', folder = join(root, 'test-results')] = process.argv.slice(2);
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
  for (const line of counts.names.slice(0, 20)) console.log(`  failed: ${line}`);
  if (counts.names.length > 20) console.log(`  and ${counts.names.length - 20} more`);
  passed += counts.passed;
  failed += counts.failed;
}
if (failed === 0) failed = Number(steps);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
