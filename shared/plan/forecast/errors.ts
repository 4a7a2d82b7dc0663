import { quantile } from './quantile.ts';

/** One forecast of the past: so many days ahead, so much came more than it said. */
export interface Missed {
  readonly days: number;
  readonly by: number;
}

/** What forecasts of a series missed by in its past, in its unit. */
export interface Errors {
  /** The 10 % and the 90 % quantile, one week ahead: what lies between them came four times in five. */
  readonly low: number;
  readonly high: number;
  /** How they grow: about like days ahead to the power of this. */
  readonly exponent: number;
  /** How many days the series is long: what is far beyond that, it knows less about. */
  readonly days: number;
}

const week = 7;
const steady = 0.25; // exponent of misses that hardly grow
const perGrowth = 0.35; // as much wider where they grow with the days: with it four in five come true of made-up walks and of growth that doubles
const perLength = 0.4; // as much wider at one length of the series ahead; with it four in five come true on made-up series

/**
 * The band of a series from its own misses, of whatever distribution they are. Where all were alike its sides are still not nothing:
 * a quarter of the other one, and at least `least`. Where misses grow with the days, those of late days overlap and are few in truth:
 * their quantiles are too near, and it is wider.
 */
export function errorsOf(missed: readonly Missed[], days: number, least: number): Errors {
  const exponent = exponentOf(missed);
  const scaled = missed.map((one) => one.by / shape(exponent, one.days));
  const wider = 1 + perGrowth * Math.max(0, exponent - steady);
  const [low, high] = scaled.length === 0 ? [0, 0] : [wider * quantile(scaled, 0.1), wider * quantile(scaled, 0.9)];
  const side = Math.max(least, 0.25 * Math.max(-low, high));
  return { low: Math.min(low, -side), high: Math.max(high, side), exponent, days };
}

/** The band so many days ahead, as what is added to the likely value. */
export function errorsAhead({ low, high, exponent, days }: Errors, ahead: number): { low: number; high: number } {
  const wider = shape(exponent, ahead) * (1 + perLength * Math.sqrt(ahead / days));
  return { low: low * wider, high: high * wider };
}

/** The power under which what was missed soon and what was missed late are most alike. */
function exponentOf(missed: readonly Missed[]): number {
  const soon = missed.filter(({ days }) => days <= week);
  const late = missed.filter(({ days }) => days >= 3 * week);
  if (soon.length < 8 || late.length < 8) return 0.75;
  const unlike = (exponent: number) => Math.abs(Math.log(size(soon, exponent) / size(late, exponent)));
  return [steady, 0.5, 0.75, 1].reduce((best, exponent) => (unlike(exponent) < unlike(best) ? exponent : best));
}

function size(missed: readonly Missed[], exponent: number): number {
  const sum = missed.reduce((total, { days, by }) => total + Math.abs(by) / shape(exponent, days), 0);
  return sum / missed.length + 1e-9; // a series without any miss has a ratio, too
}

function shape(exponent: number, days: number): number {
  return (1 + (days / week) ** exponent) / 2;
}
