import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** How bright the map's canvas is on the whole, 0…255. Runs in the page. */
function brightness(): number {
  const canvas = document.querySelector('canvas');
  const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let sum = 0;
  let count = 0;
  for (let k = 0; k < data.length; k += 4) {
    if (data[k + 3] !== 255) continue;
    sum += ((data[k] ?? 0) + (data[k + 1] ?? 0) + (data[k + 2] ?? 0)) / 3;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

const theme = (page: Page) => page.locator('html').getAttribute('data-theme');

for (const [name, path] of [
  ['map', '/map?cidr=10.244.0.0/16'],
  ['atlas', '/map'],
  ['service-range', '/map?cidr=10.96.0.0/24'],
] as const) {
  test(`the ${name} of a dark page is printed light, with its legend, its address and its time, and nothing to press`, async ({
    page,
    clusters,
  }) => {
    const url = await clusters.url('demo');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(`${url}${path}`);
    await expect(page.getByRole('grid').first()).toBeVisible();
    expect(await theme(page)).toBe('dark');
    expect(await page.evaluate(brightness)).toBeLessThan(110);

    // As the browser does it: the event, then the page as it is for paper.
    await page.setViewportSize({ width: 718, height: 1040 });
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await theme(page)).toBe('light');
    await expect.poll(() => page.evaluate(brightness)).toBeGreaterThan(140);
    await expect(page.getByText(/^http.* · data of \d{4}-/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Export' })).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Ranges' })).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
    await page.screenshot({ path: `test-results/pictures/print-${name}.png`, fullPage: true });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await theme(page)).toBe('dark');

    // And by the browser itself: a map and all that belongs to it is one page.
    await page.emulateMedia({ colorScheme: 'dark', media: null });
    await page.setViewportSize({ width: 1440, height: 900 });
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });
}
