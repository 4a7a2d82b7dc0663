import { canonical, familyOf } from '../numbers.ts';
import type { EndpointSlice, Service, Snapshot } from '../snapshot.ts';

const serviceName = 'kubernetes.io/service-name';
const managedBy = 'endpointslice.kubernetes.io/managed-by';

/** What /services must say, by "namespace/name". */
export function services(snapshot: Snapshot): Map<string, object> {
  return new Map(snapshot.services.map((service) => [keyOf(service), serviceItem(service, slicesOf(snapshot, service))]));
}

const keyOf = ({ metadata }: { metadata: { namespace?: string; name: string } }) => `${metadata.namespace}/${metadata.name}`;

/** A Service's slices by label, never by address; a slice of another namespace is another Service's. */
export function slicesOf(snapshot: Snapshot, service: Service): EndpointSlice[] {
  return snapshot.slices.filter(
    ({ metadata }) => metadata.namespace === service.metadata.namespace && metadata.labels?.[serviceName] === service.metadata.name,
  );
}

function serviceItem({ metadata, spec, status }: Service, slices: readonly EndpointSlice[]): object {
  const isName = spec.type === 'ExternalName';
  const clusterIPs = (spec.clusterIPs ?? []).filter((text) => text !== '');
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    type: spec.type,
    headless: !isName && clusterIPs[0] === 'None',
    policy: spec.ipFamilyPolicy ?? null,
    families: spec.ipFamilies ?? [],
    clusterIPs: clusterIPs.map((text) => (text === 'None' ? text : canonical(text))),
    externalName: isName ? (spec.externalName ?? '') : null,
    nodePorts: (spec.ports ?? []).flatMap(({ nodePort }) => (nodePort === undefined || nodePort === 0 ? [] : [nodePort])),
    externalIPs: (spec.externalIPs ?? []).map(canonical),
    loadBalancer: (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ({
      ...(ip === undefined ? {} : { ip: canonical(ip) }),
      ...(hostname === undefined ? {} : { hostname }),
    })),
    endpoints: { IPv4: endpoints(slices, 'IPv4'), IPv6: endpoints(slices, 'IPv6') },
    createdAt: new Date(metadata.creationTimestamp).toISOString(),
  };
}

/** Kubernetes' defaults: a condition that is absent means ready, serving, not terminating. */
function endpoints(slices: readonly EndpointSlice[], family: 'IPv4' | 'IPv6'): object | null {
  const own = slices.filter(({ addressType }) => addressType === family);
  if (own.length === 0) return null;
  const conditions = own.flatMap((slice) => (slice.endpoints ?? []).map((endpoint) => endpoint.conditions ?? {}));
  return {
    ready: conditions.filter(({ ready }) => ready !== false).length,
    serving: conditions.filter(({ serving }) => serving !== false).length,
    terminating: conditions.filter(({ terminating }) => terminating === true).length,
    // An endpoint on its way out is not one that is still to come.
    notReady: conditions.filter(({ ready, terminating }) => ready === false && terminating !== true).length,
  };
}

/** What one Service's own page must add: its slices, by name. */
export function serviceSlices(snapshot: Snapshot, service: Service): Map<string, object> {
  return new Map(
    slicesOf(snapshot, service).map((slice) => [
      slice.metadata.name,
      {
        name: slice.metadata.name,
        addressType: slice.addressType,
        managedBy: slice.metadata.labels?.[managedBy] ?? null,
        addresses: (slice.endpoints ?? [])
          .flatMap(({ addresses }) => addresses)
          .map((text) => (familyOf(text) === slice.addressType ? canonical(text) : text))
          .sort(),
      },
    ]),
  );
}
