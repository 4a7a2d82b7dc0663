import type { Status } from '../../shared/wire/status.ts';
import type { Look } from './look.ts';
import { slopeOf } from './slope.ts';

/** One round, as the journal keeps it. */
export interface Round {
  readonly seconds: number; // since the start
  readonly isWhole: boolean;
  readonly look: Look;
  readonly status: Status;
  readonly events: number;
  /** Seconds in which these events were made. */
  readonly churned: number;
  readonly faults: number;
}

/** The first fifth of a run, and at most ten minutes of it, is warm-up: caches and JIT fill the memory that they will need. */
export const warmUpOf = (seconds: number): number => Math.min(600, seconds / 5);

const mebibytes = (bytes: number) => bytes / 2 ** 20;

/** Seconds as 1:02:03. */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

const sum = (status: Status, field: 'restarts' | 'relists' | 'decodeErrors') =>
  status.kinds.reduce((total, kind) => total + kind[field], 0);

/** The line of one round. */
export function roundLine({ seconds, isWhole, look, status, events, churned, faults }: Round): string {
  return [
    clockText(seconds),
    isWhole ? 'whole' : '     ',
    `${events} events at ${Math.round(events / churned)}/s`,
    `${faults} faults`,
    `${sum(status, 'restarts')} restarts ${sum(status, 'relists')} relists ${sum(status, 'decodeErrors')} decode errors`,
    `RSS ${mebibytes(status.memory.rss).toFixed(0)} MiB`,
    `${look.checks} checks of ${look.compared.length + 1} routes, right after ${(look.took / 1000).toFixed(1)} s`,
    look.behind.length === 0 ? 'all synced' : `${look.behind.length} kinds behind`,
    `${look.differences.length} differences`,
  ].join('  ');
}

/** What an operator wants to know in the end. */
export function summary(rounds: readonly Round[], failures: readonly string[], faultCounts: ReadonlyMap<string, number>): string[] {
  const last = rounds.at(-1);
  if (!last) return ['nothing was compared'];
  const [wholes, differing] = [rounds.filter(({ isWhole }) => isWhole), rounds.filter(({ look }) => look.differences.length > 0)];
  const memory = memoryOf(rounds);
  const gaps = wholes.map(({ seconds }, i) => seconds - (wholes[i - 1]?.seconds ?? 0));
  const routes = new Map<string, number>();
  for (const route of rounds.flatMap(({ look }) => look.compared)) routes.set(route, (routes.get(route) ?? 0) + 1);
  const rows: [string, string][] = [
    ['ran', clockText(last.seconds)],
    ['events', `${last.events} in ${last.churned.toFixed(0)} s of churn: ${(last.events / last.churned).toFixed(1)}/s`],
    ['events over all', `${(last.events / last.seconds).toFixed(1)}/s, the pauses for comparing among them`],
    ['faults', `${last.faults}`],
    ['restarts, relists, decode errors', (['restarts', 'relists', 'decodeErrors'] as const).map((one) => sum(last.status, one)).join(', ')],
    ['whole comparisons', `${wholes.length}, at most ${Math.max(0, ...gaps).toFixed(0)} s apart`],
    ['checks', `${rounds.reduce((total, { look }) => total + look.checks, 0)}`],
    ['RSS first, last, least, most', memory.range],
    ['RSS slope after warm-up', memory.slopeText],
  ];
  return [
    ...rows.map(([name, value]) => `${name.padEnd(34)}${value}`),
    'looks at each route:',
    ...[...routes].map(([route, count]) => `  ${route.padEnd(32)}${count}`),
    'faults:',
    ...[...faultCounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `  ${name.padEnd(32)}${count}`),
    ...failures.map((failure) => `FAIL ${failure}`),
    `${rounds.length} comparisons, ${differing.reduce((total, { look }) => total + look.differences.length, 0)} differences, ${failures.length} failures`,
  ];
}

/** RSS after warm-up, in MiB; the slope is in MiB an hour, null where there are too few rounds. */
export function memoryOf(rounds: readonly Round[]): { readonly slope: number | null; readonly slopeText: string; readonly range: string } {
  const warm = warmUpOf(rounds.at(-1)?.seconds ?? 0);
  const points = rounds
    .filter(({ seconds }) => seconds >= warm)
    .map(({ seconds, status }) => ({ x: seconds / 3600, y: mebibytes(status.memory.rss) }));
  const values = points.map(({ y }) => y);
  const text = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(0));
  const slope = slopeOf(points);
  return {
    slope,
    slopeText: slope === null ? 'not known' : `${slope.toFixed(1)} MiB an hour, over ${points.length} rounds after ${clockText(warm)}`,
    range: `${text(values[0])}, ${text(values.at(-1))}, ${text(Math.min(...values))}, ${text(Math.max(...values))} MiB`,
  };
}
