import { type Address, parseAddress } from '../../../shared/net/address.ts';
import { parseCidr } from '../../../shared/net/cidr.ts';
import type { Kind } from '../../records/records.ts';
import { roleKind } from '../claims.ts';
import type { Cluster } from '../cluster.ts';

/** Objects and addresses that findings name. Whatever is not in here has none; of what is, the rules tell. */
export interface Named {
  /** By their number in the store. */
  readonly pods: ReadonlySet<number>;
  readonly services: ReadonlySet<number>;
  /** By name: node blocks have one before there is a node. */
  readonly nodes: ReadonlySet<string>;
  readonly addresses: readonly Address[];
}

/** What findings are kept under. */
export interface NamedBy {
  readonly pods: Iterable<string>;
  readonly services: Iterable<string>;
  readonly nodes: Iterable<string>;
  /** As text. */
  readonly addresses: Iterable<string>;
  readonly blocks: Iterable<string>;
  /** As "Kind key". */
  readonly objects: Iterable<string>;
}

/** The objects behind what findings are kept under: those that hold an address or a block are named by what is said of it. */
export function namedObjects({ store, book, blocks, blockClaims }: Cluster, by: NamedBy): Named {
  const ids = { Pod: new Set<number>(), Service: new Set<number>() };
  const nodes = new Set(by.nodes);
  const addresses: Address[] = [];
  const add = (kind: Kind, key: string) => {
    if (kind === 'Node') nodes.add(key);
    if (kind !== 'Pod' && kind !== 'Service') return;
    const id = store.idOf(kind, key);
    if (id !== undefined) ids[kind].add(id);
  };
  for (const key of by.pods) add('Pod', key);
  for (const key of by.services) add('Service', key);
  for (const object of by.objects) add(object.slice(0, object.indexOf(' ')) as Kind, object.slice(object.indexOf(' ') + 1));
  for (const text of by.blocks) {
    const block = parseCidr(text);
    for (const name of block ? blockClaims.names(blocks.nodes(block)) : []) nodes.add(name);
  }
  for (const text of by.addresses) {
    const address = parseAddress(text);
    if (!address) continue;
    addresses.push(address);
    for (const { role: as, id } of book.holders(address)) {
      if (roleKind[as] === 'Service') ids.Service.add(id);
      if (roleKind[as] === 'Node') nodes.add(store.keyOf('Node', id));
    }
  }
  return { pods: ids.Pod, services: ids.Service, nodes, addresses };
}
