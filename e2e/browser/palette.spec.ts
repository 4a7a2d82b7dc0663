import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

/** fd00:96::5b2e as a log from somewhere else may write it: FD00:0096:0000:0000:0000:0000:0000:5B2E */
function expanded(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = address.includes('::') ? [...left, ...zeros, ...right] : left;
  return groups.map((group) => group.padStart(4, '0').toUpperCase()).join(':');
}

test('Ctrl-K finds the Service behind an IPv6 address written out in capitals', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const service = (await ask(url, 'services', '?family=IPv6&limit=1000')).items.find((item) =>
    item.clusterIPs.some((ip) => ip.includes(':')),
  );
  const address = service?.clusterIPs.find((ip) => ip.includes(':'));
  if (!service || !address) throw new Error('the demo cluster has no IPv6 ClusterIP any more');
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find an address, CIDR or name' });
  await palette.locator('input').fill(expanded(address));
  await expect(palette.getByText(`${service.namespace}/${service.name}`).first()).toBeVisible();
  await expect(palette.getByText(address).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/map\?/);
  await expect(page.getByRole('complementary', { name: `Address ${address}` })).toContainText(`${service.namespace}/${service.name}`);
});

test('an IPv4-mapped spelling finds the pod behind the IPv4 address', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const block = (await ask(url, 'nodes')).items.find((node) => (node.inUse?.IPv4 ?? 0) > 0)?.podCIDRs.find((cidr) => cidr.includes('.'));
  const cells = await ask(url, 'map', `?cidr=${encodeURIComponent(block ?? '')}&bits=8`);
  const held = cells.cells.find((cell) => cell.holders[0]?.kind === 'Pod');
  if (!held) throw new Error('no pod holds an address of that block');
  const address = held.cidr.split('/')[0] ?? '';
  await page.goto(`${url}/status`);
  await expect(page.getByRole('heading', { level: 1, name: 'Status' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find an address, CIDR or name' });
  await palette.locator('input').fill(`::ffff:${address}`);
  await expect(palette.getByText(held.holders[0]?.name ?? '').first()).toBeVisible();
});

test('a name leads to its page, and Escape leaves everything as it was', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const node = (await ask(url, 'nodes')).items[0]?.name ?? '';
  await page.goto(`${url}/services`);
  await page.getByRole('button', { name: /^Address, CIDR or name/ }).click();
  const palette = page.getByRole('dialog', { name: 'Find an address, CIDR or name' });
  await palette.locator('input').fill(node);
  await expect(palette.getByRole('option', { name: node }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(/\/services$/);

  await page.keyboard.press('Control+k');
  await palette.locator('input').fill(node);
  await palette.getByRole('option', { name: node }).first().click();
  await expect(page).toHaveURL(new RegExp(`/nodes\\?node=${node}`));
});

for (const theme of themes) {
  test(`the palette in ${theme}: nothing grave for axe`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    await page.goto(url);
    await turn(page, theme);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Find an address, CIDR or name' });
    await palette.locator('input').fill('10.96.0.1');
    await expect(palette.getByText('default/kubernetes').first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'search', theme);
  });
}
