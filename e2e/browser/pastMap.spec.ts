import type { Locator, Page } from '@playwright/test';
import type { MapAnswer } from '../../shared/wire/map.ts';
import { ask, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const day = 86_400_000;
/** A moment some days ago, to the minute, as a link holds it. */
const ago = (days: number) => `${new Date(Date.now() - days * day).toISOString().slice(0, 16)}:00Z`;
const written = (at: string) =>
  `${new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(new Date(at))} UTC`;

/** A product whose made past is written: from when on it is known who held what. */
async function withPast(url: string): Promise<number> {
  await untilSynced(url);
  const since = async () => Date.parse((await ask(url, 'status')).history.tenanciesSince ?? '') || Number.POSITIVE_INFINITY;
  await expect.poll(since, { timeout: 60_000 }).toBeLessThan(Date.now() - 20 * day);
  return since();
}

async function podRange(url: string): Promise<{ id: string; cidr: string }> {
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4');
  if (!pool) throw new Error('the demo cluster has no range of pods any more');
  return pool;
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment shown' });
const banner = (page: Page) => page.getByText(/^As it was on .*UTC\.$/);
const inUse = ({ inUse: count }: MapAnswer) => Number(count).toLocaleString('en');

test('the line of time by keyboard: an hour, a day, the begin and now; Back leads back to now', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const since = await withPast(url);
  const { cidr } = await podRange(url);
  await page.goto(`${url}/map?cidr=${cidr}`);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'now');
  await expect(banner(page)).toHaveCount(0);
  await slider(page).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page).toHaveURL(/at=20\d\d-/);
  const first = new URL(page.url()).searchParams.get('at') ?? '';
  expect(Math.abs(Date.parse(first) - (Date.now() - day))).toBeLessThan(5 * 60_000);
  await expect(banner(page)).toHaveText(`As it was on ${written(first)}.`);
  await expect(page.getByText(inUse(await ask(url, 'map', `?cidr=${cidr}&at=${first}`)), { exact: true }).first()).toBeVisible();

  await page.keyboard.press('ArrowLeft');
  const second = `${new Date(Date.parse(first) - 3_600_000).toISOString().slice(0, 16)}:00Z`;
  await expect(page).toHaveURL(new RegExp(second));
  await page.keyboard.press('Home');
  const begin = `${new Date(Math.ceil(since / 60_000) * 60_000).toISOString().slice(0, 16)}:00Z`;
  await expect(page).toHaveURL(new RegExp(begin));
  await expect(banner(page)).toHaveText(`As it was on ${written(begin)}.`);
  await page.goBack();
  await expect(page).not.toHaveURL(/at=/);
  await expect(banner(page)).toHaveCount(0);
  await page.goForward();
  await expect(banner(page)).toBeVisible();
  await slider(page).focus();
  await page.keyboard.press('End');
  await expect(page).not.toHaveURL(/at=/);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'now');
});

