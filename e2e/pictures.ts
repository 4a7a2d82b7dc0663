import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { untilCounted, untilSynced } from './browser/api.ts';
import { launchOptions } from './browser/chromium.ts';
import { startProduct } from './browser/product.ts';

// The pictures in README.md, of the demo cluster as it stands: `npm run build && node e2e/pictures.ts`.

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const pictures = [
  { name: 'overview-light', path: '/', ready: /^ends about /, theme: 'light', width: 1440, height: 900 },
  { name: 'atlas-light', path: '/map', ready: null, theme: 'light', width: 1440, height: 720 },
  { name: 'map-light', path: '/map?cidr=10.244.0.0/16&sel=10.244.7.0/24', ready: null, theme: 'light', width: 1440, height: 760 },
  { name: 'map-zones-dark', path: '/map?cidr=10.244.0.0/16&by=zone&order=hilbert', ready: null, theme: 'dark', width: 1440, height: 720 },
  { name: 'map-390', path: '/map?cidr=10.244.0.0/16', ready: null, theme: 'light', width: 390, height: 844 },
  {
    name: 'plan-light',
    path: '/plan?scenario=nodes%3D24%402027-01-11%3Bmask4%3D25%3Bservices%3D10.112.0.0%2F20',
    ready: /Counted since/,
    theme: 'light',
    width: 1440,
    height: 860,
  },
] as const;

mkdirSync(folder, { recursive: true });
const product = await startProduct(['--demo', '--demo-churn', '0', '--demo-seed', '1']);
const browser = await chromium.launch(await launchOptions());
try {
  await untilSynced(product.url);
  await untilCounted(product.url);
  for (const { name, path, ready, theme, width, height } of pictures) {
    const context = await browser.newContext({
      ...{ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' },
    });
    const page = await context.newPage();
    await page.goto(product.url + path);
    await (ready === null ? page.getByRole('grid') : page.getByRole('img', { name: ready })).first().waitFor();
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
