import type { Page } from '@playwright/test';
import type { KindStatus } from '../../shared/wire/status.ts';
import { ask } from './api.ts';
import { written } from './numbers.ts';
import { expect, test } from './test.ts';

/** The row of a kind. Objects that are read by their names share a resource: their rows bear the name. */
function rowOf(page: Page, { kind, resource }: KindStatus) {
  const rows = page.getByRole('row');
  return kind.includes('/') ? rows.filter({ hasText: kind }) : rows.filter({ has: page.getByText(resource, { exact: true }) });
}

test('each kind is listed with its state and how many there are', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const status = await ask(url, 'status');
  const served = status.kinds.filter((kind) => kind.state !== 'not-served');
  expect(served.length).toBeGreaterThanOrEqual(7);
  await page.goto(`${url}/status`);
  for (const kind of served) {
    const row = rowOf(page, kind);
    await expect(row).toContainText('live');
    await expect(row.locator('[data-name=objects]')).toHaveText(written(kind.objects ?? -1));
  }
  await expect(page.getByText(status.cluster.name).first()).toBeVisible();
});

test('the badge says live and opens what is read', async ({ page, clusters }) => {
  await page.goto(await clusters.url('demo'));
  const badge = page.getByRole('banner').getByRole('button', { name: /^Live/ });
  await badge.click();
  await expect(page.getByRole('dialog', { name: /^Live/ }).getByText('EndpointSlices')).toBeVisible();
});

test('kinds of network plugins that are not here are one line', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const absent = (await ask(url, 'status')).kinds.filter((kind) => kind.state === 'not-served');
  const [first] = absent;
  if (!first) throw new Error('the demo cluster serves every kind there is');
  await page.goto(`${url}/status`);
  await page.getByText(`${absent.length} more kinds are not served here`).click();
  await expect(page.getByText('They come with network plugins and load balancers')).toBeVisible();
  await expect(rowOf(page, first)).toHaveCount(0);
});
