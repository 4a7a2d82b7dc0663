import { type Family, formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { type Cidr, containsAddress } from '../../../shared/net/cidr.ts';
import type { Context } from './context.ts';
import type { IPAddressState, ServiceCIDRState } from './objects.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { type ServiceRange, serviceRange } from './serviceRange.ts';

const blockedMessage = 'There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR';

/**
 * ServiceCIDRs, and the addresses handed out of them. An address is taken exactly where an IPAddress object of its name
 * exists (KEP-1880).
 */
export class ClusterIPs {
  readonly #context: Context;
  readonly #count: Record<Family, number> = { IPv4: 0, IPv6: 0 };

  constructor(context: Context) {
    this.#context = context;
  }

  /** How many addresses of a family are handed out. */
  count(family: Family): number {
    return this.#count[family];
  }

  createRange(name: string, cidrs: readonly Cidr[], createdAt: number): ServiceCIDRState {
    const { storage, nextSerial } = this.#context;
    return storage.put<ServiceCIDRState>({
      kind: 'ServiceCIDR',
      serial: nextSerial(),
      namespace: '',
      name,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
      cidrs,
      ready: true,
      reason: '',
      message: 'Kubernetes Service CIDR is ready',
      transitionAt: createdAt,
    });
  }

  /** Deletion waits for the addresses that no other range covers; until then nothing new is given out of it. */
  deleteRange(name: string): void {
    const range = this.#context.storage.get('ServiceCIDR', name);
    if (!range) throw notFound('servicecidrs.networking.k8s.io', name);
    const now = this.#context.now();
    const blocked = { ready: false, reason: 'Terminating', message: blockedMessage, transitionAt: now };
    this.#context.storage.put<ServiceCIDRState>({ ...range, deletedAt: now, ...blocked });
    this.#collect();
  }

  /** A free address: dynamic ones first, from a random place; the static band only when those are gone (KEP-3070). */
  allocate(family: Family, namespace: string, name: string, createdAt: number): string {
    const ranges = this.#open(family);
    const start = ranges.length > 0 ? this.#context.random.below(ranges.length) : 0;
    for (let i = 0; i < ranges.length; i++) {
      const range = ranges[(start + i) % ranges.length];
      const text = range && this.#freeIn(range);
      if (text === undefined) continue;
      this.#record(text, family, namespace, name, createdAt);
      return text;
    }
    throw new Refused(500, 'InternalError', `failed to allocate a serviceIP for Service "${name}": range is full`);
  }

  /** One that was asked for, in any place of a range, the static band included. */
  take(text: string, namespace: string, name: string, createdAt: number): void {
    const address = parseAddress(text);
    const problem = (why: string): Refused => invalid(`Service "${name}" is invalid: failed to allocate IP ${text}: ${why}`);
    if (!address) throw problem('it is not an address');
    const inside = this.#open(address.family).some((range) => address.value >= range.first && address.value <= range.last);
    if (!inside) throw problem('the provided network does not match the current range');
    if (this.#context.storage.get('IPAddress', formatAddress(address))) throw problem('provided IP is already allocated');
    this.#record(formatAddress(address), address.family, namespace, name, createdAt);
  }

  release(text: string): void {
    const object = this.#context.storage.get('IPAddress', text);
    if (!object) return;
    this.#count[object.family] -= 1;
    this.#context.storage.remove('IPAddress', text);
    this.#collect();
  }

  #record(text: string, family: Family, parentNamespace: string, parentName: string, createdAt: number): void {
    const { storage, nextSerial } = this.#context;
    this.#count[family] += 1;
    storage.put<IPAddressState>({
      kind: 'IPAddress',
      serial: nextSerial(),
      namespace: '',
      name: text,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
      family,
      parentNamespace,
      parentName,
    });
  }

  #open(family: Family): ServiceRange[] {
    return this.#context.storage
      .list('ServiceCIDR')
      .filter((range) => range.deletedAt === 0)
      .flatMap((range) => range.cidrs)
      .filter((cidr) => cidr.family === family)
      .map(serviceRange);
  }

  #freeIn(range: ServiceRange): string | undefined {
    const dynamic = range.first + range.staticSize;
    return this.#probe(range, dynamic, range.last) ?? this.#probe(range, range.first, dynamic - 1n);
  }

  /** The first free address from a random place on, going round; ends included. */
  #probe(range: ServiceRange, first: bigint, last: bigint): string | undefined {
    const count = last - first + 1n;
    if (count <= 0n) return undefined;
    // A range of 2^64 addresses: no demo gets near filling the first 2^48.
    const reach = count > 1n << 48n ? 1n << 48n : count;
    const start = BigInt(this.#context.random.below(Number(reach)));
    for (let i = 0n; i < reach; i++) {
      const text = formatAddress({ family: range.cidr.family, value: first + ((start + i) % reach) });
      if (!this.#context.storage.get('IPAddress', text)) return text;
    }
    return undefined;
  }

  /** Removes the ranges being deleted that nothing holds any more. */
  #collect(): void {
    const { storage } = this.#context;
    const ranges = storage.list('ServiceCIDR');
    const leaving = ranges.filter((range) => range.deletedAt > 0);
    if (leaving.length === 0) return;
    const open = ranges.filter((range) => range.deletedAt === 0).flatMap((range) => range.cidrs);
    for (const range of leaving) {
      const held = storage.list('IPAddress').some(({ name }) => {
        const address = parseAddress(name);
        if (!address || !range.cidrs.some((cidr) => containsAddress(cidr, address))) return false;
        return !open.some((cidr) => containsAddress(cidr, address));
      });
      if (!held) storage.remove('ServiceCIDR', range.name);
    }
  }
}
