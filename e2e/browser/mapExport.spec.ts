import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ask } from './api.ts';
import { expect, test } from './test.ts';

async function exported(page: Page, item: RegExp) {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test('a map leaves as a picture, as an SVG with its texts, and as rows', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4');
  const range = pool?.ranges[0] ?? '';
  await page.goto(`${url}/map?cidr=${range}&by=zone&only=~zone-a`);
  await expect(page.getByRole('grid', { name: `Map of ${range}` })).toBeVisible();
  const count = Number(
    /(\d+)$/.exec(
      (await page
        .getByRole('region', { name: 'Legend' })
        .getByRole('button', { name: /zone-a/ })
        .textContent()) ?? '',
    )?.[1],
  );

  const png = await exported(page, /^PNG/);
  expect(png.name).toMatch(/^cidrscape-demo-[\d.]+-\d+-\d{4}-\d\d-\d\dT\d\d-\d\dZ\.png$/);
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');

  const svg = (await exported(page, /^SVG/)).content.toString();
  for (const text of [range, 'zone-a', 'Zone that holds most of it', 'Data of ', 'by=zone']) expect(svg).toContain(text);
  // A second renderer takes it: the browser itself, as a document.
  const shown = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror, text, path').length,
    svg,
  );
  expect(shown).toBeGreaterThan(256);
  expect(
    await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null, svg),
  ).toBe(true);
  // Numbers of two digits are of lines alone: an address is left as it is.
  expect(svg).toContain(`>${range}<`);

  const csv = (await exported(page, /^CSV/)).content.toString().trim().split('\r\n');
  expect(csv[0]).toContain('cidr,state,holder,group');
  expect(csv.length - 1).toBe(count);
  const json = JSON.parse((await exported(page, /^JSON/)).content.toString()) as unknown[];
  expect(json).toHaveLength(count);
});
