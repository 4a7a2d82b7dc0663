import type { Kind } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';

/** What ranges of the cluster, and what lies in them, are known from. */
const plannedFrom = [
  ['Node', 'nodes'],
  ['Pod', 'pods'],
  ['Service', 'Services'],
  ['ServiceCIDR', 'ServiceCIDRs'],
] as const satisfies readonly (readonly [Kind, string])[];

/** Kinds that a plan rests on and that were never read, in words: "nodes and pods"; null where there are none. What is not served is read. */
export function notRead(reading: (kind: Kind) => Pick<Reading, 'state'>): string | null {
  const words = plannedFrom.filter(([kind]) => ['syncing', 'forbidden'].includes(reading(kind).state)).map(([, word]) => word);
  if (words.length < 2) return words[0] ?? null;
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
