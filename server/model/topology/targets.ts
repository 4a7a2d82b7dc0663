import type { Reference } from '../../../shared/wire/basics.ts';
import type { EndpointRecord } from '../../records/records.ts';
import { canonical } from '../serviceStates.ts';
import { countEndpoint, type EndpointTally, noEndpoints } from './endpointTally.ts';
import type { SliceGroup } from './sliceGroups.ts';

/**
 * What endpoints stand for: the object of their targetRef, by which the families of one pod come together, or an address alone where
 * they have none. Two slices that name the same address without a target mean two things: addresses join nothing.
 */
export interface Target {
  readonly id: string;
  readonly ref: Reference | null;
  readonly name: string;
  /** As they are written; twins of them and all. */
  readonly texts: string[];
  readonly node: string; // '' for none
  readonly zone: string;
  readonly tally: EndpointTally;
  /** By the slices that lead to it: rarely more than two. */
  readonly from: { readonly group: SliceGroup; readonly tally: EndpointTally }[];
}

const mostAddresses = 4;

/** The targets of slices' endpoints, those that the filter keeps. */
export function targetsOf(groups: readonly SliceGroup[], keeps: (endpoint: EndpointRecord) => boolean): Target[] {
  const targets = new Map<string, Target>();
  for (const group of groups) {
    for (const slice of group.slices) {
      for (const endpoint of slice.endpoints) {
        if (!keeps(endpoint)) continue;
        const id = idOf(slice.key, endpoint);
        let target = targets.get(id);
        if (!target) {
          target = newTarget(id, endpoint);
          targets.set(id, target);
        }
        if (target.texts.length < mostAddresses) target.texts.push(...endpoint.addresses);
        let tally = target.from.find((part) => part.group === group)?.tally;
        if (!tally) {
          tally = noEndpoints();
          target.from.push({ group, tally });
        }
        countEndpoint(tally, endpoint);
        countEndpoint(target.tally, endpoint);
      }
    }
  }
  return [...targets.values()];
}

function idOf(slice: string, { targetKind, targetNamespace, targetName, nodeName, addresses }: EndpointRecord): string {
  if (targetName === '') return `address/${slice}/${canonical(addresses[0] ?? '')}/${nodeName}`;
  return `target/${targetKind}/${targetNamespace}/${targetName}/${nodeName}`;
}

function newTarget(id: string, { targetKind, targetNamespace, targetName, nodeName, zone, addresses }: EndpointRecord): Target {
  return {
    id,
    ref:
      targetName === '' ? null : { kind: targetKind, ...(targetNamespace === '' ? {} : { namespace: targetNamespace }), name: targetName },
    name: targetName === '' ? canonical(addresses[0] ?? '') : targetName,
    texts: [],
    node: nodeName,
    zone,
    tally: noEndpoints(),
    from: [],
  };
}

/** Its addresses in their canonical spelling, each once, at most four. */
export function addressesOf({ texts }: Target): string[] {
  return [...new Set(texts.map(canonical))].slice(0, mostAddresses);
}
