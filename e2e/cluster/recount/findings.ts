import { addressText, type Family, keyOf, rangeOf } from '../numbers.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Holding, holdingsOf } from './held.ts';
import { servicePools } from './servicePools.ts';

/** What a finding of a code is about: pools by id, objects by name, addresses by text. */
export interface ExpectedFindings {
  readonly about: 'pool' | 'object' | 'address';
  readonly subjects: readonly string[];
}

/** The findings that follow from Kubernetes' own objects alone, by code, with what each of them is about. */
export function findings(snapshot: Snapshot): Map<string, ExpectedFindings> {
  const pools = [...servicePools(snapshot).values()] as {
    id: string;
    family: Family;
    addresses: { usable: string; free: string };
    state: string;
    blockedBy: readonly object[];
  }[];
  const staying = pools.filter(({ state }) => state !== 'deleting');
  const full = staying.filter(({ addresses }) => addresses.usable !== '0' && addresses.free === '0');
  const familiesOf = (cidrs: readonly string[]) => new Set(cidrs.map((text) => rangeOf(text).family));
  const isDual = familiesOf((snapshot.serviceCIDRs ?? []).flatMap(({ spec }) => spec.cidrs)).size === 2;
  const nodes = snapshot.nodes.map(({ metadata: { name }, spec }) => ({ name, families: familiesOf(spec.podCIDRs ?? []) }));
  const named = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();
  return new Map<string, ExpectedFindings>([
    ['service-range-full', { about: 'pool', subjects: full.map(({ id }) => id).sort() }],
    [
      'service-range-deletion-blocked',
      { about: 'pool', subjects: pools.flatMap(({ id, blockedBy }) => (blockedBy.length > 0 ? [id] : [])).sort() },
    ],
    [
      'node-without-block',
      {
        about: 'object',
        subjects: nodes.some(({ families }) => families.size > 0) ? named(nodes.filter(({ families }) => families.size === 0)) : [],
      },
    ],
    [
      'node-lacks-family',
      {
        about: 'object',
        subjects: nodes.some(({ families }) => families.size === 2) ? named(nodes.filter(({ families }) => families.size === 1)) : [],
      },
    ],
    [
      'service-prefers-dual-has-one',
      {
        about: 'object',
        subjects: snapshot.services
          .filter(({ spec }) => isDual && spec.ipFamilyPolicy === 'PreferDualStack' && spec.ipFamilies?.length === 1)
          .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
          .sort(),
      },
    ],
    ['address-held-twice', { about: 'address', subjects: heldTwice(snapshot) }],
  ]);
}

function heldTwice(snapshot: Snapshot): string[] {
  return [...Map.groupBy(holdingsOf(snapshot), ({ address }) => keyOf(address)).values()]
    .filter((held) => stateOf(held) === 'conflict')
    .flatMap(([first]) => (first ? [addressText(first.address.family, first.address.value)] : []))
    .sort();
}

/** Several owners are a conflict, of one kind or of two; a node's address and its hostNetwork pods' are one and the same. */
export function stateOf(held: readonly Holding[]): 'terminated' | 'conflict' | 'in-use' {
  const live = held.filter(({ state }) => state !== 'terminated');
  if (live.length === 0) return 'terminated';
  const owners = live.filter(({ isShared }) => !isShared);
  const count = (as: Holding['as']) => owners.filter((one) => one.as === as).length;
  const [pods, services, nodes, hosts] = [count('podIP'), count('clusterIP'), count('nodeAddress'), count('hostIP')];
  const kinds = [pods, services, nodes + hosts].filter((number) => number > 0).length;
  return pods > 1 || services > 1 || nodes > 1 || kinds > 1 ? 'conflict' : 'in-use';
}
