import { expect, type Page } from '@playwright/test';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Where the pictures of every page are kept. */
const folder = 'test-results/pictures';
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Turns the page to a theme by what the reader's system prefers, which is what the page follows until told otherwise. */
export async function turn(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** Takes NAME-THEME-WIDTH.png of the page as it stands, at both sizes, and leaves it at the larger one. */
export async function picture(page: Page, name: string, theme: Theme): Promise<void> {
  for (const size of sizes.toReversed()) {
    await page.setViewportSize(size);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(size.width);
    await page.evaluate(() => document.fonts.ready);
    // Rows are placed by their measured height: none may cover the next, or its last line is cut off.
    await expect.poll(() => page.evaluate(coveredRows), `${name} at ${size.width} px: rows that cover the next`).toBe(0);
    // Sideways scrolling on a phone means that something does not fit.
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} fits ${size.width} px`).toBeLessThanOrEqual(
      size.width,
    );
    await page.screenshot({ path: `${folder}/${name}-${theme}-${size.width}.png`, animations: 'disabled' });
  }
}

/** How many rows of the page's tables reach into the row below them. Runs in the page. */
function coveredRows(): number {
  const boxes = [...document.querySelectorAll('tbody:not(.unseen) [aria-rowindex]')]
    .map((row) => row.getBoundingClientRect())
    .sort((a, b) => a.top - b.top);
  return boxes.filter((box, i) => box.bottom > (boxes[i + 1]?.top ?? Number.POSITIVE_INFINITY) + 1).length;
}
