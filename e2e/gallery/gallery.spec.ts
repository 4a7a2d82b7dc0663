import { test as base, expect } from '@playwright/test';
import { bundle } from './bundle.ts';
import { scenes } from './scenes.ts';

const test = base.extend<object, { files: Awaited<ReturnType<typeof bundle>> }>({
  files: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures one needs
    async ({}, use) => use(await bundle()),
    { scope: 'worker' },
  ],
});

// What paints letters elsewhere is the system's own, and no picture of another's matches.
test.skip(process.platform !== 'linux', 'the pictures are of Linux');

for (const theme of ['light', 'dark'] as const) {
  for (const { name } of scenes) {
    test(`${name} looks as it did, ${theme}`, async ({ page, files }) => {
      // No address of this name is asked for: the page is in memory.
      await page.route('http://gallery.test/**', async (route) => {
        const file = files.get(new URL(route.request().url()).pathname);
        await route.fulfill(file ?? { status: 404 });
      });
      await page.goto(`http://gallery.test/#${name}-${theme}`);
      await expect(page.locator('canvas')).toHaveScreenshot(`${name}-${theme}.png`);
    });
  }
}

test('every scene has a name of its own', () => {
  expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
});
