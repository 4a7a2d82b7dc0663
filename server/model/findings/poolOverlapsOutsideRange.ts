import { cidrsOf, formatAddressRange } from '../../../shared/net/addressRange.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { count } from '../../../shared/net/rangeSet.ts';
import { isHome } from '../../../shared/plan/outsideHome.ts';
import type { Pool as WirePool } from '../../../shared/wire/pools.ts';
import { type OutsideOverlap, outsideOf } from '../outsideOverlaps.ts';
import type { Declared } from '../outsideRanges.ts';
import { poolKindWords, poolName } from './poolWords.ts';
import type { ClusterRule, CountedPool, Found } from './rule.ts';

const most = 1000;

/**
 * A pool in a range that a file declares as somebody else's. A warning and never critical: nothing in the cluster fails by it, only
 * traffic to and from those outside, and that they are there is what a file says and nobody has seen.
 */
export const poolOverlapsOutsideRange: ClusterRule = {
  code: 'pool-overlaps-outside-range',
  severity: 'warning',
  title: (found) =>
    found === 1 ? '1 pool overlaps a range outside the cluster' : `${found} times a pool overlaps a range outside the cluster`,
  remedy:
    'Give the pool another range, or the other side another one. Where the cluster is meant to lie in that range, say so in the file of --ranges: contains: true.',
  find: ({ cluster, pools }) => {
    const found: Found[] = [];
    for (const counted of pools) {
      for (const overlap of outsideOf(cluster, counted.pool)) {
        if (found.length >= most) return found;
        if (overlap.isConflict) found.push(told(counted, overlap));
      }
    }
    return found;
  },
};

const kindWords = { vpc: 'VPC', peer: 'peered network', vpn: 'VPN', reserved: 'reservation' };

/** "VPN 10.20.0.0/16 (netops)". */
function rangeName({ kind, range, owner }: Declared): string {
  return `${kind === null ? 'range' : kindWords[kind]} ${formatAddressRange(range)} (${owner})`;
}

/** What goes wrong, by what the pool is. */
const consequences: Readonly<Record<WirePool['kind'], string>> = {
  pod: 'Pods reach each other there and not those outside; answers to those outside stay in the cluster.',
  service: 'From inside the cluster such an address is a Service, and those outside who have it are not reached.',
  node: 'Nodes hold themselves for the network there, and those outside are not reached from them.',
  loadBalancer: 'What a load balancer gives out there may be somebody else’s address already.',
  secondary: 'Pods with an interface there take those outside for neighbours, and do not reach them.',
};

function told({ pool, answer }: CountedPool, { outside, shared }: OutsideOverlap): Found {
  const parts = shared.runs.flatMap((run) => cidrsOf({ family: pool.family, ...run }));
  const note = outside.note === null ? '' : ` The file says of it: ${outside.note}`;
  const number = count(shared);
  return {
    subject: `${pool.id} ${outside.id}`,
    title: `${poolKindWords[pool.kind]} ${poolName(answer)} overlaps ${rangeName(outside)}`,
    detail: `They share ${number === 1n ? '1 address' : `${number} addresses`}. ${consequences[pool.kind]}${note}`,
    objects: [answer.object ?? { kind: 'Pool', name: pool.id }],
    pools: [pool.id],
    address: formatCidr(parts[0] ?? pool.cover),
    ...(isHome(outside, pool.kind) && {
      remedy: 'The cluster is meant to lie in that range, and this pool reaches beyond it: give the pool another range, or mend the file.',
    }),
  };
}
