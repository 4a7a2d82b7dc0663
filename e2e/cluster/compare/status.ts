import type { Status } from '../../../shared/wire/status.ts';
import type { Compared } from '../agreement.ts';
import { differencesByName } from '../differences.ts';
import type { Answers } from '../product.ts';
import type { Snapshot } from '../snapshot.ts';

/** Each kind of Kubernetes' own is read, whole, and holds as many objects as the API server lists; the others are at least not on their way. */
export async function compareStatus(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
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
  const [own, others] = [kinds.filter(({ kind }) => expected.has(kind)), kinds.filter(({ kind }) => !expected.has(kind))];
  return [
    {
      name: '/status: every kind is read, with the count of its objects',
      differences: differencesByName(expected, new Map(own.map((kind) => [kind.kind, kind]))),
    },
    {
      name: '/status: kinds of CNIs and load balancers are read whole, or not there',
      differences: others
        .filter(({ state }) => state !== 'synced' && state !== 'not-served')
        .map(({ kind, state }) => `${kind} is ${state}`),
    },
  ];
}
