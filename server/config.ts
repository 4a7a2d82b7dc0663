import { isIP } from 'node:net';
import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { isLoopback } from '../shared/net/loopback.ts';

/** One setting: its flag is its key in kebab-case, its environment variable CIDRSCAPE_ and the same in capitals. */
interface Setting {
  /** How the value is called in the usage text; null for a switch. */
  readonly value: string | null;
  readonly about: string;
  /** What is allowed, in words that complete "… is not …". */
  readonly allowed: string;
  /** From text to value; a switch gets "true" or "false". */
  readonly schema: z.ZodType<unknown, string>;
  /** The text that stands where none is given. */
  readonly fallback: string;
}

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((n) => n >= min && n <= max);
const optionalText = z.string().transform((text) => (text === '' ? null : text));
const onOff = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off', ''] });
const families = ['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4'] as const;
/** Whose objects the demo cluster can have; its program is the one that knows what they are. */
const projects = ['calico', 'cilium', 'kube-ovn', 'antrea', 'ovn-kubernetes', 'whereabouts', 'multus', 'metallb', 'aws', 'dra', 'kubeadm'];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** /a/b without a slash at the end; '' for the root. */
const pathPrefix = z
  .string()
  .transform((text) => text.replace(/\/+$/, ''))
  .refine((text) => /^(\/[A-Za-z0-9._~-]+)*$/.test(text) && !/\/\.\.?(\/|$)/.test(text));

const historyPlace = z
  .string()
  .refine((text) => text === '' || text === 'memory' || isPostgres(text))
  .transform((text) => (text === '' ? null : text));

function isPostgres(text: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname } = new URL(text);
  return hostname !== '' && pathname.length > 1;
}

