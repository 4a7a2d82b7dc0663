import { readFile } from 'node:fs/promises';
import type { NamespaceList } from '../../shared/wire/namespaces.ts';
import type { ServiceDetail } from '../../shared/wire/services.ts';
import { ask } from './api.ts';
import { known, written } from './numbers.ts';
import { expect, test } from './test.ts';

test('the table counts what the API counts, and its rows are the API’s in the API’s order', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const list = await ask(url, 'services');
  const total = known(list.total);
  const policy = known(list.counts.policy);
  await page.goto(`${url}/services`);
  await expect(page.getByText(`${written(total)}Services`)).toBeVisible();
  for (const name of ['SingleStack', 'PreferDualStack', 'RequireDualStack'] as const) {
    await expect(page.getByText(`${written(policy[name])}${name}`)).toBeVisible();
  }
  await expect(page.getByText(`${written(policy.none)}no policy`)).toBeVisible();

  const grid = page.getByRole('grid', { name: 'Services' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));
  for (const [index, service] of list.items.slice(0, 10).entries()) {
    const row = grid.locator(`[aria-rowindex="${index + 2}"]`);
    await expect(row).toContainText(`${service.namespace}/${service.name}`);
    for (const address of service.clusterIPs) await expect(row).toContainText(address);
    for (const family of ['IPv4', 'IPv6'] as const) {
      const counts = service.endpoints[family];
      if (counts !== null) await expect(row).toContainText(`${written(counts.ready)} / ${written(counts.ready + counts.notReady)}`);
    }
  }
});

test('a family without a ready endpoint shouts, and the panel says which', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const list = await ask(url, 'services', '?finding=service-family-without-ready-endpoints');
  const service = list.items[0];
  if (!service) throw new Error('the demo cluster has no Service with a family without ready endpoints any more');
  await page.goto(`${url}/services?finding=service-family-without-ready-endpoints`);
  await expect(page.getByText(`${written(known(list.total))}Service`)).toBeVisible();
  await page.getByRole('row', { name: `${service.namespace}/${service.name},` }).click();
  const panel = page.getByRole('complementary', { name: `Service ${service.namespace}/${service.name}` });
  await expect(panel.getByText(/no ready endpoint/).first()).toBeVisible();
  await expect(panel.getByRole('row', { name: /0 of \d+ IPv[46] endpoints ready/ })).toBeVisible();
});

test('the panel of a Service lists its slices and endpoints', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items } = await ask(url, 'services', '?family=IPv6&limit=1000');
  const dual = items.find((service) => service.families.length === 2 && (service.endpoints.IPv6?.ready ?? 0) > 0 && !service.headless);
  if (!dual) throw new Error('the demo cluster has no dual-stack Service with endpoints any more');
  const id = `${dual.namespace}/${dual.name}`;
  const detail = (await (await fetch(`${url}/api/v1/services/${id}`)).json()) as ServiceDetail;
  await page.goto(`${url}/services?service=${id}`);
  const panel = page.getByRole('complementary', { name: `Service ${id}` });
  for (const slice of detail.slices) {
    await expect(panel.getByText(slice.name, { exact: true })).toBeVisible();
  }
  const [slice] = detail.slices;
  await panel.getByText(slice?.name ?? '', { exact: true }).click();
  const endpoint = slice?.items[0];
  await expect(panel.getByRole('link', { name: endpoint?.address ?? '' }).first()).toBeVisible();
  await expect(panel.getByText(endpoint?.target?.name ?? '').first()).toBeVisible();
});

test('filters narrow the table, stand in the URL, and Back takes them off', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const all = await ask(url, 'services');
  const narrowed = await ask(url, 'services', '?policy=RequireDualStack');
  expect(known(narrowed.total)).toBeLessThan(known(all.total));
  await page.goto(`${url}/services`);
  await expect(page.getByText(`${written(known(all.total))}Services`)).toBeVisible();
  await page.getByRole('button', { name: 'Policy any' }).click();
  await page.getByRole('option', { name: 'RequireDualStack' }).click();
  await expect(page).toHaveURL(/policy=RequireDualStack/);
  await expect(page.getByText(`${written(known(narrowed.total))}Service`)).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/policy/);
  await expect(page.getByText(`${written(known(all.total))}Services`)).toBeVisible();

  await page.getByRole('textbox', { name: 'Name or address' }).fill('kubernetes');
  await expect(page).toHaveURL(/q=kubernetes/);
  await expect(page.getByRole('row', { name: /default\/kubernetes/ })).toBeVisible();
});

