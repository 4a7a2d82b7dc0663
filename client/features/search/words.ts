import type { AddressAnswer, SearchAnswer, Surroundings } from '../../../shared/wire/addresses.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { counted } from '../../kit/formatCount.ts';
import { outsideNoun } from '../../kit/outsideWords.ts';

/** "address, read as IPv4" */
export function readAs(answer: SearchAnswer): string {
  const declared = answer.declared?.total ?? 0;
  if (answer.as === 'address') return `address, read as ${answer.address?.family ?? 'unknown'}`;
  if (answer.as === 'cidr') return `CIDR, read as ${answer.cidr?.family ?? 'unknown'}`;
  const names = answer.total === 1 ? '1 name' : `${answer.total.toLocaleString('en')} names`;
  return declared === 0 ? names : `${names}, ${counted(declared, 'outside range')}`;
}

/** The state of an address as one tag. */
export const states: Record<NonNullable<AddressAnswer['state']> | 'unknown', { text: string; tone: 'plain' | 'critical' | 'warning' }> = {
  'in-use': { text: 'in use', tone: 'plain' },
  free: { text: 'free', tone: 'plain' },
  reserved: { text: 'reserved', tone: 'plain' },
  leaked: { text: 'leaked', tone: 'warning' },
  terminated: { text: 'holder has ended', tone: 'plain' },
  conflict: { text: 'conflict', tone: 'critical' },
  outside: { text: 'not in any known range', tone: 'warning' },
  unknown: { text: 'unknown', tone: 'warning' },
};

/** The state of an address; where it is in no range of the cluster and a file says whose it is, that. */
export function stateOf({ state, declared }: Pick<AddressAnswer, 'state' | 'declared'>) {
  const [owner] = declared ?? [];
  if (state === 'outside' && owner) return { text: `in ${outsideNoun(owner)}`, tone: 'plain' as const };
  return states[state ?? 'unknown'];
}

/** Why nobody is named, in a sentence. */
export function nobody(address: Omit<AddressAnswer, 'revision'>): string {
  switch (address.state) {
    case 'reserved':
      return 'Nobody can hold it: it is reserved.';
    case 'outside':
      if (address.declared?.[0]) return 'Nobody in the cluster holds it: it is somebody else’s.';
      return 'Nobody holds it, and no range that is known here contains it.';
    case 'free':
      return 'Nobody holds it: it can be handed out.';
    case null:
      return 'Nobody is seen to hold it, but not all who could are read.';
    default:
      return 'Nobody that is known here holds it.';
  }
}

/** What a range is for: "Services, kubernetes". */
export function poolOwner(pool: Pick<Pool, 'kind' | 'name'>): string {
  return `${purposes[pool.kind]}, ${pool.name}`;
}

const purposes = { pod: 'pods', service: 'Services', node: 'nodes', loadBalancer: 'load balancers', secondary: 'secondary network' };

/** "between 10.96.0.0/20 (Services) and 10.244.0.0/16 (pods)": the nearest known ranges on either side. */
export function aroundWords(around: Surroundings, pools: readonly Pick<Pool, 'id' | 'kind' | 'name' | 'blocks'>[]): string {
  const named = (side: { pool: string; range: string }) => {
    const pool = pools.find((one) => one.id === side.pool);
    return pool ? `${side.range} (${purposes[pool.kind]})` : side.range;
  };
  const { below, above } = around;
  if (below && above) return `between ${named(below)} and ${named(above)}`;
  if (below) return `above ${named(below)}, the highest that is known`;
  return above ? `below ${named(above)}, the lowest that is known` : 'none of its family is known';
}
