import type { AddressHistory } from '../../../shared/wire/history.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import { addressText } from '../numbers.ts';
import type { Answers } from '../product.ts';
import { holdingsOf } from '../recount/held.ts';
import type { Snapshot } from '../snapshot.ts';

/** Addresses asked for: every one of a small cluster, a spread sample of a large one. */
const sample = 400;

/**
 * Who holds an address now is told as the one who holds it: the tenancies that have not ended, of held addresses and of those that were
 * held when this was compared before.
 */
export function holdersNow(): (snapshot: Snapshot, product: Answers) => Promise<Compared[]> {
  const held = new Set<string>();
  return async (snapshot, product) => {
    const now = holdingsOf(snapshot).filter(({ as, state }) => as !== 'hostIP' && state !== 'terminated');
    const byAddress = Map.groupBy(now, ({ address }) => addressText(address.family, address.value));
    const lines: string[] = [];
    const left = [...held].filter((address) => !byAddress.has(address));
    const asked = [...spread([...byAddress.keys()]), ...spread(left)];
    for (const address of asked) {
      const { tenancies } = await product.get<AddressHistory>(`/addresses/${address}/history?limit=1000`);
      const named = (
        { kind, namespace, name }: { readonly kind: string; readonly namespace?: string | undefined; readonly name: string },
        as: string,
      ) => `${kind} ${namespace ?? ''}/${name} as ${as}`;
      const told = tenancies.flatMap(({ object, as, to }) => (to === null ? [named(object, as)] : []));
      const expected = new Set((byAddress.get(address) ?? []).map((holder) => named(holder, holder.as)));
      lines.push(...differences([...expected].sort(), told.sort(), address));
      if (byAddress.has(address)) held.add(address);
    }
    return [{ name: `/addresses/{ip}/history: who holds each of ${asked.length} addresses now`, differences: lines }];
  };
}

function spread(addresses: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.ceil(addresses.length / sample));
  return addresses.filter((_, i) => i % step === 0);
}
