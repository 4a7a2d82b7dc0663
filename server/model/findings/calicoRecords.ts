import { formatAddress } from '../../../shared/net/address.ts';
import { formatCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { AnyRecord } from '../../records/records.ts';
import type { Store } from '../../store/store.ts';
import { handleGaps } from '../ipam/calico.ts';
import { says } from '../ipam/says.ts';
import type { CountedHandle, RecordedAddress } from './rule.ts';

const blockKind = 'IPAMBlock.crd.projectcalico.org';

/** What Calico's blocks and handles say of single addresses. Calico alone lends them from node to node. */
export class CalicoRecords {
  readonly #store: Store;
  /** Keys of blocks by their CIDR. */
  readonly #blocks = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** A block changed: the addresses that it lends or lent, as "block address", and the handles that count its addresses. */
  blockChanged(key: string, before: AnyRecord | undefined, after: AnyRecord | undefined) {
    const handles = new Set<string>();
    const lent = new Set<string>();
    for (const record of [before, after]) {
      if (record?.kind !== blockKind) continue;
      const cidr = parseCidrLax(record.cidr);
      if (cidr) {
        if (record === after) this.#blocks.set(formatCidr(cidr), key);
        else this.#blocks.delete(formatCidr(cidr));
      }
      for (const { handle } of record.attributes) handles.add(handle.toLowerCase());
      for (const { address, borrowed } of says(record).allocations) if (borrowed !== null) lent.add(`${key} ${formatAddress(address)}`);
    }
    return { handles, lent };
  }

  /** By "block address". */
  lent(key: string): RecordedAddress | undefined {
    const space = key.indexOf(' ');
    const record = this.#store.get(blockKind, key.slice(0, space));
    const address = key.slice(space + 1);
    const said = record && says(record).allocations.find((one) => one.borrowed !== null && formatAddress(one.address) === address);
    return record && said && { record, said };
  }

  handle(key: string): CountedHandle | undefined {
    const record = this.#store.get('IPAMHandle.crd.projectcalico.org', key);
    const blockOf = (cidr: string) => this.#store.get(blockKind, this.#blocks.get(cidr) ?? '');
    return record && { record, gaps: handleGaps(record, blockOf) };
  }
}
