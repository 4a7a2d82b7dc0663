import { ask } from './api.ts';
import { expect, test } from './test.ts';

test('a deep link opens the same view that made it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const service = (await ask(url, 'services', '?type=ClusterIP')).items[0];
  const id = `${service?.namespace}/${service?.name}`;
  await page.goto(`${url}/services?type=ClusterIP&sort=-name&service=${id}`);
  await expect(page.getByRole('complementary', { name: `Service ${id}` })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Service', exact: true })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('button', { name: 'Type ClusterIP' })).toBeVisible();
});

test('Back and Forward go through the views as they were', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const first = (await ask(url, 'services')).items[0];
  const id = `${first?.namespace}/${first?.name}`;
  const places = page.getByRole('navigation', { name: 'Pages' });
  await page.goto(url);
  await places.getByRole('link', { name: 'Services' }).click();
  await page.locator('[aria-rowindex="2"]').click();
  const panel = page.getByRole('complementary', { name: `Service ${id}` });
  await expect(panel).toBeVisible();
  await places.getByRole('link', { name: 'Nodes' }).click();
  await expect(page.getByRole('grid', { name: 'Nodes' })).toBeVisible();
  await page.goBack();
  await expect(panel).toBeVisible();
  await page.goBack();
  await expect(panel).toBeHidden();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'What runs out first' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('grid', { name: 'Services' })).toBeVisible();
});

test('a link to a Service that is gone says so, with the code to quote', async ({ page, clusters, faults }) => {
  faults.expect(/404 \(Not Found\)/); // the browser logs every failed request
  await page.goto(`${await clusters.url('demo')}/services?service=nowhere/nothing`);
  const panel = page.getByRole('complementary', { name: 'Service nowhere/nothing' });
  await expect(panel.getByRole('alert')).toContainText('not-found');
});

test('a place that does not exist has its own page', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/no/such/place`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(page.getByRole('region', { name: 'What runs out first' })).toBeVisible();
});

test('a link with a wrong order or prefix names what is wrong', async ({ page, clusters, faults }) => {
  const url = await clusters.url('demo');
  faults.expect(/400 \(Bad Request\)/);
  await page.goto(`${url}/services?sort=colour`);
  await expect(page.getByRole('alert')).toContainText('invalid-sort');
  await page.getByRole('button', { name: 'Show all Services' }).click();
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible();
  await page.goto(`${url}/map?cidr=10.244.300.0/24`);
  await expect(page.getByRole('alert')).toContainText('10.244.300.0/24');
});
