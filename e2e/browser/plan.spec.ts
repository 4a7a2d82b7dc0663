import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { FoundRangesAnswer, MaskAnswer, PlanAnswer } from '../../shared/wire/plan.ts';
import { ask, untilCounted, untilSynced } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { written } from './numbers.ts';
import { edited, place, scenarioIn } from './planPlace.ts';
import { expect, test } from './test.ts';

async function get<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

function askPlan(url: string, scenario = ''): Promise<PlanAnswer> {
  return get(url, `plan?scenario=${encodeURIComponent(scenario)}`);
}

/** A day as the page writes it. */
function day(text: string): string {
  return new Date(text).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

function rowOf(plan: PlanAnswer, what: string, family: string): PlanAnswer['rows'][number] {
  const row = plan.rows.find((one) => one.what === what && one.family === family);
  if (!row) throw new Error(`no row of ${what} in ${family}`);
  return row;
}

function tableRow(page: Page, family: string, name: string): Locator {
  return page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: `${family} ${name}`, exact: true }) });
}

test('a scenario is edited by keyboard alone, and stands in the address bar', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await untilCounted(url);
  await page.goto(place(url));
  await expect(page.getByText('no edits')).toBeVisible();
  const then = page.getByRole('columnheader', { name: 'Left in scenario' });
  await expect(page.getByRole('columnheader', { name: 'Left today' })).toBeVisible();
  await expect(then).toHaveCount(0); // nothing stands beside today yet
  await page.getByRole('slider', { name: 'More nodes' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => scenarioIn(page)).toBe('nodes=3');
  await expect(then).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('With these edits, ');

  // The field beside it, then the day.
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('24');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Day they join')).toBeFocused();
  await page.getByLabel('Day they join').fill('2027-01-11'); // in which order its parts are typed is the system's
  await expect.poll(() => scenarioIn(page)).toBe('nodes=24@2027-01-11');
  await expect(page.getByText('+24 on 11 Jan 2027')).toBeVisible();

  await page.getByRole('slider', { name: 'IPv4 node mask' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => scenarioIn(page)).toBe('nodes=24@2027-01-11;mask4=25');
  const { rows } = await askPlan(url, 'nodes=24@2027-01-11;mask4=25');
  const blocks = rows.find(({ what, family }) => what === 'blocks' && family === 'IPv4');
  await expect(
    page.getByText(`${written(blocks?.scenario?.left ?? 0)} further nodes fit; ${blocks?.today?.left} with the /24 of today.`),
  ).toBeVisible();

  await page.getByRole('textbox', { name: 'New ServiceCIDR' }).focus();
  await page.keyboard.type('10.112.0.1/20');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('"10.112.0.1/20" is no range: bits behind the prefix length are set: write 10.112.0.0/20.').first(),
  ).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('10.112.0.0/20');
  await page.keyboard.press('Enter');
  await expect.poll(() => scenarioIn(page)).toBe(edited);
  await expect(page.getByText('4 edits')).toHaveCount(0);
  await expect(page.getByText('3 edits')).toBeVisible();

  await page.getByRole('spinbutton', { name: 'IPv4 node blocks, more a week' }).fill('5');
  await page.getByRole('spinbutton', { name: 'maxPods, exactly' }).fill('200');
  await page.getByRole('button', { name: 'Drop IPv6' }).press('Enter');
  await expect
    .poll(() => scenarioIn(page))
    .toBe('nodes=24@2027-01-11;mask4=25;maxPods=200;services=10.112.0.0/20;growth=blocks/IPv4/5;drop=IPv6');
  await expect(tableRow(page, 'IPv6', 'Services')).toContainText('dropped');
});

