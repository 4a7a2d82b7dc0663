import { readFile } from 'node:fs/promises';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

test('the static band of a Service range is told apart, filtered and exported', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(`${url}/map?cidr=10.96.0.0/24`);
  const band = page.getByRole('region', { name: 'Legend' });
  await expect(band).toBeVisible();
  await page.getByRole('button', { name: /^Colour by/ }).click();
  await page.getByRole('option', { name: 'namespace' }).click();
  await band.getByRole('button', { name: /kube-system/ }).click();
  await expect(page).toHaveURL(/by=namespace/);
  await expect(page).toHaveURL(/only=(~|%7E)kube-system/);
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'service-range-namespace', theme);
  }
  const take = async (item: RegExp) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
    return readFile(await file.path());
  };
  expect((await take(/^PNG/)).subarray(1, 4).toString()).toBe('PNG');
  const svg = (await take(/^SVG/)).toString();
  for (const text of ['10.96.0.0/24', 'Static band', 'Dynamic band', 'kube-system']) expect(svg).toContain(text);
  const rows = JSON.parse((await take(/^JSON/)).toString()) as { cidr: string; band: string; group: string | null }[];
  expect(rows.filter((row) => row.band === 'static').map(({ group }) => group)).toEqual(['kube-system']);
  expect(rows.filter((row) => row.band === 'dynamic')).toHaveLength(15);
});

test('findings about those who hold an address stand in its panel, and lead to themselves', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items } = await ask(url, 'findings', '?kind=Service&limit=200');
  for (const finding of items) {
    const service = finding.objects.find((object) => object.kind === 'Service');
    const { items: services } = await ask(url, 'services', `?namespace=${service?.namespace}&q=${service?.name}`);
    const address = services.find(({ name }) => name === service?.name)?.clusterIPs[0];
    if (!address || address === 'None') continue;
    await page.goto(`${url}/map?sel=${address}`);
    const panel = page.getByRole('complementary', { name: `Address ${address}` });
    await panel.getByRole('link', { name: finding.title }).click();
    await expect(page).toHaveURL(/\/findings\?/);
    await expect(page.getByRole('complementary').getByText(finding.title).first()).toBeVisible();
    return;
  }
  throw new Error('no Service of the demo cluster has a finding');
});
