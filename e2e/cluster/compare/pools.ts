import type { Reference } from '../../../shared/wire/basics.ts';
import type { FreeList, NodeBlock, Pool, PoolDetail } from '../../../shared/wire/pools.ts';
import type { Compared } from '../agreement.ts';
import { differences, differencesByName } from '../differences.ts';
import { lies, rangeOf, rangeText, within } from '../numbers.ts';
import type { Answers } from '../product.ts';
import { nodePools } from '../recount/nodePools.ts';
import { blocksOf, freeBlocksOf, type PodPool, podAddressesInUse, podPoolItem, podPools, usableOf } from '../recount/podPools.ts';
import { servicePools } from '../recount/servicePools.ts';
import type { Snapshot } from '../snapshot.ts';

/** /pools, item by item, and what lies behind each: its blocks, its holders, its free blocks. */
export async function comparePools(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const shown = await product.all<Pool>('/pools');
  const byId = new Map(shown.map((pool) => [pool.id, pool]));
  const service = servicePools(snapshot);
  const compared: Compared[] = [
    {
      name: '/pools has one item for each range of each ServiceCIDR',
      differences: differencesByName(
        service,
        new Map(shown.filter(({ kind }) => kind === 'service').map((pool) => [pool.id, pool])),
        () => [],
      ),
    },
  ];
  for (const [id, expected] of service) {
    compared.push({ name: `/pools ${id}`, differences: differences(inOrder(expected), inOrder(byId.get(id))) });
  }
  const nodes = new Map(shown.filter(({ kind }) => kind === 'node').map((pool) => [pool.id, pool]));
  compared.push({ name: '/pools of the networks that nodes are in', differences: differencesByName(nodePools(snapshot), nodes) });
  const pods = podPools(snapshot);
  compared.push({
    name: '/pools has one item for each range of pods',
    differences: differences(
      pods.map(({ range }) => rangeText(range)).sort(),
      shown
        .filter(({ kind, object }) => kind === 'pod' && object == null)
        .flatMap(({ ranges }) => ranges)
        .sort(),
    ),
  });
  for (const pool of pods) compared.push(...(await comparePodPool(pool, shown, snapshot, product)));
  for (const [id] of service) {
    const detail = await product.get<PoolDetail>(`/pools/${id}?limit=1`);
    compared.push({
      name: `/pools/${id}: as many holders as addresses in use`,
      differences: differences(detail.addresses.inUse, `${detail.holderList?.total}`),
    });
  }
  return compared;
}

/** What keeps a range is a set: by name. */
function inOrder(pool: object | undefined): object | undefined {
  if (!pool || !('blockedBy' in pool)) return pool;
  const textOf = ({ kind, namespace = '', name }: Reference) => `${kind} ${namespace}/${name}`;
  return { ...pool, blockedBy: (pool.blockedBy as Reference[]).map(textOf).sort() };
}

async function comparePodPool(pool: PodPool, shown: readonly Pool[], snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const range = rangeText(pool.range);
  const found = shown.find(({ kind, ranges }) => kind === 'pod' && ranges.includes(range));
  const compared: Compared[] = [{ name: `/pools pod ${range}`, differences: differences(podPoolItem(pool, snapshot), found) }];
  if (!found) return compared;
  const provenance = found.provenance.map(({ confidence }) => confidence);
  compared.push({
    name: `/pools ${found.id}: how sure the range is`,
    differences: provenance.includes(pool.confidence)
      ? []
      : [`expected ${pool.confidence}, the product says ${provenance.join(', ') || 'nothing'}`],
  });

  const inUse = podAddressesInUse(snapshot);
  const blocks = blocksOf(snapshot).filter((block) => within(block.range, pool.range));
  const expected = new Map(
    blocks.map(({ range: block, node }) => {
      const maxPods = node.status.capacity?.pods;
      return [
        `${rangeText(block)} of ${node.metadata.name}`,
        {
          inUse: `${inUse.filter((address) => lies(address, block)).length}`,
          usable: `${usableOf(block)}`,
          maxPods: maxPods === undefined ? null : Number(maxPods),
        },
      ];
    }),
  );
  const listed = await product.all<NodeBlock>(`/pools/${found.id}/blocks`);
  compared.push({
    name: `/pools/${found.id}/blocks: each node's block`,
    differences: differencesByName(expected, new Map(listed.map((block) => [`${block.cidr} of ${block.node}`, block]))),
  });

  if (pool.blockLength === null) return compared;
  const free = await product.get<FreeList>(`/pools/${found.id}/free?prefix=${pool.blockLength}&limit=50`);
  const total = freeBlocksOf(pool) ?? 0n;
  const wrong = free.items.filter((text) => {
    const one = rangeOf(text);
    return (
      !within(one, pool.range) ||
      one.prefixLength !== pool.blockLength ||
      pool.blocks.some((block) => within(block, one) || within(one, block))
    );
  });
  compared.push({
    name: `/pools/${found.id}/free: only blocks that no node has`,
    differences: [...wrong.map((text) => `${text} is not free`), ...differences(`${total}`, free.total)],
  });
  return compared;
}
