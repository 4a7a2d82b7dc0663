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
    allowed: 'memory, or the URL of a PostgreSQL with a host and a database: postgres://user@host/database',
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
} satisfies Record<string, Setting>;

type Name = keyof typeof settings;
const names = Object.keys(settings) as Name[];

/** Every setting, parsed. */
export type Config = { readonly [N in Name]: z.output<(typeof settings)[N]['schema']> };

/** What the command line asks for. */
export type Command = { readonly run: Config } | { readonly print: 'help' | 'version' };

/** A mistake in how the program was called: the message is one line for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const flagOf = (name: Name): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const variableOf = (name: Name): string => `CIDRSCAPE_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
const nameOfFlag = new Map<string, Name>(names.map((name) => [flagOf(name), name]));

/**
 * Reads flags (without node and the program) and environment, flags first. Throws a UsageError that names the flag or variable,
 * its value and what is allowed.
 */
export function parseConfig(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const given = readFlags(args);
  if ('print' in given) return given;
  const parsed: Partial<Record<Name, unknown>> = {};
  for (const name of names) parsed[name] = parseSetting(name, given.flags.get(name), env);
  const config = parsed as Config;
  return { run: checked({ ...config, demo: config.demo || (impliesDemo(given.flags) && given.flags.get('demo') === undefined) }) };
}

/** The usage text, ending with a newline. */
export function usage(): string {
  const rows = names.map((name) => {
    const setting: Setting = settings[name];
    const flag = setting.value === null ? flagOf(name) : `${flagOf(name)} ${setting.value}`;
    const fallback = setting.fallback === '' ? '' : ` (${setting.fallback})`;
    return `  ${flag.padEnd(23)} ${setting.about}${fallback}`;
  });
  return [
    'Usage: npm start -- [flags]',
    '',
    'Shows the address space of a Kubernetes cluster in the browser. It only reads.',
    'Without a cluster to be found it shows a demo cluster.',
    '',
    ...rows,
    `  ${'--help, -h'.padEnd(23)} this text`,
    `  ${'--version, -v'.padEnd(23)} the version`,
    '',
    'Each flag is an environment variable too: --log-level is CIDRSCAPE_LOG_LEVEL. The flag wins.',
    'Exit codes: 0 ended by SIGINT or SIGTERM, 2 called wrongly or cannot start.',
    '',
  ].join('\n');
}

function readFlags(args: readonly string[]): { readonly flags: ReadonlyMap<Name, string> } | { readonly print: 'help' | 'version' } {
  const options: Record<string, ParseArgsOptionDescriptor> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  };
  for (const name of names) options[flagOf(name).slice(2)] = { type: settings[name].value === null ? 'boolean' : 'string' };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Map<Name, string>();
  let print: 'help' | 'version' | undefined;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw new UsageError(`unexpected argument ${quote(token.value)}; --help lists the flags`);
    if (token.name === 'help' || token.name === 'version') {
      print ??= token.name;
      continue;
    }
    const name = nameOfFlag.get(token.rawName);
    if (name === undefined) throw new UsageError(`unknown flag ${quote(token.rawName)}; did you mean ${nearestFlag(token.rawName)}?`);
    const setting: Setting = settings[name];
    const missing = token.value === undefined || (!token.inlineValue && token.value.startsWith('--'));
    if (setting.value !== null && missing) throw new UsageError(`${token.rawName} needs a value: ${setting.allowed}`);
    flags.set(name, token.value ?? 'true');
  }
  return print === undefined ? { flags } : { print };
}

function parseSetting(name: Name, flag: string | undefined, env: Readonly<Record<string, string | undefined>>): unknown {
  const setting: Setting = settings[name];
  const variable = env[variableOf(name)];
  const text = flag ?? (variable === undefined || variable === '' || isServiceLink(name, variable) ? setting.fallback : variable);
  const result = setting.schema.safeParse(text);
  const empty = flag === '' && setting.value !== null && name !== 'basePath';
  if (result.success && !empty) return result.data;
  const shown = text.replace(/(\/\/[^/@\s]*:)[^@\s]*@/, '$1…@'); // a password is nobody's business
  throw new UsageError(`${flag === undefined ? variableOf(name) : flagOf(name)}: ${quote(shown)} is not ${setting.allowed}`);
}

/**
 * In a pod, the kubelet sets CIDRSCAPE_PORT=tcp://10.96.0.5:80 where the namespace has a Service named cidrscape
 * (enableServiceLinks); that is not ours.
 */
function isServiceLink(name: Name, variable: string): boolean {
  return name === 'port' && /^(tcp|udp|sctp):\/\//.test(variable);
}

function impliesDemo(flags: ReadonlyMap<Name, string>): boolean {
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

function nearestFlag(flag: string): string {
  const known = ['--help', '--version', ...nameOfFlag.keys()];
  return known.reduce((best, name) => (distance(flag, name) < distance(flag, best) ? name : best));
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
