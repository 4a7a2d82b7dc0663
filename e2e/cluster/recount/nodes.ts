import { addressText, type Family, lies, rangeOf, rangeText } from '../numbers.ts';
import type { Node, Snapshot } from '../snapshot.ts';
import { isLive, isOnPodNetwork, nodeAddresses, podAddresses } from './held.ts';
import { podAddressesInUse, usableOf } from './podPools.ts';

/** What /nodes must say, by name. */
export function nodes(snapshot: Snapshot): Map<string, object> {
  return new Map(snapshot.nodes.map((node) => [node.metadata.name, nodeItem(node, snapshot)]));
}

/** The zones that nodes are in, in order. */
export function zones(snapshot: Snapshot): string[] {
  const named = snapshot.nodes.flatMap(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'] ?? []);
  return [...new Set(named)].sort();
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
  const withAddress = podFamilies(node, snapshot);
  const families = {
    addresses: inOrder(addresses.map(({ family }) => family)),
    podCIDRs: inOrder(blocks.map(({ family }) => family)),
  };
  const said = [new Set(families.addresses), new Set(families.podCIDRs), withAddress].filter((set) => set.size > 0);
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
    skewed: said.some((set) => set.symmetricDifference(said[0] ?? set).size > 0),
    pods: { running: running.length, hostNetwork, terminated: pods.length - running.length - hostNetwork },
    inUse: { IPv4: inUse('IPv4'), IPv6: inUse('IPv6') },
    usable: { IPv4: usable('IPv4')?.toString() ?? null, IPv6: usable('IPv6')?.toString() ?? null },
    maxPods: capacity === undefined ? null : Number(capacity),
    // A node without a block among nodes that have one gives no pod an address.
    ...(blocks.length === 0 && snapshot.nodes.some(({ spec }) => (spec.podCIDRs ?? []).length > 0)
      ? { remaining: 0, limit: 'blocks' }
      : roomOf(
          capacity === undefined ? null : Number(capacity) - running.length - hostNetwork,
          (['IPv4', 'IPv6'] as const).map((family) => {
            const most = usable(family);
            return most === null ? null : most - BigInt(inUse(family));
          }),
        )),
    createdAt: new Date(metadata.creationTimestamp).toISOString(),
  };
}

/** How many more pods get an address, and what ends first: hostNetwork pods take no address and count against maxPods. */
function roomOf(slots: number | null, addresses: readonly (bigint | null)[]): { remaining: number | null; limit: string | null } {
  if (slots === null) return { remaining: null, limit: null };
  const [least] = addresses.filter((free) => free !== null).sort((a, b) => (a < b ? -1 : 1));
  const open = slots < 0 ? 0 : slots;
  if (least === undefined || least >= BigInt(open)) return { remaining: open, limit: 'maxPods' };
  return { remaining: least < 0n ? 0 : Number(least), limit: 'addresses' };
}

/** The families that a node's live pods hold addresses of, in no order: two pods may disagree about it. */
export function podFamilies(node: Node, snapshot: Snapshot): Set<Family> {
  const own = snapshot.pods.filter((pod) => pod.spec.nodeName === node.metadata.name && isLive(pod) && isOnPodNetwork(pod));
  return new Set(own.flatMap(podAddresses).map(({ family }) => family));
}

function inOrder(list: readonly Family[]): Family[] {
  return [...new Set(list)];
}
