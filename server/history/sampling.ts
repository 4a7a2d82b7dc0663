import type { Pool } from '../../shared/wire/pools.ts';
import type { Sample } from './history.ts';

/** A pool as it is now, for the step that begins at a moment. */
export function sampleOfPool({ id, family, addresses, blocks, limit }: Pool, at: number): Sample {
  return {
    pool: id,
    at,
    family,
    total: addresses.total,
    usable: addresses.usable,
    handedOut: addresses.handedOut,
    recorded: addresses.recorded,
    inUse: addresses.inUse,
    inUseLeast: addresses.inUse,
    blocks: blocks && { prefixLength: blocks.prefixLength, total: blocks.total, handedOut: blocks.handedOut },
    limit: limit === 'blocks' ? 'blocks' : 'addresses',
    count: 1,
    made: false,
    imported: 0,
  };
}
