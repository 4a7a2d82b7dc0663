import type { Audit, AuditList, Leaving } from '../../shared/wire/audit.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { written } from './numbers.ts';
import { expect, test } from './test.ts';

async function get<T>(url: string, path: string): Promise<T> {
  return (await (await fetch(`${url}/api/v1/${path}`)).json()) as T;
}

test('the matrix counts what the API counts, and each count leads to who they are', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { counts } = await get<Audit>(url, 'audit');
  const both = counts.services?.['IPv4,IPv6'] ?? 0;
  await page.goto(`${url}/dual-stack`);
  const link = page.getByRole('link', { name: `Services, both, IPv4 first: ${written(both)}` });
  await expect(link).toBeVisible();
  await link.click();
  await expect(page).toHaveURL(/list=services/);
  await expect(page.getByRole('grid', { name: 'Services' })).toHaveAttribute('aria-rowcount', String(both + 1));
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Who has which family' })).toBeVisible();
});

test('the worklist is the API’s, and leads to what is left with a command for each', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { steps } = await get<Audit>(url, 'audit');
  const { items } = await get<AuditList>(url, 'audit/services?todo=true');
  await page.goto(`${url}/dual-stack`);
  for (const { title } of steps) await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  const services = steps.find(({ id }) => id === 'services');
  await expect(page.getByRole('progressbar', { name: services?.title ?? '' })).toHaveAttribute('aria-valuenow', String(services?.done));
  await page.getByRole('link', { name: `Who is left of ${services?.title}` }).click();
  await expect(page).toHaveURL(/todo=true/);
  await expect(page.getByText(items[0]?.patch ?? 'no patch').first()).toBeVisible();
});

test('without a family, what breaks is told with its totals; the choice stands in the URL', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { breaks } = await get<Leaving>(url, 'audit/leaving?leaving=IPv6');
  await page.goto(`${url}/dual-stack`);
  await page.getByRole('link', { name: 'Two to one: IPv6 leaves' }).click();
  await expect(page).toHaveURL(/leaving=IPv6/);
  for (const { title, total } of breaks.filter((one) => one.total !== 0)) {
    const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    await expect(item).toContainText(written(total ?? 0));
  }
  const frozen = breaks.find(({ id }) => id === 'services-frozen');
  await page.getByRole('link', { name: `All in the list of ${frozen?.title}` }).click();
  await expect(page).toHaveURL(/breaks=true/);
  await expect(page.getByRole('grid', { name: 'Services' })).toBeVisible();
});

test('a list is sorted by the server, and moved in by the keyboard', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { items } = await get<AuditList>(url, 'audit/pods?sort=-count');
  await page.goto(`${url}/dual-stack?list=pods&sort=-count`);
  const grid = page.getByRole('grid', { name: 'Pods' });
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(items[0]?.name ?? '');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(grid).toHaveAttribute('aria-activedescendant', /.+/);
});

test('what may not be read is unknown, with the rule that would give it', async ({ page, simulate, kubeconfigFor, launch }) => {
  const demo = await simulate({ nodes: 20, pods: 400, services: 80 });
  demo.server.forbid('NetworkPolicy.networking.k8s.io');
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await page.goto(`${url}/dual-stack`);
  await expect(page.getByText('NetworkPolicies: forbidden.')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Network policies unknown' })).toBeVisible();
});

for (const theme of themes) {
  for (const [name, variant, path] of [
    ['dual-stack', 'demo', ''],
    ['dual-stack-leaving', 'demo', '?leaving=IPv6'],
    ['dual-stack-services', 'demo', '?list=services&todo=true'],
    ['dual-stack-ipv6', 'ipv6', ''],
    ['dual-stack-empty', 'empty', ''],
  ] as const) {
    test(`${name} in ${theme}`, async ({ page, clusters }) => {
      const url = await clusters.url(variant);
      await page.goto(`${url}/dual-stack${path}`);
      await turn(page, theme);
      await expect(page.getByRole('table').or(page.getByRole('grid')).first()).toBeVisible();
      await picture(page, name, theme);
      await expectAccessible(page);
    });
  }

  test(`dual-stack-ipv6-first in ${theme}`, async ({ page, launch }) => {
    const { url } = await launch(['--demo', '--demo-churn', '0', '--demo-families', 'IPv6,IPv4']);
    await page.goto(`${url}/dual-stack`);
    await turn(page, theme);
    await expect(page.getByText('IPv6 first.')).toBeVisible({ timeout: 20_000 });
    await picture(page, 'dual-stack-ipv6-first', theme);
    await expectAccessible(page);
  });
}
