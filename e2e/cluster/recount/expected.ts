import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a correct reader concludes from a shape's objects of CNIs and load balancers, as expected.json beside the shape has it. */
export interface Expected {
  readonly pools: readonly ExpectedPool[];
  readonly services: readonly { readonly name: string; readonly loadBalancer: readonly string[]; readonly pool?: string | null }[];
  readonly addresses: readonly {
    readonly address: string;
    readonly state?: string;
    readonly as?: string;
    readonly holder?: string;
    readonly holders?: readonly string[];
    readonly range?: string;
  }[];
  readonly findings: readonly {
    readonly what: string;
    readonly object?: string;
    readonly objects?: readonly string[];
    readonly why: string;
  }[];
  readonly serviceRanges: Readonly<Record<'IPv4' | 'IPv6', { readonly range: string; readonly inUse: string }>>;
}

export interface ExpectedPool {
  /** "cluster pod range" is no object: flags and ConfigMaps say it. */
  readonly source: { readonly apiVersion?: string; readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly use: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly ranges: readonly string[];
  readonly total: string;
  readonly reserved: string;
  readonly usable: string;
  readonly blocks: { readonly prefixLength: number; readonly total: number; readonly handedOut: number; readonly free: number } | null;
  readonly handedOut: string | null;
  readonly recorded: string | null;
  readonly inUse: string;
  readonly free: string;
  readonly leaked: readonly { readonly address: string }[];
  readonly borrowed: readonly { readonly address: string }[];
  readonly conflicts: readonly { readonly address: string; readonly holders: readonly string[] }[];
  readonly holders?: Readonly<Record<string, string>>;
}

/** Of shapes/NAME.json: shapes/NAME/expected.json. Throws where it is not there. */
export function readExpected(shapeFile: string): Expected {
  return JSON.parse(readFileSync(join(dirname(shapeFile), basename(shapeFile, '.json'), 'expected.json'), 'utf8')) as Expected;
}

/** The objects that a text names, as "namespace/name" or "name": "Services a/b and a/c", "node n (VXLAN tunnel)", "pod a/b net1". */
export function namesIn(text: string): string[] {
  const words = text
    .replace(/\(.*?\)/g, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const namespaced = words.filter((word) => /^[a-z0-9.-]+\/[a-z0-9.-]+$/.test(word));
  return namespaced.length > 0 ? namespaced : words.slice(1, 2);
}