test('the map stays where it is when the line of time comes late', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await withPast(url);
  const { cidr } = await podRange(url);
  const held: (() => void)[] = [];
  await page.route('**/api/v1/status*', async (route) => {
    await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  // In its place of the page: the band of a simulated cluster comes with the same answer.
  const topOf = async (one: Locator) => (await one.boundingBox())?.y ?? Number.NaN;
  const top = async () => (await topOf(page.locator('canvas').first())) - (await topOf(page.getByRole('main')));
  for (const width of [1440, 390]) {
    held.length = 0;
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${url}/map?cidr=${cidr}`);
    await expect(page.locator('canvas').first()).toBeVisible();
    await expect(slider(page)).toHaveCount(0);
    const before = await top();
    for (const release of held) release();
    await expect(slider(page)).toBeVisible();
    expect(await top()).toBe(before);
  }
});

test('a link restores the moment: numbers, panel, what cannot be told of it, and the way back', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await withPast(url);
  const { cidr } = await podRange(url);
  const at = ago(12);
  const then = await ask(url, 'map', `?cidr=${cidr}&at=${at}`);
  const cell = then.cells.find((one) => Number(one.inUse) > 10);
  if (!cell) throw new Error('no block was in use then');
  await page.goto(`${url}/map?cidr=${cidr}&at=${at}&sel=${cell.cidr}&by=zone`);
  await expect(banner(page)).toHaveText(`As it was on ${written(at)}.`);
  await expect(page.getByText('made up, as all of its past')).toBeVisible();
  await expect(page.getByText(inUse(then), { exact: true }).first()).toBeVisible();
  const panel = page.getByRole('complementary', { name: `Block ${cell.cidr}` });
  await expect(panel).toContainText(`as it was on ${written(at)}`);
  await expect(panel).toContainText(cell.holders[0]?.name ?? '');
  await expect(panel).toContainText('Whose it was');
  await expect(page.getByText('are told of what is there now')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Colour by/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /^CSV/ }).click()]);
  expect(download.suggestedFilename()).toContain(at.slice(0, 16).replace(':', '-'));

  // The moment goes along to other ranges, and down into a block.
  const service = (await ask(url, 'pools')).items.find((item) => item.kind === 'service' && item.family === 'IPv4');
  await page.goto(`${url}/map?cidr=${cell.cidr}&at=${at}`);
  await expect(banner(page)).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Ranges' })
    .getByRole('link')
    .filter({ hasText: service?.cidr ?? '' })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(at));
  await expect(page.getByRole('grid', { name: `Map of ${service?.cidr}` })).toBeVisible();
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(page).not.toHaveURL(/at=/);
  await expect(banner(page)).toHaveCount(0);
});

test('one address then: who held it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await withPast(url);
  const { cidr } = await podRange(url);
  const at = ago(12);
  const block = (await ask(url, 'map', `?cidr=${cidr}&at=${at}`)).cells.find((one) => Number(one.inUse) > 10)?.cidr ?? '';
  const held = (await ask(url, 'map', `?cidr=${block}&at=${at}`)).cells.find(({ holders }) => holders.length === 1);
  const address = held?.cidr.split('/')[0];
  await page.goto(`${url}/map?cidr=${block}&at=${at}&sel=${address}`);
  const panel = page.getByRole('complementary', { name: `Address ${address}` });
  await expect(panel).toContainText(`as it was on ${written(at)}`);
  await expect(panel).toContainText(`${held?.holders[0]?.namespace}/${held?.holders[0]?.name}`);
});

test('two moments, chosen by date and time, stand side by side; the link restores them', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await withPast(url);
  const { cidr } = await podRange(url);
  await page.goto(`${url}/map?cidr=${cidr}`);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('menuitem', { name: /Two moments/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare two moments' });
  const [before, after] = [ago(20), ago(2)];
  await dialog.getByLabel('Before (UTC)').fill(after.slice(0, 16));
  await dialog.getByLabel(/^After \(UTC\)/).fill(before.slice(0, 16));
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The moment after has to be later than the one before.');
  await dialog.getByLabel('Before (UTC)').fill('2001-01-01T00:00');
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog.getByRole('alert')).toContainText('1 Jan 2001, 00:00 UTC is before ');
  await expectAccessible(page);
  await dialog.getByLabel('Before (UTC)').fill(before.slice(0, 16));
  await dialog.getByLabel(/^After \(UTC\)/).fill(after.slice(0, 16));
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/with=moment/);

  const counts = await Promise.all([before, after].map(async (at) => inUse(await ask(url, 'map', `?cidr=${cidr}&at=${at}`))));
  const said = `The moment before has ${counts[0]} addresses in use and the moment after has ${counts[1]}`;
  const link = new URL(page.url()).searchParams;
  // A link may have its moments in either order: the earlier one is the one before.
  const turned = `${url}/map?cidr=${cidr}&at=${before}&with=moment:at:${after}`;
  for (const place of [undefined, turned, `${url}/map?${link}`]) {
    if (place) await page.goto(place);
    await expect(page.getByRole('list', { name: 'What differs' })).toContainText(said);
    await expect(page.getByRole('region', { name: 'Before' })).toContainText(written(before));
    await expect(page.getByRole('region', { name: 'After' })).toContainText(written(after));
  }
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'compare-moments', theme);
  }
  await page.getByRole('button', { name: 'End the comparison' }).click();
  await expect(banner(page)).toHaveText(`As it was on ${written(after)}.`);
});

test('a moment beside now: what the map shows of it is what the API says', async ({ page, clusters }) => {
  const url = await clusters.url('ipv6');
  await withPast(url);
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod');
  const at = ago(15);
  await page.goto(`${url}/map?cidr=${pool?.cidr}&with=moment:at:${at}`);
  const [then, now] = [await ask(url, 'map', `?cidr=${pool?.cidr}&at=${at}`), await ask(url, 'map', `?cidr=${pool?.cidr}`)];
  const words = page.getByRole('list', { name: 'What differs' });
  await expect(words).toContainText(`The moment before has ${inUse(then)} addresses in use and the range now has ${inUse(now)}`);
});

test('a history that has only begun: what was before is not known, and the way back is there', async ({ page, launch, faults }) => {
  faults.expect(/400 \(Bad Request\)/); // the browser logs every failed request
  const { url } = await launch(['--demo', '--demo-churn', '0', '--demo-history-days', '0']);
  await untilSynced(url);
  await expect.poll(async () => (await ask(url, 'status')).history.tenanciesSince).not.toBeNull();
  const { cidr } = await podRange(url);
  const at = ago(3);
  await page.goto(`${url}/map?cidr=${cidr}&at=${at}`);
  await expect(page.locator('#page').getByText(`What was on ${written(at)} is not known.`)).toBeVisible();
  await expect(page.getByText(/It is not known who held what then/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(page.getByRole('grid', { name: `Map of ${cidr}` })).toBeVisible();
  await page.goto(`${url}/map?cidr=${cidr}&at=yesterday`);
  await expect(page.getByText('yesterday').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Now', exact: true })).toBeVisible();
});

test('what happens now asks for nothing of the past again', async ({ page, launch }) => {
  const { url } = await launch(['--demo', '--demo-churn', '30']);
  await withPast(url);
  const { cidr } = await podRange(url);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${url}/map?cidr=${cidr}&at=${ago(5)}`);
  await expect(banner(page)).toBeVisible();
  await expect(page.getByRole('grid', { name: `Map of ${cidr}` })).toBeVisible();
  const past = () => asked.filter((one) => one.includes('/api/v1/map?')).length;
  const live = () => asked.filter((one) => one.includes('/api/v1/pools?')).length;
  const [before, from] = [past(), live()];
  await expect.poll(live, { timeout: 60_000 }).toBeGreaterThan(from + 3);
  expect(past()).toBe(before);
});

test('beside every range stands what was counted then, in the list as in the atlas', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await withPast(url);
  const at = ago(12);
  const then = await ask(url, 'history/pools', `?at=${at}`);
  const pods = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4');
  const counted = then.items.find(({ pool }) => pool === pods?.id);
  const amount = `${counted?.blocks?.handedOut} of ${pods?.blocks?.total}`;
  expect(counted?.blocks?.handedOut).not.toBe(pods?.blocks?.handedOut); // else the test tells nothing
  const row = page
    .getByRole('navigation', { name: 'Ranges' })
    .getByRole('link')
    .filter({ hasText: pods?.cidr ?? '' });
  await page.goto(`${url}/map?cidr=${pods?.cidr}&at=${at}`);
  await expect(row).toContainText(amount);
  await page.getByRole('navigation', { name: 'Ranges' }).getByRole('link', { name: 'All ranges' }).click();
  await expect(page).toHaveURL(new RegExp(`at=${at}`));
  await expect(banner(page)).toHaveText(`As it was on ${written(at)}.`);
  await expect(row).toContainText(amount);
  await page.getByRole('button', { name: 'View as table' }).click();
  await expect(page.getByRole('row').filter({ hasText: pods?.cidr ?? '' })).toContainText(String(counted?.blocks?.handedOut));
  await expect(page.getByRole('columnheader', { name: 'Findings' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(page).not.toHaveURL(/at=/);
  await expect(row).toContainText(`${pods?.blocks?.handedOut} of `);
});

for (const [value, said] of [
  ['yesterday', '“yesterday” is no date and time.'],
  ['2999-01-01T00:00:00Z', 'What was on 1 Jan 2999, 00:00 UTC is not known.'],
  ['2001-01-01T00:00:00Z', 'What was on 1 Jan 2001, 00:00 UTC is not known.'],
] as const) {
  test(`a link to ${value}: what is wrong with it, no count of now, and the way back`, async ({ page, clusters, faults }) => {
    faults.expect(/400 \(Bad Request\)/);
    const url = await clusters.url('demo');
    const { cidr } = await podRange(url);
    for (const place of ['', `cidr=${cidr}&`]) {
      await page.goto(`${url}/map?${place}at=${value}`);
      await expect(page.locator('#page').getByText(said)).toBeVisible();
      const row = page.getByRole('navigation', { name: 'Ranges' }).getByRole('link').filter({ hasText: cidr });
      await expect(row).toContainText('not known');
    }
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await expect(page.getByRole('grid', { name: `Map of ${cidr}` })).toBeVisible();
  });
}

test('two moments by keyboard: the first field has the focus, and Escape gives it back to the button', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await withPast(url);
  const { cidr } = await podRange(url);
  await page.goto(`${url}/map?cidr=${cidr}`);
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await compare.focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: /Two moments/ });
  await item.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Before (UTC)')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(compare).toBeFocused();
});

for (const theme of themes) {
  test(`the map of the past in ${theme}: nothing grave for axe, and it fits 1440 and 390 pixels`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    await withPast(url);
    const { cidr } = await podRange(url);
    const at = ago(20);
    const cell = (await ask(url, 'map', `?cidr=${cidr}&at=${at}`)).cells.find((one) => Number(one.inUse) > 10);
    await page.goto(`${url}/map?cidr=${cidr}&at=${at}&sel=${cell?.cidr}`);
    await turn(page, theme);
    await expect(page.getByRole('complementary', { name: `Block ${cell?.cidr}` })).toContainText('Held by');
    await expectAccessible(page);
    await picture(page, 'map-past', theme);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
  });
}
