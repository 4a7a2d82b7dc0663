import type { AuditListName, FamilySet } from '../../../shared/wire/audit.ts';

/** What a list is called, at the head of a page and in a sentence, and the kinds it is made of. */
export const listWords: Record<AuditListName, { readonly title: string; readonly what: string; readonly kinds: readonly string[] }> = {
  nodes: { title: 'Nodes', what: 'nodes', kinds: ['Node'] },
  pods: { title: 'Pods', what: 'workloads', kinds: ['Pod'] },
  services: { title: 'Services', what: 'Services', kinds: ['Service'] },
  loadBalancers: { title: 'Load balancers', what: 'load balancers', kinds: ['Service'] },
  ingresses: { title: 'Ingresses', what: 'Ingresses', kinds: ['Ingress'] },
  gateways: { title: 'Gateways', what: 'Gateways', kinds: ['Gateway.gateway.networking.k8s.io'] },
  networkPolicies: { title: 'Network policies', what: 'NetworkPolicies', kinds: ['NetworkPolicy'] },
};

/** Every kind that the audit rests on. */
export const auditKinds: readonly string[] = [...new Set(Object.values(listWords).flatMap(({ kinds }) => kinds)), 'ServiceCIDR'];

export const setWords: Record<FamilySet | 'both', string> = {
  IPv4: 'IPv4 only',
  IPv6: 'IPv6 only',
  'IPv4,IPv6': 'both, IPv4 first',
  'IPv6,IPv4': 'both, IPv6 first',
  both: 'both',
  none: 'none',
  unknown: 'host name',
};
