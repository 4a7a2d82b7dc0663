import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/browser/chromium.ts';

// The page as it is built and served: `npm run build` comes first.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '{browser,gallery}/*.spec.ts',
  outputDir: 'test-results/browser',
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  // Each worker has a browser and up to three clusters of its own; two fit the two cores of a CI machine.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  // Bounds against hanging, not expectations of speed.
  timeout: 120_000,
  expect: {
    timeout: 30_000,
    // A picture may differ where letters and lines are smoothed, and not by a cell or a shade: see e2e/README.md.
    toHaveScreenshot: { threshold: 0.06, maxDiffPixelRatio: 0.002, animations: 'disabled' },
  },
  snapshotPathTemplate: '{testDir}/gallery/pictures/{arg}{ext}',
  use: {
    browserName: 'chromium',
    launchOptions: await launchOptions(),
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
