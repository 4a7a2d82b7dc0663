import { type Family, rangeOf } from '../numbers.ts';
import type { Snapshot } from '../snapshot.ts';
import { flagsOf } from './flags.ts';

/** Families that the API server has: by its flag where that is to be seen, else as the object "kubernetes" mirrors it. */
export function servedFamilies(snapshot: Snapshot): Set<Family> {
  const flags = flagsOf(snapshot, 'kube-apiserver').flatMap(({ flags }) => flags.get('service-cluster-ip-range')?.split(',') ?? []);
  const mirrored = snapshot.serviceCIDRs?.find(({ metadata }) => metadata.name === 'kubernetes')?.spec.cidrs ?? [];
  return new Set((flags.length > 0 ? flags : mirrored).map((text) => rangeOf(text).family));
}
