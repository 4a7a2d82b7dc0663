import type { Address } from '../../shared/net/address.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { AnyRecord, Kind } from '../records/records.ts';
import type { Held } from './addressBook.ts';
import { type Role, role } from './claims.ts';
import type { Cluster } from './cluster.ts';

/** An object that has an address, with its record. */
export interface Holding {
  readonly role: Role;
  readonly key: string;
  readonly record: AnyRecord;
}

/** A reference to an object by our name of its kind: Kind, Kind.group, or ConfigMap/name. */
export function referenceTo(kind: Kind, key: string): Reference {
  const [plain = '', ...group] = (kind.split('/')[0] as string).split('.');
  const slash = key.indexOf('/');
  const named = slash < 0 ? { name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
  return { kind: plain, ...(group.length === 0 ? {} : { group: group.join('.') }), ...named };
}

export function referenceOf(holding: Holding): Reference {
  return referenceTo(holding.record.kind, holding.key);
}

/** Who holds an address live, by role and name. An IPAddress object is left out where the Service it stands for is among them. */
export function liveHoldings(cluster: Cluster, address: Address): Holding[] {
  return resolve(cluster, cluster.book.holders(address));
}

/** Who has an address without holding it: pods that have ended, endpoints of slices. */
export function quietHoldings(cluster: Cluster, address: Address): Holding[] {
  return resolve(cluster, cluster.book.quietHolders(address));
}

/**
 * Leaked: recorded as allocated to a Service that does not hold it. Measured: an API server that fails half-way leaves such an IPAddress
 * for a minute, and one without the managed-by label stays for ever and blocks the address. False where Services are not known.
 */
export function isLeaked(cluster: Cluster, live: readonly Holding[]): boolean {
  if (live.length === 0 || !cluster.known('Service')) return false;
  return live.every(({ record }) => record.kind === 'IPAddress' && record.parentResource === 'services');
}

export function resolve(cluster: Cluster, held: readonly Held[]): Holding[] {
  const holdings = held.flatMap(({ role: as, id }) => {
    const holder = cluster.holder(as, id);
    return holder ? [{ role: as, ...holder }] : [];
  });
  const services = new Set(holdings.filter((holding) => holding.role === role.clusterIP).map(({ key }) => key));
  return holdings
    .filter(({ record }) => record.kind !== 'IPAddress' || !services.has(`${record.parentNamespace}/${record.parentName}`))
    .sort((a, b) => a.role - b.role || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
