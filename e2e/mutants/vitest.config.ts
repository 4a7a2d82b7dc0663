import { defineConfig } from 'vitest/config';

/** Tests of whatever folder main.ts names as `dir`: a mutant is killed by its own room or not at all. */
export default defineConfig({
  test: { include: ['**/*.test.ts'], testTimeout: 60_000 },
});
