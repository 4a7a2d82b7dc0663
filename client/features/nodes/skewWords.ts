import type { Family } from '../../../shared/net/address.ts';
import type { Node } from '../../../shared/wire/nodes.ts';

/** Where a node's addresses, blocks and pods disagree about the families, in words; null where they agree. */
export function skewWords(node: Pick<Node, 'families' | 'skewed'>): string | null {
  if (!node.skewed) return null;
  const { addresses, podCIDRs, pods } = node.families;
  return `addresses ${named(addresses)}, podCIDRs ${named(podCIDRs)}, pods ${named(pods)}`;
}

function named(families: readonly Family[]): string {
  return families.length === 0 ? 'none' : families.join(' and ');
}