test('a link restores all of it; the numbers are the API’s; Reset is undone by Back', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await untilCounted(url);
  const plan = await askPlan(url, edited);
  await page.goto(place(url, edited));
  await expect(page.getByRole('slider', { name: 'More nodes' })).toHaveValue('24');
  await expect(page.getByLabel('Day they join')).toHaveValue('2027-01-11');
  await expect(page.getByRole('spinbutton', { name: 'IPv4 node mask, exactly' })).toHaveValue('25');
  await expect(page.getByText('A /25 has 125 usable: 110 fit, 15 stay unused.').first()).toBeVisible();
  for (const [what, name] of [
    ['blocks', 'Node blocks'],
    ['services', 'Services'],
    ['pods', 'Pods on nodes'],
  ] as const) {
    for (const family of plan.families) {
      const { today, scenario } = rowOf(plan, what, family);
      const row = tableRow(page, family, name);
      for (const side of [today, scenario]) {
        await expect(row).toContainText(written(side?.left ?? 0));
        if (side?.ends.kind === 'date') await expect(row).toContainText(day(side.ends.likely));
        if (side?.ends.kind === 'not-within') await expect(row).toContainText('not within 10 years');
      }
    }
  }
  // Each thing in each family has a chart, in words and as a table, too.
  await expect(page.getByRole('img', { name: /^IPv4 nodes with a block: / })).toHaveAccessibleName(/24 more on 11 Jan 2027/);
  await page.getByText('View as table').first().click();
  await expect(page.getByRole('region', { name: 'IPv4 nodes with a block, as a table' })).toContainText('11 Jan 2027');

  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('no edits')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'More nodes' })).toHaveValue('0');
  expect(scenarioIn(page)).toBeNull();
  await page.goBack();
  await expect(page.getByText('3 edits')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'More nodes' })).toHaveValue('24');
});

test('several steps of nodes, each with its day', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(place(url, 'nodes=24@2027-01-11'));
  await page.getByRole('button', { name: 'Another step' }).click();
  await expect.poll(() => scenarioIn(page)).toBe('nodes=24@2027-01-11,10@2027-02-10');
  await expect(page.getByText('+34 in 2 steps')).toBeVisible();
  await page.getByRole('button', { name: 'Take step 1 away' }).click();
  await expect.poll(() => scenarioIn(page)).toBe('nodes=10@2027-02-10');
});

test('a scenario that cannot be read is named, stays, and can be mended', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(place(url, 'nodes=3;mask4=33'));
  await expect(page.getByText('This scenario cannot be read.')).toBeVisible();
  await expect(page.getByText('mask4: "33": write a whole number from 1 to 32.').first()).toBeVisible();
  await expect(page.getByText('Below is today, without any edit.')).toBeVisible();
  expect(scenarioIn(page)).toBe('nodes=3;mask4=33');
  const text = page.getByRole('textbox', { name: 'The scenario as text' });
  await expect(text).toHaveValue('nodes=3;mask4=33');
  await expectAccessible(page);
  await text.fill('nodes=3;mask4=25');
  await expect(page.getByText('Now it can be read.')).toBeVisible();
  await expect.poll(() => scenarioIn(page)).toBe('nodes=3;mask4=25');
  await page.getByRole('slider', { name: 'More nodes' }).focus();
  await expect(text).toBeHidden();
  await expect(page.getByText('2 edits')).toBeVisible();
});

test('a range is found for a wish, and one press adds it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(place(url));
  await page.getByRole('textbox', { name: 'What is wished for' }).fill('a /20 for Services');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/wish=/);
  const { found } = await get<FoundRangesAnswer>(url, `plan/ranges?wish=${encodeURIComponent('a /20 for Services')}`);
  const list = page.getByRole('list', { name: 'Ranges for a /20 for Services' });
  await expect(list.locator(':scope > li')).toHaveCount(found.length);
  for (const reason of found[0]?.reasons ?? ['no reason']) await expect(list).toContainText(reason);
  await page.getByRole('button', { name: `For Services: ${found[0]?.cidr}` }).click();
  await expect.poll(() => scenarioIn(page)).toBe(`services=${found[0]?.cidr}`);
  await expect(page.getByText('Overlaps nothing that is known.')).toBeVisible();
  // The same range is taken now.
  await page.getByRole('button', { name: `For pods: ${found[0]?.cidr}` }).click();
  await expect.poll(() => scenarioIn(page)).toBe(`pods=${found[0]?.cidr};services=${found[0]?.cidr}`);
  await expect(page.getByText(`is the same as ${found[0]?.cidr}, proposed for pods`).first()).toBeVisible();
});

