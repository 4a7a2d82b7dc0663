import { formatAddress, parseAddress, unmap } from '../../shared/net/address.ts';
import { formatCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import type { SearchHit } from '../../shared/wire/addresses.ts';
import type { AnyRecord, Kind } from '../records/records.ts';
import type { FoundKey } from '../store/keys.ts';
import { addressAnswer } from './addressAnswer.ts';
import { claimsOf } from './claims.ts';
import type { Cluster } from './cluster.ts';
import { referenceTo } from './holders.ts';
import { says } from './ipam/says.ts';
import { LowestKeys } from './lowestKeys.ts';
import { type Declared, headOf, type OutsideRanges } from './outsideRanges.ts';
import { useIsKnownIn } from './poolAnswers.ts';
import type { FoundAnswer } from './questions.ts';
import { saysText } from './rangesAnswer.ts';

/** Kinds that are found by name, in the order in which equal matches stand. */
const named: readonly Kind[] = ['Namespace', 'Node', 'Service', 'Pod'];
const mostItems = 20;

/** An address in any spelling, a CIDR (host bits forgiven), or part of a name or of "namespace/name". */
export function searchAnswer(cluster: Cluster, text: string): FoundAnswer {
  const query = text.trim();
  const nothing = { query, address: null, cidr: null, total: 0, items: [] };
  const address = parseAddress(query);
  if (address) {
    return {
      ...nothing,
      as: 'address',
      address: addressAnswer(cluster, address),
      ...declared(cluster, (all) => all.around(unmap(address))),
    };
  }
  const cidr = parseCidrLax(query);
  if (cidr) {
    const pools = cluster.pools.near(cidr, 64);
    const around = pools.length > 0 ? null : cluster.pools.surrounding(cidr);
    const inUse = useIsKnownIn(cluster, pools) ? cluster.book.count('live', cidr).toString() : null;
    return {
      ...nothing,
      as: 'cidr',
      cidr: { cidr: formatCidr(cidr), family: cidr.family, pools: pools.map(({ id }) => id), inUse, around },
      ...declared(cluster, (all) => all.near(cidr)),
    };
  }
  const q = query.toLowerCase();
  return {
    ...nothing,
    as: 'name',
    ...byName(cluster, q),
    ...declared(cluster, ({ all }) => all.filter((one) => q !== '' && saysText(one, q))),
  };
}

/** The first of the declared ranges that a text is about; nothing where no file declares any. */
function declared({ outside }: Cluster, find: (outside: OutsideRanges) => readonly Declared[]): Pick<FoundAnswer, 'declared'> {
  if (!outside.isDeclared) return {};
  const found = find(outside);
  return { declared: { total: found.length, items: found.slice(0, mostItems).map(headOf) } };
}

interface Match {
  readonly kind: Kind;
  readonly key: string;
  /** 0: is the name; 1: begins it; 2: stands in it. */
  readonly rank: number;
}

/** Looks through every key as it lies in memory, which for 150,000 takes a few milliseconds: names of Kubernetes are lower case. */
function byName(cluster: Cluster, query: string): { total: number; items: SearchHit[] } {
  if (query === '') return { total: 0, items: [] };
  const part = Buffer.from(query);
  let total = 0;
  /** The best of each kind and rank: keys in order, at most as many as are shown. */
  const best: Match[] = [];
  for (const kind of named) {
    const ranks = [new LowestKeys(mostItems), new LowestKeys(mostItems), new LowestKeys(mostItems)] as const;
    cluster.store.searchKeys(kind, query, (key) => {
      total++;
      ranks[rankOf(key, part)].add(key);
    });
    for (const [rank, keys] of ranks.entries()) for (const key of keys.sorted()) best.push({ kind, key, rank });
  }
  best.sort((a, b) => a.rank - b.rank);
  return { total, items: best.slice(0, mostItems).map(({ kind, key }) => hit(cluster, kind, key)) };
}

function rankOf({ bytes, first, end, at }: FoundKey, part: Buffer): 0 | 1 | 2 {
  if (at === first && part.length === end - first) return 0;
  const slash = bytes.indexOf('/', first);
  const name = slash < 0 || slash >= end ? first : slash + 1;
  const begins = name + part.length <= end && part.compare(bytes, name, name + part.length) === 0;
  if (name > first && begins) return end - name === part.length ? 0 : 1;
  return at === first ? 1 : 2;
}

function hit(cluster: Cluster, kind: Kind, key: string): SearchHit {
  const record: AnyRecord | undefined = cluster.store.get(kind, key);
  const addresses = record ? addressesOf(record) : [];
  return { object: referenceTo(kind, key), match: 'name', addresses };
}

/** Each once, in the object's own order. */
function addressesOf(record: AnyRecord): string[] {
  return [...new Set(claimsOf(record, says(record), () => true).claims.map(({ address }) => formatAddress(address)))];
}
