import type { Address, Family } from '../../shared/net/address.ts';
import { type Cidr, lastValue } from '../../shared/net/cidr.ts';
import { AddressIndex } from './addressIndex.ts';
import { type Claim, type Role, role } from './claims.ts';
import { HolderIndex } from './holderIndex.ts';

/** Who holds an address and how: the number of the object among those of its kind, and the role. */
export interface Held {
  readonly role: Role;
  readonly id: number;
}

interface Book {
  /** Live holders: what is "in use". */
  readonly live: HolderIndex;
  /** Pods that have ended, and endpoints of slices: they are listed and hold nothing. */
  readonly quiet: HolderIndex;
  /** Addresses of live pods on the pod network. */
  readonly pods: AddressIndex;
  /** Addresses that a Service's clusterIPs or an IPAddress object holds. */
  readonly services: AddressIndex;
  /** Addresses of nodes that pods can be routed to (InternalIP). */
  readonly nodes: AddressIndex;
  /** Addresses with live holders that should not share them. */
  readonly conflicts: AddressIndex;
}

export type Counted = 'live' | 'pods' | 'services' | 'nodes' | 'conflicts';

/** Told when an address enters (+1) or leaves (−1) one of the distinct sets. */
export type Moved = (set: 'pods' | 'services' | 'nodes', address: Address, change: 1 | -1) => void;

function quiet(as: Role): boolean {
  return as === role.terminated || as === role.endpoint;
}

function pack(as: Role, id: number): number {
  return as * 2 ** 28 + id;
}

function unpack(holder: number): Held {
  return { role: (holder >>> 28) as Role, id: holder & 0xfffffff };
}

/**
 * Who holds which address, both families, as numbers: "FD00:96::37" and "fd00:96::37" are one address (measured: the API server
 * compares text, and gave it to two Services).
 */
export class AddressBook {
  readonly #books: Record<Family, Book> = { IPv4: newBook('IPv4'), IPv6: newBook('IPv6') };
  readonly #moved: Moved;

  constructor(moved: Moved) {
    this.#moved = moved;
  }

  add(claim: Claim, id: number): void {
    const book = this.#books[claim.address.family];
    (quiet(claim.role) ? book.quiet : book.live).add(claim.address.value, pack(claim.role, id));
    this.#reconsider(claim);
  }

  remove(claim: Claim, id: number): void {
    const book = this.#books[claim.address.family];
    (quiet(claim.role) ? book.quiet : book.live).remove(claim.address.value, pack(claim.role, id));
    this.#reconsider(claim);
  }

  /** Live holders of an address. */
  holders(address: Address): Held[] {
    return this.#books[address.family].live.holders(address.value).map(unpack);
  }

  /** Ended pods and endpoints with this address. */
  quietHolders(address: Address): Held[] {
    return this.#books[address.family].quiet.holders(address.value).map(unpack);
  }

  /** Distinct addresses of a set in a prefix. */
  count(set: Counted, cidr: Cidr): number {
    return this.index(cidr.family, set).count(cidr.value, lastValue(cidr));
  }

  index(family: Family, set: Counted): AddressIndex {
    return set === 'live' ? this.#books[family].live.keys : this.#books[family][set];
  }

  isConflict(address: Address): boolean {
    return this.#books[address.family].conflicts.has(address.value);
  }

  /** Held addresses of a prefix in order, with their live holders. Stop by returning false. */
  scan(cidr: Cidr, visit: (value: bigint, holders: readonly Held[]) => boolean | undefined): void {
    const { live } = this.#books[cidr.family];
    live.keys.scan(cidr.value, lastValue(cidr), (key, value) => visit(key, live.expand(value).map(unpack)));
  }

  /** Brings the distinct sets in line with the holders of one address. */
  #reconsider({ role: as, address }: Claim): void {
    // Load balancers and external IPs are shared as a matter of course: they decide nothing, however many there are.
    if (quiet(as) || as === role.loadBalancer || as === role.externalIP || as === role.nodeExternal) return;
    const book = this.#books[address.family];
    const holders = book.live.holders(address.value);
    const count = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const holder of holders) count[holder >>> 28] = (count[holder >>> 28] as number) + 1;
    const pods = count[role.podIP] as number;
    const services = count[role.clusterIP] as number;
    const nodes = count[role.nodeAddress] as number;
    const asService = services > 0 || (count[role.ipAddress] as number) > 0;
    const asHost = nodes > 0 || (count[role.hostIP] as number) > 0;
    const kinds = (pods > 0 ? 1 : 0) + (asService ? 1 : 0) + (asHost ? 1 : 0);
    this.#set('pods', address, pods > 0);
    this.#set('services', address, asService);
    this.#set('nodes', address, nodes > 0);
    const conflict = pods > 1 || services > 1 || nodes > 1 || kinds > 1;
    if (conflict) book.conflicts.put(address.value, 0);
    else book.conflicts.delete(address.value);
  }

  #set(set: 'pods' | 'services' | 'nodes', address: Address, held: boolean): void {
    const index = this.#books[address.family][set];
    if (held ? index.put(address.value, 0) : index.delete(address.value)) this.#moved(set, address, held ? 1 : -1);
  }
}

function newBook(family: Family): Book {
  const index = () => new AddressIndex(family);
  return {
    live: new HolderIndex(family),
    quiet: new HolderIndex(family),
    pods: index(),
    services: index(),
    nodes: index(),
    conflicts: index(),
  };
}
