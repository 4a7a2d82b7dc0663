import type { Address, Family } from '../../shared/net/address.ts';
import { type Cidr, lastValue } from '../../shared/net/cidr.ts';
import { AddressIndex } from './addressIndex.ts';
import { type Claim, quietRoles, type Role, role } from './claims.ts';
import { HolderIndex } from './holderIndex.ts';

/** Who holds an address and how: the number of the object among those of its kind, and the role. */
export interface Held {
  readonly role: Role;
  readonly id: number;
}

interface Book {
  /** Live holders: what is "in use". */
  readonly live: HolderIndex;
  /** Pods that have ended, endpoints of slices, records of allocators: they are listed and hold nothing. */
  readonly quiet: HolderIndex;
  /** Addresses of live pods on the pod network. */
  readonly pods: AddressIndex;
  /** Addresses that a Service's clusterIPs or an IPAddress object holds. */
  readonly services: AddressIndex;
  /** Addresses of nodes that pods can be routed to (InternalIP). */
  readonly nodes: AddressIndex;
  /** Addresses with live holders that should not share them. */
  readonly conflicts: AddressIndex;
  /** Addresses of IPAddress objects: what the allocator of ClusterIPs has written down. */
  readonly ipAddresses: AddressIndex;
  /** Addresses that another allocator has written down as taken. */
  readonly recorded: AddressIndex;
  /** Those of them, and of what is merely noted, that nobody holds. */
  readonly unheld: AddressIndex;
  /** Of the unheld, those that are taken: recorded, not merely noted. */
  readonly unheldRecorded: AddressIndex;
}

export type Counted = 'live' | 'pods' | 'services' | 'nodes' | 'conflicts' | 'ipAddresses' | 'recorded' | 'unheld' | 'unheldRecorded';

type Told = 'pods' | 'services' | 'nodes' | 'recorded';

/** Told when an address enters (+1) or leaves (−1) one of the distinct sets. */
export type Moved = (set: Told, address: Address, change: 1 | -1) => void;

/** Bits of an object's number: 134 million objects, beside 30 roles below what HolderIndex keeps for itself. */
const idBits = 27;

function pack(as: Role, id: number): number {
  return as * 2 ** idBits + id;
}

function unpack(holder: number): Held {
  return { role: (holder >>> idBits) as Role, id: holder & (2 ** idBits - 1) };
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
    (quietRoles.has(claim.role) ? book.quiet : book.live).add(claim.address.value, pack(claim.role, id));
    this.#reconsider(claim);
  }

  remove(claim: Claim, id: number): void {
    const book = this.#books[claim.address.family];
    (quietRoles.has(claim.role) ? book.quiet : book.live).remove(claim.address.value, pack(claim.role, id));
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

  /** So many held addresses of a prefix, spread evenly over all of them, with their live holders; rank: the address, by index().at(). */
  sample(cidr: Cidr, most: number, visit: (holders: readonly Held[], rank: number) => void): void {
    const { live } = this.#books[cidr.family];
    live.keys.sample(cidr.value, lastValue(cidr), most, (value, rank) => visit(live.expand(value).map(unpack), rank));
  }

  /** Brings the distinct sets in line with the holders of one address. */
  #reconsider({ role: as, address }: Claim): void {
    const book = this.#books[address.family];
    if (as === role.terminated || as === role.endpoint) return;
    if (quietRoles.has(as) || book.recorded.size + book.unheld.size > 0) this.#reconsiderRecords(book, address);
    // Load balancers and external IPs are shared as a matter of course: they decide nothing, however many there are.
    if (quietRoles.has(as) || as === role.loadBalancer || as === role.externalIP || as === role.nodeExternal) return;
    const count = countRoles(book.live.holders(address.value));
    const pods = count[role.podIP] as number;
    const services = count[role.clusterIP] as number;
    const nodes = count[role.nodeAddress] as number;
    const secondary = count[role.secondary] as number;
    const asService = services > 0 || (count[role.ipAddress] as number) > 0;
    const asHost = nodes > 0 || (count[role.hostIP] as number) > 0;
    const asOwn = (count[role.nodeOwn] as number) > 0;
    const asVirtual = (count[role.virtual] as number) > 0;
    if (as === role.podIP) this.#set('pods', address, pods > 0);
    else if (as === role.clusterIP || as === role.ipAddress) this.#set('services', address, asService);
    else if (as === role.nodeAddress) this.#set('nodes', address, nodes > 0);
    if (as === role.ipAddress) put(book.ipAddresses, address, (count[role.ipAddress] as number) > 0);
    // A secondary network may use addresses of the cluster's: only two of its own interfaces with one address disagree.
    const sides = Number(pods > 0) + Number(asService) + Number(asHost) + Number(asOwn) + Number(asVirtual);
    put(book.conflicts, address, pods > 1 || services > 1 || nodes > 1 || secondary > 1 || sides > 1);
  }

  #reconsiderRecords(book: Book, address: Address): void {
    const count = countRoles(book.quiet.holders(address.value));
    const recorded = (count[role.record] as number) + (count[role.kept] as number) > 0;
    const held = book.live.keys.has(address.value);
    this.#set('recorded', address, recorded);
    put(book.unheld, address, !held && (recorded || (count[role.note] as number) > 0));
    put(book.unheldRecorded, address, !held && recorded);
  }

  #set(set: Told, address: Address, held: boolean): void {
    if (put(this.#books[address.family][set], address, held)) this.#moved(set, address, held ? 1 : -1);
  }
}

function put(index: AddressIndex, { value }: Address, held: boolean): boolean {
  return held ? index.put(value, 0) : index.delete(value);
}

const counted = new Uint32Array(16);

/** How many of the holders have each role; holds until the next call. */
function countRoles(holders: readonly number[]): Uint32Array {
  const count = counted.fill(0);
  for (const holder of holders) count[holder >>> idBits] = (count[holder >>> idBits] as number) + 1;
  return count;
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
    ipAddresses: index(),
    recorded: index(),
    unheld: index(),
    unheldRecorded: index(),
  };
}
