import { type Address, type Family, parseAddress } from '../../../shared/net/address.ts';
import { type AddressRange, parseAddressRange, parseAddressRangeLax } from '../../../shared/net/addressRange.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';
import { isHome } from '../../../shared/plan/outsideHome.ts';
import type { ServiceCluster, StoredService } from '../../../shared/plan/serviceFields.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { ListedRange } from '../../../shared/wire/ranges.ts';
import type { Service } from '../../../shared/wire/services.ts';

/** What is known of the cluster that manifests are held against. */
export interface LintCluster {
  /** Families of Services, the first one first; null where nobody says. */
  readonly families: readonly Family[] | null;
  readonly pools: readonly Pool[];
  /** By namespace/name; null where Services are not read. */
  readonly services: ReadonlyMap<string, Service> | null;
  /** Ranges outside the cluster, as a file declares them. */
  readonly outside?: readonly ListedRange[];
}

/** The cluster as the manifests before have changed it: what they ask for is taken for those that follow. */
export class LintState {
  readonly #held = new Map<string, string>();
  readonly #ranges: { readonly range: AddressRange; readonly label: string; readonly pool: Pool | null }[] = [];
  readonly #outside: readonly { readonly range: AddressRange; readonly listed: ListedRange }[];
  readonly #seen = new Map<string, string>();
  readonly cluster: LintCluster;

  constructor(cluster: LintCluster) {
    this.cluster = cluster;
    this.#outside = (cluster.outside ?? []).flatMap((listed) => {
      const range = parseAddressRange(listed.range);
      return range ? [{ range, listed }] : [];
    });
    for (const [id, service] of cluster.services ?? []) {
      const outside = service.loadBalancer.flatMap(({ ip }) => ip ?? []);
      for (const text of [...service.clusterIPs, ...service.externalIPs, ...outside]) this.hold(text, `Service ${id}`);
    }
    for (const pool of cluster.pools) {
      for (const text of pool.ranges) {
        const range = parseAddressRangeLax(text);
        if (range) this.#ranges.push({ range, label: poolLabel(pool), pool });
      }
    }
  }

  /** Who holds an address: "Service shop/web". */
  holder({ family, value }: Address): string | undefined {
    return this.#held.get(`${family} ${value}`);
  }

  hold(text: string, label: string): void {
    const address = parseAddress(text);
    if (address) this.#held.set(`${address.family} ${address.value}`, label);
  }

  /** Ranges that share an address with this one. */
  overlapping(wanted: AddressRange) {
    return this.#ranges.filter(({ range }) => overlaps(range, wanted));
  }

  /** Ranges outside the cluster in which a pool of a kind would lie where it should not; what is allotted inside of a wider one may be used. */
  strangers(wanted: AddressRange, kind: Pool['kind']): ListedRange[] {
    const near = this.#outside.filter(({ range }) => overlaps(range, wanted));
    const homes = near.filter(({ range, listed }) => isHome(listed, kind) && contains(range, wanted));
    return near.filter(({ range }) => !homes.some((home) => contains(range, home.range))).map(({ listed }) => listed);
  }

  addRange(range: AddressRange, label: string): void {
    this.#ranges.push({ range, label, pool: null });
  }

  /** Where an object stood before in these manifests; and remembers it. */
  seenAt(object: string, place: string): string | undefined {
    const before = this.#seen.get(object);
    this.#seen.set(object, place);
    return before;
  }

  /** For the prediction: `own` is who asks, for what it has itself is not taken. */
  serviceCluster(own: string): ServiceCluster | null {
    const { families, pools } = this.cluster;
    if (families === null) return null;
    const service = pools.filter(({ kind }) => kind === 'service');
    const gives = ({ state, family }: Pool) => (state === 'ready' || state === 'unknown') && families.includes(family);
    return {
      families,
      ranges: service.flatMap((pool) =>
        pool.ranges.flatMap((text) => parseCidrLax(text) ?? []).map((cidr) => ({ cidr, gives: gives(pool) })),
      ),
      full: families.filter((family) => {
        const giving = service.filter((pool) => pool.family === family && gives(pool));
        return giving.length > 0 && giving.every(({ addresses }) => addresses.free === '0');
      }),
      taken: (address) => {
        const holder = this.holder(address);
        return holder !== undefined && holder !== own;
      },
    };
  }
}

function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function contains(outer: AddressRange, inner: AddressRange): boolean {
  return outer.first <= inner.first && outer.last >= inner.last;
}

export function poolLabel({ kind, name, object }: Pool): string {
  const words = {
    pod: 'pod range',
    service: 'Service range',
    node: 'node range',
    loadBalancer: 'load balancer range',
    secondary: 'secondary range',
  };
  return `the ${words[kind]} ${object ? `of ${object.kind}/${object.name}` : name}`;
}

export function storedOf(service: Service): StoredService {
  const { type, policy, families, clusterIPs, selector } = service;
  return { type, policy, families, clusterIPs, selector };
}
