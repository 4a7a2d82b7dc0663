import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** A phone: touches scroll and zoom the page as they would there, where the map leaves them to it. */
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const range = '10.244.0.0/16';
const sheet = (page: Page) => page.getByRole('grid', { name: `Map of ${range}` });
const zoomOf = (page: Page) => (new URL(page.url()).searchParams.get('zoom') ?? '1,0,0').split(',').map(Number);

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fingers that go from points to points, in steps, as the browser itself would hear of them. */
async function touch(page: Page, fingers: readonly (readonly [from: Point, to: Point])[], steps = 12) {
  const session = await page.context().newCDPSession(page);
  const at = (share: number) =>
    fingers.map(([from, to], id) => ({ id, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }));
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let k = 1; k <= steps; k++) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(k / steps) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

/** How far the page itself is zoomed and scrolled, whichever part of it scrolls. */
const pageMoved = (page: Page) =>
  page.evaluate(() => {
    let scrolled = window.scrollY + window.scrollX;
    for (const element of document.querySelectorAll('*')) scrolled += element.scrollTop;
    return { zoomed: window.visualViewport?.scale ?? 1, scrolled: Math.round(scrolled) };
  });

async function open(page: Page, url: string, more = ''): Promise<{ middle: Point; width: number }> {
  await page.goto(`${url}/map?cidr=${range}${more}`);
  await expect(sheet(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  await sheet(page).scrollIntoViewIfNeeded();
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error('the map has no place on the page');
  return { middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, width: box.width };
}

test('two fingers that part zoom the map, and the page stays where it is', async ({ page, clusters }) => {
  const { middle } = await open(page, await clusters.url('demo'));
  const before = await pageMoved(page);
  const apart = (distance: number) => [
    { x: middle.x, y: middle.y - distance },
    { x: middle.x, y: middle.y + distance },
  ];
  const [above, below] = [apart(20), apart(70)] as [Point[], Point[]];
  await touch(page, [
    [above[0] as Point, below[0] as Point],
    [above[1] as Point, below[1] as Point],
  ]);
  await expect.poll(() => zoomOf(page)[0]).toBeGreaterThan(2);
  expect(zoomOf(page)[0]).toBeLessThan(5);
  expect(await pageMoved(page)).toEqual(before);

  // And together again.
  await touch(page, [
    [below[0] as Point, above[0] as Point],
    [below[1] as Point, above[1] as Point],
  ]);
  await expect.poll(() => zoomOf(page)[0]).toBe(1);
  expect(await pageMoved(page)).toEqual(before);
});

test('two fingers that go the same way move a near map, and not the page', async ({ page, clusters }) => {
  const { middle } = await open(page, await clusters.url('demo'), '&zoom=4,0.3,0.3');
  const before = await pageMoved(page);
  const finger = (x: number): [Point, Point] => [
    { x: middle.x + x, y: middle.y + 60 },
    { x: middle.x + x, y: middle.y - 60 },
  ];
  await touch(page, [finger(-40), finger(40)]);
  await expect.poll(() => zoomOf(page)[2]).toBeGreaterThan(0.34);
  expect(await pageMoved(page)).toEqual(before);
});

test('one finger scrolls the page over a whole map, and drags a near one', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const up = (from: Point): [Point, Point] => [from, { x: from.x, y: from.y - 120 }];
  const whole = await open(page, url);
  const before = await pageMoved(page);
  await touch(page, [up(whole.middle)]);
  await expect.poll(async () => (await pageMoved(page)).scrolled).toBeGreaterThan(before.scrolled + 60);
  expect(new URL(page.url()).searchParams.get('zoom')).toBeNull();
  expect(new URL(page.url()).searchParams.get('sel')).toBeNull();

  const near = await open(page, url, '&zoom=4,0.3,0.3');
  const resting = await pageMoved(page);
  await touch(page, [up(near.middle)]);
  await expect.poll(() => zoomOf(page)[2]).toBeGreaterThan(0.35);
  expect(await pageMoved(page)).toEqual(resting);
  expect(new URL(page.url()).searchParams.get('sel')).toBeNull();
});

test('a tap selects a cell, and one more opens it', async ({ page, clusters }) => {
  const { middle } = await open(page, await clusters.url('demo'));
  await page.touchscreen.tap(middle.x, middle.y);
  await expect(page).toHaveURL(/sel=10\.244\.\d+\.0%2F24|sel=10\.244\.\d+\.0\/24/);
  const chosen = new URL(page.url()).searchParams.get('sel') ?? '';
  await sheet(page).scrollIntoViewIfNeeded();
  const box = await sheet(page).boundingBox();
  await page.touchscreen.tap(middle.x, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await expect(page.getByRole('grid', { name: `Map of ${chosen}` })).toBeVisible();
});
