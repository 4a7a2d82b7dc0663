import { formatAddress } from '../../../shared/net/address.ts';
import { keyOf } from '../../records/records.ts';
import { referenceTo } from '../holders.ts';
import { poolsAround } from './poolWords.ts';
import type { RecordRule } from './rule.ts';

/** Calico takes an address out of another node's block when a node has no block of its own with room. Each such address is a route more. */
export const cniAddressBorrowed: RecordRule = {
  code: 'cni-address-borrowed',
  severity: 'info',
  title: (count) =>
    count === 1 ? '1 address is borrowed from the block of another node' : `${count} addresses are borrowed from blocks of other nodes`,
  remedy:
    'Give the pool more or smaller blocks, or add a pool: a node borrows when there is no block left for it. With strictAffinity it would get no address.',
  holds: ({ said }) => said.borrowed !== null,
  tell: ({ record, said }, cluster) => {
    const address = formatAddress(said.address);
    const { from = '', by = '' } = said.borrowed ?? {};
    const { for: whom } = said;
    const holder = whom ? `${whom.kind} ${whom.namespace === undefined ? '' : `${whom.namespace}/`}${whom.name}` : '';
    return {
      title: `${address} on node ${by} is borrowed from ${from === '' ? 'a block of no node' : `a block of node ${from}`}`,
      detail: `${holder === '' ? 'It is' : `${holder} has it${said.note === '' ? '' : ` (${said.note})`}; it is`} routed by itself, and not with the block.`,
      objects: [referenceTo(record.kind, keyOf(record)), { kind: 'Node', name: by }, ...(whom && whom.kind !== 'Node' ? [whom] : [])],
      pools: poolsAround(cluster, said.address),
      address,
    };
  },
};
