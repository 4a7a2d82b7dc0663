import type { Pool } from '../../../shared/wire/pools.ts';
import { agree } from '../agreement.ts';
import { differences } from '../differences.ts';
import { checkFindings } from '../findings.ts';
import { type Node, paths } from '../snapshot.ts';
import { untilRight, untilThere } from '../until.ts';
import { playFlags } from './flags.ts';
import { addressesOf, createPod } from './pods.ts';
import type { Stage } from './stage.ts';

/** Four blocks and five nodes: one node gets none, until another one goes and its block is used again. */
export async function playFewBlocks(stage: Stage): Promise<void> {
  const { api, product, report } = stage;
  await playFlags(stage);
  const nodes = async () => (await api.list<Node>(paths.Node)) ?? [];
  const blocksOf = ({ spec }: Node) => spec.podCIDRs ?? [];
  await untilThere('four nodes to have a block', async () =>
    (await nodes()).filter((node) => blocksOf(node).length > 0).length === 4 ? true : undefined,
  );
  await agree('five nodes for four blocks', api, product, report);
  const waiting = (await nodes()).find((node) => blocksOf(node).length === 0);
  if (!waiting) throw new Error('every node has a block');
  await checkFindings(report, product, 'a node got no block', 'node-without-block', (found) =>
    differences(
      [waiting.metadata.name],
      found.map(({ objects }) => objects[0]?.name),
    ),
  );
  report.check('no block is left', await untilRight(() => blocksLeft(product, { total: 4, handedOut: 4, free: 0 })));

  // Not the first one: the pods that tell the flags are on it.
  const [first, going] = (await nodes()).filter((node) => blocksOf(node).length > 0);
  if (!first || !going) throw new Error('no two nodes have a block');
  const freed = blocksOf(going);
  await api.remove(`${paths.Node}/${going.metadata.name}`);
  let beats = 0;
  const beat = async () => {
    // A kubelet writes to its node now and then, and the controller tries again; here nobody else does.
    const node = await api.merge<Node>(`${paths.Node}/${waiting.metadata.name}`, { metadata: { annotations: { beat: `${beats++}` } } });
    return blocksOf(node).length > 0 ? true : undefined;
  };
  await untilThere('the waiting node to get the block of the node that went', beat, undefined, 1000);
  const now = await api.get<Node>(`${paths.Node}/${waiting.metadata.name}`);
  report.check('a block that came back is used again', differences(freed, now && blocksOf(now)));
  await agree('the block used again', api, product, report);
  await checkFindings(report, product, 'every node has a block again', 'node-without-block', (found) => found.map(({ title }) => title));

  await createPod(stage, 'at-last', { spec: { nodeName: waiting.metadata.name } });
  await addressesOf(stage, 'at-last');
  await agree('a pod on that node', api, product, report);
}

async function blocksLeft(product: Stage['product'], blocks: object): Promise<string[]> {
  const [pool] = await product.all<Pool>('/pools?kind=pod');
  return differences({ blocks, limit: 'blocks' }, pool);
}
