import type { Mark, PoolHistory } from '../../../shared/wire/history.ts';
import { markWords } from './markWords.ts';
import type { Span } from './momentTime.ts';

/** Where something lies on a line of time: 0 is its begin, 1 is now. */
function placeOn({ from, to }: Span, time: number): number {
  return Math.min(1, Math.max(0, (time - from) / (to - from)));
}

/** A time that is hatched: what happened in it is not known exactly. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** Gaps of a line, as shares of its length; those too short to be seen are left as wide as `least`. */
export function gapsOn(span: Span, marks: readonly Mark[], least: number): Gap[] {
  return marks.flatMap((mark) => {
    const [begin, end] = [Date.parse(mark.from), Date.parse(mark.until)];
    if (end < span.from || begin > span.to) return [];
    const from = placeOn(span, begin);
    return [
      { from: Math.min(from, 1 - least), to: Math.max(placeOn(span, end), Math.min(from, 1 - least) + least), words: markWords[mark.kind] },
    ];
  });
}

/**
 * How much was in use, as the pieces of a path in a box of a size, from 0 at its foot to the most there was at its head. A step without a
 * sample breaks the line.
 */
export function useLine(
  span: Span,
  { points, step }: Pick<PoolHistory, 'points' | 'step'>,
  { width, height }: { width: number; height: number },
): string {
  const known = points.filter(({ inUse }) => inUse !== null).map(({ at, inUse }) => ({ at: Date.parse(at), inUse: Number(inUse) }));
  const most = Math.max(1, ...known.map(({ inUse }) => inUse));
  let before = Number.NEGATIVE_INFINITY;
  let path = '';
  for (const { at, inUse } of known) {
    if (at + step * 1000 < span.from || at > span.to) continue;
    const x = placeOn(span, at) * width;
    const y = height - (inUse / most) * height;
    path += `${at - before > 2.5 * step * 1000 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    before = at;
  }
  return path;
}
