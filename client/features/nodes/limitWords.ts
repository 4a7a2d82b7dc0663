import type { Node } from '../../../shared/wire/nodes.ts';

/** What ends first on a node, in words; undefined where that is unknown. */
export function limitWords(limit: Node['limit']): string | undefined {
  switch (limit) {
    case 'maxPods':
      return 'maxPods ends first';
    case 'addresses':
      return 'its block ends first';
    case 'blocks':
      return 'no block to give it';
    case 'service':
      return 'the Service range ends first';
    case null:
      return undefined;
  }
}
