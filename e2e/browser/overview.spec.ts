import { ask } from './api.ts';
import { known, written } from './numbers.ts';
import { expect, test } from './test.ts';

test('the overview shows every range with the numbers that the API gives', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const overview = await ask(url, 'overview');
  expect(overview.pools.length).toBeGreaterThanOrEqual(4);
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();

  const ranges = page.getByRole('region', { name: 'What runs out first' }).getByRole('listitem');
  await expect(ranges).toHaveCount(overview.pools.length);
  for (const pool of overview.pools) {
    const row = ranges
      .filter({ has: page.getByText(pool.ranges[0]?.split('/')[0] ?? '', { exact: true }) })
      .filter({ hasText: pool.ranges[0] ?? '' });
    const left = pool.blocks !== null && pool.limit !== 'addresses' ? pool.blocks.free : pool.addresses.free;
    if (left !== null && BigInt(left) < 10n ** 12n) await expect(row.first()).toContainText(written(left));
    if (pool.addresses.inUse !== null) await expect(row.first()).toContainText(written(pool.addresses.inUse));
  }
});

test('the lanes to dual-stack count nodes, pods and Services by family', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { families } = await ask(url, 'overview');
  await page.goto(url);
  const lanes = page.getByRole('region', { name: 'On the way to dual-stack' });
  for (const counts of [families.nodes, families.pods, families.services].map(known)) {
    await expect(lanes).toContainText(`${written(counts.both)} both${written(counts.IPv4)} IPv4 only${written(counts.IPv6)} IPv6 only`);
  }
});

test('each finding is listed with how many objects it is about, and leads to its own list', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { findings } = await ask(url, 'overview');
  expect(findings.items.length).toBeGreaterThan(0);
  await page.goto(url);
  const list = page.getByRole('region', { name: 'Findings' });
  for (const { title } of findings.items) await expect(list.getByText(title, { exact: true })).toBeVisible();

  const about = findings.items.find((item) => item.objects[0]?.kind === 'Service');
  if (!about) throw new Error('the demo cluster has no finding about a Service any more');
  await list.getByText(about.title, { exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/findings\\?code=${about.code}$`));
  const { total } = await ask(url, 'findings', `?code=${about.code}`);
  await expect(page.getByText(total === 1 ? '1 finding' : `${written(total)} findings`, { exact: true })).toBeVisible();
});

test('a range leads to its map', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { pools } = await ask(url, 'overview');
  const range = pools.find((pool) => pool.kind === 'pod' && pool.family === 'IPv4')?.cidr ?? '';
  await page.goto(url);
  await page.getByRole('link', { name: range }).first().click();
  await expect(page).toHaveURL(new RegExp(`/map\\?cidr=${range.replaceAll('.', '\\.')}`));
  await expect(page.getByRole('grid', { name: /^Map of / })).toBeVisible();
});
