import { chromium } from 'playwright-core';
import { untilSynced } from '../../browser/api.ts';
import { launchOptions } from '../../browser/chromium.ts';
import { startProduct } from '../../browser/product.ts';
import { percentile } from '../statistics.ts';
import { compared, type Row } from '../table.ts';

const frameCount = 240;

/** What the page measured, in milliseconds: each of its frames, a bare copy in the frame after each, and the event before each. */
interface Measured {
  readonly frames: readonly number[];
  readonly bare: readonly number[];
  readonly events: readonly number[];
  readonly width: number;
}

/** As many nodes as the /16 has blocks, and pods in all of them. */
const cluster = ['--demo', '--demo-churn', '0', '--demo-nodes', '256', '--demo-pods', '20000'];

/** Frames of the map while hands move it, against a bare copy of the image that they move: the real page in a real browser. */
export async function frames(): Promise<Row[]> {
  const product = await startProduct(cluster);
  const browser = await chromium.launch(await launchOptions());
  try {
    await untilSynced(product.url);
    const rows: Row[] = [];
    for (const [what, more] of [
      ['256 cells', ''],
      ['65,536 addresses', '&fine=yes'],
    ] as const) {
      for (const gesture of ['zoom', 'pan'] as const) {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await page.goto(`${product.url}/map?cidr=10.244.0.0/16&zoom=1.5,0.16,0.16${more}`);
        await page.locator('table[role=grid]').waitFor();
        await page.waitForLoadState('networkidle');
        const measured = await page.evaluate(measure, { gesture, count: frameCount });
        await page.close();
        const name = `a frame of a ${gesture} over ${what}, p95`;
        rows.push(
          compared(name, 'ms', percentile(measured.frames, 95), 'a bare copy', percentile(measured.bare, 95), {
            most: 2,
            counts: `${measured.frames.length} frames of ${measured.width} pixels a side; medians ${medians(measured)}`,
          }),
        );
      }
    }
    return rows;
  } finally {
    await browser.close();
    await product.stop();
  }
}

function medians({ frames, bare, events }: Measured): string {
  const [frame, copy, event] = [frames, bare, events].map((times) => `${percentile(times, 50).toFixed(1)} ms`);
  return `${frame} and ${copy}, ${event} for the event before it`;
}

/**
 * Runs in the page. One frame is the page's, the next one a bare copy, in turns on the same canvas: that is cleared, and the image that the
 * page has just moved is drawn to where the page has put it. A read of one pixel ends either time: until then a canvas only notes what
 * it is to paint.
 */
async function measure({ gesture, count }: { gesture: 'zoom' | 'pan'; count: number }): Promise<Measured> {
  const grid = document.querySelector<HTMLElement>('table[role=grid]');
  const canvas = grid?.parentElement?.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!grid || !canvas || !context) throw new Error('there is no map');
  const box = grid.getBoundingClientRect();
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  // Events that no hand made have no pointer to capture.
  grid.setPointerCapture = () => {};

  const request = window.requestAnimationFrame.bind(window);
  const frames: number[] = [];
  window.requestAnimationFrame = (callback) =>
    request((now) => {
      const begin = performance.now();
      callback(now);
      context.getImageData(0, 0, 1, 1);
      frames.push(performance.now() - begin);
    });
  // The first image of a frame is the one that its hands move.
  let moved: readonly [image: CanvasImageSource, x: number, y: number, across: number, down: number] | undefined;
  const drawImage = CanvasRenderingContext2D.prototype.drawImage.bind(context) as (image: CanvasImageSource, ...at: number[]) => void;
  context.drawImage = (image: CanvasImageSource, ...at: number[]) => {
    // Nine arguments are a part of it drawn into a rectangle, three a whole that is moved.
    const [fromX = 0, fromY = 0, fromWidth = 1, fromHeight = 1, toX = 0, toY = 0, toWidth = 1, toHeight = 1] =
      at.length === 2 ? [0, 0, 1, 1, at[0], at[1], 1, 1] : at;
    const across = toWidth / fromWidth;
    const down = toHeight / fromHeight;
    moved ??= [image, toX - fromX * across, toY - fromY * down, across, down];
    drawImage(image, ...at);
  };
  const taken = () => moved ?? [null, 0, 0, 1, 1];
  const bare: number[] = [];
  const events: number[] = [];
  const pointer = (type: string, at: number) =>
    grid.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true, cancelable: true, button: 0, clientX: at, clientY: y }));
  const turn = (deltaY: number) =>
    grid.dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, deltaY, clientX: x, clientY: y, bubbles: true, cancelable: true }));
  if (gesture === 'pan') pointer('pointerdown', x);
  for (let k = 0; k < count + 10; k++) {
    moved = undefined;
    const phase = Math.sin(k / 10);
    const before = performance.now();
    if (gesture === 'pan') pointer('pointermove', x + 120 * phase + 8);
    else turn(-4 * phase);
    events.push(performance.now() - before);
    await new Promise((resolve) => request(resolve));
    await new Promise((resolve) => request(resolve));
    // Where the hands came to an edge, nothing has moved.
    const [image, left, top, across, down] = taken();
    if (!image) continue;
    const begin = performance.now();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    drawImage(image, left, top, canvas.width * across, canvas.height * down);
    context.getImageData(0, 0, 1, 1);
    bare.push(performance.now() - begin);
  }
  if (gesture === 'pan') pointer('pointerup', x);
  window.requestAnimationFrame = request;
  // The first ones make the images that the others move.
  return { frames: frames.slice(10), bare: bare.slice(10), events: events.slice(10), width: canvas.width };
}
