import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{client,server,shared,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['e2e/browser/**', 'node_modules/**'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
