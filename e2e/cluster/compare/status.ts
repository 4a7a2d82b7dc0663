import type { Status } from '../../../shared/wire/status.ts';
import type { Finding } from '../agreement.ts';
import { differencesByName } from '../differences.ts';
import type { Product } from '../product.ts';
import type { Snapshot } from '../snapshot.ts';

/** Each kind that every cluster has is read, whole, and holds as many objects as the API server lists. */
export async function compareStatus(snapshot: Snapshot, product: Product): Promise<Finding[]> {
  const { kinds } = await product.get<Status>('/status');
  const counts: Record<string, readonly unknown[] | undefined> = {
    Namespace: snapshot.namespaces,
    Node: snapshot.nodes,
    Pod: snapshot.pods,
    Service: snapshot.services,
    EndpointSlice: snapshot.slices,
    ServiceCIDR: snapshot.serviceCIDRs,
    IPAddress: snapshot.ipAddresses,
  };
  const expected = new Map(
    Object.entries(counts).map(([kind, list]) => [
      kind,
      list === undefined ? { state: 'not-served', objects: null } : { state: 'synced', connected: true, objects: list.length, error: null },
    ]),
  );
  const shown = new Map(kinds.filter(({ optional }) => !optional).map((kind) => [kind.kind, kind]));
  return [{ name: '/status: every kind is read, with the count of its objects', differences: differencesByName(expected, shown) }];
}
