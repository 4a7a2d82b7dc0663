/** How far back a pool's past is shown; `ahead` is its forecast with the days before it. */
export type Span = 'ahead' | 'day' | 'week' | 'weeks' | 'all';

export const spans: readonly (readonly [Span, string])[] = [
  ['ahead', 'Ahead'],
  ['day', 'Day'],
  ['week', 'Week'],
  ['weeks', '8 weeks'],
  ['all', 'All'],
];

const day = 86_400_000;
const lengths = { day, week: 7 * day, weeks: 56 * day } as const;

/** Seconds of a step: as many as the chart has room for. Of all the server chooses. */
export const spanSteps: Readonly<Record<Exclude<Span, 'ahead'>, number | undefined>> = {
  day: 300,
  week: 1800,
  weeks: 21_600,
  all: undefined,
};

/** Since when, in milliseconds, at a whole step of samples; of all since the history begins, or a day where nobody knows that. */
export function spanFrom(span: Exclude<Span, 'ahead'>, now: number, since: string | null): number {
  const five = 300_000;
  const from = span === 'all' ? (since === null ? now - day : Math.min(Date.parse(since), now - 3_600_000)) : now - lengths[span];
  return Math.floor(from / five) * five;
}
