import type { Kind } from '../kinds.ts';
import { endpointSlice, ipAddress, namespace, node, service, serviceCIDR } from './cluster.ts';
import type { Message } from './message.ts';
import { pod } from './pod.ts';

export const messageOf: Readonly<Record<Kind, Message>> = {
  Namespace: namespace,
  Node: node,
  Pod: pod,
  Service: service,
  EndpointSlice: endpointSlice,
  ServiceCIDR: serviceCIDR,
  IPAddress: ipAddress,
};
