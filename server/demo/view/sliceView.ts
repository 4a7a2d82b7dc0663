import { formatAddress } from '../../../shared/net/address.ts';
import type { PodState, SliceState } from '../cluster/objects.ts';
import { podAddress } from '../cluster/podAddresses.ts';
import { isoSeconds } from '../cluster/times.ts';
import { uidOf } from '../cluster/uid.ts';
import type { Json, JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export function sliceView(seed: number, slice: SliceState): JsonObject {
  const { service } = slice;
  const labels: Record<string, string> = {};
  if (slice.managedBy) labels['endpointslice.kubernetes.io/managed-by'] = slice.managedBy;
  if (slice.serviceName) labels['kubernetes.io/service-name'] = slice.serviceName;
  if (service?.headless) labels['service.kubernetes.io/headless'] = '';
  const rest: Record<string, Json> = {};
  if (Object.keys(labels).length > 0) rest.labels = labels;
  if (service) {
    rest.annotations = { 'endpoints.kubernetes.io/last-change-trigger-time': isoSeconds(slice.changedAt) };
    rest.ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'Service',
        name: service.name,
        uid: uidOf(seed, service.serial),
        controller: true,
        blockOwnerDeletion: true,
      },
    ];
  }
  const endpoints = service ? slice.members.map((pod) => endpoint(seed, slice, pod)) : slice.written;
  return {
    metadata: metadata(seed, slice, {
      ...(service ? { generateName: `${service.name}-` } : undefined),
      generation: slice.generation,
      rest,
    }),
    addressType: slice.addressType,
    endpoints: endpoints.length > 0 ? endpoints : null,
    ports: slice.ports.map((port) => ({
      name: port.name,
      protocol: port.protocol,
      port: typeof port.targetPort === 'number' ? port.targetPort : namedPorts[port.targetPort],
    })),
  };
}

/** The container ports of every pod here (podTemplate.ts). */
const namedPorts: Readonly<Record<string, number>> = { http: 8080, metrics: 9090 };

/** Measured: not ready is neither ready nor serving; terminating is serving while it still is; publishNotReadyAddresses makes ready always true. */
function endpoint(seed: number, slice: SliceState, pod: PodState): JsonObject {
  const address = podAddress(pod, slice.addressType);
  const terminating = pod.deletedAt > 0;
  const ready = slice.service?.publishNotReady === true || (pod.ready && !terminating);
  return {
    addresses: address ? [formatAddress(address)] : [],
    conditions: { ready, serving: pod.ready, terminating },
    targetRef: { kind: 'Pod', namespace: pod.namespace, name: pod.name, uid: uidOf(seed, pod.serial) },
    ...(pod.machine ? { nodeName: pod.machine.name, zone: pod.machine.zone } : undefined),
  };
}
