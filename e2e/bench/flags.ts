import { parseArgs } from 'node:util';

/** What a run consists of, in the order it is measured and printed. */
export const sectionNames = [
  'sync',
  'memory',
  'routes',
  'live',
  'model',
  'topology',
  'frames',
  'sizes',
  'backtest',
  'history',
  'million',
] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Flags {
  /** Pods of the demo clusters, ascending; with --against the first one alone stands beside the real cluster. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Seconds of events. */
  readonly seconds: number;
  /** Events a second. */
  readonly rate: number;
  /** Events of each kind that a round gives to the model. */
  readonly events: number;
  readonly sections: readonly SectionName[];
  /** A kubeconfig; null for the demo clusters alone. */
  readonly against: string | null;
  /** A program and its first arguments; null where kubectl is not timed. */
  readonly kubectl: readonly string[] | null;
}

/** A flag that cannot be: the message names it and says what would do. */
export class FlagError extends Error {}

export const usage = `Usage: npm run bench -- [flags]
Measures the product and prints one table. It starts what it needs, on loopback, and stops it.

  --sizes LIST        pods of the demo clusters (1500,15000,150000); 30 a node, 15 a Service
  --rounds N          turns that what is compared takes (3)
  --seconds N         how long events come (15)
  --rate N            events a second (500)
  --events N          events of each kind that a round gives to the model (10000)
  --quick             small sizes and one round: whether it works, in a minute or two
  --only LIST         of ${sectionNames.join()}
  --million           the section of that name, too: a store and a model of 1,000,000 pods on 65,000 nodes
  --against FILE      sync, memory and routes on the cluster of this kubeconfig, which is only read
  --kubectl PROGRAM…  time "PROGRAM… get pods -A -o wide" on it, too; one text, parted at blanks
  --help
`;

const whatAgainstHas: readonly SectionName[] = ['sync', 'memory', 'routes'];

/** Reads the command line. Errors: FlagError, one line. Undefined: help was asked for. */
export function parseFlags(args: readonly string[]): Flags | undefined {
  const values = read(args);
  if (values.help) return undefined;
  const { against = null, quick = false } = values;
  const names = sections(values.only, values.million === true, against !== null);
  if (values.kubectl !== undefined && against === null) throw new FlagError('--kubectl needs --against: it is timed on that cluster');
  return {
    sizes: sizes(values.sizes ?? (quick ? '150,600,1500' : '1500,15000,150000')),
    rounds: whole('rounds', values.rounds, quick ? 1 : 3, 100),
    seconds: whole('seconds', values.seconds, quick ? 3 : 15, 3600),
    rate: whole('rate', values.rate, 500, 10_000),
    events: whole('events', values.events, quick ? 2000 : 10_000, 1_000_000),
    sections: names,
    against,
    kubectl: values.kubectl === undefined ? null : program(values.kubectl),
  };
}

function read(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    sizes: text,
    rounds: text,
    seconds: text,
    rate: text,
    events: text,
    only: text,
    against: text,
    kubectl: text,
    quick: flag,
    million: flag,
    help: flag,
  };
  try {
    return parseArgs({ args: [...args], strict: true, allowPositionals: false, options }).values;
  } catch (error) {
    throw new FlagError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function sections(only: string | undefined, million: boolean, isAgainst: boolean): readonly SectionName[] {
  const able = isAgainst ? whatAgainstHas : sectionNames;
  if (only === undefined && !isAgainst) return sectionNames.filter((name) => name !== 'million' || million);
  if (only === undefined && !million) return able;
  const wanted = new Set(only === undefined ? able : only.split(','));
  if (million) wanted.add('million');
  for (const name of wanted) {
    const isKnown = sectionNames.some((one) => one === name);
    if (!isKnown) throw new FlagError(`--only ${only}: a list of ${sectionNames.join()}`);
    if (!able.some((one) => one === name)) throw new FlagError(`--against has no section ${name}: ${able.join()}`);
  }
  return sectionNames.filter((name) => wanted.has(name));
}

function sizes(text: string): readonly number[] {
  const list = text.split(',').map((one) => (/^\d{1,7}$/.test(one) ? Number(one) : Number.NaN));
  const isFit = list.every((size, i) => size >= 100 && size <= 1_000_000 && size > (list[i - 1] ?? 0));
  if (!isFit || list.length < 2) throw new FlagError(`--sizes ${text}: two or more whole numbers from 100 to 1000000, ascending`);
  return list;
}

function whole(name: string, text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined) return otherwise;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= 1 && number <= most)) throw new FlagError(`--${name} ${text}: a whole number from 1 to ${most}`);
  return number;
}

function program(text: string): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) throw new FlagError('--kubectl: it is empty');
  return words;
}
