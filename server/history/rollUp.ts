import type { Sample } from './history.ts';

/** Samples of one pool, in order of time and at least one, as one of a longer step: the most that was taken, and the least in use. */
export function rollUp(at: number, samples: readonly Sample[]): Sample {
  const last = samples.at(-1) as Sample;
  const most = (of: (sample: Sample) => string | null) => pick(samples.map(of), (a, b) => a > b);
  const handed = samples.flatMap(({ blocks }) => (blocks?.handedOut === null || !blocks ? [] : [blocks.handedOut]));
  return {
    ...last,
    at,
    handedOut: most(({ handedOut }) => handedOut),
    recorded: most(({ recorded }) => recorded),
    inUse: most(({ inUse }) => inUse),
    inUseLeast: pick(
      samples.map(({ inUseLeast }) => inUseLeast),
      (a, b) => a < b,
    ),
    blocks: last.blocks && { ...last.blocks, handedOut: handed.length === 0 ? null : Math.max(...handed) },
    count: samples.reduce((sum, { count }) => sum + count, 0),
    made: samples.some(({ made }) => made),
    imported: samples.reduce((sum, { imported }) => sum + imported, 0),
  };
}

/** The one of all that are known that comes before the others; null where none is. */
function pick(texts: readonly (string | null)[], before: (a: bigint, b: bigint) => boolean): string | null {
  let best: string | null = null;
  for (const text of texts) if (text !== null && (best === null || before(BigInt(text), BigInt(best)))) best = text;
  return best;
}

/** Samples of one or more pools in steps of so many seconds, in order of time. */
export function rollUpBy(seconds: number, samples: readonly Sample[]): Sample[] {
  const step = seconds * 1000;
  const groups = Map.groupBy(samples, ({ pool, at }) => `${Math.floor(at / step)} ${pool}`);
  return [...groups.values()].map((group) => rollUp(Math.floor((group[0] as Sample).at / step) * step, group));
}
