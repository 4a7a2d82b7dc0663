import { ask, askAddress, untilSynced } from './api.ts';
import { known, written } from './numbers.ts';
import { expect, test } from './test.ts';

test('a pod that is created changes counts and map without a reload', async ({ page, simulate, kubeconfigFor, launch }) => {
  const demo = await simulate();
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  const node = (await ask(url, 'nodes')).items.find((item) => item.podCIDRs.some((cidr) => cidr.includes('.')));
  const block = node?.podCIDRs.find((cidr) => cidr.includes('.'));
  if (!node || !block) throw new Error('the simulated cluster has no node with an IPv4 block');
  const before = known(node.pods).running;

  await page.goto(`${url}/nodes?node=${node.name}`);
  const panel = page.getByRole('complementary', { name: `Node ${node.name}` });
  await expect(panel).toContainText(`On the pod network${before}`);
  await page.evaluate(() => {
    (globalThis as { wasHere?: boolean }).wasHere = true;
  });
  const created = demo.cluster.createPod({ namespace: 'default', name: 'new-here', node: node.name });
  await expect(panel).toContainText(`On the pod network${before + 1}`);
  expect(await page.evaluate(() => (globalThis as { wasHere?: boolean }).wasHere)).toBe(true);

  // Once more, with the block itself on the map: its headline counts the addresses in use.
  await panel.getByRole('link', { name: block }).click();
  await expect(page.getByRole('grid', { name: `Map of ${block}` })).toBeVisible();
  const answer = await ask(url, 'map', `?cidr=${encodeURIComponent(block)}`);
  const legend = page.getByRole('region', { name: 'Legend' });
  await expect(legend).toContainText(`In use${written(known(answer.inUse))}`);
  demo.cluster.createPod({ namespace: 'default', name: 'new-too', node: node.name });
  await expect(legend).toContainText(`In use${written(Number(answer.inUse) + 1)}`);

  demo.cluster.deletePod('default/new-too');
  await expect(legend).toContainText(`In use${written(known(answer.inUse))}`);
  expect(created.name).toBe('new-here');
});

test('a Service that is created stands in the table, and its address has an owner', async ({ page, simulate, kubeconfigFor, launch }) => {
  const demo = await simulate();
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  const total = known((await ask(url, 'services')).total);
  await page.goto(`${url}/services`);
  await expect(page.getByText(`${written(total)}Services`)).toBeVisible();
  demo.cluster.createService({ namespace: 'default', name: 'brand-new', ports: [{ name: 'http', port: 80 }] });
  await expect(page.getByText(`${written(total + 1)}Services`)).toBeVisible();
  const row = page.getByRole('row', { name: /^default\/brand-new/ });
  await expect(row).toBeVisible();
  const address = (await ask(url, 'services', '?q=brand-new')).items[0]?.clusterIPs[0] ?? '';
  await expect(row).toContainText(address);
  expect((await askAddress(url, address)).holders.map((holder) => holder.object.name)).toEqual(['brand-new']);
});
