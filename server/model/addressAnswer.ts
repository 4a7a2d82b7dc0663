import { type Address, formatAddress, unmap } from '../../shared/net/address.ts';
import { type Cidr, formatCidr, hostCidr, lastValue } from '../../shared/net/cidr.ts';
import { specialRangeOf } from '../../shared/net/special.ts';
import type { Holder } from '../../shared/wire/addresses.ts';
import { role, roleAs } from './claims.ts';
import type { Cluster } from './cluster.ts';
import { type Holding, isLeaked, liveHoldings, quietHoldings, referenceOf } from './holders.ts';
import type { Pool } from './pool.ts';
import { reservedInService, serviceRangesIn, useIsKnownIn } from './poolAnswers.ts';
import type { WhoAnswer } from './questions.ts';
import { timeText } from './time.ts';

/** Who holds an address, and where it lies. An IPv4-mapped address is the IPv4 address it maps, as Kubernetes takes it. */
export function addressAnswer(cluster: Cluster, asked: Address): WhoAnswer {
  const address = unmap(asked);
  const host = hostCidr(address);
  const pools = cluster.pools.around(address);
  const live = liveHoldings(cluster, address);
  const quiet = quietHoldings(cluster, address);
  const [block] = cluster.blocks.covering(host);
  const [owner] = block
    ? cluster.blocks
        .nodes(block)
        .map((id) => cluster.names.Node.key(id))
        .sort()
    : [];
  return {
    address: formatAddress(address),
    family: address.family,
    special: specialRangeOf(address),
    holders: [...live, ...quiet].map((holding) => holderOf(holding, pools)),
    pools: pools.map(({ id }) => id),
    block: block && owner !== undefined ? { cidr: formatCidr(block), node: owner } : null,
    state: stateOf(cluster, address, { live, quiet, pools, block }),
    ...neighbours(cluster, address, pools[0]),
  };
}

function holderOf(holding: Holding, pools: readonly Pool[]): Holder {
  const kind = poolKindOf(holding);
  return {
    object: referenceOf(holding),
    as: roleAs[holding.role] as Holder['as'],
    pool: pools.find((pool) => pool.kind === kind)?.id ?? null,
    since: timeText(holding.record.createdAt),
    state: holderState(holding),
  };
}

function poolKindOf(holding: Holding): Pool['kind'] | undefined {
  switch (holding.role) {
    case role.podIP:
    case role.terminated:
      return 'pod';
    case role.clusterIP:
    case role.ipAddress:
      return 'service';
    case role.hostIP:
    case role.nodeAddress:
    case role.nodeExternal:
      return 'node';
    default:
      return undefined;
  }
}

function holderState({ role: as, record }: Holding): Holder['state'] {
  if (as === role.terminated) return 'terminated';
  if (record.deletedAt !== 0) return 'terminating';
  return record.kind === 'Pod' && record.phase === 'Pending' ? 'pending' : 'live';
}

interface Around {
  readonly live: readonly Holding[];
  readonly quiet: readonly Holding[];
  readonly pools: readonly Pool[];
  readonly block: Cidr | undefined;
}

function stateOf(cluster: Cluster, address: Address, { live, quiet, pools, block }: Around): WhoAnswer['state'] {
  if (cluster.book.isConflict(address)) return 'conflict';
  if (live.length > 0) return isLeaked(cluster, live) ? 'leaked' : 'in-use';
  if (quiet.some((holding) => holding.role === role.terminated)) return 'terminated';
  const host = hostCidr(address);
  if (block && cluster.blocks.addresses(host).reserved > 0n) return 'reserved';
  const [service] = serviceRangesIn(cluster, host);
  if (service && reservedInService(service, host).reserved > 0n) return 'reserved';
  if (!useIsKnownIn(cluster, pools)) return null;
  return pools.length > 0 ? 'free' : 'outside';
}

/** The nearest held addresses below and above: in the narrowest pool around the address, else in the whole family. */
function neighbours(cluster: Cluster, { family, value }: Address, pool: Pool | undefined): Pick<WhoAnswer, 'before' | 'after'> {
  const held = cluster.book.index(family, 'live');
  const range = pool?.range ?? { family, value: 0n, prefixLength: 0 };
  const first = range.value;
  const last = lastValue(range);
  const below = value === first ? undefined : held.floor(value - 1n);
  const above = value === last ? undefined : held.ceiling(value + 1n);
  return {
    before: below === undefined || below < first ? null : formatAddress({ family, value: below }),
    after: above === undefined || above > last ? null : formatAddress({ family, value: above }),
  };
}
