import type { Namespace } from '../../shared/wire/namespaces.ts';
import type { Cluster } from './cluster.ts';
import { type Listing, page } from './list.ts';
import type { NamespacesAnswer, NamespacesQuery } from './questions.ts';

const listing: Listing<Namespace> = {
  name: 'namespaces',
  unique: ({ name }) => name,
  defaultSort: 'name',
  fields: { name: ({ name }) => name, services: ({ services }) => services },
};

/** The namespaces there are, with how many Services each has. */
export function namespacesAnswer(cluster: Cluster, query: NamespacesQuery): NamespacesAnswer {
  const servicesKnown = cluster.known('Service');
  const { namespaces } = cluster.services;
  const q = query.q?.trim().toLowerCase() ?? '';
  const matching: Namespace[] = [];
  for (const name of namesOf(cluster))
    if (name.includes(q)) matching.push({ name, services: servicesKnown ? namespaces.count(name) : null });
  const found = page(listing, matching, query);
  return { ...found, total: cluster.known('Namespace') || servicesKnown ? found.total : null };
}

/** Where Namespaces are not read, those that Services name; where neither is, none: half a list would pass for a whole one. */
function* namesOf(cluster: Cluster): Iterable<string> {
  if (cluster.known('Namespace')) for (const { name } of cluster.store.all('Namespace')) yield name;
  else if (cluster.known('Service')) yield* cluster.services.namespaces.sorted;
}
