import { ipAddress, pod } from '../../server/model/samples.ts';
import type { Edit } from '../../server/store/store.ts';
import { addressesAt, extraService, nodeName, type Population, sliceRecord } from './population.ts';

/** Lives that are under way at once: their events lie between each other, as those of a cluster do. */
const together = 200;

/** Events that leave the cluster as it was: each list begins and ends with the population alone. */
export interface EventKind {
  readonly name: string;
  /** About so many of them, made anew: a record that is put twice is no event. */
  readonly make: (population: Population, count: number) => Edit[];
}

/** A pod's life: created, given its addresses, ready, given other addresses, gone. Places 100 and up are nobody's in the population. */
function podLives({ nodes }: Population, count: number): Edit[] {
  const life = (i: number): Edit[] => {
    const name = `bench/pod-${i}`;
    const index = (i * 7919) % nodes;
    const place = 100 + (Math.floor(i / nodes) % 70);
    const [first, second] = [addressesAt(index, place), addressesAt(index, place + 75)];
    return [
      { put: pod(name, '', [], { phase: 'Pending', ready: false }) },
      { put: pod(name, nodeName(index), first, { ready: false }) },
      { put: pod(name, nodeName(index), first) },
      { put: pod(name, nodeName(index), second) },
      { remove: { kind: 'Pod', key: name } },
    ];
  };
  return interleaved(Math.ceil(count / 5), life);
}

/** One of a slice's endpoints turns unready, and ready again. */
function sliceChanges({ nodes, services }: Population, count: number): Edit[] {
  const life = (i: number): Edit[] => {
    const index = (i * 7919) % services;
    return [{ put: sliceRecord(index, nodes, i % 15) }, { put: sliceRecord(index, nodes) }];
  };
  // No two of one slice at once: it would turn ready twice, which is no change.
  return interleaved(Math.ceil(count / 2), life, Math.min(together, services));
}

/** A Service's life: created with the IPAddress objects of both families, changed, gone with them. */
function serviceLives(_: Population, count: number): Edit[] {
  return interleaved(Math.ceil(count / 7), (i) => {
    const record = extraService(i);
    const key = `bench/extra-${i}`;
    const addresses = record.clusterIPs;
    return [
      { put: record },
      ...addresses.map((address): Edit => ({ put: ipAddress(address, key) })),
      { put: { ...extraService(i), policy: 'RequireDualStack' } },
      { remove: { kind: 'Service', key } },
      ...addresses.map((address): Edit => ({ remove: { kind: 'IPAddress', key: address } })),
    ];
  });
}

/** The steps of many lives, those of so many neighbours between each other. */
function interleaved(lives: number, life: (i: number) => Edit[], neighbours = together): Edit[] {
  const edits: Edit[] = [];
  for (let start = 0; start < lives; start += neighbours) {
    const group = Array.from({ length: Math.min(neighbours, lives - start) }, (_, i) => life(start + i));
    const steps = group[0]?.length ?? 0;
    for (let step = 0; step < steps; step++) edits.push(...group.flatMap((own) => own[step] ?? []));
  }
  return edits;
}

export const eventKinds: readonly EventKind[] = [
  { name: 'pod', make: podLives },
  { name: 'slice of 15 endpoints', make: sliceChanges },
  { name: 'Service, IPAddress', make: serviceLives },
];
