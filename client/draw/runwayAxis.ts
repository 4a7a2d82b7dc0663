/** When something ends, in whole days from 1970-01-01; null: not within ten years. */
export interface EndSpan {
  readonly earliest: number | null;
  readonly likely: number | null;
  readonly latest: number | null;
}

/** The days that all runways of a table have in common. */
export interface RunwayAxis {
  readonly from: number;
  readonly to: number;
}

const shortest = 91;
const longest = 3653;
const label = 1.36; // room behind the last band for its date, of the whole

/**
 * From today to as far as the ends that can be told apart: what lies more than twelve times as far as the first end would press that one
 * to the edge, and is said in words. Where nothing ends, ten years.
 */
export function runwayAxis(today: number, spans: readonly EndSpan[]): RunwayAxis {
  const ahead = spans.flatMap(({ likely, latest }) =>
    likely === null ? [] : [{ likely: likely - today, latest: (latest ?? Number.POSITIVE_INFINITY) - today }],
  );
  if (ahead.length === 0) return { from: today, to: today + longest };
  const first = Math.min(...ahead.map(({ likely }) => likely));
  const farthest = Math.min(longest, 12 * Math.max(first, 30));
  const reach = ahead.filter(({ likely }) => likely <= farthest).map(({ likely, latest }) => Math.min(latest, 2 * likely));
  const days = Math.ceil(label * Math.max(0, ...reach));
  return { from: today, to: today + Math.max(shortest, Math.min(farthest, days)) };
}
