import type { Page } from '@playwright/test';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const sheet = (page: Page, range: string) => page.getByRole('grid', { name: `Map of ${range}` });
const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function blocksOf(url: string): Promise<string> {
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4' && item.blocks !== null);
  if (!pool?.ranges[0]) throw new Error('the demo cluster has no IPv4 pod range any more');
  return pool.ranges[0];
}

/** Turns the wheel with Ctrl over a point of the map, which is what a pinch on a trackpad is. */
async function turnWheel(page: Page, range: string, at: { x: number; y: number }, turns: number) {
  const box = await sheet(page, range).boundingBox();
  if (!box) throw new Error('the map has no place on the page');
  await page.mouse.move(box.x + box.width * at.x, box.y + box.height * at.y);
  await page.keyboard.down('Control');
  for (let k = 0; k < Math.abs(turns); k++) await page.mouse.wheel(0, turns < 0 ? -40 : 40);
  await page.keyboard.up('Control');
}

test('the order of the cells is a choice that the link keeps, and that goes along into a block and out of it', async ({
  page,
  clusters,
}) => {
  const url = await clusters.url('demo');
  const range = await blocksOf(url);
  await page.goto(`${url}/map?cidr=${range}`);
  await expect(sheet(page, range)).toBeVisible();
  await page.getByText('Hilbert').click();
  await expect(page).toHaveURL(/order=hilbert/);
  await expect(page.getByRole('radio', { name: 'Hilbert' })).toBeChecked();
  await sheet(page, range).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  // Below the first cell stands the fourth one: the curve goes right, down and back.
  const fourth = range.replace(/0\.0\/\d+$/, '3.0/24');
  await expect(page).toHaveURL(new RegExp(`sel=${fourth.replaceAll('.', '\\.')}`));
  await page.keyboard.press('Enter');
  await expect(sheet(page, fourth)).toBeVisible();
  expect(param(page, 'order')).toBe('hilbert');
  await sheet(page, fourth).focus();
  await page.keyboard.press('Escape');
  await expect(sheet(page, range)).toBeVisible();
  expect(param(page, 'order')).toBe('hilbert');
  await page.getByText('Row-major').click();
  await expect(page).not.toHaveURL(/order=/);
});

test('where rows are left out there is no curve, and the page says why', async ({ page, clusters }) => {
  const url = await clusters.url('ipv6');
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.blocks !== null);
  await page.goto(`${url}/map?cidr=${pool?.ranges[0]}`);
  const group = page.getByRole('group', { name: 'Order of the cells' });
  await expect(group.getByRole('radio', { name: 'Hilbert' })).toBeDisabled();
  await expect(group).toHaveAttribute('title', /Rows are left out here/);
});

for (const motion of ['reduce', 'no-preference'] as const) {
  test(`near enough a cell opens, and far enough out one is back where one was (motion: ${motion})`, async ({ page, clusters }) => {
    await page.emulateMedia({ reducedMotion: motion });
    const url = await clusters.url('demo');
    const range = await blocksOf(url);
    await page.goto(`${url}/map?cidr=${range}`);
    await expect(sheet(page, range)).toBeVisible();
    await turnWheel(page, range, { x: 0.5, y: 0.5 }, -5);
    await expect(page).toHaveURL(/zoom=\d/);
    // On a busy machine the hands seem to rest between two turns, and the link follows them step by step.
    await expect.poll(() => Number(param(page, 'zoom')?.split(',')[0])).toBeGreaterThan(4);
    const zoom = param(page, 'zoom');

    // The same link shows the same part.
    await page.reload();
    await expect(sheet(page, range)).toBeVisible();
    expect(param(page, 'zoom')).toBe(zoom);
    // A wheel that has begun to turn again is another gesture.
    await expect(async () => {
      if (param(page, 'cidr') === range) await turnWheel(page, range, { x: 0.5, y: 0.5 }, -4);
      await expect.poll(() => param(page, 'cidr'), { timeout: 2000 }).not.toBe(range);
    }).toPass();
    const opened = param(page, 'cidr') ?? '';
    expect(opened).toMatch(/\/24$/);
    await expect(sheet(page, opened)).toBeVisible();

    await expect(async () => {
      await turnWheel(page, opened, { x: 0.5, y: 0.5 }, 4);
      await expect(sheet(page, range)).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect(page).toHaveURL(new RegExp(`sel=${opened.replaceAll('.', '\\.')}`));
  });
}

test('a near map is dragged, a press at the end of a drag chooses nothing, and Escape shows all of it again', async ({
  page,
  clusters,
}) => {
  const url = await clusters.url('demo');
  const range = await blocksOf(url);
  await page.goto(`${url}/map?cidr=${range}&zoom=4,0.25,0.25`);
  const map = sheet(page, range);
  await expect(map).toBeVisible();
  const box = await map.boundingBox();
  if (!box) throw new Error('the map has no place on the page');
  await page.mouse.move(box.x + 300, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 350, box.y + 300, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => Number(param(page, 'zoom')?.split(',')[1])).toBeLessThan(0.24);
  expect(param(page, 'sel')).toBeNull();
  await map.focus();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/zoom=/);
  expect(param(page, 'cidr')).toBe(range);
});

test('all addresses of a range stand inside its blocks', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const range = await blocksOf(url);
  const asked = page.waitForResponse((response) => response.url().includes('/map/addresses'));
  await page.goto(`${url}/map?cidr=${range}`);
  await expect(sheet(page, range)).toBeVisible();
  await page.getByRole('button', { name: 'Addresses', exact: true }).click();
  await expect(page).toHaveURL(/fine=yes/);
  expect((await asked).status()).toBe(200);
});

for (const theme of themes) {
  test(`a Hilbert map and a map of all addresses look right (${theme})`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    const range = await blocksOf(url);
    await page.goto(`${url}/map?cidr=${range}&order=hilbert`);
    await turn(page, theme);
    await expect(sheet(page, range)).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'map-hilbert', theme);
    await page.goto(`${url}/map?cidr=${range}&fine=yes`);
    await expect(sheet(page, range)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await picture(page, 'map-addresses', theme);
  });
}

test('at 390 pixels an address of a /24 would be a speck: the switch says so and waits', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${url}/map?cidr=10.244.0.0/16`);
  const addresses = page.getByRole('button', { name: 'Addresses', exact: true });
  await expect(addresses).toBeDisabled();
  await expect(addresses).toHaveAttribute('title', /speck/);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(addresses).toBeEnabled();
  await addresses.click();
  await expect(page.getByRole('region', { name: 'Legend' })).toContainText('Cells are paler behind them');
});
