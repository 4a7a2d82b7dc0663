import type { Page } from '@playwright/test';
import { aboutDay } from '../../client/kit/dayWords.ts';
import type { ForecastHead } from '../../shared/wire/plan.ts';
import { ask, untilCounted, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { known, written } from './numbers.ts';
import { expect, test } from './test.ts';

const table = (page: Page) => page.getByRole('region', { name: 'What runs out first' });
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** What ends first of all that ends by itself: ranges that are taken together are one. */
function firstToEnd(heads: readonly ForecastHead[]): ForecastHead & { ends: { kind: 'date' } } {
  const together = new Set(heads.filter(({ pools }) => pools.length > 1).flatMap(({ pools }) => pools));
  const first = heads.find(({ pools, ends }) => ends?.kind === 'date' && (pools.length > 1 || !together.has(pools[0] ?? '')));
  if (first?.ends?.kind !== 'date') throw new Error('nothing of the demo cluster has a date any more');
  return { ...first, ends: first.ends };
}

test('the overview shows every range with the numbers that the API gives', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const overview = await ask(url, 'overview');
  const { items } = await ask(url, 'forecast', '?limit=1000');
  expect(overview.pools.length).toBeGreaterThanOrEqual(4);
  await page.goto(url);
  await expect(title(page)).not.toBeEmpty();

  const ranges = table(page).getByRole('listitem');
  await expect(ranges).toHaveCount(overview.pools.length + items.filter(({ pools }) => pools.length > 1).length);
  for (const pool of overview.pools) {
    const row = ranges
      .filter({ has: page.getByText(pool.ranges[0]?.split('/')[0] ?? '', { exact: true }) })
      .filter({ hasText: pool.ranges[0] ?? '' });
    const left = pool.blocks !== null && pool.limit !== 'addresses' ? pool.blocks.free : pool.addresses.free;
    if (left !== null && BigInt(left) < 10n ** 12n) await expect(row.first()).toContainText(written(left));
    if (pool.addresses.inUse !== null) await expect(row.first()).toContainText(written(pool.addresses.inUse));
  }
});

test('the sentence says until when, and the first runway proves it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await untilCounted(url);
  const { items, today } = await ask(url, 'forecast', '?limit=1000');
  const { ends, left, total } = firstToEnd(items);
  const day = aboutDay(ends.likely, today);
  await page.goto(url);
  await expect(title(page)).toContainText(`until about ${day}`);
  await expect(page.locator('p.lead')).toContainText(`${written(known(left))} of ${written(known(total))}`);
  const first = table(page).getByRole('listitem').first();
  await expect(first.getByRole('img', { name: `ends about ${day}, ` })).toBeVisible();
  await expect(table(page)).toContainText('counts of the last 8 weeks, made up for the demo; the band holds four times in five');
});

test('each claim leads to its proof: a range to its map, a date to the plan, what is critical to its list', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { findings } = await ask(url, 'overview');
  await page.goto(url);
  const lead = page.locator('p.lead');
  await lead.getByRole('link').first().click();
  await expect(page.getByRole('grid', { name: /^Map of / })).toBeVisible();
  await page.goBack();
  await table(page)
    .getByRole('link', { name: /^ends about / })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/plan$/);
  await page.goBack();
  await page
    .getByRole('region', { name: /more nodes? fits?$/ })
    .getByRole('link', { name: 'Plan' })
    .click();
  await expect(page).toHaveURL(/\/plan$/);
  await page.goBack();
  expect(findings.critical).toBeGreaterThan(0);
  await expect(title(page)).toContainText(findings.critical === 1 ? 'finding is critical' : 'findings are critical');
  await expect(title(page)).not.toContainText('fine');
  await lead.getByRole('link', { name: 'What is critical' }).click();
  await expect(page).toHaveURL(/\/findings\?severity=critical$/);
});

