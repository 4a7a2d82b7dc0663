import { defineConfig } from 'vitest/config';

/** Tests of whatever folder main.ts names as `dir`: a mutant is killed by its own room or not at all. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    // A mutant that makes a test wait for ever is killed by these, well before stryker's own limit, which costs a new process.
    testTimeout: 10_000,
    hookTimeout: 5000,
    isolate: false,
  },
});
