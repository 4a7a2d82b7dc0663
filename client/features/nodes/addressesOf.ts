import type { Node } from '../../../shared/wire/nodes.ts';

/** A node's addresses of both families, the node's own first family first. */
export function addressesOf(node: Pick<Node, 'addresses' | 'families'>): string[] {
  return node.families.addresses.flatMap((family) => node.addresses[family]);
}
