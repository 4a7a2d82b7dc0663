import { ask } from './api.ts';
import { known, written } from './numbers.ts';
import { expect, test } from './test.ts';

test('the table shows the nodes as the API has them', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const list = await ask(url, 'nodes');
  const total = known(list.total);
  await page.goto(`${url}/nodes`);
  await expect(page.getByText(`${written(total)}nodes`)).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Nodes' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));
  for (const [index, node] of list.items.slice(0, 8).entries()) {
    const row = grid.locator(`[aria-rowindex="${index + 2}"]`);
    await expect(row).toContainText(node.name);
    for (const address of [...node.addresses.IPv4, ...node.addresses.IPv6, ...node.podCIDRs]) await expect(row).toContainText(address);
    await expect(row).toContainText(`${known(node.pods).running + known(node.pods).hostNetwork} / ${node.maxPods}`);
    if (node.usable.IPv4 !== null) await expect(row).toContainText(`${known(node.inUse).IPv4} of ${written(node.usable.IPv4)}`);
    if (node.usable.IPv6 !== null) await expect(row).toContainText(`${known(node.inUse).IPv6} of a /64`);
    await expect(row).toContainText(`${node.remaining}${node.limit}`);
  }
});

test('an IPv6-only node has no IPv4 use, and that is not 0', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const edge = (await ask(url, 'nodes', '?limit=1000')).items.find((node) => node.usable.IPv4 === null && node.usable.IPv6 !== null);
  if (!edge) throw new Error('the demo cluster has no IPv6-only node any more');
  await page.goto(`${url}/nodes?q=${edge.name}`);
  const cells = page.getByRole('row', { name: new RegExp(`^${edge.name}(,|$)`) }).getByRole('gridcell');
  await expect(cells.nth(5)).toHaveText('–');
});

test('a finding narrows to the nodes that it names, and can be taken off', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const about = (await ask(url, 'overview')).findings.items.find((item) => item.objects[0]?.kind === 'Node');
  if (!about) throw new Error('the demo cluster has no finding about a node any more');
  await page.goto(`${url}/nodes?finding=${about.code}`);
  const grid = page.getByRole('grid', { name: 'Nodes' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(about.count + 1));
  const total = known((await ask(url, 'nodes')).total);
  expect(about.count).toBeLessThan(total);
  // Of the three chips, the one that is on is the finding's.
  await page.getByRole('button', { pressed: true }).click();
  await expect(page).toHaveURL(/\/nodes$/);
  await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));
});

test('a node’s panel asks for that node alone', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const name = (await ask(url, 'nodes')).items[0]?.name ?? '';
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${url}/nodes?node=${name}`);
  await expect(page.getByRole('complementary', { name: `Node ${name}` })).toContainText('Room for pods');
  expect(asked).toContain(`${url}/api/v1/nodes/${name}`);
  expect(asked.filter((asking) => asking.includes(`q=${name}`))).toEqual([]);
});

test('the panel of a node leads to its block on the map', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const node = (await ask(url, 'nodes')).items.find((item) => item.podCIDRs.length > 0);
  await page.goto(`${url}/nodes`);
  await page.getByRole('row', { name: new RegExp(`^${node?.name}(,|$)`) }).click();
  await expect(page).toHaveURL(new RegExp(`node=${node?.name}`));
  const panel = page.getByRole('complementary', { name: `Node ${node?.name}` });
  await expect(panel).toContainText(`More pods that get an address${node?.remaining}`);
  await panel.getByRole('link', { name: node?.podCIDRs[0] ?? '' }).click();
  await expect(page).toHaveURL(/\/map\?cidr=/);
  await expect(page.getByRole('grid', { name: /^Map of / })).toBeVisible();
  await page.goBack();
  await expect(panel).toBeVisible();
});

test('only problems narrows to the nodes that a finding names', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const total = known((await ask(url, 'nodes', '?problems=true')).total);
  await page.goto(`${url}/nodes`);
  await page.getByRole('button', { name: 'Only problems' }).click();
  await expect(page).toHaveURL(/problems=true/);
  await expect(page.getByRole('grid', { name: 'Nodes' })).toHaveAttribute('aria-rowcount', String(total + 1));
});

test('zones narrow the table', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  // All there are, though the table holds none of their nodes.
  const { zones } = await ask(url, 'nodes', '?q=no-such-node');
  const zone = zones.at(-1) ?? '';
  const total = known((await ask(url, 'nodes', `?zone=${zone}`)).total);
  await page.goto(`${url}/nodes`);
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible();
  await page.getByRole('button', { name: 'Zone all' }).click();
  await expect(page.getByRole('option')).toHaveText(['all', ...zones]);
  await page.getByRole('option', { name: zone, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`zone=${zone}`));
  await expect(page.getByRole('grid', { name: 'Nodes' })).toHaveAttribute('aria-rowcount', String(total + 1));
});

test('a link to a node that is gone says so', async ({ page, clusters, faults }) => {
  faults.expect(/404 \(Not Found\).*\/nodes\/no-such-node/); // the browser logs every failed request
  await page.goto(`${await clusters.url('demo')}/nodes?node=no-such-node`);
  await expect(page.getByRole('heading', { name: 'There is no such node' })).toBeVisible();
});
