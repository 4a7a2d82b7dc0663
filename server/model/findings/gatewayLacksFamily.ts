import type { TrafficRule } from './rule.ts';
import { onlyFamily, other } from './trafficFamilies.ts';

const kind = 'Gateway.gateway.networking.k8s.io';

export const gatewayLacksFamily: TrafficRule = {
  code: 'gateway-lacks-family',
  severity: 'info',
  title: (count) => (count === 1 ? '1 Gateway has addresses of one family' : `${count} Gateways have addresses of one family`),
  remedy: 'Ask for an address of each family in spec.addresses, or give the Service behind the Gateway both families.',
  needs: [kind],
  when: ({ serviceFamilies }) => serviceFamilies === 2,
  holds: (record) => record.kind === kind && onlyFamily(record.given) !== undefined,
  tell: (record) => {
    const [given, wanted] = record.kind === kind ? [record.given, record.wanted] : [[], []];
    const has = onlyFamily(given) ?? 'IPv4';
    const asks = wanted.length === 0 ? '' : ` Its spec asks for ${wanted.map(({ ip, hostname }) => ip || hostname).join(', ')}.`;
    return {
      title: `Gateway ${record.namespace}/${record.name} has no ${other(has)} address`,
      detail: `Its status names ${given.map(({ ip }) => ip).join(', ')}.${asks} Clients that have ${other(has)} alone do not reach it.`,
      objects: [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', namespace: record.namespace, name: record.name }],
    };
  },
};
