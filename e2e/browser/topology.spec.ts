import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { DemoCluster } from '../../server/demo/cluster/demoCluster.ts';
import type { TopologyAnswer } from '../../shared/wire/topology.ts';
import { ask, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const topology = async (url: string, query: string) => (await (await fetch(`${url}/api/v1/topology?${query}`)).json()) as TopologyAnswer;
const chart = (page: Page) => page.getByRole('grid', { name: /^Topology of / });
/** What the picture says, text by text. */
const texts = (page: Page) => page.locator('main svg text').allTextContents();

async function nodeWithEndpoints(url: string): Promise<string> {
  const service = (await ask(url, 'services', '?sort=-ready')).items[0];
  const { nodes } = await topology(url, `service=${service?.namespace}/${service?.name}`);
  const node = nodes.find(({ column, ref }) => column === 'node' && ref !== null);
  if (!node) throw new Error('the demo cluster has no Service with endpoints on a node any more');
  return node.name;
}

/** A Service whose pods have no IPv6 address, but for two that are not ready; one with slices of others; and a large one. */
function populate(cluster: DemoCluster): void {
  cluster.createNamespace('shop-x');
  for (let i = 0; i < 9; i++) cluster.createPod({ namespace: 'shop-x', app: 'checkout', name: `checkout-${i}`, families: ['IPv4'] });
  cluster.terminatePod('shop-x/checkout-3');
  for (let i = 0; i < 2; i++) cluster.createPod({ namespace: 'shop-x', app: 'checkout', name: `checkout-new-${i}`, ready: false });
  cluster.createService({ namespace: 'shop-x', name: 'checkout', app: 'checkout', policy: 'PreferDualStack' });
  cluster.createService({ namespace: 'shop-x', name: 'legacy', app: 'legacy', policy: 'PreferDualStack', headless: true });
  for (let i = 0; i < 3; i++) cluster.createPod({ namespace: 'shop-x', app: 'legacy', name: `legacy-${i}`, families: ['IPv4'] });
  cluster.createService({ namespace: 'shop-x', name: 'outside', policy: 'SingleStack', headless: true });
  const slices = [
    { name: 'outside-mirror', managedBy: 'endpointslicemirroring-controller.k8s.io', address: '192.0.2.7' },
    { name: 'outside-dra', managedBy: 'dra.example.com', address: '192.0.2.8' },
    { name: 'outside-hand', managedBy: '', address: '192.0.2.9' },
  ];
  for (const { name, managedBy, address } of slices) {
    const endpoints = [{ addresses: [address], conditions: { ready: true } }];
    cluster.slices.createByHand({ namespace: 'shop-x', name, serviceName: 'outside', managedBy, addressType: 'IPv4', endpoints });
  }
}

test('without a scope it offers Services and namespaces; one of them opens its topology', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const worst = (await ask(url, 'services', '?sort=-findings')).items[0];
  const name = `${worst?.namespace}/${worst?.name}`;
  await page.goto(`${url}/topology`);
  await expect(page.getByRole('region', { name: 'Namespaces' }).getByRole('link', { name: 'default' })).toBeVisible();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page).toHaveURL(/service=/);
  await expect(chart(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
});

test('the scope is found by typing, and can be taken off', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const node = await nodeWithEndpoints(url);
  await page.goto(`${url}/topology`);
  await page.getByRole('button', { name: 'Of Service, namespace or node' }).click();
  await page.getByRole('textbox', { name: 'Find of' }).fill(node);
  await page.getByRole('option', { name: `${node} · node`, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`node=${node}`));
  await expect(page.getByRole('grid', { name: `Topology of ${node}` })).toBeVisible();
  await page.getByRole('button', { name: 'No filter by of' }).click();
  await expect(page).not.toHaveURL(/node=/);
});

