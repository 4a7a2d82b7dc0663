import { readFile } from 'node:fs/promises';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { written } from './numbers.ts';
import { expect, test } from './test.ts';

const service = 'service-family-without-ready-endpoints';

test('the list has the API’s findings in the API’s order, under what they have in common', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const list = await ask(url, 'findings', '?limit=20');
  expect(list.total).toBeGreaterThan(0);
  await page.goto(`${url}/findings`);
  await expect(page.getByText(`${written(list.total)} finding`)).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Findings' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(list.total + list.groups.length + 1));

  const [first] = list.items;
  const group = list.groups.find(({ code }) => code === first?.code);
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(group?.title ?? '');
  const row = grid.locator('[aria-rowindex="3"]');
  await expect(row).toContainText(first?.title ?? '');
  await expect(row).toContainText(first?.remedy ?? '');
});

test('each severity is counted, and its count narrows the list to it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { counts, total } = await ask(url, 'findings');
  expect(counts.critical).toBeGreaterThan(0);
  await page.goto(`${url}/findings`);
  const critical = page.getByRole('button', { name: `${written(counts.critical)} critical` });
  await critical.click();
  await expect(page).toHaveURL(/severity=critical/);
  await expect(critical).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('main').getByText(`${written(counts.critical)} finding`)).toBeVisible();
  // The others are still counted: one sees what one does not look at.
  await expect(page.getByRole('button', { name: `${written(counts.info)} worth knowing` })).toBeVisible();
  await critical.click();
  await expect(page.getByText(`${written(total)} finding`)).toBeVisible();
});

test('a group’s head narrows to its code; a namespace and a text narrow further', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items, total } = await ask(url, 'findings', `?code=${service}`);
  const object = items[0]?.objects[0];
  if (!object?.namespace) throw new Error('the demo cluster has no Service with a family without ready endpoints any more');
  await page.goto(`${url}/findings?severity=critical`);
  const { title } = (await ask(url, 'findings', `?code=${service}`)).groups[0] ?? { title: '' };
  await page.getByRole('button', { name: `Only these ${title}` }).click();
  await expect(page).toHaveURL(new RegExp(`/findings\\?code=${service}$`));
  await expect(page.getByText(total === 1 ? '1 finding' : `${written(total)} findings`, { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Namespace all' }).click();
  await page.getByRole('option', { name: object.namespace, exact: true }).click();
  const inNamespace = await ask(url, 'findings', `?code=${service}&namespace=${object.namespace}`);
  await expect(page.getByRole('grid', { name: 'Findings' })).toHaveAttribute('aria-rowcount', String(inNamespace.total + 2));
  await page.getByRole('textbox', { name: 'Text' }).fill('no-such-name');
  await expect(page.getByRole('heading', { name: 'No finding fits these filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all findings' }).click();
  await expect(page).toHaveURL(/\/findings$/);
});

test('a finding opens beside the list with what to do, and leads to its object', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const [finding] = (await ask(url, 'findings', `?code=${service}`)).items;
  if (!finding) throw new Error('the demo cluster has no Service with a family without ready endpoints any more');
  await page.goto(`${url}/findings?code=${service}`);
  await page.getByRole('row', { name: `${finding.severity}: ${finding.title}` }).click();
  const panel = page.getByRole('complementary', { name: `Finding: ${finding.title}` });
  for (const text of [finding.detail, finding.remedy, finding.code]) await expect(panel).toContainText(text);

  // The link that this is opens the same.
  await page.reload();
  await expect(panel).toContainText(finding.remedy);
  const object = finding.objects[0];
  await panel.getByRole('link', { name: `${object?.namespace}/${object?.name}` }).click();
  await expect(page).toHaveURL(/\/services\?service=/);
  await page.goBack();
  await expect(panel).toBeVisible();
  await panel.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/findings\\?code=${service}$`));
});

test('a finding about a range leads to the map of it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const finding = (await ask(url, 'findings', '?limit=1000')).items.find(({ code }) => code === 'service-range-nearly-full');
  const pool = (await ask(url, 'pools', '?limit=1000')).items.find(({ id }) => id === finding?.pools[0]);
  if (!finding || !pool) throw new Error('the demo cluster has no Service range that is nearly full any more');
  await page.goto(`${url}/findings?finding=${encodeURIComponent(finding.id)}`);
  await page
    .getByRole('complementary', { name: `Finding: ${finding.title}` })
    .getByRole('link', { name: pool.cidr })
    .first()
    .click();
  await expect(page).toHaveURL(/\/map\?/);
  await expect(page.getByRole('navigation', { name: 'Where this is' })).toContainText(pool.cidr);
});

test('the list is one stop of the keyboard', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items } = await ask(url, 'findings', '?limit=2');
  await page.goto(`${url}/findings`);
  await expect(page.getByRole('row', { name: `${items[1]?.severity}: ${items[1]?.title}` })).toBeVisible();
  await page.getByRole('grid', { name: 'Findings' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `Finding: ${items[1]?.title}` })).toBeVisible();
});

test('what is exported is what is shown', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items, total } = await ask(url, 'findings', `?code=${service}&limit=1000`);
  await page.goto(`${url}/findings?code=${service}`);
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: `JSON, ${written(total)} row` }).click();
  const rows = JSON.parse(await readFile(await (await download).path(), 'utf8')) as Record<string, string>[];
  expect(rows.map((row) => row.id)).toEqual(items.map(({ id }) => id));
  expect(rows[0]).toMatchObject({ code: service, severity: 'critical', remedy: items[0]?.remedy });
});

test('a finding that is gone says so', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/findings?finding=no-such%2Ffinding`);
  await expect(page.getByRole('heading', { name: 'There is no such finding' })).toBeVisible();
});

test('the bar counts what is critical', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { counts } = await ask(url, 'findings');
  await page.goto(url);
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: `Findings ${written(counts.critical)} critical` })
    .click();
  await expect(page.getByRole('grid', { name: 'Findings' })).toBeVisible();
});

for (const theme of themes) {
  test(`an open finding in ${theme}: nothing grave for axe`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    const [finding] = (await ask(url, 'findings')).items;
    await page.goto(`${url}/findings?finding=${encodeURIComponent(finding?.id ?? '')}`);
    await turn(page, theme);
    await expect(page.getByRole('heading', { name: finding?.title ?? '' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'finding', theme);
  });
}
