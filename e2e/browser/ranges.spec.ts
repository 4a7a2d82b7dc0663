import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import { ask, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const peer = '10.32.0.0/14';
const vpn = '10.244.96.0/19';
const good = `ranges:
  - range: 192.168.0.0/16
    owner: cloud team
    note: The VPC of this cluster
    kind: vpc
  - {range: ${peer}, owner: data platform, note: The warehouse, kind: peer}
  - {range: ${vpn}, owner: netops, note: VPN of the offices, kind: vpn}
  - {range: 10.96.0.128-10.96.0.140, owner: printing, kind: reserved}
  - {range: "fd00:20::/40", owner: netops, kind: vpn}
`;

function fileOf(testInfo: TestInfo, text: string): string {
  const file = testInfo.outputPath('ranges.yaml');
  writeFileSync(file, text);
  return file;
}

const demo = (file: string) => ['--demo', '--demo-churn', '0', '--demo-nodes', '12', '--demo-pods', '80', '--ranges', file];
const atlas = (page: Page) => page.getByRole('grid', { name: 'All ranges' });
const spoken = (page: Page) => page.locator('[aria-live=polite]').last();

test('ranges outside the cluster are in the atlas, its table, its legend and the list of ranges, and each has a map', async ({
  page,
  launch,
}, testInfo) => {
  const { url } = await launch(demo(fileOf(testInfo, good)));
  await untilSynced(url);
  await page.goto(`${url}/map`);
  await expect(atlas(page)).toBeVisible();
  await expect(page.getByText('5outside the cluster', { exact: true })).toBeVisible();
  const legend = page.getByRole('complementary', { name: 'Legend' });
  await expect(legend.getByRole('button', { name: 'Outside the cluster' })).toContainText('5');
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'ranges-atlas', theme);
  }

  await page.getByRole('button', { name: 'View as table' }).click();
  await page.getByRole('textbox', { name: 'Filter ranges' }).fill('offices');
  const row = page.getByRole('row', { name: new RegExp(`^${vpn}, VPN of netops, VPN of the offices`) });
  await expect(row).toBeVisible();
  const exporting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  expect(await readFile(await (await exporting).path(), 'utf8')).toContain(`${vpn},IPv4,VPN,netops,`);
  await row.click();
  await expect(page).toHaveURL(/cidr=10\.244\.96\.0\/19/);
  await expect(page.getByRole('grid', { name: `Map of ${vpn}` })).toBeVisible();

  const tree = page.getByRole('navigation', { name: 'Ranges' });
  await tree.getByRole('link', { name: /^10\.32\.0\.0\/14/ }).click();
  await expect(page.getByRole('grid', { name: `Map of ${peer}` })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Where this is' })).toContainText('Peered network · data platform');
  const panel = page.getByRole('complementary', { name: `Range ${peer}` });
  await expect(panel).toContainText('data platform');
  await expect(panel).toContainText('The warehouse');
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: 'All ranges' }).click();
  await expect(atlas(page).getByRole('gridcell')).toContainText(`${peer}, Peered network of data platform, The warehouse`);
});

