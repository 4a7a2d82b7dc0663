import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ask, askBlocks, askFree } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

// 5,000 nodes: one product for all of these, so they run one after another.
test.describe.configure({ mode: 'default' });

const spoken = (page: Page) => page.locator('[aria-live=polite]').last();

async function pool(url: string, kind: string, family: string) {
  const found = (await ask(url, 'pools')).items.find((item) => item.kind === kind && item.family === family);
  if (!found?.ranges[0]) throw new Error(`the demo cluster has no ${family} range of the kind ${kind}`);
  return { ...found, range: found.ranges[0] };
}

test('5,000 nodes: the atlas leads to the pod range', async ({ page, clusters }) => {
  const url = await clusters.url('large');
  const { range } = await pool(url, 'pod', 'IPv4');
  await page.goto(`${url}/map`);
  const atlas = page.getByRole('grid', { name: 'All ranges' });
  await expect(atlas).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'atlas-5000', theme);
  }
  await page.goto(`${url}/map?on=${encodeURIComponent(range)}`);
  await atlas.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: `Map of ${range}` })).toBeVisible();
});

test('5,000 nodes: the map of all blocks, by zone, along a curve, as a table and as a file', async ({ page, clusters }) => {
  const url = await clusters.url('large');
  const { range, blocks } = await pool(url, 'pod', 'IPv4');
  await page.goto(`${url}/map?cidr=${range}`);
  await expect(page.getByRole('grid', { name: `Map of ${range}` })).toBeVisible();
  await expect(page.getByText(`of ${blocks?.total.toLocaleString('en')} /${blocks?.prefixLength}s handed out`)).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'map-5000', theme);
  }
  await page.getByRole('button', { name: /^Colour by/ }).click();
  await page.getByRole('option', { name: 'zone' }).click();
  await expect(page).toHaveURL(/by=zone/);
  await expect(page.getByRole('region', { name: 'Legend' }).getByRole('button', { name: /zone-/ }).first()).toBeVisible();
  const hilbert = page.getByRole('radio', { name: 'Hilbert' });
  if (await hilbert.isEnabled()) {
    await page.getByText('Hilbert').click();
    await expect(hilbert).toBeChecked();
  }
  await page.getByRole('button', { name: 'View as table' }).click();
  const table = page.getByRole('grid', { name: /Cells|cells/ }).first();
  await expect(table).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /^CSV/ }).click()]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('cidr,state,holder,group');
  expect(lines.length).toBeGreaterThan(200);
});

test('5,000 nodes: a block, and free blocks inside a part of the range', async ({ page, clusters }) => {
  const url = await clusters.url('large');
  const { id } = await pool(url, 'pod', 'IPv4');
  const block = await askBlocks(url, id, '?limit=1&sort=-inUse');
  const { cidr = '', node = '' } = block.items[0] ?? {};
  await page.goto(`${url}/map?cidr=${cidr}`);
  await expect(page.getByRole('grid', { name: `Map of ${cidr}` })).toBeVisible();
  await expect(page.getByRole('link', { name: node, exact: true }).first()).toBeVisible();
  await expect(spoken(page)).toContainText(cidr);
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'map-block-5000', theme);
  }

  // The last part of the range is free where the range is larger than the cluster needs.
  const free = await askFree(url, id, 24);
  const within = free.items.at(-1) ?? '';
  await page.goto(`${url}/map?cidr=${within.replace(/\.\d+\.0\/24$/, '.0.0/16')}&pool=${encodeURIComponent(id)}&sel=${within}`);
  const panel = page.getByRole('complementary', { name: `Block ${within}` });
  await expect(panel.getByRole('heading', { name: 'Free blocks' })).toBeVisible();
  await panel.getByLabel('of length').selectOption('26');
  await expect(panel).toContainText('4 free');
  await expect(panel.getByRole('link', { name: within.replace('.0/24', '.192/26') })).toBeVisible();
});
