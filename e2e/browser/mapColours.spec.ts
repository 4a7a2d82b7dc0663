import type { Page } from '@playwright/test';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

async function podRange(url: string, family: 'IPv4' | 'IPv6') {
  const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod' && item.family === family && item.blocks !== null);
  if (!pool?.ranges[0]) throw new Error(`the demo cluster has no ${family} pod range any more`);
  return pool.ranges[0];
}
const legendOf = (page: Page) => page.getByRole('region', { name: 'Legend' });

/** The counts of the legend's entries, and the total below them. */
async function legendCounts(page: Page): Promise<{ sum: number; total: number }> {
  const texts = await legendOf(page).locator('li > * > span:last-child, p > span:last-child').allTextContents();
  const numbers = texts.map((text) => Number(text.replaceAll(',', '')));
  return { sum: numbers.slice(0, -1).reduce((sum, number) => sum + number, 0), total: numbers.at(-1) ?? Number.NaN };
}

test('cells are coloured by zone: the choice stands in the link, the legend adds up, and each cell says its zone', async ({
  page,
  clusters,
}) => {
  const url = await clusters.url('demo');
  const range = await podRange(url, 'IPv4');
  await page.goto(`${url}/map?cidr=${range}`);
  await page.getByRole('button', { name: /^Colour by/ }).click();
  await page.getByRole('option', { name: 'zone' }).click();
  await expect(page).toHaveURL(/by=zone/);
  await expect(legendOf(page).getByRole('button', { name: /zone-a/ })).toBeVisible();
  const { sum, total } = await legendCounts(page);
  expect([sum, total]).toEqual([256, 256]);

  const map = page.getByRole('grid', { name: `Map of ${range}` });
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[aria-live=polite]').last()).toContainText(/zone zone-[abc]/);
  // The card stands beside the cell for the keyboard too; Space puts it away.
  const card = page.locator('[aria-hidden=true]').filter({ hasText: 'Held by' });
  await expect(card).toContainText(/Zone\s*zone-[abc]/);
  await page.keyboard.press(' ');
  await expect(card).toBeHidden();
  // Opened and left again, the map is still told apart by zone.
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/by=zone/);
  await page.keyboard.press('Escape');
  await expect(map).toBeVisible();
  await expect(page).toHaveURL(/by=zone/);
});

test('an entry of the legend is a filter of the map and of its table', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const range = await podRange(url, 'IPv4');
  await page.goto(`${url}/map?cidr=${range}&by=zone`);
  const entry = legendOf(page).getByRole('button', { name: /zone-a/ });
  const count = Number(/(\d+)$/.exec((await entry.textContent()) ?? '')?.[1]);
  expect(count).toBeGreaterThan(0);
  await entry.click();
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/only=(~|%7E)zone-a/);
  await page.getByRole('button', { name: 'View as table' }).click();
  await expect(page.getByText(`All ${count}`, { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter cells' }).fill('no such cell');
  await expect(page.getByText('No cell fits the filters')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter cells' }).fill('');
  await page.getByRole('button', { name: 'Only zone-a' }).click();
  await expect(page.getByText('All 256', { exact: true })).toBeVisible();
});

for (const variant of ['demo', 'ipv6', 'empty'] as const) {
  test(`every way of colouring, in a cluster as ${variant} has it, is accessible and adds up`, async ({ page, clusters }) => {
    const url = await clusters.url(variant);
    const pool = (await ask(url, 'pools')).items.find((item) => item.kind === 'pod') ?? (await ask(url, 'pools')).items[0];
    for (const by of ['namespace', 'node', 'age', 'findings'] as const) {
      await page.goto(`${url}/map?cidr=${pool?.cidr}&by=${by}`);
      const heading = page.getByRole('region', { name: 'Legend' }).or(page.getByText('No range is known'));
      // A Service range has pages of its own.
      if (pool?.kind !== 'pod') return;
      await expect(heading.first()).toBeVisible();
      if (pool.family === 'IPv4') {
        const { sum, total } = await legendCounts(page);
        expect(sum, by).toBe(total);
      }
      for (const theme of by === 'namespace' || by === 'findings' ? themes : (['light'] as const)) {
        await turn(page, theme);
        await expectAccessible(page);
        await picture(page, `map-by-${by}-${variant}`, theme);
      }
    }
  });
}
