import { million as population } from '../population.ts';
import type { Figures } from '../programs/inside.ts';
import type { Stage } from '../stage.ts';
import { alone, bytes, type Row } from '../table.ts';

const heap = 14_000; // MB: what it would need must not be what ends it

/** A store and a model of 1,000,000 pods, fed in one process: no demo server is that large. */
export async function million({ children }: Stage): Promise<Row[]> {
  const { pods, nodes } = population;
  const inside = new URL('../programs/inside.ts', import.meta.url).href;
  const child = children.start('e2e/bench/programs/million.ts', [], ['--expose-gc', `--max-old-space-size=${heap}`, '--import', inside]);
  try {
    const took = await child.ask<number>('fill', population);
    const after = await child.ask<Figures>('figures', { collect: false });
    const collected = await child.ask<Figures>('figures', { collect: true });
    const name = `${pods.toLocaleString('en')} pods on ${nodes.toLocaleString('en')} nodes`;
    return [
      alone(`RSS of a store and model of ${name}`, 'MB', after.rss / 1e6, {
        mostFigure: 1500,
        counts: `peak ${bytes(after.peakRss)}, filled in ${Math.round(took / 1000)} s`,
      }),
      alone('… after a full collection', 'MB', collected.rss / 1e6, {
        counts: `${bytes(collected.held)} held, ${Math.round(collected.held / pods)} B a pod`,
      }),
    ];
  } finally {
    await child.stop();
  }
}
