import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { untilCounted, untilSynced } from './browser/api.ts';
import { launchOptions } from './browser/chromium.ts';
import { startProduct } from './browser/product.ts';

// The pictures in README.md, of the demo cluster as it stands: `npm run build && node e2e/pictures.ts`.

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const pictures = [
  { name: 'overview-light', path: '/', theme: 'light', width: 1440, height: 900 },
  { name: 'atlas-light', path: '/map', theme: 'light', width: 1440, height: 720 },
  { name: 'map-light', path: '/map?cidr=10.244.0.0/16&sel=10.244.7.0/24', theme: 'light', width: 1440, height: 760 },
  { name: 'map-zones-dark', path: '/map?cidr=10.244.0.0/16&by=zone&order=hilbert', theme: 'dark', width: 1440, height: 720 },
  { name: 'map-390', path: '/map?cidr=10.244.0.0/16', theme: 'light', width: 390, height: 844 },
] as const;

mkdirSync(folder, { recursive: true });
const product = await startProduct(['--demo', '--demo-churn', '0', '--demo-seed', '1']);
const browser = await chromium.launch(await launchOptions());
try {
  await untilSynced(product.url);
  await untilCounted(product.url);
  for (const { name, path, theme, width, height } of pictures) {
    const context = await browser.newContext({
      ...{ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' },
    });
    const page = await context.newPage();
    await page.goto(product.url + path);
    await (path === '/' ? page.getByRole('img', { name: /^ends about / }) : page.getByRole('grid')).first().waitFor();
    // That it is simulated the mark beside the cluster's name says too.
    await page
      .getByRole('button', { name: /^(Hide|Dismiss|Close)/ })
      .first()
      .click();
    await page.mouse.move(0, 0);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
    await context.close();
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  await product.stop();
}
