import { formatAddress } from '../../../shared/net/address.ts';
import { referenceOf } from '../holders.ts';
import { type Leak, leaksOf } from '../leaks.ts';
import { poolsAround } from './poolWords.ts';
import type { ClusterRule, Found, View } from './rule.ts';

/** Records without a holder that one look judges at most, and leaks that it names at most: beyond these the count is a lower bound. */
const mostCandidates = 2000;
const most = 1000;

/**
 * Addresses that an allocator has written down for somebody who is gone, or who has others. Walks over what is written down and held by
 * nobody: new pods between their record and their status, and leaks.
 */
export const cniAddressLeaked: ClusterRule = {
  code: 'cni-address-leaked',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 address is leaked' : `${count} addresses are leaked`),
  remedy:
    'Release it with the tool of its allocator: calicoctl ipam release --ip, or delete the object that records it (CiliumEndpoint, IP of Kube-OVN, ResourceClaim). Whereabouts and Antrea collect theirs by themselves: see whether that runs.',
  needs: ['Pod'],
  find: (view) => {
    const found: Found[] = [];
    let looked = 0;
    for (const family of ['IPv4', 'IPv6'] as const) {
      const everything = family === 'IPv4' ? (1n << 32n) - 1n : (1n << 128n) - 1n;
      view.cluster.book.index(family, 'unheld').scan(0n, everything, (value) => {
        const [leak] = leaksOf(view.cluster, { family, value });
        if (leak) found.push(leakOf(view, formatAddress({ family, value }), leak, poolsAround(view.cluster, { family, value })));
        return found.length < most && ++looked < mostCandidates;
      });
    }
    return found;
  },
};

function leakOf({ cluster }: View, address: string, { holding, said }: Leak, pools: readonly string[]): Found {
  const record = referenceOf(holding);
  const named = `${record.kind} ${record.namespace === undefined ? record.name : `${record.namespace}/${record.name}`}`;
  const { for: whom } = said;
  const owner = whom && `${whom.kind} ${whom.namespace === undefined ? whom.name : `${whom.namespace}/${whom.name}`}`;
  const isThere = whom?.kind === 'Pod' && cluster.store.get('Pod', `${whom.namespace}/${whom.name}`) !== undefined;
  const why = owner === null ? 'which nobody uses' : `for ${owner}, which ${isThere ? 'has other addresses' : 'is gone'}`;
  const follows =
    said.as === 'note' ? 'Whoever reads that goes on taking the address for its.' : 'It is given to nobody else until it is released.';
  return {
    subject: address,
    title: `${address} is leaked: written down ${owner === null ? 'for nobody' : `for ${owner}`}`,
    detail: `${named} has it as taken${said.note === '' ? '' : ` (${said.note})`}, ${why}. ${follows}`,
    objects: [record],
    pools,
    address,
  };
}
