import type { Sample } from '../history/history.ts';

/** For tests: what was counted of a pool from a day on, a value a day; null leaves a gap. The value is what is in use unless `rest` says it. */
export function dailySamples(pool: string, from: number, values: readonly (number | null)[], rest: Partial<Sample> = {}): Sample[] {
  return values.flatMap((value, i): Sample[] => {
    if (value === null) return [];
    const inUse = `${value}`;
    return [
      {
        pool,
        at: (from + i) * 86_400_000,
        family: pool.includes(':') ? 'IPv6' : 'IPv4',
        total: '256',
        usable: null,
        handedOut: null,
        recorded: null,
        inUse,
        inUseLeast: inUse,
        blocks: null,
        limit: 'addresses',
        count: 288,
        imported: 0,
        made: false,
        ...rest,
      },
    ];
  });
}

/** The same by pool. */
export function counted(...samples: readonly (readonly Sample[])[]): Map<string, readonly Sample[]> {
  return new Map(samples.flatMap((rows) => (rows[0] ? [[rows[0].pool, rows] as const] : [])));
}
