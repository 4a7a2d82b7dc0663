import { readFileSync } from 'node:fs';
import { kindTable } from '../kubernetes/kindTable.ts';
import { type AnyRecord, kinds } from '../records/records.ts';
import { trafficKinds } from '../records/traffic.ts';

/**
 * For tests: objects of nine projects as a real API server (1.37.2) answered them, and what a right reader concludes from them. It is the
 * shape cni of the control plane that the product is tested on.
 */
const folder = new URL('./fixtures/cni/', import.meta.url);

export interface ExpectedPool {
  readonly source: { readonly apiVersion?: string; readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly use: string;
  readonly family: string;
  readonly ranges: readonly string[];
  readonly total: string;
  readonly reserved: string;
  readonly usable: string;
  readonly blocks: object | null;
  readonly handedOut: string | null;
  readonly recorded: string | null;
  readonly inUse: string;
  readonly free: string;
  readonly leaked: readonly { readonly address: string }[];
  readonly borrowed: readonly { readonly address: string }[];
  readonly conflicts: readonly { readonly address: string }[];
  readonly holders?: Readonly<Record<string, string>>;
}

export interface Expected {
  readonly pools: readonly ExpectedPool[];
  readonly addresses: readonly { readonly address: string; readonly state?: string; readonly as?: string }[];
  readonly serviceRanges: Readonly<Record<'IPv4' | 'IPv6', { readonly range: string; readonly inUse: string }>>;
}

export function expectedOfCluster(): Expected {
  return JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;
}

/** Its objects as records. Kinds that it does not have are no files. */
export function recordsOfCluster(): AnyRecord[] {
  const missing = new Set<string>([
    ...trafficKinds,
    'ConfigMap/kubevip',
    'ConfigMap/ovn-config',
    'CNINode.vpcresources.k8s.aws',
    'ENIConfig.crd.k8s.amazonaws.com',
  ]);
  return kinds
    .filter((kind) => !missing.has(kind))
    .flatMap((kind) => {
      const list = JSON.parse(readFileSync(new URL(`${kind.replace('/', '.')}.json`, folder), 'utf8')) as { items: object[] };
      return list.items.map((item) => kindTable[kind].fromJson(item));
    });
}