test('by keyboard alone: from the atlas into somebody else’s range and out to it again', async ({ page, launch }, testInfo) => {
  const { url } = await launch(demo(fileOf(testInfo, good)));
  await untilSynced(url);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${url}/map`);
  await atlas(page).focus();
  await page.keyboard.press('Home');
  for (let steps = 0; steps < 20 && !((await spoken(page).textContent()) ?? '').startsWith(`${peer},`); steps++) {
    const before = await spoken(page).textContent();
    await page.keyboard.press('ArrowRight');
    await expect(spoken(page)).not.toHaveText(before ?? '');
  }
  await expect(spoken(page)).toContainText('Peered network of data platform');
  await page.keyboard.press('Enter');
  const map = page.getByRole('grid', { name: `Map of ${peer}` });
  await expect(map).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(spoken(page)).toContainText('in peered network (data platform, The warehouse)');
  await page.keyboard.press('Escape');
  await expect(atlas(page)).toBeFocused();
  await expect(spoken(page)).toContainText(`${peer},`);
});

test('the map hatches what lies in one: in the legend, the panel, the table and the finding', async ({ page, launch }, testInfo) => {
  const { url } = await launch(demo(fileOf(testInfo, good)));
  await untilSynced(url);
  await page.goto(`${url}/map?cidr=10.244.0.0/16&sel=10.244.100.0/24`);
  const legend = page.getByRole('region', { name: 'Legend' });
  await expect(legend.getByText('In an outside range')).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Block 10.244.100.0/24' });
  await expect(panel).toContainText('VPN of the offices');
  await expect(panel.getByRole('list', { name: 'Shares addresses with' })).toContainText('8,192 addresses in common');
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'ranges-map', theme);
  }
  await page.getByRole('button', { name: 'View as table' }).click();
  await page.getByRole('textbox', { name: 'Filter cells' }).fill('netops');
  await expect(page.getByText('All 32', { exact: true })).toBeVisible();

  const { items } = await ask(url, 'findings', '?code=pool-overlaps-outside-range&sort=title');
  expect(items.map(({ title }) => title)).toEqual([
    'Pod range 10.244.0.0/16 (cluster-cidr) overlaps VPN 10.244.96.0/19 (netops)',
    'Service range 10.96.0.0/24 (kubernetes) overlaps reservation 10.96.0.128-10.96.0.140 (printing)',
  ]);
  await page.goto(`${url}/findings?code=pool-overlaps-outside-range`);
  await expect(page.getByRole('grid', { name: 'Findings' }).getByText('2 times a pool overlaps a range outside the cluster')).toBeVisible();
});

test('the palette says in whose range an address lies, and finds ranges by their owner', async ({ page, launch }, testInfo) => {
  const { url } = await launch(demo(fileOf(testInfo, good)));
  await untilSynced(url);
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find an address, CIDR or name' });
  await palette.locator('input').fill('10.32.0.5');
  await expect(palette).toContainText('in peered network');
  await expect(palette).toContainText('peered network (data platform, The warehouse)');
  await expect(palette).not.toContainText('not in any known range');
  await expect(spoken(page)).toContainText('10.32.0.5: held by nobody, in peered network (data platform, The warehouse)');
  await expectAccessible(page);
  await palette.locator('input').fill('Printing');
  await expect(palette.getByRole('option', { name: /printing/ })).toContainText('10.96.0.128-10.96.0.140');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cidr=10\.96\.0\.128\/28/);
});

test('a change of the file is on the page by itself; a bad one keeps what was good, and the status page says so', async ({
  page,
  launch,
}, testInfo) => {
  const file = fileOf(testInfo, good);
  const { url } = await launch(demo(file));
  await untilSynced(url);
  await page.goto(`${url}/map`);
  const tree = page.getByRole('navigation', { name: 'Ranges' });
  await expect(tree.getByRole('link', { name: /netops/ })).toHaveCount(2);
  writeFileSync(file, 'ranges: [{range: 10.48.0.0/16, owner: newcomers, kind: vpn}]\n');
  await expect(tree.getByRole('link', { name: /newcomers/ })).toBeVisible({ timeout: 15_000 });
  await expect(tree.getByRole('link', { name: /netops/ })).toHaveCount(0);
  writeFileSync(file, 'ranges: [{range: 10.48.0.0/33, owner: newcomers}]\n');
  await page.goto(`${url}/status`);
  await expect(page.getByText(/line 1, ranges\[0\]\.range: "10\.48\.0\.0\/33": .*What it declared before stays\./)).toBeVisible({
    timeout: 30_000,
  });
  await page.goto(`${url}/map`);
  await expect(tree.getByRole('link', { name: /newcomers/ })).toBeVisible();
});
