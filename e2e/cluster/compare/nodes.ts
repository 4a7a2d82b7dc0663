import type { Node } from '../../../shared/wire/nodes.ts';
import type { Finding } from '../agreement.ts';
import { differences } from '../differences.ts';
import type { Product } from '../product.ts';
import { nodes, podFamilies } from '../recount/nodes.ts';
import type { Snapshot } from '../snapshot.ts';

/** /nodes, item by item. */
export async function compareNodes(snapshot: Snapshot, product: Product): Promise<Finding[]> {
  const shown = new Map((await product.all<Node>('/nodes')).map((node) => [node.name, node]));
  const findings = [...nodes(snapshot)].map(([name, expected]): Finding => {
    const raw = snapshot.nodes.find(({ metadata }) => metadata.name === name);
    const families = raw ? [...podFamilies(raw, snapshot)].sort() : [];
    return {
      name: `/nodes ${name}`,
      differences: [
        ...differences(expected, shown.get(name)),
        ...differences(families, shown.get(name)?.families.pods.toSorted(), 'families.pods'),
      ],
    };
  });
  return [{ name: '/nodes has every node, once', differences: differences(snapshot.nodes.length, shown.size) }, ...findings];
}