test('the namespace filter lists every namespace, asked for as it opens', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const response = await fetch(`${url}/api/v1/namespaces?limit=1000`);
  const { items } = (await response.json()) as NamespaceList;
  expect(items.length).toBeGreaterThan(1);
  // None of their Services is in the table: the list does not come from there.
  await page.goto(`${url}/services?q=no-such-service`);
  await expect(page.getByRole('heading', { name: 'No Service fits these filters' })).toBeVisible();
  expect(asked).not.toContain('/api/v1/namespaces');
  await page.getByRole('button', { name: 'Namespace all' }).click();
  await expect(page.getByRole('option')).toHaveText(['all', ...items.map(({ name }) => name)]);
  await page.getByRole('option', { name: items.at(-1)?.name ?? '', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`namespace=${items.at(-1)?.name}`));
});

test('filters that nothing fits say so, and can be taken off', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/services?namespace=no-such-namespace`);
  await expect(page.getByRole('heading', { name: 'No Service fits these filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all Services' }).click();
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible();
});

test('findings come first where that is wished, the gravest on top', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const worst = (await ask(url, 'services', '?sort=-findings')).items[0];
  expect(worst?.findings.length).toBeGreaterThan(0);
  await page.goto(`${url}/services`);
  await page.getByRole('button', { name: 'Findings first' }).click();
  await expect(page).toHaveURL(/sort=-findings/);
  await expect(page.locator('[aria-rowindex="2"]')).toContainText(`${worst?.namespace}/${worst?.name}`);
});

test('the server sorts: a column’s head turns up, down and off', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const last = (await ask(url, 'services', '?sort=-name')).items[0];
  await page.goto(`${url}/services`);
  const head = page.getByRole('columnheader', { name: 'Service', exact: true });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page.locator('[aria-rowindex="2"]')).toContainText(`${last?.namespace}/${last?.name}`);
  await head.getByRole('button').click();
  await expect(head).not.toHaveAttribute('aria-sort', /./);
  await expect(page).not.toHaveURL(/sort/);
});

test('rows load as one scrolls, down to the last', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const last = (await ask(url, 'services', '?sort=-name')).items[0];
  await page.goto(`${url}/services`);
  const grid = page.getByRole('grid', { name: 'Services' });
  await grid.focus();
  const end = page.getByRole('row', { name: new RegExp(`^${last?.namespace}/${last?.name}(,|$)`) });
  await expect
    .poll(async () => {
      await grid.press('End');
      return end.count();
    })
    .toBe(1);
  await expect(page.getByText(/^All [\d,]+$/)).toBeVisible();
});

test('the keyboard alone opens a Service and closes it again', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const second = (await ask(url, 'services')).items[1];
  await page.goto(`${url}/services`);
  const grid = page.getByRole('grid', { name: 'Services' });
  await expect(page.locator('[aria-rowindex="3"]')).toBeVisible();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: `Service ${second?.namespace}/${second?.name}` });
  await expect(panel).toBeVisible();
  await panel.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('an export holds every Service that fits', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const total = known((await ask(url, 'services')).total);
  await page.goto(`${url}/services`);
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const csv = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const lines = (await readFile(await (await csv).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(total + 1);
  expect(lines[0]).toMatch(/^service,type,policy,families,clusterIPs/);

  await page.getByRole('button', { name: 'Export' }).click();
  const json = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  const rows = JSON.parse(await readFile(await (await json).path(), 'utf8')) as { service: string }[];
  expect(rows).toHaveLength(total);
  expect(rows.map((row) => row.service)).toContain('default/kubernetes');
});

test('at 390 pixels a Service is a stacked row and its panel a sheet', async ({ page, clusters }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${await clusters.url('demo')}/services?q=default/kubernetes`);
  await page.getByRole('row', { name: /^default\/kubernetes/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Service default/kubernetes' });
  await expect(sheet.getByText('Endpoints by family')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('NodePorts are counted, the next one to ask for is there, and who holds which', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const ports = await ask(url, 'nodeports');
  const [held] = ports.items;
  if (!held) throw new Error('the demo cluster has no Service with a NodePort any more');
  await page.goto(`${url}/services`);
  const line = page.getByRole('region', { name: 'NodePorts' });
  await expect(line).toContainText(`${written(known(ports.inUse))} of ${written(ports.size)} in use`);
  await expect(line).toContainText(`next free static ${known(ports.static.nextFree)}`);
  await line.getByRole('button', { name: 'Who holds which' }).click();
  await expect(page).toHaveURL(/ports=true/);
  const panel = page.getByRole('complementary', { name: 'NodePorts' });
  await expect(panel).toContainText(`${ports.range.first} – ${ports.range.last}`);
  const holder = held.services[0];
  const name = `${holder?.namespace}/${holder?.name}`;
  await panel
    .getByRole('listitem')
    .filter({ hasText: String(held.port) })
    .getByRole('link', { name })
    .click();
  await expect(page.getByRole('complementary', { name: `Service ${name}` })).toContainText(String(held.port));
});
