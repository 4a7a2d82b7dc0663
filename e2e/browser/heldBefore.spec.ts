import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import type { AddressHistory } from '../../shared/wire/history.ts';
import { ask, askForecast, askHistory, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const small = ['--demo', '--demo-churn', '0', '--demo-nodes', '6', '--demo-pods', '40', '--demo-services', '12'];

/** The address of a pod, and its block. */
async function podAddress(url: string): Promise<{ address: string; block: string }> {
  for (const node of (await ask(url, 'nodes')).items) {
    const block = node.podCIDRs.find((cidr) => cidr.includes('.'));
    if (block === undefined) continue;
    const { cells } = await ask(url, 'map', `?cidr=${encodeURIComponent(block)}&bits=8`);
    const held = cells.find((cell) => cell.holders[0]?.kind === 'Pod');
    if (held) return { address: held.cidr.split('/')[0] ?? '', block };
  }
  throw new Error('no pod of the demo cluster has an IPv4 address');
}

const nameOf = ({ object }: AddressHistory['tenancies'][number]) => `${object.namespace}/${object.name}`;
/** Until the history is written, and of a demo that has one made up begins so many days ago. */
const isWritten = (url: string, days = 0) =>
  expect
    .poll(
      async () => {
        const { state, since } = (await ask(url, 'status')).history;
        return state === 'recording' && since !== null && Date.now() - Date.parse(since) >= (days - 1) * 86_400_000;
      },
      { timeout: 120_000 }, // a year of samples for each range
    )
    .toBe(true);

async function find(page: Page, text: string) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find an address, CIDR or name' });
  await palette.locator('input').fill(text);
  return { palette, before: palette.getByRole('region', { name: 'Held before by' }) };
}

test('below the owner stands who held the address before, and Enter leads to all of them', async ({ page, launch }) => {
  test.slow(); // the past is made up first
  const { url } = await launch([...small, '--demo-history-days', '400']);
  await untilSynced(url);
  await isWritten(url, 400);
  const { address } = await podAddress(url);
  await expect.poll(async () => (await askHistory(url, address)).tenancies.length).toBeGreaterThan(0);
  const history = await askHistory(url, address);
  const holder = (await ask(url, 'search', `?q=${address}`)).address?.holders[0]?.object;
  await page.goto(url);
  const { palette, before } = await find(page, address);
  await expect(palette).toContainText(`${holder?.namespace}/${holder?.name}`);
  await expect(before.getByRole('img', { name: /^The last 30 days: \d+ holder/ })).toBeVisible();
  for (const one of history.tenancies.filter(({ to }) => to !== null).slice(0, 4)) {
    await expect(before.getByRole('listitem').filter({ hasText: nameOf(one) })).toContainText('made up');
  }
  await expect(before).toContainText('before that nothing is known');
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'held-before', theme);
  }
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: `Address ${address}` });
  await expect(panel.getByRole('heading', { name: 'Held before by' })).toBeVisible();
  for (const one of history.tenancies) await expect(panel).toContainText(nameOf(one));
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'held-before-panel', theme);
  }
});

test('an address that nobody holds any more is found, with who held it, and the list follows without a reload', async ({
  page,
  simulate,
  kubeconfigFor,
  launch,
}) => {
  const demo = await simulate();
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await untilSynced(url);
  await isWritten(url);
  const { block } = await podAddress(url);
  const node = (await ask(url, 'nodes')).items.find((item) => item.podCIDRs.includes(block));
  demo.cluster.createPod({ namespace: 'default', name: 'came-and-went', node: node?.name ?? '' });
  await expect.poll(async () => (await ask(url, 'search', '?q=came-and-went')).items[0]?.addresses.length).toBeGreaterThan(0);
  const address = (await ask(url, 'search', '?q=came-and-went')).items[0]?.addresses.find((ip) => ip.includes('.')) ?? '';

  await page.goto(`${url}/map?sel=${address}`);
  const panel = page.getByRole('complementary', { name: `Address ${address}` });
  const row = panel.getByRole('listitem').filter({ hasText: 'default/came-and-went' }).last();
  await expect(row).toContainText('now');
  await page.evaluate(() => {
    (globalThis as { wasHere?: boolean }).wasHere = true;
  });
  demo.cluster.deletePod('default/came-and-went');
  await expect(row).toContainText(/ – \d\d:\d\d/);
  await expect(row).not.toContainText('now');
  expect(await page.evaluate(() => (globalThis as { wasHere?: boolean }).wasHere)).toBe(true);

  await page.goto(`${url}/status`);
  const { palette, before } = await find(page, address);
  await expect(palette).toContainText('Nobody holds it');
  await expect(before.getByRole('listitem')).toContainText(['default/came-and-went']);
});

