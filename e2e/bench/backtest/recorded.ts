import { readdirSync, readFileSync } from 'node:fs';
import { horizon, type Trial } from './seriesKinds.ts';

/** What pools held in a run of the product, step by step. */
export interface Recording {
  /** What ran, in words. */
  readonly source: string;
  /** The day, as 2026-11-27. */
  readonly recorded: string;
  readonly secondsAStep: number;
  readonly series: readonly { readonly pool: string; readonly values: readonly number[] }[];
}

const folder = new URL('recorded/', import.meta.url);
/** Steps from one origin to the next, and before the first one. */
const between = 23;
const first = 60;

/** Every recorded series, seen up to several days, with what came behind each of them. A step stands for a day. */
export function recordedTrials(): Trial[] {
  const recordings = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recording);
  const all = recordings.flatMap(({ series }) => series.map(({ values }) => values.map((value, day) => ({ day, value }))));
  return all.flatMap((series, seed) => {
    const lengths = Array.from(
      { length: Math.max(0, Math.floor((series.length - horizon - first) / between) + 1) },
      (_, i) => first + i * between,
    );
    return lengths.map((length) => ({
      kind: 'recorded' as const,
      seed,
      past: series.slice(0, length),
      origin: length - 1,
      future: series.slice(length, length + horizon),
    }));
  });
}
