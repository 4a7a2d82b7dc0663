import type { Pool } from '../../../shared/wire/pools.ts';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { isUnusual, poolStates } from '../../kit/poolStates.ts';
import { recordedWords } from '../../kit/recordedWords.ts';
import { flagOf } from './provenanceLines.ts';

/** "Node blocks", "Services": what the breadcrumb begins with. */
export function kindTitle(pool: Pick<Pool, 'kind' | 'blocks'>): string {
  switch (pool.kind) {
    case 'pod':
      return pool.blocks ? 'Node blocks' : 'Pods';
    case 'service':
      return 'Services';
    case 'node':
      return 'Node network';
    case 'loadBalancer':
      return 'Load balancers';
    case 'secondary':
      return 'Secondary network';
  }
}

/** What is taken of a pool, by what it is counted in: "215 of 256", "64 in use", "unknown". */
export function poolAmount(pool: Pick<Pool, 'blocks' | 'addresses'>): string {
  const { blocks, addresses } = pool;
  if (blocks) {
    if (blocks.handedOut === null) return 'unknown';
    const handedOut = formatCount(blocks.handedOut).short;
    return blocks.free === null ? `${handedOut} handed out` : `${handedOut} of ${formatCount(blocks.total).short}`;
  }
  if (addresses.inUse === null) return 'unknown';
  const inUse = formatCount(addresses.inUse).short;
  return addresses.free === null || addresses.usable === null || BigInt(addresses.usable) > 1_000_000n
    ? `${inUse} in use`
    : `${inUse} of ${formatCount(addresses.usable).short}`;
}

/** What a pool is, how it is known and how it stands: "node blocks /24 · --cluster-cidr", "Services · ServiceCIDR kubernetes". */
export function poolOrigin(pool: Pick<Pool, 'kind' | 'blocks' | 'provenance' | 'state' | 'ranges' | 'addresses'>): string {
  const said = [
    pool.kind === 'pod' && pool.blocks
      ? `node blocks /${pool.blocks.prefixLength}`
      : pool.kind === 'service'
        ? 'Services'
        : kindTitle(pool).toLowerCase(),
  ];
  const [best] = pool.provenance;
  if (best) said.push(best.confidence === 'declared' ? (flagOf(best.source) ?? best.source.replace('/', ' ')) : best.confidence);
  if (isUnusual(pool)) said.push(poolStates[pool.state]);
  const recorded = recordedWords(pool.addresses);
  if (recorded !== undefined) said.push(recorded);
  // The amount beside each range is the pool's.
  if (pool.ranges.length > 1) said.push(`counted with ${counted(pool.ranges.length - 1, 'other range')}`);
  return said.join(' · ');
}