test('a wish that cannot be read says why, and one that nothing fits says what is there', async ({ page, clusters, faults }) => {
  faults.expect(/400 \(Bad Request\).*plan\/ranges/); // the browser logs every failed request
  const url = await clusters.url('demo');
  await page.goto(place(url, undefined, 'wish=something+large'));
  await expect(page.getByText('"something large" has no prefix length', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'What is wished for' }).fill('a /9 in 10.0.0.0/9');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page.getByText(/^No \/9 is free in 10\.0\.0\.0\/9/)).toBeVisible();
});

test('a range that overlaps is said to, with links to the map', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { overlaps } = await askPlan(url, 'services=10.96.0.0/20');
  expect(overlaps.length).toBeGreaterThan(0);
  await page.goto(place(url, 'services=10.96.0.0/20'));
  const notes = page.getByRole('region', { name: 'What to know before it is made' });
  await expect(notes).toContainText(`lies around ${overlaps[0]?.known}`);
  await notes.getByRole('link', { name: '10.96.0.0/20' }).first().click();
  await expect(page).toHaveURL(/\/map\?.*cidr=10\.96\.0\.0(%2F|\/)20/);
});

test('a mask change is rehearsed with the nodes that are there', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const answer = await get<MaskAnswer>(url, 'plan/mask?family=IPv4&prefix=23');
  expect(answer.freedWithOne).toBeGreaterThan(1);
  await page.goto(place(url));
  await page.getByRole('spinbutton', { name: 'Mask to rehearse' }).fill('23');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/mask=IPv4(%2F|\/)23/);
  const part = page.getByRole('region', { name: 'Rehearse a mask change' });
  await expect(part.getByText(`${answer.freedWithOne} blocks of /23 hold blocks of several nodes.`)).toBeVisible();
  await expect(part).toContainText('kubernetes#70957');
  await expect(part).toContainText(`${answer.keep} nodes`);
  const [first] = answer.collisions;
  const row = part.getByRole('row').filter({ has: page.getByRole('link', { name: new RegExp(`^(IPv4 )?${first?.block}$`) }) });
  for (const node of first?.nodes ?? ['no node']) await expect(row.getByRole('link', { name: node, exact: true })).toBeVisible();
  await expect(row).toContainText('given again under the others');

  // From an edit, in the family it is of; a longer mask gives nothing twice.
  await page.goto(place(url, 'mask4=25'));
  await page.getByRole('button', { name: 'Rehearse it with the nodes that are there' }).click();
  await expect(page).toHaveURL(/mask=IPv4(%2F|\/)25/);
  await expect(part.getByText('No block would be given twice.')).toBeVisible();
  await part.getByText('IPv6', { exact: true }).click();
  await part.getByRole('spinbutton').fill('81');
  await part.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await expect(part.getByText('It is refused.')).toBeVisible();
  await expect(part).toContainText('kube-controller-manager does not start');
});

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; content: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path(), 'utf8') };
}