test('a family that nothing answers on shouts; who made a slice is named; the picture is what the API says', async ({
  page,
  simulate,
  kubeconfigFor,
  launch,
}) => {
  const demo = await simulate();
  populate(demo.cluster);
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  const answer = await topology(url, 'service=shop-x/checkout');
  await page.goto(`${url}/topology?service=shop-x/checkout`);
  await expect(chart(page)).toBeVisible();
  await expect(page.getByText('8of 11 endpoints ready on IPv4')).toBeVisible();
  await expect(page.getByText('0of 2 endpoints ready on IPv6')).toBeVisible();
  const said = await texts(page);
  expect(said).toEqual(expect.arrayContaining(['shop-x/checkout', 'IPv6 not ready', '0 of 2 ready', 'checkout-3']));
  for (const { column, name } of answer.nodes) if (column === 'node' || column === 'zone') expect(said).toContain(name);
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'topology-silent', theme);
  }
  await page.goto(`${url}/topology?service=shop-x/legacy`);
  await expect.poll(() => texts(page)).toEqual(expect.arrayContaining(['IPv6 missing', 'nobody answers']));
  await page.goto(`${url}/topology?service=shop-x/outside`);
  await expect
    .poll(() => texts(page))
    .toEqual(expect.arrayContaining(['mirrored from Endpoints', 'by dra.example.com', 'made by hand', '192.0.2.9']));

  // It is live: a pod that becomes ready changes what is drawn.
  await page.goto(`${url}/topology?service=shop-x/checkout`);
  await expect(page.getByText('0of 2 endpoints ready on IPv6')).toBeVisible();
  demo.cluster.setPodReady('shop-x/checkout-new-0', true);
  await expect(page.getByText('1of 2 endpoints ready on IPv6')).toBeVisible();
  await expect.poll(() => texts(page)).not.toContain('IPv6 not ready');

  // Only problems: those that are not ready, and nothing that is.
  await page.getByRole('button', { name: 'Only problems' }).click();
  await expect.poll(() => texts(page)).not.toContain('checkout-1');
  expect(await texts(page)).toContain('checkout-new-1');
});

test('a Service of 5,000 endpoints: folded, counted, and little more in the page than of 50', async ({
  page,
  simulate,
  kubeconfigFor,
  launch,
}) => {
  test.setTimeout(120_000);
  const demo = await simulate({ nodes: 120, pods: 600, services: 40 });
  demo.cluster.createNamespace('big');
  for (const count of [50, 5000]) {
    for (let i = 0; i < count; i++) demo.cluster.createPod({ namespace: 'big', app: `of-${count}`, name: `of-${count}-${i}` });
    demo.cluster.createService({ namespace: 'big', name: `of-${count}`, app: `of-${count}`, policy: 'PreferDualStack' });
  }
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  const elements: number[] = [];
  for (const count of [50, 5000]) {
    await page.goto(`${url}/topology?service=big/of-${count}`);
    await expect.poll(() => texts(page)).toContain(`big/of-${count}`);
    elements.push(await page.locator('main svg *').count());
  }
  const [few = 0, many = 0] = elements;
  expect(many).toBeLessThanOrEqual(few * 1.5);
  await expect(page.getByText(/Folded: 10,000 endpoints, \d+ nodes, 100 slices/)).toBeVisible();
  expect((await texts(page)).some((text) => /^\+\d,\d{3} endpoints on \d+ nodes$/.test(text))).toBe(true);
  for (const theme of themes) {
    await turn(page, theme);
    await picture(page, 'topology-5000', theme);
  }
});

test('hover and keyboard light the whole path; Enter opens, Escape goes back, and it is spoken', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items } = await ask(url, 'services', '?family=IPv6&limit=1000');
  const dual = items.find(({ families, endpoints, headless }) => families.length === 2 && !headless && (endpoints.IPv6?.ready ?? 0) > 1);
  if (!dual) throw new Error('the demo cluster has no dual-stack Service with endpoints any more');
  const name = `${dual.namespace}/${dual.name}`;
  await page.goto(`${url}/topology?service=${name}`);
  const grid = chart(page);
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: `Service ${name}` })).toBeAttached();
  const all = (await topology(url, `service=${name}`)).nodes.length;
  await expect(page.locator('main svg g[data-lit]')).toHaveAttribute('data-lit', String(all));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: /^Pod / })).toBeAttached();
  // A pod of two families: itself, two slices, the Service, its node, its zone.
  await expect(page.locator('main svg g[data-lit]')).toHaveAttribute('data-lit', '6');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^Pod / });
  await expect(panel.getByText('Addresses')).toBeVisible();
  await expect(page).toHaveURL(/sel=/);
  await grid.focus();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/sel=/);

  const box = await grid.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await expect(page.getByRole('complementary', { name: `Service ${name}` })).toBeVisible();
  await page.getByRole('link', { name: 'The Service with its slices' }).click();
  await expect(page).toHaveURL(/\/services\?service=/);
  await page
    .getByRole('complementary', { name: `Service ${name}` })
    .getByRole('link', { name: 'Topology' })
    .click();
  await expect(page).toHaveURL(/\/topology\?service=/);
});

