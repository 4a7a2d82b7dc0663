import type { Demo } from '../../server/demo/startDemo.ts';
import { historyDifferences } from '../cluster/live/history/compare.ts';
import { type Product, startProduct } from '../cluster/product.ts';
import { notFollowed } from '../cluster/readings.ts';
import { untilRight } from '../cluster/until.ts';
import type { DemoLog, Life } from './demoLog.ts';

/** A built product on a kubeconfig, which follows every kind. */
export async function follow(
  kubeconfig: string,
  flags: readonly string[],
): Promise<{ readonly product: Product; readonly followed: number }> {
  const product = await startProduct(kubeconfig, undefined, flags);
  const left = await untilRight(() => notFollowed(product));
  if (left.length > 0) throw new Error(left.join('\n'));
  return { product, followed: Date.now() };
}

export const newLife = (started: number, followed: number): Life => ({ started, followed, checked: [], unsure: [], ended: null });

/** Holds what was touched since the last time to the log, until it is right; then that is noted. Answers with what is not. */
export async function checkTouched(log: DemoLog, products: readonly Product[]): Promise<readonly string[]> {
  const journal = log.of(log.takeTouched());
  const left = await untilRight(() => differencesOf(journal, products));
  log.lives.at(-1)?.checked.push(Date.now());
  return left;
}

/** Holds all there ever was to the log. */
export function checkAll(log: DemoLog, products: readonly Product[]): Promise<readonly string[]> {
  return untilRight(() => differencesOf(log.of(log.all), products));
}

async function differencesOf(journal: ReturnType<DemoLog['of']>, products: readonly Product[]): Promise<string[]> {
  return (await Promise.all(products.map((product) => historyDifferences(journal, product)))).flat();
}

/** The cluster lives on until a time, and so many rounds more; each round is looked at before the next one. Answers with what is not right. */
export async function liveOn(
  demo: Demo,
  log: DemoLog,
  products: readonly Product[],
  until: number,
  rounds: number,
): Promise<readonly string[]> {
  for (let left = rounds; left > 0; left -= Date.now() < until ? 0 : 1) {
    for (let n = 0; n < 40; n++) demo.cluster.step();
    const wrong = await checkTouched(log, products);
    if (wrong.length > 0) return wrong;
  }
  return [];
}
