import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{client,server,shared,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['e2e/browser/**', 'node_modules/**'],
    // Against hanging only, far above what the slowest takes: a slow or shared machine is no fault.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What is waited for has almost as long as the test: the second that it would be is too short on a slow machine.
    expect: { poll: { timeout: 240_000 } },
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
