import type { PlanAnswer } from '../../shared/wire/plan.ts';
import { untilCounted } from './api.ts';
import { expectAccessible } from './axe.ts';
import { edited, place, scenarioIn } from './planPlace.ts';
import { expect, test } from './test.ts';

test('headline, table and API mean the same by what ends first: a range, also where pods fill the nodes sooner', async ({
  page,
  clusters,
}) => {
  const url = await clusters.url('demo');
  await untilCounted(url);
  const scenario = 'growth=pods/IPv4/2000,services/IPv4/5,blocks/IPv4/0';
  const response = await fetch(`${url}/api/v1/plan?scenario=${encodeURIComponent(scenario)}`);
  const { first, rows } = (await response.json()) as PlanAnswer;
  const dayOf = (what: string) => {
    const ends = rows.find((row) => row.what === what && row.family === 'IPv4')?.scenario?.ends;
    return ends?.kind === 'date' ? ends.likely : '';
  };
  expect(dayOf('pods') < dayOf('services')).toBe(true);
  expect(first.find(({ family }) => family === 'IPv4')?.scenario).toBe('services');
  await page.goto(place(url, scenario));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('IPv4 Service addresses last until about');
  await expect(page.getByText('IPv4 pods fit on these nodes until about', { exact: false })).toBeVisible();
});

test('a link comes to the part that it speaks of, and leaves the keyboard alone from then on', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.goto(place(url, edited, '&wish=a+/20+for+Services'));
  const find = page.getByRole('region', { name: 'Find me a range' });
  await expect(find.getByRole('listitem').first()).toBeInViewport();
  await expect(find.getByRole('heading')).toBeInViewport();
  await expect(find).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'What is wished for' })).toBeFocused();
  // What comes later moves nobody who has begun to read or type.
  await page.getByRole('slider', { name: 'More nodes' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => scenarioIn(page)).toContain('nodes=25@');
  await expect(page.getByRole('slider', { name: 'More nodes' })).toBeFocused();

  await page.goto(place(url, undefined, 'mask=IPv4/23'));
  const rehearsal = page.getByRole('region', { name: 'Rehearse a mask change' });
  await expect(rehearsal.getByText('kubernetes#70957', { exact: false })).toBeInViewport();
  await expect(rehearsal).toBeFocused();

  await page.goto(place(url));
  await expect(page.getByRole('region', { name: 'What ends first, when' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
  await expect(page.locator('body')).toBeFocused();
});

test('whoever has pressed a key before the plan is there stays where he is', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/v1/plan?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(place(url, undefined, 'mask=IPv4/23'));
  await page.getByRole('link', { name: 'Overview' }).first().focus();
  await page.keyboard.press('Tab');
  const before = await page.evaluate(() => document.activeElement?.textContent);
  release();
  await expect(page.getByText('kubernetes#70957', { exact: false })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(before);
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
});

test('a mask in the address bar that is none is named, with what to write', async ({ page, clusters }) => {
  await page.goto(place(await clusters.url('demo'), undefined, 'mask=IPv4/33'));
  await expect(page.getByText('mask: "IPv4/33": write a family and a prefix length of it', { exact: false })).toBeVisible();
});

test('on a phone the parts of the plan fold, by keyboard too, and nothing is lost', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(place(url, 'services=10.0.0.0/8'));
  const fold = (name: string) => page.getByRole('button', { name, exact: true });
  // What is grave is open, what is to be looked up is folded.
  for (const name of ['What ends first, when', 'What to know before it is made'])
    await expect(fold(name)).toHaveAttribute('aria-expanded', 'true');
  for (const name of ['How it grows', 'To make it so', 'Find me a range', 'Rehearse a mask change'])
    await expect(fold(name)).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByText('1 ServiceCIDR', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: /^IPv4 nodes with a block/ })).toHaveCount(0);
  await expectAccessible(page);

  await fold('How it grows').press('Enter');
  await expect(page.getByRole('img', { name: /^IPv4 nodes with a block/ })).toBeVisible();
  await fold('Find me a range').press('Space');
  await page.getByRole('textbox', { name: 'What is wished for' }).fill('a /20');
  await fold('Find me a range').press('Space');
  await expect(page.getByRole('textbox', { name: 'What is wished for' })).toBeHidden();
  await fold('Find me a range').press('Space');
  await expect(page.getByRole('textbox', { name: 'What is wished for' })).toHaveValue('a /20'); // what was typed is still there
  await fold('To make it so').press('Enter');
  await expect(page.getByRole('region', { name: 'To make it so' })).toContainText('kind: ServiceCIDR');
  await expectAccessible(page);

  // A mask that is rehearsed from the sheet opens its part, however it was left.
  await page.goto(place(url, 'mask4=23', '&mask=IPv4/23'));
  await fold('Rehearse a mask change').press('Enter');
  await expect(fold('Rehearse a mask change')).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('button', { name: 'Rehearse it with the nodes that are there' }).click();
  await expect(page.getByText('blocks of /23 hold blocks of several nodes.', { exact: false }).first()).toBeVisible();

  // On a wide page nothing folds.
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(fold('How it grows')).toHaveCount(0);
  await expect(page.getByRole('img', { name: /^IPv4 nodes with a block/ })).toBeVisible();
});
