import type { Pool } from '../../../shared/wire/pools.ts';

/** What a group of pools is called in the table: "Node blocks", "Services". */
export function groupName(pool: Pick<Pool, 'kind' | 'blocks'>): string {
  switch (pool.kind) {
    case 'pod':
      return pool.blocks ? 'Node blocks' : 'Pods';
    case 'service':
      return 'Services';
    case 'loadBalancer':
      return 'Load balancers';
    case 'node':
      return 'Node network';
    case 'secondary':
      return 'Secondary networks';
  }
}

/** What is given out, in a sentence: "Service addresses". */
export function unitName(kind: Pool['kind'], unit: 'blocks' | 'addresses'): string {
  if (unit === 'blocks') return 'node blocks';
  const owners = { pod: 'pod', service: 'Service', loadBalancer: 'load balancer', node: 'node', secondary: 'secondary' };
  return `${owners[kind]} addresses`;
}