test('Service by node: cells say what is there, and lead on', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const namespaces = (await (await fetch(`${url}/api/v1/namespaces?sort=-services&limit=1`)).json()) as { items: { name: string }[] };
  const name = namespaces.items[0]?.name ?? '';
  await page.goto(`${url}/topology?namespace=${name}`);
  await expect(chart(page)).toBeVisible();
  await page.getByRole('button', { name: 'Service × node' }).click();
  const grid = page.getByRole('grid', { name: `Services by node of ${name}` });
  await expect(grid).toBeVisible();
  const { matrix } = await topology(url, `namespace=${name}&matrix=true`);
  await expect(grid).toHaveAttribute('aria-rowcount', String(matrix?.rows.length));
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: `on ${matrix?.nodes[0]?.name}:` })).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `on ${matrix?.nodes[0]?.name}` })).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'topology-matrix', theme);
  }
});

test('the table has the same paths: found, sorted, and exported; the picture is exported as SVG and PNG', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const service = (await ask(url, 'services', '?sort=-ready')).items[0];
  const name = `${service?.namespace}/${service?.name}`;
  const { edges } = await topology(url, `service=${name}`);
  const ways = edges.filter(({ from, to }) => from.startsWith('slice') && !to.startsWith('node')).length;
  await page.goto(`${url}/topology?service=${name}&view=table`);
  const grid = page.getByRole('grid', { name: 'Paths' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(ways + 1));
  await page.getByRole('columnheader', { name: 'Node' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=node/);
  await page.getByRole('button', { name: 'Export' }).click();
  const csv = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const lines = (await readFile(await (await csv).path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toBe('service,slice,family,target,addresses,node,zone,state,endpoints');
  expect(lines).toHaveLength(ways + 1);
  await page.getByRole('textbox', { name: 'Name or address' }).fill('no such thing');
  await expect(page.getByRole('heading', { name: 'No path fits these filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all paths' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(ways + 1));

  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(chart(page)).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const svg = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'SVG' }).click();
  const drawn = await readFile(await (await svg).path(), 'utf8');
  expect(drawn).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(drawn).not.toContain('var(--');
  expect(drawn).toContain('EndpointSlice');
  await page.getByRole('button', { name: 'Export' }).click();
  const png = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'PNG' }).click();
  expect((await readFile(await (await png).path())).subarray(1, 4).toString()).toBe('PNG');
});

test('a Service that is gone says so, and another can be chosen', async ({ page, clusters, faults }) => {
  faults.expect(/404 \(Not Found\)/);
  await page.goto(`${await clusters.url('demo')}/topology?service=no/such`);
  await expect(page.getByRole('alert')).toContainText('not-found');
  await page.getByRole('button', { name: 'Choose another' }).click();
  await expect(page.getByRole('region', { name: 'Services' })).toBeVisible();
});

test('an empty cluster, and one of IPv6 alone', async ({ page, clusters }) => {
  const empty = await clusters.url('empty');
  await page.goto(`${empty}/topology?namespace=kube-public`);
  await expect(page.getByRole('heading', { name: 'There are no Services in this namespace' })).toBeVisible();
  await page.goto(`${empty}/topology?service=default/kubernetes`);
  await expect.poll(() => texts(page)).toContain('default/kubernetes');
  const url = await clusters.url('ipv6');
  const service = (await ask(url, 'services', '?sort=-ready')).items[0];
  await page.goto(`${url}/topology?service=${service?.namespace}/${service?.name}`);
  await expect.poll(() => texts(page)).toContain('IPv6');
  expect(await texts(page)).not.toContain('IPv4');
});

test('slices that may not be read are unknown, not missing, and the rule to add is there', async ({
  page,
  simulate,
  kubeconfigFor,
  launch,
}) => {
  const demo = await simulate();
  demo.server.forbid('EndpointSlice');
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  await page.goto(`${url}/topology?service=default/kubernetes`);
  await expect(page.getByText('EndpointSlices: forbidden.')).toBeVisible();
  await expect.poll(() => texts(page)).toContain('endpoints unknown');
  expect(await texts(page)).not.toContain('IPv4 missing');
});

for (const theme of themes) {
  test(`in ${theme}: the start, a namespace and a node, at both widths`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    const node = await nodeWithEndpoints(url);
    for (const [name, query, ready] of [
      ['topology-start', '', 'those with findings first'],
      ['topology-namespace', '?namespace=default', 'default/kubernetes'],
      ['topology-node', `?node=${node}`, 'EndpointSlice'],
    ] as const) {
      await page.goto(`${url}/topology${query}`);
      await turn(page, theme);
      await expect(page.getByText(ready, { exact: true }).first()).toBeVisible();
      await expectAccessible(page);
      await picture(page, name, theme);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
}
