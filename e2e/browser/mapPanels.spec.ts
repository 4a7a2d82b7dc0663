import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

test('a pool lists its free blocks of a chosen length, each with its place', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4');
  if (!pool) throw new Error('the demo cluster has no IPv4 pod range any more');
  await page.goto(`${url}/map?cidr=${pool.cidr}&pool=${encodeURIComponent(pool.id)}`);
  const panel = page.getByRole('complementary', { name: new RegExp(`Range ${pool.cidr}`) });
  await expect(panel.getByText(`${pool.blocks?.free} free`)).toBeVisible();
  await panel.getByRole('combobox', { name: 'of length' }).selectOption('/20');
  const first = panel.getByRole('link', { name: /\/20$/ }).first();
  await expect(first).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'map-free', theme);
  }
});

test('the object of a block opens as YAML, says what was left out, and closes by the keyboard', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4');
  const cell = (await ask(url, 'map', `?cidr=${pool?.cidr}&bits=8`)).cells.find((item) => item.holders[0]?.kind === 'Node');
  const node = cell?.holders[0]?.name ?? '';
  await page.goto(`${url}/map?cidr=${pool?.cidr}&sel=${cell?.cidr}`);
  const button = page.getByRole('button', { name: `YAML of Node ${node}` });
  await button.click();
  const dialog = page.getByRole('dialog', { name: `YAML of Node ${node}` });
  await expect(dialog).toContainText(`name: ${node}`);
  await expect(dialog).toContainText('metadata.managedFields');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('an address in no known range says between which it lies, and leads to them', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(`${url}/map`);
  await expect(page.getByRole('grid', { name: 'All ranges' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').locator('input').fill('10.200.0.5');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/not in any known range: between [\d.]+\/\d+ \(Services\) and [\d.]+\/\d+ \(pods\)/);
  await expect(page.locator('[aria-live=polite]').last()).toContainText('not in any known range, between');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/cidr=10\./);
});

test('what lies between the ranges of a pool is outside, not free', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pool = (await ask(url, 'pools')).items.find((item) => item.ranges.some((range) => range.includes('-')) && item.family === 'IPv4');
  if (!pool) throw new Error('the demo cluster has no pool with an unaligned range any more');
  await page.goto(`${url}/map?cidr=${pool.cidr}&pool=${encodeURIComponent(pool.id)}`);
  await expect(page.getByRole('region', { name: 'Legend' })).toContainText(/Outside every range|Left out/);
  await expect(page.getByRole('region', { name: 'Legend' })).not.toContainText('Free, left out');
});
