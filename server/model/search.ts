import { formatAddress, parseAddress } from '../../shared/net/address.ts';
import { formatCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import type { SearchHit } from '../../shared/wire/addresses.ts';
import type { AnyRecord, Kind } from '../records/records.ts';
import { addressAnswer } from './addressAnswer.ts';
import { claimsOf } from './claims.ts';
import type { Cluster } from './cluster.ts';
import { referenceTo } from './holders.ts';
import { says } from './ipam/says.ts';
import { useIsKnownIn } from './poolAnswers.ts';
import type { FoundAnswer } from './questions.ts';

/** Kinds that are found by name, in the order in which equal matches stand. */
const named: readonly Kind[] = ['Namespace', 'Node', 'Service', 'Pod'];
const mostItems = 20;

/** An address in any spelling, a CIDR (host bits forgiven), or part of a name or of "namespace/name". */
export function searchAnswer(cluster: Cluster, text: string): FoundAnswer {
  const query = text.trim();
  const nothing = { query, address: null, cidr: null, total: 0, items: [] };
  const address = parseAddress(query);
  if (address) return { ...nothing, as: 'address', address: addressAnswer(cluster, address) };
  const cidr = parseCidrLax(query);
  if (cidr) {
    const pools = cluster.pools.near(cidr, 64);
    const inUse = useIsKnownIn(cluster, pools) ? cluster.book.count('live', cidr).toString() : null;
    return { ...nothing, as: 'cidr', cidr: { cidr: formatCidr(cidr), family: cidr.family, pools: pools.map(({ id }) => id), inUse } };
  }
  return { ...nothing, as: 'name', ...byName(cluster, query.toLowerCase()) };
}

interface Match {
  readonly kind: Kind;
  readonly key: string;
  /** 0: is the name; 1: begins it; 2: stands in it. */
  readonly rank: number;
}

/** Reads every key once (150,000 take a few milliseconds): names of Kubernetes are lower case, so one plain look at each does. */
function byName(cluster: Cluster, query: string): { total: number; items: SearchHit[] } {
  if (query === '') return { total: 0, items: [] };
  let total = 0;
  /** The best of each kind and rank: keys in order, at most as many as are shown. */
  const best: Match[] = [];
  for (const kind of named) {
    const ranks: string[][] = [[], [], []];
    for (const key of cluster.store.keys(kind)) {
      if (key === undefined) continue;
      const at = key.indexOf(query);
      if (at < 0) continue;
      total++;
      keepLowest(ranks[rankOf(key, query, at)] as string[], key);
    }
    for (const [rank, keys] of ranks.entries()) for (const key of lowest(keys)) best.push({ kind, key, rank });
  }
  best.sort((a, b) => a.rank - b.rank);
  return { total, items: best.slice(0, mostItems).map(({ kind, key }) => hit(cluster, kind, key)) };
}

function rankOf(key: string, query: string, at: number): number {
  if (key === query) return 0;
  const name = key.indexOf('/') + 1;
  if (name > 0 && key.startsWith(query, name)) return key.length === name + query.length ? 0 : 1;
  return at === 0 ? 1 : 2;
}

/** Grows to a few pages before it is cut to the lowest page again. */
function keepLowest(keys: string[], key: string): void {
  keys.push(key);
  if (keys.length < 10 * mostItems) return;
  const kept = lowest(keys);
  keys.length = 0;
  keys.push(...kept);
}

function lowest(keys: readonly string[]): string[] {
  return [...keys].sort().slice(0, mostItems);
}

function hit(cluster: Cluster, kind: Kind, key: string): SearchHit {
  const record: AnyRecord | undefined = cluster.store.get(kind, key);
  const addresses = record ? addressesOf(record) : [];
  return { object: referenceTo(kind, key), match: 'name', addresses };
}

/** Each once, in the object's own order. */
function addressesOf(record: AnyRecord): string[] {
  return [...new Set([...claimsOf(record, says(record), () => true).claims.values()].map(({ address }) => formatAddress(address)))];
}
