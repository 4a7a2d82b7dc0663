import type { HeldPort, NodePorts } from '../../../shared/wire/nodePorts.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import type { Answers } from '../product.ts';
import { heldPorts, nodePorts } from '../recount/nodePorts.ts';
import type { Snapshot } from '../snapshot.ts';

/** /nodeports: the range, its band, its counts, and each held port. */
export async function compareNodePorts(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  return [
    {
      name: '/nodeports: range, band and counts',
      differences: differences(nodePorts(snapshot), await product.get<NodePorts>('/nodeports?limit=1')),
    },
    {
      name: '/nodeports: each held port with its Services, in order',
      differences: differences(heldPorts(snapshot), await product.all<HeldPort>('/nodeports')),
    },
  ];
}
