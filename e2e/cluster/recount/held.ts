import { type Address, addressOf, distinct, keyOf } from '../numbers.ts';
import type { Meta, Node, Pod, Service, Snapshot } from '../snapshot.ts';
import { perSnapshot } from './perSnapshot.ts';

/** A pod that still holds its addresses: Succeeded and Failed ones list podIPs that are no longer theirs. */
export const isLive = (pod: Pod): boolean => pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed';

/** On the pod network: a hostNetwork pod reports its node's addresses and holds none of a pool. */
export const isOnPodNetwork = (pod: Pod): boolean => pod.spec.hostNetwork !== true;

export const podAddresses = (pod: Pod): Address[] => (pod.status.podIPs ?? []).map(({ ip }) => addressOf(ip));

/** The addresses of a Service's own, without "None" and ''. */
export const clusterAddresses = (service: Service): Address[] =>
  (service.spec.clusterIPs ?? []).filter((text) => text !== 'None' && text !== '').map(addressOf);

export const loadBalancerAddresses = (service: Service): Address[] =>
  (service.status.loadBalancer?.ingress ?? []).flatMap(({ ip }) => (ip === undefined || ip === '' ? [] : [addressOf(ip)]));

export const externalAddresses = (service: Service): Address[] => (service.spec.externalIPs ?? []).map(addressOf);

/** Hostname and DNS entries are names, not addresses. */
export const nodeAddresses = (node: Node): Address[] => addressesOfType(node, ['InternalIP', 'ExternalIP']);

/** The addresses that pods can be routed to; an ExternalIP may be one NAT for many nodes. */
export const internalAddresses = (node: Node): Address[] => addressesOfType(node, ['InternalIP']);

function addressesOfType({ status }: Node, types: readonly string[]): Address[] {
  return (status.addresses ?? []).filter(({ type }) => types.includes(type)).map(({ address }) => addressOf(address));
}

/** Who holds an address, as /addresses names it. */
export interface Holding {
  readonly address: Address;
  readonly as: 'podIP' | 'hostIP' | 'clusterIP' | 'loadBalancer' | 'externalIP' | 'nodeAddress';
  readonly kind: 'Pod' | 'Service' | 'Node' | 'IPAddress';
  readonly namespace: string | undefined;
  readonly name: string;
  readonly state: 'live' | 'terminating' | 'terminated' | 'pending';
  /** Whether others may hold the same address as a matter of course: load balancers, external IPs. */
  readonly isShared: boolean;
}

const isLeaving = ({ metadata }: { readonly metadata: Meta }): boolean => metadata.deletionTimestamp !== undefined;

function podState(pod: Pod): Holding['state'] {
  if (!isLive(pod)) return 'terminated';
  if (isLeaving(pod)) return 'terminating';
  return pod.status.phase === 'Pending' ? 'pending' : 'live';
}

export const holdingsOf = perSnapshot(countHoldings);

function countHoldings(snapshot: Snapshot): readonly Holding[] {
  const holdings: Holding[] = [];
  for (const pod of snapshot.pods) {
    const { name, namespace } = pod.metadata;
    const state = podState(pod);
    for (const address of podAddresses(pod)) {
      holdings.push({ address, as: isOnPodNetwork(pod) ? 'podIP' : 'hostIP', kind: 'Pod', namespace, name, state, isShared: false });
    }
  }
  for (const service of snapshot.services) {
    const { name, namespace } = service.metadata;
    const state = isLeaving(service) ? 'terminating' : 'live';
    const tell = (as: Holding['as'], addresses: Address[]) => {
      for (const address of addresses)
        holdings.push({ address, as, kind: 'Service', namespace, name, state, isShared: as !== 'clusterIP' });
    };
    tell('clusterIP', clusterAddresses(service));
    tell('loadBalancer', loadBalancerAddresses(service));
    tell('externalIP', externalAddresses(service));
  }
  for (const node of snapshot.nodes) {
    const { name } = node.metadata;
    for (const address of nodeAddresses(node)) {
      const isShared = !internalAddresses(node).some((own) => keyOf(own) === keyOf(address));
      holdings.push({
        address,
        as: 'nodeAddress',
        kind: 'Node',
        namespace: undefined,
        name,
        state: isLeaving(node) ? 'terminating' : 'live',
        isShared,
      });
    }
  }
  return holdings;
}

/** Distinct addresses that count as in use: whatever a live object of any kind holds, an IPAddress object included. */
export const addressesInUse = perSnapshot((snapshot): readonly Address[] => {
  const held = holdingsOf(snapshot).filter(({ state }) => state !== 'terminated');
  return distinct([...held.map(({ address }) => address), ...(snapshot.ipAddresses ?? []).map(({ metadata }) => addressOf(metadata.name))]);
});
