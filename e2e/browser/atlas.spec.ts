import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

/** What readers of the screen are told last. */
const spoken = (page: Page) => page.locator('[aria-live=polite]').last();
const atlas = (page: Page) => page.getByRole('grid', { name: 'All ranges' });
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

async function podRange(url: string) {
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4' && item.blocks !== null);
  if (!pool?.ranges[0]) throw new Error('the demo cluster has no IPv4 pod range any more');
  return pool.ranges[0];
}

test('the map begins with the atlas: every range of every pool is in it and in its table', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items } = await ask(url, 'pools');
  const ranges = items.flatMap((pool) => pool.ranges);
  await page.goto(url);
  await page.getByRole('navigation').getByRole('link', { name: 'Map' }).first().click();
  await expect(atlas(page)).toBeVisible();
  await expect(page).toHaveURL(/\/map$/);
  await expect(page.getByText(`${ranges.length}ranges`, { exact: true })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Ranges' }).getByRole('link', { name: 'All ranges' })).toHaveAttribute(
    'aria-current',
    'page',
  );

  await page.getByRole('button', { name: 'View as table' }).click();
  await expect(page).toHaveURL(/view=table/);
  for (const range of ranges) {
    await page.getByRole('textbox', { name: 'Filter ranges' }).fill(range);
    await expect(page.getByRole('row', { name: new RegExp(`^${escaped(range)},`) }).first()).toBeVisible();
  }
});

test('by keyboard alone: from the atlas over a range and a block to one address, and out again, each step spoken', async ({
  page,
  clusters,
}) => {
  const url = await clusters.url('demo');
  const range = await podRange(url);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${url}/map`);
  await expect(atlas(page)).toBeVisible();
  await expect(spoken(page)).toContainText('All ranges:');
  // The tab key alone leads to it, past the bar and the ranges on the left.
  for (let stops = 0; stops < 60 && !(await atlas(page).evaluate((element) => element === document.activeElement)); stops++) {
    await page.keyboard.press('Tab');
  }
  await expect(atlas(page)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(spoken(page)).toContainText('free');
  for (let steps = 0; steps < 60 && !((await spoken(page).textContent()) ?? '').startsWith(`${range},`); steps++) {
    const before = await spoken(page).textContent();
    await page.keyboard.press('ArrowRight');
    await expect(spoken(page)).not.toHaveText(before ?? '');
  }
  await expect(spoken(page)).toContainText('handed out');

  await page.keyboard.press('Enter');
  const map = page.getByRole('grid', { name: `Map of ${range}` });
  await expect(map).toBeFocused();
  await expect(spoken(page)).toContainText(`${range}: 256 /24s`);
  await page.keyboard.press('ArrowRight');
  const first = range.replace(/\/\d+$/, '/24');
  await expect(spoken(page)).toContainText(`${first},`);
  await page.keyboard.press('ArrowRight');
  const second = range.replace(/\.0\.0\/\d+$/, '.1.0/24');
  await expect(spoken(page)).toContainText(`${second},`);

  await page.keyboard.press('Enter');
  const block = page.getByRole('grid', { name: `Map of ${second}` });
  await expect(block).toBeFocused();
  await expect(spoken(page)).toContainText(`${second}: 256 addresses`);
  await page.keyboard.press('ArrowRight');
  const network = second.replace(/\/24$/, '');
  await expect(spoken(page)).toContainText(`${network}, reserved`);
  await page.keyboard.press('ArrowRight');
  const gateway = network.replace(/\.0$/, '.1');
  await expect(spoken(page)).toContainText(gateway);
  await expect(page.getByRole('complementary', { name: `Address ${gateway}` })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(map).toBeFocused();
  await expect(spoken(page)).toContainText(`${range}: 256 /24s`);
  await page.keyboard.press('Escape');
  await expect(atlas(page)).toBeFocused();
  await expect(spoken(page)).toContainText(`${range},`);
  await expect(page).toHaveURL(/\/map\?on=/);
  await page.keyboard.press('Enter');
  await expect(map).toBeFocused();
});

test('a press opens a range, and the crumbs lead back to it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const range = await podRange(url);
  await page.goto(`${url}/map?on=${range}`);
  await expect(atlas(page)).toBeVisible();
  await expect(atlas(page).getByRole('gridcell')).toContainText(range);
  await page
    .getByRole('navigation', { name: 'Ranges' })
    .getByRole('link', { name: new RegExp(`^${escaped(range)}`) })
    .click();
  await expect(page.getByRole('grid', { name: `Map of ${range}` })).toBeVisible();
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: 'All ranges' }).click();
  await expect(atlas(page).getByRole('gridcell')).toContainText(range);
  await page.goBack();
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect(atlas(page).getByRole('gridcell')).toContainText(range);
});

test('a legend entry lights its own, in the link and in the table', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const services = (await ask(url, 'pools')).items.filter((pool) => pool.kind === 'service').flatMap((pool) => pool.ranges);
  await page.goto(`${url}/map`);
  const entry = page.getByRole('complementary', { name: 'Legend' }).getByRole('button', { name: /^Services/ });
  await expect(entry).toContainText(String(services.length));
  await entry.click();
  await expect(page).toHaveURL(/only=service/);
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'View as table' }).click();
  await expect(page.getByText(`All ${services.length}`, { exact: true })).toBeVisible();
});

test('a pool that is gone is named, and the ranges that are there are shown', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/map?pool=pod/gone/10.9.0.0-16`);
  await expect(page.getByText('There is no range pod/gone/10.9.0.0-16 any more.')).toBeVisible();
  await expect(atlas(page)).toBeVisible();
});

