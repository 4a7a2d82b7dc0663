import { formatCidr } from '../../../shared/net/cidr.ts';
import type { IPAddressState, ServiceCIDRState } from '../cluster/objects.ts';
import { isoSeconds } from '../cluster/times.ts';
import type { JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export function serviceCIDRView(seed: number, range: ServiceCIDRState): JsonObject {
  return {
    metadata: metadata(seed, range, { rest: { finalizers: ['networking.k8s.io/service-cidr-finalizer'] } }),
    spec: { cidrs: range.cidrs.map(formatCidr) },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: range.ready ? 'True' : 'False',
          lastTransitionTime: isoSeconds(range.transitionAt),
          reason: range.reason,
          message: range.message,
        },
      ],
    },
  };
}

export function ipAddressView(seed: number, address: IPAddressState): JsonObject {
  return {
    metadata: metadata(seed, address, {
      rest: {
        labels: { 'ipaddress.kubernetes.io/ip-family': address.family, 'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io' },
      },
    }),
    spec: { parentRef: { resource: 'services', namespace: address.parentNamespace, name: address.parentName } },
  };
}