test('all who held an address are copied, exported as CSV and JSON, and stand on paper', async ({ page, context, launch }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { url } = await launch([...small, '--demo-history-days', '20']);
  await untilSynced(url);
  await isWritten(url, 20);
  const { address } = await podAddress(url);
  await page.goto(`${url}/map?sel=${address}`);
  const panel = page.getByRole('complementary', { name: `Address ${address}` });
  await panel
    .getByRole('button', { name: 'Copy who held it' })
    .or(panel.getByRole('button', { name: 'Copy', exact: true }))
    .click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`${address}\nPod `);
  const saved = async (name: RegExp) => {
    await panel.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('menuitem', { name }).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const { tenancies } = await askHistory(url, address);
  const csv = await saved(/^CSV/);
  expect(csv.name).toContain(`${address}-held-by`);
  expect(csv.text.split('\r\n')[1]).toContain(`${address},podIP,Pod,${tenancies[0]?.object.namespace},${tenancies[0]?.object.name},`);
  const json = await saved(/^JSON/);
  expect(JSON.parse(json.text)).toMatchObject(tenancies.map(({ uid, from }) => ({ address, uid, fromLatest: from.latest })));

  await page.setViewportSize({ width: 718, height: 1040 });
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByRole('heading', { name: `Who held ${address}` }).locator('..');
  await expect(paper).toContainText(nameOf(tenancies[0] as AddressHistory['tenancies'][number]));
});

test('earlier ones come page by page', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { address } = await podAddress(url);
  const one = (n: number) => ({
    object: { kind: 'Pod', namespace: 'shop', name: `was-${n}` },
    uid: `u${n}`,
    as: 'podIP',
    from: { earliest: `2026-10-${n}T00:00:00.000Z`, latest: `2026-10-${n}T00:00:00.000Z` },
    to: { earliest: `2026-10-${n}T05:00:00.000Z`, latest: `2026-10-${n}T05:00:00.000Z` },
    exists: false,
    made: false,
  });
  const asked: string[] = [];
  await page.route('**/addresses/*/history?**', async (route) => {
    const cursor = new URL(route.request().url()).searchParams.get('cursor');
    asked.push(cursor ?? '');
    const tenancies = cursor === null ? [one(22), one(21)] : [one(20)];
    const [more, next] = cursor === null ? [true, 'there'] : [false, null];
    const rest = { revision: '1', address, family: 'IPv4', since: '2026-10-01T00:00:00.000Z', until: null, marks: [], made: false };
    await route.fulfill({ json: { ...rest, tenancies, more, next } });
  });
  await page.goto(`${url}/map?sel=${address}`);
  const panel = page.getByRole('complementary', { name: `Address ${address}` });
  await expect(panel).toContainText('shop/was-21');
  await panel.getByRole('button', { name: 'Show earlier ones' }).press('Enter');
  await expect(panel).toContainText('shop/was-20');
  await expect(panel.getByRole('button', { name: 'Show earlier ones' })).toHaveCount(0);
  expect(asked).toContain('there');
});

test('without a history nobody is said to have held it, and since when that is known', async ({ page, launch }) => {
  const { url } = await launch([...small, '--demo-history-days', '0']);
  await untilSynced(url);
  await isWritten(url);
  const { address } = await podAddress(url);
  await page.goto(url);
  const { before } = await find(page, address);
  await expect(before).toContainText('Nobody else in the time that is known.');
  await expect(before).toContainText(/Known since \d+ \w+ \d\d:\d\d: before that nothing is known\./);
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'held-before-empty', theme);
  }
  await page.goto(`${url}/map?cidr=10.244.0.0/16&span=week`);
  const growth = page.getByRole('complementary', { name: /^Range 10\.244/ });
  await expect(growth).toContainText(/blocks taken\.|Nothing was counted in this time\./);
});

for (const [days, what] of [
  ['3', 'young'],
  ['400', 'long'],
] as const) {
  test(`the growth of a range with a ${what} history: when it ends, and what that rests on`, async ({ page, launch }) => {
    test.slow(); // the past is made up first
    const { url } = await launch([...small, '--demo-history-days', days]);
    await untilSynced(url);
    await isWritten(url, Number(days));
    const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === 'IPv4');
    if (!pool) throw new Error('the demo cluster has no IPv4 pod range any more');
    await expect.poll(async () => (await askForecast(url, pool.id)).made).toBe(true);
    const { ends } = await askForecast(url, pool.id);
    await page.goto(`${url}/map?cidr=${pool.cidr}&pool=${encodeURIComponent(pool.id)}`);
    const panel = page.getByRole('complementary', { name: `Range ${pool.cidr}` });
    const said = {
      date: /end about/,
      'not-within': /(do not|are not likely to) end within 10 years/,
      'not-enough': /of 7 days/,
      full: /It is full/,
    };
    await expect(panel).toContainText(ends ? said[ends.kind] : 'No end of it is known');
    await expect(panel).toContainText(/It rests on .*\bmade up for the demo/);
    for (const theme of themes) {
      await turn(page, theme);
      await expectAccessible(page);
      await picture(page, `growth-${what}`, theme);
    }
  });
}

