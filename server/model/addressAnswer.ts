import { type Address, formatAddress, unmap } from '../../shared/net/address.ts';
import { type Cidr, formatCidr, hostCidr, lastValue } from '../../shared/net/cidr.ts';
import { specialRangeOf } from '../../shared/net/special.ts';
import { keptWithin } from '../../shared/plan/keep.ts';
import type { Holder } from '../../shared/wire/addresses.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import { role, roleAs } from './claims.ts';
import type { Cluster } from './cluster.ts';
import { type Holding, isLeaked, liveHoldings, quietHoldings, referenceOf } from './holders.ts';
import { allocationOf, recordState, whoHolds } from './ipam/allocations.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { headOf } from './outsideRanges.ts';
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
  const quiet = quietHoldings(cluster, address).map((holding) => recorded(cluster, holding, address));
  const block = blockAround(cluster, host, pools);
  return {
    address: formatAddress(address),
    family: address.family,
    special: specialRangeOf(address),
    holders: [
      ...live.map((holding) => holderOf(holding, pools, { ...whoHolds(holding, address), state: liveState(holding) })),
      ...quiet.map(({ holding, as }) => holderOf(holding, pools, { object: referenceOf(holding), by: null, ...as })),
    ],
    pools: pools.map(({ id }) => id),
    block: block && block.node !== undefined ? { cidr: formatCidr(block.cidr), node: block.node } : null,
    state: stateOf(cluster, address, { live, quiet, pools, block }),
    ...neighbours(cluster, address, pools[0]),
    around: pools.length > 0 ? null : cluster.pools.surrounding(host),
    ...declaredAround(cluster, address),
  };
}

const mostDeclared = 20;

/** Ranges of a file that it lies in; nothing where there is no file. */
function declaredAround({ outside }: Cluster, address: Address): Pick<WhoAnswer, 'declared'> {
  return outside.isDeclared ? { declared: outside.around(address, mostDeclared).map(headOf) } : {};
}

interface Standing {
  readonly state: Holder['state'];
  readonly note: string;
}

interface Quiet {
  readonly holding: Holding;
  readonly as: Standing;
}

/** What an object that does not hold an address, and names it, means. */
function recorded(cluster: Cluster, holding: Holding, address: Address): Quiet {
  const said = allocationOf(holding, address);
  if (!said) return { holding, as: { state: holding.role === role.terminated ? 'terminated' : liveState(holding), note: '' } };
  const held = cluster.book.index(address.family, 'live').has(address.value);
  const state = held ? 'unknown' : recordState(cluster, said, holding.record);
  const words = said.for === null ? said.note : [`for ${whoText(said.for)}`, said.note].filter((text) => text !== '').join(', ');
  return { holding, as: { state: state === 'leaked' || state === 'kept' || state === 'pending' ? state : 'live', note: words } };
}

function whoText({ kind, namespace, name }: Reference): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** The narrowest block around an address that is handed out in the pools there, and the first node by name that has it. */
function blockAround(cluster: Cluster, host: Cidr, pools: readonly Pool[]) {
  const found = cluster
    .blocksOf(pools)
    .flatMap((blocks) => blocks.covering(host).map((cidr) => ({ blocks, cidr })))
    .sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength)[0];
  return found && { ...found, node: cluster.blockClaims.names(found.blocks.nodes(found.cidr))[0] };
}

function holderOf(holding: Holding, pools: readonly Pool[], { object, by, state, note }: Standing & Pick<Holder, 'object' | 'by'>): Holder {
  const kinds = poolKindsOf(holding);
  return {
    object,
    by,
    as: roleAs[holding.role] as Holder['as'],
    pool: pools.find((pool) => kinds.includes(pool.kind))?.id ?? null,
    since: timeText(holding.record.createdAt),
    state,
    note: note === '' ? null : note,
  };
}

function poolKindsOf(holding: Holding): readonly Pool['kind'][] {
  switch (holding.role) {
    case role.podIP:
    case role.terminated:
      return ['pod'];
    case role.clusterIP:
    case role.ipAddress:
      return ['service'];
    case role.hostIP:
    case role.nodeAddress:
    case role.nodeExternal:
      return ['node'];
    case role.loadBalancer:
      return ['loadBalancer'];
    case role.secondary:
      return ['secondary'];
    case role.nodeOwn:
    case role.virtual:
    case role.record:
    case role.note:
    case role.kept:
      return ['pod', 'loadBalancer', 'secondary', 'node'];
    default:
      return [];
  }
}

function liveState({ record }: Holding): Holder['state'] {
  if (record.deletedAt !== 0) return 'terminating';
  return record.kind === 'Pod' && record.phase === 'Pending' ? 'pending' : 'live';
}

interface Around {
  readonly live: readonly Holding[];
  readonly quiet: readonly Quiet[];
  readonly pools: readonly Pool[];
  readonly block: { readonly blocks: NodeBlocks; readonly cidr: Cidr } | undefined;
}

function stateOf(cluster: Cluster, address: Address, { live, quiet, pools, block }: Around): WhoAnswer['state'] {
  if (cluster.book.isConflict(address)) return 'conflict';
  if (live.length > 0) return isLeaked(cluster, live) ? 'leaked' : 'in-use';
  if (quiet.some(({ as }) => as.state === 'leaked')) return 'leaked';
  if (quiet.some(({ as }) => as.state === 'kept')) return 'reserved';
  if (quiet.some(({ holding, as }) => as.state === 'pending' && (holding.role === role.record || holding.role === role.note)))
    return 'in-use';
  if (quiet.some(({ holding }) => holding.role === role.terminated)) return 'terminated';
  const host = hostCidr(address);
  if (block && block.blocks.addresses(host).reserved > 0n) return 'reserved';
  if (pools.some((pool) => keptIn(pool, address))) return 'reserved';
  const [service] = serviceRangesIn(cluster, host);
  if (service && reservedInService(service, host).reserved > 0n) return 'reserved';
  if (!useIsKnownIn(cluster, pools)) return null;
  return pools.length > 0 ? 'free' : 'outside';
}

/** Whether a pool names an address as one that it never gives out. The ends of blocks are kept of those that are handed out. */
function keptIn(pool: Pool, { family, value }: Address): boolean {
  const keeps = pool.blocks === null ? pool.keeps : pool.keeps.filter(({ kind }) => kind === 'addresses');
  return keeps.length > 0 && keptWithin(keeps, family, value, value) > 0n;
}

/** The nearest held addresses below and above: in the narrowest pool around the address, else in the whole family. */
function neighbours(cluster: Cluster, { family, value }: Address, pool: Pool | undefined): Pick<WhoAnswer, 'before' | 'after'> {
  const held = cluster.book.index(family, 'live');
  const range = pool?.cover ?? { family, value: 0n, prefixLength: 0 };
  const first = range.value;
  const last = lastValue(range);
  const below = value === first ? undefined : held.floor(value - 1n);
  const above = value === last ? undefined : held.ceiling(value + 1n);
  return {
    before: below === undefined || below < first ? null : formatAddress({ family, value: below }),
    after: above === undefined || above > last ? null : formatAddress({ family, value: above }),
  };
}
