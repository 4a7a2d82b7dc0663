import type { Family } from '../../../shared/net/address.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';
import type { FamilySet } from '../../../shared/wire/audit.ts';
import type { NodeRecord, ServiceRecord } from '../../records/records.ts';
import type { NetworkPolicyRecord, PolicyBlock } from '../../records/traffic.ts';
import type { Change } from '../../store/store.ts';
import { oneSided } from '../findings/trafficFamilies.ts';
import type { NodeStates } from '../nodeStates.ts';
import type { PodNodes } from '../podNodes.ts';
import { familiesOf } from '../serviceStates.ts';
import { familiesOfTexts, familySet, trafficSet } from './familySet.ts';
import { KeyGroups } from './keyGroups.ts';
import { PodCensus } from './podCensus.ts';
import { frozenWithout, type ServiceStep, serviceStep } from './serviceSteps.ts';

/** Who has which family, kept by change: each object costs one look when it changes, and none when somebody asks. */
export class Census {
  readonly nodes = new KeyGroups<FamilySet>();
  /** Nodes by the families of their podCIDRs. */
  readonly podCIDRs = new KeyGroups<FamilySet>();
  readonly services = new KeyGroups<FamilySet>();
  readonly serviceSteps = new KeyGroups<ServiceStep>();
  readonly frozenWithout = new KeyGroups<Family | 'either'>();
  /** Services of type LoadBalancer, by what their status says. */
  readonly loadBalancers = new KeyGroups<FamilySet>();
  readonly ingresses = new KeyGroups<FamilySet>();
  readonly gateways = new KeyGroups<FamilySet>();
  /** Policies by the families of their ipBlocks. */
  readonly networkPolicies = new KeyGroups<FamilySet>();
  /** Policies with a direction that names one family alone, or says anywhere in one: a policy may be both. */
  readonly policySteps = new KeyGroups<'done' | 'one-sided'>();
  readonly slices: Record<Family, number> = { IPv4: 0, IPv6: 0 };
  readonly pods: PodCensus;
  readonly #states: NodeStates;
  /** Nodes of which something changed in the batch that is being applied. */
  readonly #changedNodes = new Set<string>();

  constructor(podNodes: PodNodes, states: NodeStates) {
    this.pods = new PodCensus(podNodes);
    this.#states = states;
  }

  change(change: Change): void {
    const { key } = change;
    switch (change.kind) {
      case 'Node':
        this.nodes.move(key, change.after && nodeSet(change.after));
        this.podCIDRs.move(key, change.after && podCIDRSet(change.after));
        this.#changedNodes.add(key);
        break;
      case 'Pod':
        this.pods.change(change.id, change.before, change.after);
        break;
      case 'Service':
        this.services.move(key, change.after && serviceSet(change.after));
        this.serviceSteps.move(key, change.after && serviceStep(change.after));
        this.frozenWithout.move(key, change.after && frozenWithout(change.after));
        this.loadBalancers.move(key, change.after?.type === 'LoadBalancer' ? trafficSet(change.after.loadBalancer) : undefined);
        break;
      case 'EndpointSlice':
        this.#slice(change.before?.addressType, -1);
        this.#slice(change.after?.addressType, 1);
        break;
      case 'Ingress':
        this.ingresses.move(key, change.after && trafficSet(change.after.loadBalancer));
        break;
      case 'Gateway.gateway.networking.k8s.io':
        this.gateways.move(key, change.after && trafficSet(change.after.given));
        break;
      case 'NetworkPolicy':
        this.networkPolicies.move(key, change.after && policySet(change.after));
        this.policySteps.move(key, change.after && policyStep(change.after));
        break;
    }
  }

  /** A CNI's own IPAM gave a node a block, or took it back. */
  nodeChanged(name: string): void {
    this.#changedNodes.add(name);
  }

  /** A batch of changes is applied. */
  settle(): void {
    if (this.#changedNodes.size === 0) return;
    this.pods.nodesChanged([...this.#changedNodes].map((name) => [name, this.#hasBothBlocks(name)]));
    this.#changedNodes.clear();
  }

  #hasBothBlocks(name: string): boolean {
    const state = this.#states.get(name);
    if (!state?.record) return false;
    return familySet([...state.blocks, ...state.own.blocks.map(({ cidr }) => cidr)].map(({ family }) => family)).includes(',');
  }

  #slice(addressType: string | undefined, change: 1 | -1): void {
    if (addressType === 'IPv4' || addressType === 'IPv6') this.slices[addressType] += change;
  }
}

export function nodeSet({ addresses }: NodeRecord): FamilySet {
  return familySet(familiesOfTexts(addresses.map(({ address }) => address)));
}

export function podCIDRSet({ podCIDRs }: NodeRecord): FamilySet {
  return familySet(podCIDRs.flatMap((text) => parseCidrLax(text)?.family ?? []));
}

/** An ExternalName Service is a DNS alias: it has no address of any family. */
export function serviceSet(record: ServiceRecord): FamilySet {
  return record.type === 'ExternalName' ? 'none' : familySet(familiesOf(record));
}

export function policySet({ blocks }: NetworkPolicyRecord): FamilySet {
  return familySet(blockFamilies(blocks));
}

function policyStep({ blocks }: NetworkPolicyRecord): 'done' | 'one-sided' {
  return oneSided(blocks, false).length > 0 || oneSided(blocks, true).length > 0 ? 'one-sided' : 'done';
}

function blockFamilies(blocks: readonly PolicyBlock[]): Family[] {
  return blocks.flatMap(({ cidr }) => parseCidrLax(cidr)?.family ?? []);
}
