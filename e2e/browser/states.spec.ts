import { writeFileSync } from 'node:fs';
import { ask, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { closedPort } from './kubeconfig.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const places = ['/', '/map', '/services', '/nodes', '/findings', '/status'];

test('an empty cluster: every page says that there is nothing, and not that something is unknown', async ({ page, clusters }) => {
  const url = await clusters.url('empty');
  await page.goto(`${url}/nodes`);
  await expect(page.getByRole('heading', { name: 'There are no nodes' })).toBeVisible();
  await expect(page.getByText('0nodes')).toBeVisible();
  await page.goto(`${url}/services`);
  await expect(page.getByRole('row', { name: /^default\/kubernetes/ })).toBeVisible();
  await expect(page.getByText('1Service', { exact: true })).toBeVisible();
  for (const place of places) {
    await page.goto(url + place);
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

for (const theme of themes) {
  test(`an empty cluster in ${theme}: nothing grave for axe`, async ({ page, clusters }) => {
    const url = await clusters.url('empty');
    await page.goto(`${url}/nodes`);
    await turn(page, theme);
    await expect(page.getByRole('heading', { name: 'There are no nodes' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'empty-nodes', theme);
    await page.goto(url);
    await expect(page.getByRole('region', { name: 'What runs out first' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'empty-overview', theme);
  });
}

test('an IPv6-only cluster shows no IPv4 anywhere', async ({ page, clusters }) => {
  const url = await clusters.url('ipv6');
  const overview = await ask(url, 'overview');
  expect(new Set(overview.pools.map((pool) => pool.family))).toEqual(new Set(['IPv6']));
  await page.goto(url);
  // Its load balancers' pools have a row together beside their own.
  const rows = page.getByRole('region', { name: 'What runs out first' }).getByRole('listitem');
  await expect(rows).toHaveCount(overview.pools.length + 1);
  await expect(rows.filter({ hasText: 'together' })).toHaveCount(1);
  await page.goto(`${url}/nodes`);
  const first = page.locator('[aria-rowindex="2"]').getByRole('gridcell');
  await expect(first.nth(5)).toHaveText('–');
  await expect(first.nth(6)).toContainText('of a /64');
  await page.goto(`${url}/map`);
  await expect(page.getByRole('grid', { name: 'All ranges' })).toBeVisible();
  await page.goto(`${url}/map?cidr=${overview.pools[0]?.cidr}`);
  await expect(page.getByRole('grid', { name: /^Map of / })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'ipv6-map', 'light');
});

test('a kind that may not be read is unknown, not zero, and the rule to add is there', async ({
  page,
  simulate,
  kubeconfigFor,
  launch,
  faults,
}) => {
  const demo = await simulate();
  demo.server.forbid('Node');
  demo.server.forbid('EndpointSlice');
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await expect.poll(async () => (await ask(url, 'status')).kinds.find((kind) => kind.kind === 'Node')?.state).toBe('forbidden');
  await expect.poll(async () => (await ask(url, 'status')).kinds.find((kind) => kind.kind === 'EndpointSlice')?.state).toBe('forbidden');

  await page.goto(`${url}/nodes`);
  await expect(page.getByText('Nodes: forbidden.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nodes are not known' })).toBeVisible();
  await expect(page.getByText('unknownnodes')).toBeVisible();
  await page.getByText('The rule that gives it').first().click();
  await expect(page.getByText(/resources: .*nodes/)).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'forbidden-nodes', theme);
  }

  faults.expect(/404 \(Not Found\).*\/nodes\/worker-00/); // the browser logs every failed request
  await page.goto(`${url}/nodes?node=worker-00`);
  await expect(page.getByRole('heading', { name: 'This node is not known' })).toBeVisible();

  await page.goto(`${url}/services`);
  await expect(page.getByText('EndpointSlices: forbidden.')).toBeVisible();
  const row = page.getByRole('row', { name: /^default\/kubernetes/ });
  await expect(row).toContainText('unknown');
  await expect(row).not.toContainText('0 / 0');
  await page.goto(`${url}/status`);
  await expect(page.getByRole('row', { name: /endpointslices/ })).toContainText('forbidden');

  // Granted again: the page fills by itself.
  demo.server.forbid('Node', false);
  await page.goto(`${url}/nodes`);
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible({ timeout: 90_000 });
});

test('a cluster that does not answer: the page says so, and recovers when it does', async ({ page, simulate, kubeconfigFor, launch }) => {
  const port = await closedPort();
  const { url } = await launch(['--kubeconfig', kubeconfigFor(`http://127.0.0.1:${port}`)]);
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'The cluster does not answer.' })).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'unreachable', theme);
  }
  for (const place of places) {
    await page.goto(url + place);
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  }
  await page.goto(`${url}/services`);
  await expect(page.getByRole('heading', { name: 'Services are not known' })).toBeVisible();
  await expect(page.getByText('unknownServices')).toBeVisible();

  await simulate({ port });
  await expect(page.getByRole('row', { name: /^default\/kubernetes/ })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('banner').getByRole('button', { name: /^Live/ })).toBeVisible({ timeout: 90_000 });
});

test('a cluster that goes away: the numbers stay and are called stale', async ({ page, simulate, kubeconfigFor, launch }) => {
  const demo = await simulate();
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  await page.goto(`${url}/nodes`);
  const first = page.locator('[aria-rowindex="2"]');
  await expect(first).toBeVisible();
  const words = await first.textContent();
  await demo.server.restart(async () => {
    await expect(page.getByText(/^Nodes.*: stale/)).toBeVisible({ timeout: 90_000 });
    await expect(page.getByRole('banner').getByRole('button', { name: /^(Stale|No cluster)/ })).toBeVisible();
    expect(await first.textContent()).toBe(words);
    for (const theme of themes) {
      await turn(page, theme);
      await expectAccessible(page);
      await picture(page, 'stale-nodes', theme);
    }
  });
  await expect(page.getByText(/^Nodes.*: stale/)).toBeHidden({ timeout: 90_000 });
  await expect(page.getByRole('banner').getByRole('button', { name: /^Live/ })).toBeVisible({ timeout: 90_000 });
});

test('when the server itself is gone, the last numbers stay and the badge says so', async ({
  page,
  simulate,
  kubeconfigFor,
  launch,
  faults,
}) => {
  faults.expect(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|Failed to load resource/);
  const demo = await simulate();
  const product = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(product.url);
  await page.goto(`${product.url}/services`);
  const row = page.getByRole('row', { name: /^default\/kubernetes/ });
  await expect(row).toBeVisible();
  await product.stop();
  await expect(page.getByRole('banner').getByRole('button', { name: /^Not connected/ })).toBeVisible({ timeout: 60_000 });
  await expect(row).toBeVisible();
});

test('a kubeconfig that cannot be read ends the program with one line', async ({ launch }, testInfo) => {
  const path = testInfo.outputPath('broken');
  writeFileSync(path, 'clusters: [');
  await expect(launch(['--kubeconfig', path])).rejects.toThrow(/ended with 2 before it was ready/);
});
