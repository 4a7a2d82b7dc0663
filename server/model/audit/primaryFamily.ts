import type { Family } from '../../../shared/net/address.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';
import type { Cluster } from '../cluster.ts';

/** The family that a new Service gets where it names none: that of the first range of the flag, else of ServiceCIDR kubernetes, which mirrors it. */
export function primaryFamily({ places, store }: Cluster): Family | undefined {
  const flag = places.find(({ rank, serviceRanges }) => rank === 0 && serviceRanges.length > 0)?.serviceRanges[0];
  const mirrored = store.get('ServiceCIDR', 'kubernetes')?.cidrs[0];
  return flag?.family ?? (mirrored === undefined ? undefined : parseCidrLax(mirrored)?.family);
}
