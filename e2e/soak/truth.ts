import type { Demo } from '../../server/demo/startDemo.ts';
import type { EndpointSlice, IPAddress, Namespace, Node, Pod, Service, ServiceCIDR, Snapshot } from '../cluster/snapshot.ts';

/** Every object as the simulated API server has it now, of one instant: no fault comes between. */
export function truthOf({ cluster }: Demo): Snapshot {
  // The demo's JSON is that of the Kubernetes API; what of it matters here is said in snapshot.ts.
  const list = <T>(kind: Parameters<typeof cluster.objects>[0]) => cluster.objects(kind) as unknown as T[];
  return {
    namespaces: list<Namespace>('Namespace'),
    nodes: list<Node>('Node'),
    pods: list<Pod>('Pod'),
    services: list<Service>('Service'),
    slices: list<EndpointSlice>('EndpointSlice'),
    serviceCIDRs: list<ServiceCIDR>('ServiceCIDR'),
    ipAddresses: list<IPAddress>('IPAddress'),
  };
}

/** How many objects there are of each kind that is served, by "group/plural" or, in the core group, "plural"; ConfigMaps aside, which are read one by one. */
export function countsOf({ cluster }: Demo): ReadonlyMap<string, number> {
  return new Map(
    cluster.kinds.served
      .filter(({ kind }) => kind !== 'ConfigMap')
      .map(({ kind, group, resource }) => [group === '' ? resource : `${group}/${resource}`, cluster.storage.count(kind)]),
  );
}
