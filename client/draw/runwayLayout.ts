import type { EndSpan, RunwayAxis } from './runwayAxis.ts';

/** One runway, in shares of the width of its axis. */
export interface RunwayLayout {
  /** From today to the earliest day. */
  readonly line: { readonly from: 0; readonly to: number };
  /** From the earliest day to the latest; null where the earliest is beyond the axis. `isOpen`: it goes on behind the axis. */
  readonly band: { readonly from: number; readonly to: number; readonly isOpen: boolean } | null;
  /** The likely day; null where it is beyond the axis. */
  readonly tick: number | null;
  /** Whether it goes on behind the axis: an arrow says so. */
  readonly goesOn: boolean;
  /** Where its date stands: behind the band, above the tick where there is no room for it, or in the line where there is no band. `at` is its edge or middle. */
  readonly text: { readonly place: 'behind' | 'above' | 'in'; readonly at: number };
}

/** A runway on its axis. `room` is what its date takes, as a share of the width. */
export function runwayLayout({ earliest, likely, latest }: EndSpan, axis: RunwayAxis, room: number): RunwayLayout {
  const share = (day: number | null) => (day === null ? Number.POSITIVE_INFINITY : Math.max(0, (day - axis.from) / (axis.to - axis.from)));
  const [low, middle, high] = [share(earliest), share(likely), share(latest)];
  const goesOn = high > 1;
  const line = { from: 0, to: Math.min(1, low) } as const;
  const band = low < 1 ? { from: low, to: Math.min(1, high), isOpen: goesOn } : null;
  const tick = middle <= 1 ? middle : null;
  return { line, band, tick, goesOn, text: textPlace(band?.to ?? null, tick, room) };
}

function textPlace(to: number | null, tick: number | null, room: number): RunwayLayout['text'] {
  if (to === null) return { place: 'in', at: 1 };
  if (to + room <= 1) return { place: 'behind', at: to };
  return { place: 'above', at: Math.min(1 - room / 2, Math.max(room / 2, tick ?? 1)) };
}
