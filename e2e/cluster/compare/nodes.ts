import type { Node, NodeDetail, NodeList } from '../../../shared/wire/nodes.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import type { Answers } from '../product.ts';
import { nodes, podFamilies, zones } from '../recount/nodes.ts';
import type { Snapshot } from '../snapshot.ts';

/** Nodes whose own page is read too: on a large cluster a sample, spread over the list. */
const pages = 60;

/** /nodes, item by item, its zones and its filter by zone, and single nodes by name. */
export async function compareNodes(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const shown = new Map((await product.all<Node>('/nodes')).map((node) => [node.name, node]));
  const expected = nodes(snapshot);
  const compared = [...expected].map(([name, item]): Compared => {
    const raw = snapshot.nodes.find(({ metadata }) => metadata.name === name);
    const families = raw ? [...podFamilies(raw, snapshot)].sort() : [];
    return {
      name: `/nodes ${name}`,
      differences: [
        ...differences(item, shown.get(name)),
        ...differences(families, shown.get(name)?.families.pods.toSorted(), 'families.pods'),
      ],
    };
  });
  const step = Math.max(1, Math.ceil(expected.size / pages));
  for (const [name, item] of [...expected].filter((_, i) => i % step === 0)) {
    const detail = await product.get<NodeDetail>(`/nodes/${name}`);
    compared.push({ name: `/nodes/${name}`, differences: differences(item, detail) });
  }
  return [
    { name: '/nodes has every node, once', differences: differences(snapshot.nodes.length, shown.size) },
    { name: '/nodes names its zones, and filters by each', differences: await zoneDifferences(snapshot, product) },
    ...compared,
  ];
}

async function zoneDifferences(snapshot: Snapshot, product: Answers): Promise<string[]> {
  const expected = zones(snapshot);
  const lines = differences(expected, (await product.get<NodeList>('/nodes?limit=1')).zones, 'zones');
  for (const zone of expected.slice(0, pages)) {
    const inIt = snapshot.nodes.filter(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'] === zone).length;
    lines.push(...differences(inIt, (await product.get<NodeList>(`/nodes?limit=1&zone=${encodeURIComponent(zone)}`)).total, zone));
  }
  return lines;
}
