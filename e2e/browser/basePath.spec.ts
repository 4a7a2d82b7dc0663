import { untilSynced } from './api.ts';
import { expect, test } from './test.ts';

test('under a path prefix, page, assets, API and links all stay below it', async ({ page, launch }) => {
  const { url } = await launch(['--demo', '--demo-nodes', '4', '--demo-pods', '20', '--demo-services', '10', '--base-path', '/cidr']);
  expect(new URL(url).pathname).toBe('/cidr');
  await untilSynced(url);
  const outside: string[] = [];
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (protocol === 'http:' && !pathname.startsWith('/cidr/')) outside.push(pathname);
  });
  await page.goto(`${url}/`);
  await expect(page.getByRole('region', { name: 'What runs out first' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Services' }).click();
  await expect(page).toHaveURL(/\/cidr\/services$/);
  await expect(page.getByRole('row', { name: /default\/kubernetes/ })).toBeVisible();
  await page.goto(`${url}/nodes`);
  await expect(page.getByRole('grid', { name: 'Nodes' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Nodes' })).toBeVisible();
  expect(outside).toEqual([]);
});
