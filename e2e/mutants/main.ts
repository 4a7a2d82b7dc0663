import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

interface Room {
  readonly dir: string;
  readonly patience: number; // ms for one test: the laws of net compute for seconds, those of kubernetes wait for answers
}

const rooms: Readonly<Record<string, Room>> = {
  net: { dir: 'shared/net', patience: 30_000 },
  kubernetes: { dir: 'server/kubernetes', patience: 4000 },
};
const usage = `npm run mutants -- ${Object.keys(rooms).join(' | ')} [FILE...] [--concurrency N] [--force]

Changes the code of a room one condition at a time (a mutant) and runs the room's own tests: a mutant that no test notices survives.
Fails where less than 85% are killed. Survivors are printed; .stryker/ROOM.html shows them in the code.
  FILE           only these files of the room, as globs: address.ts, 'ipam/*.ts', or only lines: address.ts:10-20
  --concurrency  how many mutants are tried at once; 2 unless said
  --force        tries again what an earlier run has settled, and this room's code and tests leave as it was`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: '2' },
    force: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});
const [name = '', ...files] = positionals;
const room = rooms[name];
if (values.help || room === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const { dir, patience } = room;
process.env.MUTANTS_PATIENCE = String(patience); // for vitest.config.ts, which is read in another process

/** All that is written lies in here, sandbox included: below the repository, so that node_modules is found from it. */
const output = '.stryker';

// Stryker sets the exit code where the score is below `break`.
await new Stryker({
  mutate: [...(files.length > 0 ? files : ['**/*.ts']).map((file) => `${dir}/${file}`), `!${dir}/**/*.test.ts`, `!${dir}/testing/**`],
  testRunner: 'vitest',
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
  vitest: { configFile: 'e2e/mutants/vitest.config.ts', dir },
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency),
  // A mutant that loops is stopped after this; a slow machine is not taken for one.
  timeoutMS: 10_000,
  // What no room's test reads stays out of the sandbox. The tests read README.md and the fixtures.
  ignorePatterns: ['client', 'docs', 'dist', 'test-results', 'playwright-report', 'tsconfig.json', output],
  tsconfigFile: 'none',
  disableTypeChecks: false,
  tempDirName: `${output}/tmp`,
  incremental: true,
  incrementalFile: `${output}/${name}.json`,
  force: values.force,
  reporters: ['progress-append-only', 'clear-text', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false, allowEmojis: false },
  htmlReporter: { fileName: `${output}/${name}.html` },
  thresholds: { high: 85, low: 85, break: 85 },
}).runMutationTest();
