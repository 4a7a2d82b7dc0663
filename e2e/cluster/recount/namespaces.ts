import type { Snapshot } from '../snapshot.ts';

/** What /namespaces must say, by name. */
export function namespaces({ namespaces, services }: Snapshot): Map<string, object> {
  return new Map(
    namespaces.map(({ metadata: { name } }) => [
      name,
      { name, services: services.filter(({ metadata }) => metadata.namespace === name).length },
    ]),
  );
}