for (const [name, variant] of [
  ['atlas', 'demo'],
  ['atlas-ipv6', 'ipv6'],
  ['atlas-empty', 'empty'],
] as const) {
  test(`the ${name} in pictures: nothing grave for axe`, async ({ page, clusters }) => {
    await page.goto(`${await clusters.url(variant)}/map`);
    await expect(atlas(page)).toBeVisible();
    for (const theme of themes) {
      await turn(page, theme);
      await expectAccessible(page);
      await picture(page, name, theme);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
}

test('the table of the atlas in pictures: nothing grave for axe', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/map?view=table`);
  await expect(page.getByRole('row', { name: /Services/ }).first()).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'atlas-table', theme);
  }
});

test('an IPv6-only cluster has no IPv4 in its atlas', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('ipv6')}/map`);
  const legend = page.getByRole('complementary', { name: 'Legend' });
  await expect(legend.getByRole('button', { name: /IPv6/ })).toBeVisible();
  await expect(legend.getByRole('button', { name: /IPv4/ })).toHaveCount(0);
});

test('the ranges of several CNIs in a cluster whose first family is IPv6', async ({ page, launch }) => {
  const { url } = await launch([
    '--demo',
    '--demo-churn',
    '0',
    '--demo-pods',
    '200',
    '--demo-nodes',
    '6',
    '--demo-families',
    'IPv6,IPv4',
    '--demo-cni',
    'calico,cilium,metallb,multus,whereabouts',
  ]);
  await expect.poll(async () => (await ask(url, 'status')).synced).toBe(true);
  const { items, families } = await ask(url, 'pools');
  expect(families).toEqual(['IPv6', 'IPv4']);
  await page.goto(`${url}/map`);
  await expect(atlas(page)).toBeVisible();
  // IPv6 is first in the tree, in the atlas, and in the choice at 390 px.
  const heads = page.getByRole('navigation', { name: 'Ranges' }).getByRole('heading');
  await expect(heads).toHaveText([/IPv6/, /IPv4/]);
  await expect(page.getByText(/of IPv[46]$/)).toHaveText([/IPv6/, /IPv4/]);
  await atlas(page).focus();
  await page.keyboard.press('Home');
  await expect(spoken(page)).toContainText('::');
  await page.keyboard.press('End');
  await expect(spoken(page)).not.toContainText('::');
  await expect(page.locator('select optgroup')).toHaveCount(2);
  expect(await page.locator('select optgroup').first().getAttribute('label')).toBe('IPv6');
  await expect(page.getByText(`${items.flatMap((pool) => pool.ranges).length}ranges`, { exact: true })).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'atlas-ipv6-first', theme);
  }
});

test('the atlas leaves as a picture, as an SVG with its texts, and as rows', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(`${url}/map`);
  await expect(atlas(page)).toBeVisible();
  const take = async (item: RegExp) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };
  const png = await take(/^PNG/);
  expect(png.name).toMatch(/^cidrscape-demo-ranges-\d{4}-\d\d-\d\dT\d\d-\d\dZ\.png$/);
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  const svg = (await take(/^SVG/)).content.toString();
  for (const text of ['All ranges', '10.244.0.0/16', 'Private use', 'Used, of what binds', 'Data of ']) expect(svg).toContain(text);
  const rows = JSON.parse((await take(/^JSON/)).content.toString()) as { family: string }[];
  const legend = page.getByRole('complementary', { name: 'Legend' });
  const counts = await Promise.all(['IPv4', 'IPv6'].map((family) => legend.getByRole('button', { name: family }).textContent()));
  expect(rows).toHaveLength(counts.reduce((sum, text) => sum + Number(/^IPv\d(\d+)$/.exec(text ?? '')?.[1]), 0));
});
