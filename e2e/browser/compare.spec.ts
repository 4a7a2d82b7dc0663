import type { Page } from '@playwright/test';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

async function range(url: string, kind: string, family: string) {
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === kind && item.family === family);
  if (!pool?.ranges[0]) throw new Error(`the demo cluster has no ${family} range of kind ${kind} any more`);
  return { pool, text: pool.ranges[0] };
}

async function choose(page: Page, item: string | RegExp) {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('two ranges side by side: differences in words, one selection in both', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pods = await range(url, 'pod', 'IPv4');
  const services = await range(url, 'service', 'IPv4');
  await page.goto(`${url}/map?cidr=${pods.text}`);
  await expect(page.getByRole('grid', { name: `Map of ${pods.text}` })).toBeVisible();
  await choose(page, new RegExp(services.text.replaceAll('.', '\\.')));
  await expect(page).toHaveURL(/with=/);
  const words = page.getByRole('list', { name: 'What differs' });
  await expect(words).toContainText(`${services.text} has ${services.pool.addresses.inUse}`);
  await expect(words).toContainText('They have no address in common.');
  const left = page.getByRole('grid', { name: `Map of ${pods.text}` });
  const right = page.getByRole('grid', { name: `Map of ${services.text}` });
  await left.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const second = services.text.replace(/\.0\/\d+$/, '.1');
  await expect(right.getByRole('gridcell')).toContainText(`${second},`);
  await expect(page.getByRole('region', { name: 'The selected cells' })).toContainText(second);
  await page.getByRole('button', { name: 'End the comparison' }).click();
  await expect(right).toHaveCount(0);
  await expect(left).toBeVisible();
});

test('a range inside another is outlined in both', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pods = await range(url, 'pod', 'IPv4');
  const inside = pods.text.replace(/\/\d+$/, '/20');
  await page.goto(`${url}/map?cidr=${pods.text}&with=${inside}`);
  await expect(page.getByRole('list', { name: 'What differs' })).toContainText(`Both have ${inside}: it is outlined in both.`);
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'compare', theme);
  }
});

test('what is no range is said', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pods = await range(url, 'pod', 'IPv4');
  await page.goto(`${url}/map?cidr=${pods.text}&with=10.300.0.0/16`);
  await expect(page.getByRole('heading', { name: '10.300.0.0/16 is no range to compare with' })).toBeVisible();
});

test('a moment is kept, compared with what is now, and is not in another tab', async ({
  page,
  context,
  simulate,
  kubeconfigFor,
  launch,
}) => {
  const demo = await simulate();
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await expect.poll(async () => (await ask(url, 'status')).synced).toBe(true);
  const pods = await range(url, 'pod', 'IPv4');
  await page.goto(`${url}/map?cidr=${pods.text}`);
  await expect(page.getByRole('grid', { name: `Map of ${pods.text}` })).toBeVisible();
  await choose(page, 'Keep this moment');
  await expect(page.getByText(/^Kept demo|^Kept /).first()).toBeVisible();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page
    .getByRole('menuitem')
    .filter({ hasText: /, \d+ \w+ \d{4} / })
    .click();
  await expect(page).toHaveURL(/with=moment/);
  const words = page.getByRole('list', { name: 'What differs' });
  await expect(words).toContainText('Nothing has changed in these cells.');
  await page.getByRole('button', { name: 'View as table' }).click();
  await expect(page.getByRole('grid', { name: 'Cells side by side' })).toBeVisible();
  await page.getByRole('button', { name: 'View as map' }).click();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'compare-moment', theme);
  }

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('heading', { name: 'That moment is not kept here' })).toBeVisible();
});

test('an export of the map is loaded as the moment before: what was gained since is marked and listed', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pods = await range(url, 'pod', 'IPv4');
  const { cells } = await ask(url, 'map', `?cidr=${pods.text}&bits=8`);
  const given = cells.filter((cell) => cell.holders[0]?.kind === 'Node');
  // As the table exports it, without the first block and with one that is free now.
  const free = pods.text.replace(/\.0\.0\/\d+$/, '.250.0/24');
  const rows = given.slice(1).map((cell) => ({
    cidr: cell.cidr,
    state: 'handed out',
    holder: `node ${cell.holders[0]?.name}`,
    inUse: cell.inUse,
    usable: cell.usable,
    handedOut: cell.handedOut,
    maxPods: cell.maxPods,
  }));
  rows.push({ cidr: free, state: 'handed out', holder: 'node gone', inUse: '3', usable: '253', handedOut: '256', maxPods: 110 });
  await page.goto(`${url}/map?cidr=${pods.text}`);
  await expect(page.getByRole('grid', { name: `Map of ${pods.text}` })).toBeVisible();
  await page
    .getByLabel('A JSON export of this map')
    .setInputFiles({ name: 'before.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(rows)) });
  await expect(page.getByRole('list', { name: 'What differs' })).toContainText('1 cell gained, 1 lost');
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'compare-export', theme);
  }
  await page.getByRole('button', { name: 'View as table' }).click();
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByText('+ gained').first()).toBeVisible();
  await page.goto(`${url}/map?cidr=${pods.text}`);
  await expect(page.getByRole('grid', { name: `Map of ${pods.text}` })).toBeVisible();
  await page
    .getByLabel('A JSON export of this map')
    .setInputFiles({ name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from('[{"name":"x"}]') });
  await expect(page.getByText('wrong.json was not read', { exact: false }).first()).toBeVisible();
});

test('an export that is dropped on the page is the moment before', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const pods = await range(url, 'pod', 'IPv4');
  await page.goto(`${url}/map?cidr=${pods.text}`);
  await expect(page.getByRole('grid', { name: `Map of ${pods.text}` })).toBeVisible();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['[]'], 'before.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page).toHaveURL(/with=moment/);
  await expect(page.getByText(/gained \d/)).toBeVisible();
});