/** label="value", label=~"pattern" and so on, with commas between. */
const matchers = /^\s*[A-Za-z_]\w*\s*(=|!=|=~|!~)\s*"([^"\\\n]|\\.)*"\s*(,\s*[A-Za-z_]\w*\s*(=|!=|=~|!~)\s*"([^"\\\n]|\\.)*"\s*)*$/;

/** A day in UTC or a moment, as milliseconds since 1970. */
const pastTime = z
  .string()
  .refine((text) => text === '' || z.iso.date().safeParse(text).success || z.iso.datetime({ offset: true }).safeParse(text).success)
  .transform((text) => (text === '' ? null : Date.parse(text)));

type Settings = Readonly<Record<string, Setting>>;

const settings = {
  kubeconfig: {
    value: 'FILE',
    about: 'the kubeconfig to use (else KUBECONFIG, ~/.kube/config, the pod it runs in)',
    allowed: 'a file name',
    schema: optionalText,
    fallback: '',
  },
  context: {
    value: 'NAME',
    about: 'the context of that kubeconfig (else its current one)',
    allowed: 'a name',
    schema: optionalText,
    fallback: '',
  },
  demo: {
    value: null,
    about: 'show the demo cluster; any --demo-… flag does that too',
    allowed: 'true or false',
    schema: onOff,
    fallback: '',
  },
  demoNodes: {
    value: 'N',
    about: 'nodes of the demo cluster',
    allowed: 'a whole number from 0 to 30000',
    schema: wholeNumber(0, 30_000),
    fallback: '60',
  },
  demoPods: {
    value: 'N',
    about: 'pods of the demo cluster',
    allowed: 'a whole number from 0 to 1000000',
    schema: wholeNumber(0, 1_000_000),
    fallback: '2000',
  },
  demoServices: {
    value: 'N',
    about: 'Services of the demo cluster',
    allowed: 'a whole number from 0 to 400000',
    schema: wholeNumber(0, 400_000),
    fallback: '280',
  },
  demoSeed: {
    value: 'N',
    about: 'the number its dice start from: the same seed, the same cluster',
    allowed: 'a whole number from 0 to 4294967295',
    schema: wholeNumber(0, 4_294_967_295),
    fallback: '1',
  },
  demoChurn: {
    value: 'N',
    about: 'events a second in it; 0: it stands still',
    allowed: 'a number from 0 to 100000, with at most three decimals',
    schema: z
      .string()
      .regex(/^\d{1,6}(\.\d{1,3})?$/)
      .transform(Number)
      .refine((rate) => rate <= 100_000),
    fallback: '3',
  },
  demoFamilies: {
    value: 'LIST',
    about: 'its address families, the primary one first',
    allowed: `one of ${families.join(' ')}`,
    schema: z.enum(families),
    fallback: 'IPv4,IPv6',
  },
  demoCni: {
    value: 'LIST',
    about: 'CNIs and others whose objects it has, or none; see README.md',
    allowed: `none or a list of ${projects.join(' ')}, each once`,
    schema: z.string().refine((text) => {
      const names = text.split(',');
      return text === 'none' || (names.every((name) => projects.includes(name)) && new Set(names).size === names.length);
    }),
    fallback: 'metallb,kubeadm',
  },
  demoHistoryDays: {
    value: 'N',
    about: 'days of made history that it begins with; 0: none',
    allowed: 'a whole number from 0 to 730',
    schema: wholeNumber(0, 730),
    fallback: '56',
  },
  demoEmpty: {
    value: null,
    about: 'a demo cluster just made: no nodes, no pods, only the Service kubernetes',
    allowed: 'true or false',
    schema: onOff,
    fallback: '',
  },
  host: {
    value: 'ADDRESS',
    about: 'the address to listen on',
    allowed: 'an IP address or a host name',
    schema: z
      .string()
      .max(253)
      .refine((host) => isIP(host) > 0 || /^(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host)),
    fallback: '127.0.0.1',
  },
  port: {
    value: 'N',
    about: 'the port to listen on; 0: any free one',
    allowed: 'a whole number from 0 to 65535',
    schema: wholeNumber(0, 65_535),
    fallback: '8080',
  },
  basePath: {
    value: 'PATH',
    about: 'the path it is served under, behind a proxy',
    allowed: 'a path such as /cidrscape',
    schema: pathPrefix,
    fallback: '',
  },
  warnAt: {
    value: 'PERCENT',
    about: 'from how full on a range, a node or the NodePorts are a finding',
    allowed: 'a whole number from 1 to 100',
    schema: wholeNumber(1, 100),
    fallback: '80',
  },
  dataDir: {
    value: 'DIR',
    about: 'the folder for the history (else the platform’s own for what programs keep)',
    allowed: 'the name of a folder',
    schema: optionalText,
    fallback: '',
  },
  history: {
    value: 'PLACE',
    about: 'keep the history there instead: postgres://user@host/database, or memory',
    allowed:
      'memory, or the URL of a PostgreSQL with a host and a database: postgres://user@host/database (in its password, / ? # as %2F %3F %23)',
    schema: historyPlace,
    fallback: '',
  },
  historyDays: {
    value: 'N',
    about: 'days for which it is kept who held an address',
    allowed: 'a whole number from 1 to 3650',
    schema: wholeNumber(1, 3650),
    fallback: '30',
  },
  historyMegabytes: {
    value: 'N',
    about: 'room beyond which the oldest of it goes sooner',
    allowed: 'a whole number from 16 to 1000000',
    schema: wholeNumber(16, 1_000_000),
    fallback: '1024',
  },
  ranges: {
    value: 'FILE',
    about: 'a YAML file of ranges that the cluster cannot know: VPC, VPN, peers, reservations',
    allowed: 'a file name',
    schema: optionalText,
    fallback: '',
  },
  allowRemote: {
    value: null,
    about: 'listen on an address that others can reach, although nobody has to sign in',
    allowed: 'true or false',
    schema: onOff,
    fallback: '',
  },
  logLevel: {
    value: 'LEVEL',
    about: 'how much is logged to standard error',
    allowed: `one of ${logLevels.join(' ')}`,
    schema: z.enum(logLevels),
    fallback: 'info',
  },
} satisfies Settings;

/** The flags of the command import. */
const importSettings = {
  prometheus: {
    value: 'URL',
    about: 'the Prometheus, or what speaks its HTTP API; with the path it is served under',
    allowed: 'an http or https URL',
    schema: z.string().refine((text) => URL.canParse(text) && /^https?:\/\/[^/]/.test(text)),
    fallback: '',
  },
  prometheusTokenFile: {
    value: 'FILE',
    about: 'a file that holds the bearer token for it (else CIDRSCAPE_PROMETHEUS_TOKEN)',
    allowed: 'a file name',
    schema: optionalText,
    fallback: '',
  },
  selector: {
    value: 'MATCHERS',
    about: 'labels of this cluster’s series, where there are others: cluster="prod"',
    allowed: 'label matchers such as cluster="prod",job=~"kube-.*"',
    schema: z.string().refine((text) => text === '' || matchers.test(text)),
    fallback: '',
  },
  from: {
    value: 'DATE',
    about: 'the first day (else as far back as it goes, two years at most)',
    allowed: 'a day such as 2026-10-01, or a time as RFC 3339 writes it',
    schema: pastTime,
    fallback: '',
  },
  to: {
    value: 'DATE',
    about: 'where it ends, not part of it (else now)',
    allowed: 'a day such as 2026-10-01, or a time as RFC 3339 writes it',
    schema: pastTime,
    fallback: '',
  },
  replace: {
    value: null,
    about: 'remove what was imported before; what was counted stays',
    allowed: 'true or false',
    schema: onOff,
    fallback: '',
  },
  dryRun: {
    value: null,
    about: 'say what would be asked, and write nothing',
    allowed: 'true or false',
    schema: onOff,
    fallback: '',
  },
  kubeconfig: settings.kubeconfig,
  context: settings.context,
  dataDir: settings.dataDir,
  history: settings.history,
  logLevel: { ...settings.logLevel, fallback: 'warn' },
} satisfies Settings;

type Parsed<S extends Settings> = { readonly [N in keyof S]: z.output<S[N]['schema']> };

/** Every setting, parsed. */
export type Config = Parsed<typeof settings>;
export type ImportConfig = Parsed<typeof importSettings> & {
  /** From the environment alone: what is in a flag is in everybody's list of processes. */
  readonly prometheusToken: string | null;
};

/** What the command line asks for. */
export type Command = { readonly run: Config } | { readonly import: ImportConfig } | { readonly print: 'help' | 'version' | 'help-import' };

/** A mistake in how the program was called: the message is one line for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const variableOf = (name: string): string => `CIDRSCAPE_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
const commands = ['import'];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads command and flags (without node and the program) and environment, flags first. Throws a UsageError that names the flag or
 * variable, its value and what is allowed.
 */
export function parseConfig(args: readonly string[], env: Environment): Command {
  const [first = ''] = args;
  if (first === 'import') return parseImport(args.slice(1), env);
  const near = first.startsWith('-') ? undefined : commands.find((command) => distance(first, command) <= 2);
  if (near !== undefined) throw new UsageError(`unknown command ${quote(first)}; did you mean ${near}?`);
  const given = readFlags(args, settings);
  if ('print' in given) return given;
  const config = parseAll(settings, given.flags, env);
  return { run: checked({ ...config, demo: config.demo || (impliesDemo(given.flags) && given.flags.get('demo') === undefined) }) };
}

function parseImport(args: readonly string[], env: Environment): Command {
  const given = readFlags(args, importSettings);
  if ('print' in given) return { print: given.print === 'help' ? 'help-import' : given.print };
  const token = env.CIDRSCAPE_PROMETHEUS_TOKEN;
  if ((given.flags.get('prometheus') ?? env.CIDRSCAPE_PROMETHEUS ?? '') === '')
    throw new UsageError('import needs --prometheus URL: where the past is to be asked for');
  const config = { ...parseAll(importSettings, given.flags, env), prometheusToken: token === undefined || token === '' ? null : token };
  if (config.history === 'memory') throw new UsageError('--history: "memory" ends with this program; give a PostgreSQL, or --data-dir');
  if (config.from !== null && config.to !== null && config.from >= config.to) throw new UsageError('--from: it must lie before --to');
  return { import: config };
}

function parseAll<S extends Settings>(table: S, flags: ReadonlyMap<string, string>, env: Environment): Parsed<S> {
  const parsed: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table)) parsed[name] = parseSetting(name, setting, flags.get(name), env);
  return parsed as Parsed<S>;
}

