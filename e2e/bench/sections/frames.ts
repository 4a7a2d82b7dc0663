import { chromium } from 'playwright-core';
import { untilSynced } from '../../browser/api.ts';
import { launchOptions } from '../../browser/chromium.ts';
import { startProduct } from '../../browser/product.ts';
import { percentile } from '../statistics.ts';
import { compared, type Row } from '../table.ts';

const frameCount = 120;

/** What the page measured: milliseconds of each of its frames, and of a bare copy of as large a canvas in the same turns. */
interface Measured {
  readonly frames: readonly number[];
  readonly bare: readonly number[];
  readonly width: number;
}

/** Frames of the map while hands move it, against a bare copy of the same canvas: the real page in a real browser, on the demo cluster. */
export async function frames(): Promise<Row[]> {
  const product = await startProduct(['--demo', '--demo-churn', '0']);
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
        await page.goto(`${product.url}/map?cidr=10.244.0.0/16&zoom=4,0.3,0.3${more}`);
        await page.locator('table[role=grid]').waitFor();
        await page.waitForLoadState('networkidle');
        const measured = await page.evaluate(measure, { gesture, count: frameCount });
        await page.close();
        const name = `a frame of a ${gesture} over ${what}, p95`;
        rows.push(
          compared(name, 'ms', percentile(measured.frames, 95), 'a bare copy', percentile(measured.bare, 95), {
            most: 2,
            counts: `${measured.frames.length} frames of ${measured.width} pixels a side`,
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

/** Runs in the page. A read of one pixel ends each measurement: until then a canvas only notes what it is to paint. */
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
  const source = document.createElement('canvas');
  const target = document.createElement('canvas');
  for (const one of [source, target]) Object.assign(one, { width: canvas.width, height: canvas.height });
  source.getContext('2d')?.drawImage(canvas, 0, 0);
  const bareContext = target.getContext('2d');
  if (!bareContext) throw new Error('there is no second canvas');

  const request = window.requestAnimationFrame.bind(window);
  const ours: number[] = [];
  window.requestAnimationFrame = (callback) =>
    request((now) => {
      const begin = performance.now();
      callback(now);
      context.getImageData(0, 0, 1, 1);
      ours.push(performance.now() - begin);
    });
  const bare: number[] = [];
  const pointer = (type: string, at: number) =>
    grid.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true, cancelable: true, button: 0, clientX: at, clientY: y }));
  if (gesture === 'pan') pointer('pointerdown', x);
  for (let k = 0; k < count + 10; k++) {
    const phase = Math.sin(k / 10);
    if (gesture === 'pan') pointer('pointermove', x + 120 * phase + 8);
    else
      grid.dispatchEvent(
        new WheelEvent('wheel', { ctrlKey: true, deltaY: -4 * phase, clientX: x, clientY: y, bubbles: true, cancelable: true }),
      );
    await new Promise((resolve) => request(resolve));
    const begin = performance.now();
    bareContext.clearRect(0, 0, target.width, target.height);
    bareContext.drawImage(source, 0, 0);
    bareContext.getImageData(0, 0, 1, 1);
    bare.push(performance.now() - begin);
  }
  if (gesture === 'pan') pointer('pointerup', x);
  window.requestAnimationFrame = request;
  // The first ones make the images that the others move.
  return { frames: ours.slice(10), bare: bare.slice(10), width: canvas.width };
}
