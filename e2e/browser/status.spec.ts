import { ask } from './api.ts';
import { written } from './numbers.ts';
import { expect, test } from './test.ts';

test('each kind is listed with its state and how many there are', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const status = await ask(url, 'status');
  expect(status.kinds).toHaveLength(7);
  await page.goto(`${url}/status`);
  for (const kind of status.kinds) {
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