/** The usage text, ending with a newline. */
export function usage(): string {
  return [
    'Usage: npm start -- [flags]',
    '       npm start -- import --prometheus URL [flags]   the past, from a Prometheus; import --help lists its flags',
    '',
    'Shows the address space of a Kubernetes cluster in the browser. It only reads.',
    'Without a cluster to be found it shows a demo cluster.',
    '',
    ...flagLines(settings),
    '',
    'Each flag is an environment variable too: --log-level is CIDRSCAPE_LOG_LEVEL. The flag wins.',
    'Exit codes: 0 ended by SIGINT or SIGTERM, 2 called wrongly or cannot start.',
    '',
  ].join('\n');
}

/** The same of the command import. */
export function importUsage(): string {
  return [
    'Usage: npm start -- import --prometheus URL [flags]',
    '',
    'Asks a Prometheus that scrapes kube-state-metrics how full the pools of the cluster were, and writes that into the history,',
    'where nothing is written yet. The cluster is read for the pools that there are now. Run again, it adds what is missing.',
    '',
    ...flagLines(importSettings),
    '',
    'Each flag is an environment variable too: --prometheus is CIDRSCAPE_PROMETHEUS. The flag wins.',
    'Exit codes: 0 done, 1 broken off (what was written is good; run it again), 2 called wrongly or cannot start.',
    '',
  ].join('\n');
}

