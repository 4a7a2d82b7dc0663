import { ask } from './api.ts';
import { written } from './numbers.ts';
import { expect, test } from './test.ts';

test('each kind is listed with its state and how many there are', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const status = await ask(url, 'status');
  const served = status.kinds.filter((kind) => kind.state !== 'not-served');
  expect(served.length).toBeGreaterThanOrEqual(7);
  await page.goto(`${url}/status`);
  for (const kind of served) {
    const row = page.getByRole('row', { name: kind.resource });
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
  expect(absent.length).toBeGreaterThan(0);
  await page.goto(`${url}/status`);
  await page.getByText(`${absent.length} more kinds are not served here`).click();
  await expect(page.getByText('They come with network plugins and load balancers')).toBeVisible();
  await expect(page.getByRole('row', { name: absent[0]?.resource ?? '' })).toHaveCount(0);
});
