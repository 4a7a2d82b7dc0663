import type { AddressAnswer, Holder } from '../../../shared/wire/addresses.ts';
import { roles } from '../../kit/holderWords.ts';
import { outsideWords } from '../../kit/outsideWords.ts';
import { kindName } from '../../kit/referenceWords.ts';

/** Who holds an address, in a line below it. Where nobody does, the allocator may still have it down as taken: then it gives it to nobody. */
export function heldLine(answer: Pick<AddressAnswer, 'state' | 'declared'>, owners: readonly Holder[], records: readonly Holder[]): string {
  const [first, ...others] = owners;
  if (first)
    return others.length === 0 ? `${roles[first.as]} of one ${kindName(first.object)}, the only holder` : `${others.length + 1} holders`;
  if (records.some((record) => record.state === 'leaked')) return 'nobody holds it, but the allocator has it down as taken';
  if (records.some((record) => record.state === 'kept')) return 'nobody holds it; the allocator keeps it on purpose';
  if (records.length > 0) return 'taken, as the allocator has it; no holder is seen';
  if (answer.state === 'outside' && answer.declared?.[0])
    return `nobody in the cluster holds it; it lies in ${outsideWords(answer.declared[0])}`;
  return answer.state === 'reserved' ? 'the allocator never gives it out' : 'nobody holds it';
}