test('the past of a range by the keyboard: a day, a week, eight weeks, all of it, and as a table', async ({ page, launch }) => {
  test.slow(); // the past is made up first
  const { url } = await launch([...small, '--demo-history-days', '400']);
  await untilSynced(url);
  await isWritten(url, 400);
  await page.goto(`${url}/map?cidr=10.244.0.0/16`);
  const panel = page.getByRole('complementary', { name: 'Range 10.244.0.0/16' });
  await panel.getByRole('radio', { name: 'Ahead' }).focus();
  for (const span of ['day', 'week', 'weeks', 'all']) {
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(new RegExp(`span=${span}(&|$)`));
    await expect(panel.getByRole('img', { name: /blocks taken/ })).toBeVisible();
  }
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'past-long', theme);
  }
  await panel.getByText('View as table').click();
  await expect(panel.getByRole('region', { name: 'The past, as a table' }).getByRole('row').nth(300)).toBeAttached();
});

test('a history of a newer version is left alone, and every page that lacks it says so', async ({ page, launch, faults }, testInfo) => {
  faults.expect(/503 \(Service Unavailable\).*history/); // the browser logs every failed request
  const folder = testInfo.outputPath('data');
  mkdirSync(folder, { recursive: true });
  const file = new DatabaseSync(join(folder, 'history.db'));
  file.exec('CREATE TABLE history_version (version integer); INSERT INTO history_version VALUES (99)');
  file.close();
  const { url } = await launch([...small, '--data-dir', folder]);
  await untilSynced(url);
  await expect.poll(async () => (await ask(url, 'status')).history.state).toBe('refused');
  await page.goto(`${url}/status`);
  await expect(page.getByText('Its history is not written.')).toBeVisible();
  await expect(page.getByText('give this one another folder with --data-dir')).toBeVisible();
  await expect(page.getByText('left alone', { exact: true })).toBeVisible();
  for (const theme of themes) {
    await turn(page, theme);
    await expectAccessible(page);
    await picture(page, 'status-history', theme);
  }
  const { address } = await podAddress(url);
  const { palette, before } = await find(page, address);
  await expect(palette.getByText('Held by', { exact: true })).toBeVisible();
  await expect(before).toContainText('The history cannot be asked.');
  await page.keyboard.press('Escape');
  await page.goto(url);
  await page.getByRole('link', { name: 'Why, and what to do' }).click();
  await expect(page).toHaveURL(/\/status$/);
});

test('from a folder that is read-only what is stored is answered, and the page says how old that is', async ({
  page,
  launch,
}, testInfo) => {
  const folder = testInfo.outputPath('data');
  mkdirSync(folder, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) test.skip(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status !== 0, 'no disk can be mounted here');
  try {
    const first = await launch([...small, '--data-dir', folder, '--demo-history-days', '10']);
    await untilSynced(first.url);
    await isWritten(first.url, 10);
    const { address } = await podAddress(first.url);
    const stored = await askHistory(first.url, address);
    await first.stop();
    if (isRoot) expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0);
    else chmodSync(folder, 0o500);

    const { url } = await launch([...small, '--data-dir', folder, '--demo-history-days', '10']);
    await untilSynced(url);
    await expect
      .poll(async () => (await ask(url, 'status')).history)
      .toMatchObject({ state: 'failing', fault: 'read-only', answers: true });
    const now = await askHistory(url, address);
    expect(now.tenancies.map(({ uid, from }) => [uid, from])).toEqual(stored.tenancies.map(({ uid, from }) => [uid, from]));
    expect(now.until).not.toBeNull();
    await page.goto(url);
    const { before } = await find(page, address);
    await expect(before).toContainText('It cannot be written at present');
    await expectAccessible(page);
    await page.goto(`${url}/status`);
    await expect(page.getByText(/The history (has not been written since|cannot be written)/)).toBeVisible();
    await expect(page.getByText('Let the account that runs Cidrscape write there')).toBeVisible();
  } finally {
    if (isRoot) spawnSync('umount', ['-l', folder]);
    else chmodSync(folder, 0o700);
  }
});
