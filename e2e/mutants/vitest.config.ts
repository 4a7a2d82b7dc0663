import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The first test that fails ends a mutant's run: so the mutated file's own tests come first, then the short files before the long. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const own = new Set(this.ctx.config.related?.map((file) => file.replace(/\.ts$/, '.test.ts')));
    const size = ({ moduleId }: TestSpecification): number => (own.has(moduleId) ? 0 : statSync(moduleId).size);
    return files.toSorted((a, b) => size(a) - size(b));
  }
}

/** Tests of whatever folder main.ts names as `dir`: a mutant is killed by its own room or not at all. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    // A mutant that makes a test wait for ever is killed by these, well before stryker's own limit, which costs a new process.
    testTimeout: Number(process.env.MUTANTS_PATIENCE),
    hookTimeout: Number(process.env.MUTANTS_PATIENCE),
    // One worker for all files of a run: every mutant still has a run, and with it a worker, of its own.
    isolate: false,
    sequence: { sequencer: NearestFirst },
  },
});
