import type { Page } from '@playwright/test';
import { ask, askAddress } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

/** What readers of the screen are told last. */
const spoken = (page: Page) => page.locator('[aria-live=polite]').last();

async function podRange(url: string, family: 'IPv4' | 'IPv6') {
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === family && item.blocks !== null);
  if (!pool?.ranges[0]) throw new Error(`the demo cluster has no ${family} pod range any more`);
  return { pool, range: pool.ranges[0] };
}

test('the keyboard goes from the range to a block to an address and out again, and each step is spoken', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { range } = await podRange(url, 'IPv4');
  await page.goto(`${url}/map?cidr=${range}`);
  const map = page.getByRole('grid', { name: `Map of ${range}` });
  await expect(map).toBeVisible();
  await map.focus();
  await page.keyboard.press('ArrowRight');
  const first = range.replace(/\/\d+$/, '/24');
  await expect(spoken(page)).toContainText(first);
  await expect(page).toHaveURL(new RegExp(`sel=${first.replaceAll('.', '\\.')}`));
  await page.keyboard.press('ArrowRight');
  await expect(spoken(page)).not.toContainText(`${first},`);
  await page.keyboard.press('Home');
  await expect(spoken(page)).toContainText(first);

  await page.keyboard.press('Enter');
  const block = page.getByRole('grid', { name: `Map of ${first}` });
  await expect(block).toBeVisible();
  await block.focus();
  await page.keyboard.press('ArrowRight');
  const network = first.replace(/\/24$/, '');
  await expect(spoken(page)).toContainText(`${network}, reserved`);
  await page.keyboard.press('ArrowRight');
  const gateway = network.replace(/\.0$/, '.1');
  await expect(spoken(page)).toContainText(gateway);
  await expect(page.getByRole('complementary', { name: `Address ${gateway}` })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(map).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`cidr=${range.replaceAll('.', '\\.')}`));
});

test('a press selects a cell, a second one opens it, down to an address and its holder', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { range } = await podRange(url, 'IPv4');
  const cells = (await ask(url, 'map', `?cidr=${range}&bits=8`)).cells;
  const cell = cells.find((item) => item.holders[0]?.kind === 'Node' && Number(item.inUse) > 3);
  if (!cell) throw new Error('no block of the demo cluster has pods');
  await page.goto(`${url}/map?cidr=${range}&sel=${cell.cidr}`);
  await expect(page.getByRole('complementary', { name: new RegExp(cell.cidr.replaceAll('.', '\\.')) })).toContainText(
    cell.holders[0]?.name ?? '',
  );
  await page.getByRole('button', { name: 'Zoom in on the selected cell' }).click();
  const block = page.getByRole('grid', { name: `Map of ${cell.cidr}` });
  await expect(block).toBeVisible();

  const held = (await ask(url, 'map', `?cidr=${cell.cidr}&bits=8`)).cells.find((item) => item.holders[0]?.kind === 'Pod');
  const address = held?.cidr.split('/')[0] ?? '';
  await page.goto(`${url}/map?sel=${address}`);
  const panel = page.getByRole('complementary', { name: `Address ${address}` });
  const { holders } = await askAddress(url, address);
  await expect(panel).toContainText(holders[0]?.object.name ?? '');

  // By pointer: the first cell of the block, twice.
  await page.goto(`${url}/map?cidr=${range}`);
  const map = page.getByRole('grid', { name: `Map of ${range}` });
  await expect(map).toBeVisible();
  const box = await map.boundingBox();
  if (!box) throw new Error('the map has no place on the page');
  const target = { x: box.width / 2, y: box.height / 2 };
  await map.click({ position: target });
  await expect(page).toHaveURL(/sel=/);
  const chosen = new URL(page.url()).searchParams.get('sel') ?? '';
  await map.click({ position: target });
  await expect(page.getByRole('grid', { name: `Map of ${chosen}` })).toBeVisible();
  await page.goBack();
  await expect(map).toBeVisible();
});

test('an IPv6 range is drawn in blocks, with what lies between as strips', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { range, pool } = await podRange(url, 'IPv6');
  await page.goto(`${url}/map?cidr=${range}`);
  await expect(page.getByRole('grid', { name: `Map of ${range}` })).toBeVisible();
  await expect(page.getByText(Number(pool.blocks?.handedOut).toLocaleString('en')).first()).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'map-v6', theme);
  }
});

test('the map has a table as its twin, with the same cells', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { range } = await podRange(url, 'IPv4');
  const cells = (await ask(url, 'map', `?cidr=${range}&bits=8`)).cells;
  const held = cells.find((cell) => cell.holders[0]?.kind === 'Node');
  await page.goto(`${url}/map?cidr=${range}`);
  await page.getByRole('button', { name: 'View as table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(
    page
      .getByRole('grid')
      .getByText(held?.holders[0]?.name ?? '')
      .first(),
  ).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'map-table', theme);
  }
});

test('a Service range shows its static band and the next free address in it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'service' && item.family === 'IPv4' && item.static?.nextFree);
  if (!pool) throw new Error('the demo cluster has no Service range with a free static address any more');
  await page.goto(`${url}/map?cidr=${pool.ranges[0]}`);
  await expect(page.getByText(pool.static?.nextFree ?? '').first()).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'service-range', theme);
  }
});

test('a block on the map, in pictures', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { range } = await podRange(url, 'IPv4');
  const cell = (await ask(url, 'map', `?cidr=${range}&bits=8`)).cells.find((item) => Number(item.inUse) > 10);
  await page.goto(`${url}/map?cidr=${cell?.cidr}`);
  await expect(page.getByRole('grid', { name: `Map of ${cell?.cidr}` })).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'map-block', theme);
  }
});
