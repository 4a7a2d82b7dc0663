import { addressText, type Family, keyOf, lies, rangeOf, rangeText } from '../numbers.ts';
import type { Node, Snapshot } from '../snapshot.ts';
import { isLive, isOnPodNetwork, nodeAddresses, podAddresses } from './held.ts';
import { podAddressesInUse, usableOf } from './podPools.ts';

/** What /nodes must say, by name. */
export function nodes(snapshot: Snapshot): Map<string, object> {
  return new Map(snapshot.nodes.map((node) => [node.metadata.name, nodeItem(node, snapshot)]));
}

function nodeItem(node: Node, snapshot: Snapshot): object {
  const { metadata, spec, status } = node;
  const addresses = nodeAddresses(node);
  const blocks = (spec.podCIDRs ?? []).map(rangeOf);
  const pods = snapshot.pods.filter((pod) => pod.spec.nodeName === metadata.name);
  const running = pods.filter((pod) => isLive(pod) && isOnPodNetwork(pod));
  const hostNetwork = pods.filter((pod) => isLive(pod) && !isOnPodNetwork(pod)).length;
  const held = podAddressesInUse(snapshot);
  const inUse = (family: Family) =>
    held.filter((address) => blocks.some((block) => block.family === family && lies(address, block))).length;
  const usable = (family: Family) => {
    const own = blocks.filter((block) => block.family === family);
    return own.length === 0 ? null : own.reduce((sum, block) => sum + usableOf(block), 0n);
  };
  const capacity = status.capacity?.pods;
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status;
  const families = {
    addresses: inOrder(addresses.map(({ family }) => family)),
    podCIDRs: inOrder(blocks.map(({ family }) => family)),
  };
  return {
    name: metadata.name,
    zone: metadata.labels?.['topology.kubernetes.io/zone'] ?? null,
    ready: ready === 'True' ? true : ready === 'False' ? false : null,
    addresses: {
      IPv4: addresses.filter(({ family }) => family === 'IPv4').map(({ family, value }) => addressText(family, value)),
      IPv6: addresses.filter(({ family }) => family === 'IPv6').map(({ family, value }) => addressText(family, value)),
    },
    podCIDRs: blocks.map(rangeText),
    families,
    pods: { running: running.length, hostNetwork, terminated: pods.length - running.length - hostNetwork },
    inUse: { IPv4: inUse('IPv4'), IPv6: inUse('IPv6') },
    usable: { IPv4: usable('IPv4')?.toString() ?? null, IPv6: usable('IPv6')?.toString() ?? null },
    maxPods: capacity === undefined ? null : Number(capacity),
    createdAt: new Date(metadata.creationTimestamp).toISOString(),
  };
}

/** The families that a node's live pods hold addresses of, in no order: two pods may disagree about it. */
export function podFamilies(node: Node, snapshot: Snapshot): Set<Family> {
  const own = snapshot.pods.filter((pod) => pod.spec.nodeName === node.metadata.name && isLive(pod) && isOnPodNetwork(pod));
  return new Set(own.flatMap(podAddresses).map(({ family }) => family));
}

function inOrder(list: readonly Family[]): Family[] {
  return [...new Set(list)];
}

/** Pod addresses that lie in no node's block of their own node: borrowed, or another allocator's. */
export function straysOf(snapshot: Snapshot): Set<string> {
  const blocks = snapshot.nodes.flatMap((node) => (node.spec.podCIDRs ?? []).map(rangeOf));
  return new Set(
    podAddressesInUse(snapshot)
      .filter((address) => !blocks.some((block) => lies(address, block)))
      .map(keyOf),
  );
}
