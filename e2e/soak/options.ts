import { parseArgs } from 'node:util';

/** What a soak is told. */
export interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly rate: number; // events a second
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
  readonly faults: boolean;
}

export const usage = `npm run soak -- [flags]

The product reads a simulated cluster that changes all the time and fails at random, and every ten seconds what it says is held to a
recount of the cluster's own objects.
  --minutes N    how long (5)
  --seed N       the mix of faults and the cluster's own dice (a random one, which is printed)
  --rate N       events a second (500)
  --nodes N      nodes of the cluster (200)
  --pods N       its pods (6000)
  --services N   its Services (600)
  --no-faults    churn alone
`;

/** Undefined where help was asked for. Throws a RangeError that names the flag, or parseArgs' own TypeError. */
export function parseOptions(args: readonly string[], anySeed: () => number): Options | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: text,
      seed: text,
      rate: text,
      nodes: text,
      pods: text,
      services: text,
      'no-faults': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  return {
    minutes: number('minutes', values.minutes ?? '5', 100_000),
    seed: values.seed === undefined ? anySeed() : number('seed', values.seed, 0xffff_ffff),
    rate: number('rate', values.rate ?? '500', 100_000),
    nodes: number('nodes', values.nodes ?? '200', 30_000),
    pods: number('pods', values.pods ?? '6000', 1_000_000),
    services: number('services', values.services ?? '600', 400_000),
    faults: values['no-faults'] !== true,
  };
}

function number(flag: string, text: string, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new RangeError(`--${flag} ${text}: a number from 0 to ${most}`);
  return value;
}
