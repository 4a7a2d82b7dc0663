import type { TrafficRule } from './rule.ts';
import { onlyFamily, other } from './trafficFamilies.ts';

export const ingressLacksFamily: TrafficRule = {
  code: 'ingress-lacks-family',
  severity: 'info',
  title: (count) => (count === 1 ? '1 Ingress has addresses of one family' : `${count} Ingresses have addresses of one family`),
  remedy:
    'Give the Service of the ingress controller both families, and its load balancer an address of each; the Ingress repeats what that Service has.',
  needs: ['Ingress'],
  when: ({ serviceFamilies }) => serviceFamilies === 2,
  holds: (record) => record.kind === 'Ingress' && onlyFamily(record.loadBalancer) !== undefined,
  tell: (record) => {
    const addresses = record.kind === 'Ingress' ? record.loadBalancer : [];
    const has = onlyFamily(addresses) ?? 'IPv4';
    return {
      title: `Ingress ${record.namespace}/${record.name} has no ${other(has)} address`,
      detail: `Its status names ${addresses.map(({ ip }) => ip).join(', ')}. Clients that have ${other(has)} alone do not reach it.`,
      objects: [{ kind: 'Ingress', namespace: record.namespace, name: record.name }],
    };
  },
};
