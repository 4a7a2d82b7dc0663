import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{client,server,shared,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['e2e/browser/**', 'node_modules/**'],
    testTimeout: 60_000,
    // What is waited for has almost as long as the test: a second, as it would be, is too short on a slow machine.
    expect: { poll: { timeout: 50_000 } },
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