function flagLines(table: Settings): string[] {
  const rows = Object.entries(table).map(([name, setting]) => {
    const flag = setting.value === null ? flagOf(name) : `${flagOf(name)} ${setting.value}`;
    return [flag, `${setting.about}${setting.fallback === '' ? '' : ` (${setting.fallback})`}`] as const;
  });
  const all = [...rows, ['--help, -h', 'this text'] as const, ['--version, -v', 'the version'] as const];
  const width = Math.max(23, ...all.map(([flag]) => flag.length));
  return all.map(([flag, about]) => `  ${flag.padEnd(width)} ${about}`);
}

function readFlags(
  args: readonly string[],
  table: Settings,
): { readonly flags: ReadonlyMap<string, string> } | { readonly print: 'help' | 'version' } {
  const options: Record<string, ParseArgsOptionDescriptor> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  };
  const nameOfFlag = new Map(Object.keys(table).map((name) => [flagOf(name), name]));
  for (const [flag, name] of nameOfFlag) options[flag.slice(2)] = { type: table[name]?.value === null ? 'boolean' : 'string' };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Map<string, string>();
  let print: 'help' | 'version' | undefined;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional')
      throw new UsageError(`unexpected argument ${quote(withoutPassword(token.value))}; --help lists the flags`);
    if (token.name === 'help' || token.name === 'version') {
      print ??= token.name;
      continue;
    }
    const name = nameOfFlag.get(token.rawName);
    const setting = name === undefined ? undefined : table[name];
    if (name === undefined || setting === undefined) {
      const nearest = nearestFlag(token.rawName, [...nameOfFlag.keys()]);
      throw new UsageError(`unknown flag ${quote(token.rawName)}; did you mean ${nearest}?`);
    }
    const missing = token.value === undefined || (!token.inlineValue && token.value.startsWith('--'));
    if (setting.value !== null && missing) throw new UsageError(`${token.rawName} needs a value: ${setting.allowed}`);
    flags.set(name, token.value ?? 'true');
  }
  return print === undefined ? { flags } : { print };
}

function parseSetting(name: string, setting: Setting, flag: string | undefined, env: Environment): unknown {
  const variable = env[variableOf(name)];
  const text = flag ?? (variable === undefined || variable === '' || isServiceLink(name, variable) ? setting.fallback : variable);
  const result = setting.schema.safeParse(text);
  const empty = flag === '' && setting.value !== null && name !== 'basePath';
  if (result.success && !empty) return result.data;
  const shown = quote(withoutPassword(text));
  throw new UsageError(`${flag === undefined ? variableOf(name) : flagOf(name)}: ${shown} is not ${setting.allowed}`);
}

/**
 * In a pod, the kubelet sets CIDRSCAPE_PORT=tcp://10.96.0.5:80 where the namespace has a Service named cidrscape
 * (enableServiceLinks); that is not ours.
 */
function isServiceLink(name: string, variable: string): boolean {
  return name === 'port' && /^(tcp|udp|sctp):\/\//.test(variable);
}

function impliesDemo(flags: ReadonlyMap<string, string>): boolean {
  return [...flags.keys()].some((name) => name !== 'demo' && name.startsWith('demo'));
}

function checked(config: Config): Config {
  const cluster = config.kubeconfig !== null ? '--kubeconfig' : config.context !== null ? '--context' : undefined;
  if (config.demo && cluster !== undefined) throw new UsageError(`--demo and ${cluster} exclude each other: give one of them`);
  if (!isLoopbackHost(config.host) && !config.allowRemote) {
    throw new UsageError(
      `--host: ${quote(config.host)} can be reached by others, and nobody has to sign in; add --allow-remote if all of them may see the cluster`,
    );
  }
  return config;
}

/** Whether a host to listen on is this machine's alone. A name other than localhost may resolve to anything. */
export function isLoopbackHost(host: string): boolean {
  return host.toLowerCase() === 'localhost' || isLoopback(host);
}

function nearestFlag(flag: string, flags: readonly string[]): string {
  return ['--help', '--version', ...flags].reduce((best, name) => (distance(flag, name) < distance(flag, best) ? name : best));
}

/**
 * A text that was taken for a place, without the password that may be in it: before an "@", behind a user without one, or as a parameter.
 * It need be no URL: whoever mistypes one has it in a log otherwise.
 */
function withoutPassword(text: string): string {
  return text
    .replace(/^((?:[a-z][a-z\d+.-]*:)?\/*[^:/?#@]*):.*@/is, '$1:…@')
    .replace(/^((?:[a-z][a-z\d+.-]*:)?\/\/[^:/?#@[]*):(?!\d{1,5}(?:[/?#]|$))[^@]*$/i, '$1:…')
    .replace(/(\/\/[^/@\s]*:)(?!…)[^@\s]*@/g, '$1…@')
    .replace(/((?:^|[?&;\s])(?:ssl)?password\s*=\s*)(?:'[^']*'|[^&;\s]*)/gi, '$1…');
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
