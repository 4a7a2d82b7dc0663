import type { TypedKind } from '../kinds.ts';
import { configMap, endpointSlice, ipAddress, namespace, node, service, serviceCIDR } from './cluster.ts';
import type { Message } from './message.ts';
import { pod } from './pod.ts';

export const messageOf: Readonly<Record<TypedKind, Message>> = {
  Namespace: namespace,
  Node: node,
  Pod: pod,
  Service: service,
  EndpointSlice: endpointSlice,
  ServiceCIDR: serviceCIDR,
  IPAddress: ipAddress,
  ConfigMap: configMap,
};