test('flags and objects to apply are there, and what is exported is what is shown', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await untilCounted(url);
  const plan = await askPlan(url, edited);
  await page.goto(place(url, edited));
  const apply = page.getByRole('region', { name: 'To make it so' });
  await expect(apply).toContainText('--node-cidr-mask-size-ipv4=25');
  const yaml = await saved(page, () => apply.getByRole('button', { name: 'Save ServiceCIDR objects' }).click());
  expect(yaml).toEqual({ name: 'servicecidrs.yaml', content: plan.manifests.serviceCIDRs });
  expect(yaml.content).toContain('    - 10.112.0.0/20\n');

  const item = (name: RegExp) => async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const shown = await page.getByRole('region', { name: 'What ends first, when' }).locator('tbody tr').count();
  const csv = await saved(page, item(/^CSV/));
  expect(csv.name).toBe('plan.csv');
  const lines = csv.content.trimEnd().split('\r\n');
  expect(lines).toHaveLength(shown + 1);
  const blocks = rowOf(plan, 'blocks', 'IPv4');
  expect(lines.find((line) => line.startsWith('IPv4,Node blocks,'))).toContain(`,blocks,${blocks.today?.used},${blocks.today?.left},`);
  const json = await saved(page, item(/^JSON/));
  expect(JSON.parse(json.content)).toHaveLength(shown);
  const markdown = await saved(page, item(/^Markdown/));
  expect(markdown.name).toBe('plan.md');
  expect(markdown.content).toContain(`# ${await page.getByRole('heading', { level: 1 }).textContent()}`);
  expect(markdown.content).toContain(plan.manifests.serviceCIDRs);
  expect(markdown.content).toContain('--node-cidr-mask-size-ipv4=25');
  for (const { text } of plan.notes) expect(markdown.content).toContain(`- ${text}`);
});

test('while a new answer is awaited the last one stays; an error is said, with a way on', async ({ page, clusters, faults }) => {
  faults.expect(/503|Failed to load resource/);
  const url = await clusters.url('demo');
  await page.goto(place(url));
  const table = page.getByRole('region', { name: 'What ends first, when' });
  await expect(table).toBeVisible();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/v1/plan?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('slider', { name: 'More nodes' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => scenarioIn(page)).toBe('nodes=1');
  await expect(table).toBeVisible();
  release();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('With these edits, ');
  await page.unroute('**/api/v1/plan?*');

  await page.route('**/api/v1/plan?*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Not now',
        status: 503,
        detail: 'It is being read.',
        code: 'not-synced',
        value: null,
        id: '1',
      }),
    }),
  );
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('alert')).toContainText('It is being read.', { timeout: 60_000 });
  await page.unroute('**/api/v1/plan?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(table).toBeVisible();
});

test('nodes that may not be read: the kind is named, and nothing is made up of it', async ({ page, simulate, kubeconfigFor, launch }) => {
  const demo = await simulate();
  demo.server.forbid('Node');
  const { url } = await launch(['--kubeconfig', kubeconfigFor(demo.url)]);
  await expect.poll(async () => (await ask(url, 'status')).kinds.find((kind) => kind.kind === 'Node')?.state).toBe('forbidden');
  await page.goto(place(url));
  await expect(page.getByText('Nodes: forbidden.')).toBeVisible();
  await expect(page.getByText('More nodes').locator('..')).toContainText('unknown');
  const table = page.getByRole('region', { name: 'What ends first, when' });
  await expect(table).toContainText('Services');
  for (const name of ['Node blocks', 'Pods on nodes']) await expect(table).not.toContainText(name);
  await expectAccessible(page);
});