test('dates that come late find their place: the numbers are there before them, and no row moves', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/v1/forecast?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url);
  const rows = table(page).getByRole('listitem');
  await expect(rows.first()).toContainText('in use');
  await expect(title(page)).not.toContainText('until about');
  await page.evaluate(() => document.fonts.ready);
  const places = () => rows.evaluateAll((all) => all.map((row) => `${row.textContent?.slice(0, 40)} ${row.getBoundingClientRect().top}`));
  const before = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top));
  const first = (await places())[0]?.split(' ')[0];
  release();
  await expect(title(page)).toContainText('until about');
  await expect(rows.getByRole('img', { name: /^ends about / }).first()).toBeVisible();
  expect(await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top))).toEqual(before);
  expect((await places())[0]?.split(' ')[0]).toBe(first);
});

test('dates that cannot be had: the numbers stand, it is said why, and they are asked for again on demand', async ({
  page,
  clusters,
  faults,
}) => {
  faults.expect(/503 \(Service Unavailable\).*\/forecast/);
  const url = await clusters.url('demo');
  const problem = { type: 'about:blank', title: 'No', status: 503, detail: 'The past cannot be read.', code: 'x', value: null, id: '1' };
  await page.route('**/api/v1/forecast?*', (route) => route.fulfill({ status: 503, json: problem }));
  await page.goto(url);
  await expect(table(page)).toContainText('when they end could not be asked: The past cannot be read.');
  await expect(table(page).getByRole('listitem').first()).toContainText('in use');
  await expect(title(page)).toContainText('% used');
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'overview-no-dates', theme);
  }
  await page.unroute('**/api/v1/forecast?*');
  await table(page).getByRole('button', { name: 'Try again' }).click();
  await expect(title(page)).toContainText('until about');
});

/** Pasts of any length, and clusters of one family or of nothing: what each says, and how it looks. */
const pasts = [
  { name: 'none', flags: ['--demo-history-days', '0'], says: /creation times of what is alive/ },
  {
    name: 'young',
    flags: ['--demo-history-days', '3'],
    says: /counts of the last 3 days, made up for the demo, before them creation times/,
  },
  { name: 'long', flags: ['--demo-history-days', '400'], says: /counts of the last 13 months, made up for the demo; the band/ },
  { name: 'ipv6', flags: ['--demo-families', 'IPv6'], says: /one \/64: not a limit/ },
  { name: 'empty', flags: ['--demo-empty'], says: /not within 10 years|days of history/ },
] as const;

for (const { name, flags, says } of pasts) {
  test(`the overview with ${name}: nothing grave for axe, and it fits both widths in both themes`, async ({ page, launch }) => {
    test.slow(); // a past of a year is written, and read, first
    const { url } = await launch(['--demo', '--demo-churn', '0', ...flags]);
    await untilSynced(url);
    // An empty cluster was just made: nothing was counted before.
    if (name !== 'none' && name !== 'empty') await untilCounted(url);
    await page.goto(url);
    await expect(table(page)).toContainText(says);
    await expect(title(page)).not.toContainText(name === 'empty' ? 'critical' : 'fine');
    if (name === 'ipv6') await expect(page.locator('p.lead')).not.toContainText('IPv4');
    if (name === 'empty') await expect(title(page)).toContainText('Address space is fine');
    for (const theme of themes) {
      await turn(page, theme);
      await expectAccessible(page);
      await picture(page, `overview-${name}`, theme);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
    }
  });
}

test('printed, the overview is light, whole, and has its runways', async ({ page, clusters }) => {
  await page.goto(await clusters.url('demo'));
  await turn(page, 'dark');
  await expect(
    table(page)
      .getByRole('img', { name: /^ends about / })
      .first(),
  ).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(
    table(page)
      .getByRole('img', { name: /^ends about / })
      .first(),
  ).toBeVisible();
  await page.screenshot({ path: 'test-results/pictures/print-overview.png', fullPage: true });
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
  const gateway = findings.items.find((item) => item.objects[0]?.kind === 'Gateway');
  if (!gateway) throw new Error('the demo cluster has no finding about a Gateway any more');
  await expect(list.getByRole('listitem').filter({ hasText: gateway.title })).toContainText(/\d Gateways?$/);

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
