import type { Namespace, NamespaceList } from '../../../shared/wire/namespaces.ts';
import type { Compared } from '../agreement.ts';
import { differences, differencesByName } from '../differences.ts';
import type { Answers } from '../product.ts';
import { namespaces } from '../recount/namespaces.ts';
import type { Snapshot } from '../snapshot.ts';

/** /namespaces, item by item, its total and its order. */
export async function compareNamespaces(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const expected = namespaces(snapshot);
  const shown = await product.all<Namespace>('/namespaces');
  const first = await product.get<NamespaceList>('/namespaces?limit=1&sort=-services');
  const most = Math.max(...[...expected.values()].map((item) => (item as Namespace).services ?? 0));
  return [
    {
      name: '/namespaces has every Namespace with its Services, once and by name',
      differences: [
        ...differencesByName(expected, new Map(shown.map((item) => [item.name, item]))),
        ...differences(
          [...expected.keys()].sort(),
          shown.map(({ name }) => name),
        ),
      ],
    },
    {
      name: '/namespaces counts them, those with most Services first where asked',
      differences: differences({ total: expected.size, items: [{ services: most }] }, first),
    },
  ];
}
