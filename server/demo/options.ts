import { parseArgs } from 'node:util';
import type { Family } from '../../shared/net/address.ts';
import { mostNodes, mostServices } from './cluster/ranges.ts';
import { cniNames, isCniName } from './cni/cnis.ts';
import { type DemoOptions, demoDefaults } from './startDemo.ts';

/** A flag that cannot be: the message names it and says what would do. */
export class OptionError extends Error {}

export const usage = `Usage: node server/demo/main.ts [flags]
A simulated Kubernetes API server on 127.0.0.1.

  --port N          port to listen on; 0: any free one (${demoDefaults.port})
  --nodes N         nodes, the control plane's among them (${demoDefaults.nodes})
  --pods N          pods (${demoDefaults.pods})
  --services N      Services (${demoDefaults.services})
  --families LIST   IPv4,IPv6 | IPv6,IPv4 | IPv4 | IPv6: the primary family first (${demoDefaults.families.join()})
  --seed N          the same seed makes the same cluster (${demoDefaults.seed})
  --churn N         events a second; 0: a cluster that stands still (${demoDefaults.churn})
  --cni LIST        projects whose objects it has, or none (${demoDefaults.cni.join()}):
                    ${cniNames.join()}
  --empty           nothing but the kubernetes Service
  --token TEXT      ask for this bearer token
  --help
`;

const families: Readonly<Record<string, readonly Family[]>> = {
  'IPv4,IPv6': ['IPv4', 'IPv6'],
  'IPv6,IPv4': ['IPv6', 'IPv4'],
  IPv4: ['IPv4'],
  IPv6: ['IPv6'],
};

/** Reads the command line. Errors: OptionError, one line. Undefined: help was asked for. */
export function parseOptions(args: readonly string[]): DemoOptions | undefined {
  const { values } = read(args);
  if (values.help) return undefined;
  const wanted = families[values.families ?? demoDefaults.families.join()];
  if (!wanted) throw new OptionError(`--families ${values.families}: one of ${Object.keys(families).join(' | ')}`);
  if (values.token === '') throw new OptionError('--token: it is empty');
  return {
    port: whole('port', values.port, demoDefaults.port, 65_535),
    nodes: whole('nodes', values.nodes, demoDefaults.nodes, mostNodes),
    pods: whole('pods', values.pods, demoDefaults.pods, 3_000_000),
    services: whole('services', values.services, demoDefaults.services, mostServices),
    seed: whole('seed', values.seed, demoDefaults.seed, 0xffff_ffff),
    churn: rate(values.churn),
    families: wanted,
    empty: values.empty === true,
    cni: projects(values.cni),
    token: values.token ?? '',
  };
}

function read(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: text,
        nodes: text,
        pods: text,
        services: text,
        families: text,
        seed: text,
        churn: text,
        cni: text,
        token: text,
        empty: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw new OptionError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function projects(text: string | undefined): readonly string[] {
  if (text === undefined) return demoDefaults.cni;
  if (text === 'none') return [];
  const names = text.split(',');
  if (!names.every(isCniName) || new Set(names).size < names.length)
    throw new OptionError(`--cni ${text}: none, or a list of ${cniNames.join()}, each once`);
  return names;
}

function whole(name: string, text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined) return otherwise;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number) || number > most) throw new OptionError(`--${name} ${text}: a whole number from 0 to ${most}`);
  return number;
}

function rate(text: string | undefined): number {
  if (text === undefined) return demoDefaults.churn;
  const number = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number) || number > 100_000) throw new OptionError(`--churn ${text}: events a second, from 0 to 100000`);
  return number;
}
