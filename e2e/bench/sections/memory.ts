import { setTimeout as pause } from 'node:timers/promises';
import { json } from '../http.ts';
import type { Figures } from '../programs/inside.ts';
import type { Stage, Subject } from '../stage.ts';
import { alone, bytes, type Row } from '../table.ts';

const rest = 5_000; // after the sync, in which V8 gives back what it likes to

interface Measured {
  readonly name: string;
  readonly pods: number;
  readonly after: Figures;
  readonly collected: Figures;
}

/** What the product needs after a sync, and what a pod more costs: the difference between the largest and the smallest cluster. */
export async function memory(stage: Stage): Promise<Row[]> {
  const subjects = await stage.subjects();
  await pause(rest);
  const measured: Measured[] = [];
  for (const subject of subjects) measured.push(await measure(subject));
  const [smallest, largest] = [measured[0], measured.at(-1)];
  if (!smallest || !largest || largest.pods <= smallest.pods)
    throw new Error('memory a pod needs two clusters, one of them with more pods');
  const perPod = (figure: (figures: Figures) => number) =>
    (figure(largest.collected) - figure(smallest.collected)) / (largest.pods - smallest.pods);
  const megabytes = (figure: number) => figure / 1e6;
  const allocated = (largest.after.used.allocated - smallest.after.used.allocated) / (largest.pods - smallest.pods);
  return [
    alone(`RSS of ${largest.name}, ${rest / 1000} s after the sync`, 'MB', megabytes(largest.after.rss), {
      mostFigure: 300,
      counts: `${bytes(largest.after.held)} held; RSS of ${smallest.name} ${bytes(smallest.after.rss)}`,
    }),
    alone('… peak RSS up to then', 'MB', megabytes(largest.after.peakRss), { mostFigure: 450 }),
    alone('… RSS after a full collection', 'MB', megabytes(largest.collected.rss), { counts: `${bytes(largest.collected.held)} held` }),
    alone(
      `held a pod, from ${smallest.name} to ${largest.name}`,
      'B',
      perPod(({ held }) => held),
      {
        counts: `${bytes(allocated)} allocated a pod`,
      },
    ),
    alone(
      '… by RSS',
      'B',
      perPod(({ rss }) => rss),
    ),
  ];
}

async function measure({ cluster, product }: Subject): Promise<Measured> {
  const after = await product.figures();
  const collected = await product.figures(true);
  const { kinds } = await json<{ readonly kinds: readonly { readonly kind: string; readonly objects: number | null }[] }>(
    `${product.url}/api/v1/status`,
  );
  return { name: cluster.name, pods: kinds.find(({ kind }) => kind === 'Pod')?.objects ?? 0, after, collected };
}
