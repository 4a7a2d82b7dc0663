import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startDemo } from '../../../server/demo/startDemo.ts';
import type { TopologyAnswer } from '../../../shared/wire/topology.ts';
import { untilSynced } from '../../browser/api.ts';
import { launchOptions } from '../../browser/chromium.ts';
import { writeKubeconfig } from '../../browser/kubeconfig.ts';
import { startProduct } from '../../browser/product.ts';
import { json, timedGet } from '../http.ts';
import { median } from '../statistics.ts';
import { compared, type Row } from '../table.ts';

const times = 15; // that each is drawn, after one that is not counted
const namespace = 'a-bench'; // so that its Services stand first on the page
const small = 50;
const large = 5000;

/** A Service of 5,000 dual-stack endpoints beside one of 50: asked for, and drawn in a browser from an answer that it has already. */
export async function topology(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-bench-'));
  const demo = await startDemo({ churn: 0, nodes: 120, pods: 1000, services: 60 });
  const { cluster } = demo;
  cluster.createNamespace(namespace);
  for (const count of [small, large]) {
    const app = `of-${count}`;
    for (let i = 0; i < count; i++) cluster.createPod({ namespace, app, name: `${app}-${i}` });
    cluster.createService({ namespace, name: app, app, policy: 'PreferDualStack' });
  }
  const product = await startProduct(['--kubeconfig', writeKubeconfig(folder, demo.url, 'bench')]);
  const browser = await chromium.launch(await launchOptions());
  try {
    await untilSynced(product.url);
    const asked = await Promise.all([small, large].map((count) => askedFor(product.url, count)));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const drawn: Record<number, number[]> = { [small]: [], [large]: [] };
    for (let time = -1; time < times; time++) {
      for (const count of [small, large]) {
        const milliseconds = await drawing(page, product.url, count);
        if (time >= 0) drawn[count]?.push(milliseconds);
      }
    }
    const [few, many] = asked;
    if (!few || !many) return [];
    const counts = `${many.nodes} : ${few.nodes} nodes, ${many.edges} : ${few.edges} edges`;
    const beside = `for ${small}`;
    return [
      compared(
        `a Service of ${large.toLocaleString('en')} endpoints drawn`,
        'ms',
        median(drawn[large] ?? []),
        beside,
        median(drawn[small] ?? []),
        {
          most: 1.5,
          counts,
        },
      ),
      compared('… its answer', 'ms', many.milliseconds, beside, few.milliseconds, { counts: 'grows with the endpoints that are counted' }),
    ];
  } finally {
    await browser.close();
    await product.stop();
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function askedFor(url: string, count: number) {
  const path = `${url}/api/v1/topology?service=${namespace}/of-${count}`;
  const { nodes, edges } = await json<TopologyAnswer>(path);
  const each: number[] = [];
  for (let time = 0; time < times; time++) each.push((await timedGet(path)).milliseconds);
  return { nodes: nodes.length, edges: edges.length, milliseconds: median(each) };
}

/** From the press of its link to the frame that shows it. The page keeps the answer from the first time. */
async function drawing(page: Page, url: string, count: number): Promise<number> {
  if (page.url() === 'about:blank') await page.goto(`${url}/topology`);
  const name = `${namespace}/of-${count}`;
  await page.getByRole('link', { name, exact: true }).waitFor();
  const milliseconds = await page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const link = [...document.querySelectorAll('a')].find(({ textContent }) => textContent === wanted);
        const from = performance.now();
        link?.click();
        const look = () => {
          const isThere = [...document.querySelectorAll('main svg text')].some(({ textContent }) => textContent === wanted);
          if (isThere) requestAnimationFrame(() => resolve(performance.now() - from));
          else requestAnimationFrame(look);
        };
        look();
      }),
    name,
  );
  await page.goBack();
  return milliseconds;
}
