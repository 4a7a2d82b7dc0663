import type { Span } from './client.ts';

/** How densely the past is asked for: as densely as the history keeps it, unless that is too much for the Prometheus. */

const day = 86_400_000;
export const hour = 3_600_000;
const minute = 60_000;
/** Series that one question looks at, all of its moments together: Prometheus refuses 50 million. */
const most = 2_000_000;
/** For so long the history keeps samples of five minutes. */
const fineAge = 14 * day;

/** Milliseconds between two moments that are asked for, by how many series a metric has: lately, and before. */
export function spacingOf(series: number): { readonly lately: number; readonly before: number } {
  if (series <= 2_000) return { lately: 5 * minute, before: hour };
  if (series <= 20_000) return { lately: hour, before: hour };
  return { lately: 6 * hour, before: 6 * hour };
}

/**
 * From one moment to another in pages of whole days (UTC), the last as far as it goes, the oldest first: each with few enough moments for
 * one answer.
 */
export function pagesOf({ from, to, now, series }: { from: number; to: number; now: number; series: number }): Span[] {
  const { lately, before } = spacingOf(series);
  const begin = Math.floor(from / day) * day;
  const turn = Math.min(Math.max(begin, Math.ceil((now - fineAge) / day) * day), Math.ceil(to / day) * day);
  return [...pages(begin, Math.min(turn, to), before, series), ...pages(turn, to, lately, series)];
}

function pages(from: number, to: number, step: number, series: number): Span[] {
  const moments = day / step;
  const days = Math.max(1, Math.min(Math.floor(most / (Math.max(1, series) * moments)), Math.floor(10_000 / moments)));
  const spans: Span[] = [];
  for (let at = from; at < to; at += days * day) {
    const last = Math.min(at + days * day, to) - 1; // what begins at the end belongs to the next
    spans.push({ from: at, to: Math.floor(last / step) * step, step });
  }
  return spans;
}

/** Two halves of whole days; undefined for a page of a day. */
export function halvesOf({ from, to, step }: Span): [Span, Span] | undefined {
  const days = Math.ceil((to - from + 1) / day);
  if (days < 2) return undefined;
  const middle = from + Math.ceil(days / 2) * day;
  return [
    { from, to: middle - step, step },
    { from: middle, to, step },
  ];
}