test('an empty cluster has nothing to rehearse, and can still be planned with', async ({ page, clusters }) => {
  const url = await clusters.url('empty');
  await page.goto(place(url, 'services=10.112.0.0/20'));
  await expect(page.getByText('No pod range with node blocks is known: nodes change nothing here.')).toBeVisible();
  await expect(tableRow(page, 'IPv4', 'Services')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Rehearse a mask change' })).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, 'plan-empty', 'light');
});

test('an IPv6-only cluster speaks of IPv6 alone, and can be given IPv4', async ({ page, clusters }) => {
  const url = await clusters.url('ipv6');
  await page.goto(place(url));
  await expect(page.getByRole('img', { name: /^IPv6 nodes with a block/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^IPv4 \w/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Add IPv4' }).click();
  await expect.poll(() => scenarioIn(page)).toBe('add=IPv4');
  await expect(page.getByRole('region', { name: 'What to know before it is made' })).toContainText('IPv4 needs a pod range of its own');
  await page.goto(place(url, 'add=IPv4;pods=10.244.0.0/16;services=10.96.0.0/16'));
  await expect(page.getByRole('region', { name: 'To make it so' })).toContainText('--service-cluster-ip-range=fd00');
  await expect(tableRow(page, 'IPv4', 'Node blocks')).toContainText('new');
  await expectAccessible(page);
  await picture(page, 'plan-ipv6', 'dark');
});

test('a cluster that has IPv6 first has it first here, with a past of three days', async ({ page, launch }) => {
  const { url } = await launch(['--demo', '--demo-churn', '0', '--demo-families', 'IPv6,IPv4', '--demo-history-days', '3']);
  await untilSynced(url);
  await untilCounted(url);
  await page.goto(place(url));
  const charts = page.getByRole('region', { name: 'How it grows' });
  await expect(charts.getByRole('heading', { level: 2 }).first()).toContainText('IPv6');
  await expect(charts).toContainText('creation times of what is alive');
  await picture(page, 'plan-young', 'light');
});

test('a past of more than a year is drawn as far as it says something', async ({ page, launch }) => {
  const { url } = await launch(['--demo', '--demo-churn', '0', '--demo-history-days', '400']);
  await untilSynced(url);
  await untilCounted(url);
  await page.goto(place(url));
  await expect(page.getByRole('img', { name: /^IPv4 service addresses/ })).toHaveAccessibleName(/Counted since \d+ \w+ 2025/);
  await picture(page, 'plan-long', 'dark');
});

test('of blocks that a network plugin cuts no bug of kube-controller-manager is told', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.route('**/api/v1/plan*', async (route) => {
    const response = await route.fetch();
    const plan = (await response.json()) as PlanAnswer;
    for (const space of plan.base.today.pods) space.ofControllerManager = false;
    await route.fulfill({ response, json: plan });
  });
  await page.goto(place(url, undefined, 'mask=IPv4/23'));
  const part = page.getByRole('region', { name: 'Rehearse a mask change' });
  await expect(part.getByText('The network plugin cuts these blocks and keeps its own list of them.')).toBeVisible();
  await expect(part).not.toContainText('70957');
  await expect(part).not.toContainText('given again');
});

test('a cluster with Calico is planned with', async ({ page, launch }) => {
  const { url } = await launch(['--demo', '--demo-churn', '0', '--demo-cni', 'calico']);
  await untilSynced(url);
  await page.goto(place(url, 'nodes=24@2027-01-11'));
  await expect(tableRow(page, 'IPv4', 'Node blocks')).toBeVisible();
  await expectAccessible(page);
});

for (const theme of themes) {
  test(`the plan in ${theme}: nothing grave for axe, and it fits 1440 and 390 pixels`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    await untilCounted(url);
    await page.goto(place(url, edited, '&wish=a+/20+for+Services&mask=IPv4/23'));
    await turn(page, theme);
    await expect(page.getByText('blocks of /23 hold blocks of several nodes.', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'plan', theme);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
  });

  test(`on a phone in ${theme} what is edited lies in a sheet`, async ({ page, clusters }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(place(await clusters.url('demo'), edited));
    await turn(page, theme);
    await page.getByRole('button', { name: /^Scenario/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Scenario' });
    await expect(sheet.getByRole('slider', { name: 'More nodes' })).toHaveValue('24');
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/pictures/plan-sheet-${theme}-390.png`, animations: 'disabled' });
    await sheet.getByRole('slider', { name: 'More nodes' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => scenarioIn(page)).toContain('nodes=25@');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(page.getByRole('button', { name: /^Scenario/ })).toBeFocused();
  });
}
