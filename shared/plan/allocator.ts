import { addressBits, type Family } from '../net/address.ts';

/** How many addresses are never given out at the start and at the end of a block. */
export interface Ends {
  readonly start: bigint;
  readonly end: bigint;
}

/** What one allocator never gives out of each block it works in: a node's, a pool's CIDR, a whole subnet. */
export interface Allocator {
  readonly name: string;
  readonly ends: Readonly<Record<Family, Ends>>;
  /** Blocks of one and of two addresses are given out whole, ends and all (RFC 3021, RFC 6164). */
  readonly tinyWhole: boolean;
  /** It keeps a bitmap of so many addresses, the lowest of a block; what lies behind them it cannot give. Null: no such limit. */
  readonly reach: Readonly<Record<Family, bigint | null>>;
  /** Length of a node's block where nothing says otherwise; null where nodes have no blocks. */
  readonly blockLength: Readonly<Record<Family, number>> | null;
}

const bitmap = 65536n;
const nothing: Ends = { start: 0n, end: 0n };
const bothEnds: Ends = { start: 1n, end: 1n };
const noLimit = { IPv4: null, IPv6: null };

/**
 * host-local, the allocator of the CNI project, in the podCIDR of kube-controller-manager: network, gateway (.1) and IPv4 broadcast.
 * The last address of an IPv6 block is given out.
 */
export const hostLocal: Allocator = {
  name: 'host-local',
  ends: { IPv4: { start: 2n, end: 1n }, IPv6: { start: 2n, end: 0n } },
  tinyWhole: false,
  reach: noLimit,
  blockLength: { IPv4: 24, IPv6: 64 },
};

/** Calico on Linux keeps nothing: the first and the last address of a block are given out. */
export const calico: Allocator = {
  name: 'Calico',
  ends: { IPv4: nothing, IPv6: nothing },
  tinyWhole: true,
  reach: noLimit,
  blockLength: { IPv4: 26, IPv6: 122 },
};

/** Calico on Windows: ordinals 0, 1, 2 and the last of an IPv4 block have the handle windows-reserved-ipam-handle. */
export const calicoWindows: Allocator = {
  ...calico,
  name: 'Calico on Windows',
  ends: { IPv4: { start: 3n, end: 1n }, IPv6: nothing },
  tinyWhole: false,
};

/** Cilium's podCIDRs, and a CIDR of a CiliumLoadBalancerIPPool with allowFirstLastIPs "No"; blocks as its chart has them. */
export const cilium: Allocator = {
  name: 'Cilium',
  ends: { IPv4: bothEnds, IPv6: bothEnds },
  tinyWhole: true,
  reach: { IPv4: null, IPv6: bitmap },
  blockLength: { IPv4: 24, IPv6: 120 },
};

/** A CiliumPodIPPool with allowFirstIP and allowLastIP. */
export const ciliumWhole: Allocator = { ...cilium, name: 'Cilium, first and last allowed', ends: { IPv4: nothing, IPv6: nothing } };

/** A node's slice in OVN-Kubernetes: network, gateway (.1), management port (.2) and IPv4 broadcast. */
export const ovnKubernetes: Allocator = {
  name: 'OVN-Kubernetes',
  ends: { IPv4: { start: 3n, end: 1n }, IPv6: { start: 3n, end: 0n } },
  tinyWhole: false,
  reach: { IPv4: null, IPv6: bitmap },
  blockLength: { IPv4: 24, IPv6: 64 },
};

/** A Subnet of Kube-OVN, one flat space; its gateway and excludeIps are named in the object and are keeps of their own. */
export const kubeOVN: Allocator = {
  name: 'Kube-OVN',
  ends: { IPv4: bothEnds, IPv6: bothEnds },
  tinyWhole: true,
  reach: noLimit,
  blockLength: null,
};

/** A range of Whereabouts, or a slice of one: the first and the last in both families; nothing where there are only those. */
export const whereabouts: Allocator = {
  name: 'Whereabouts',
  ends: { IPv4: bothEnds, IPv6: bothEnds },
  tinyWhole: false,
  reach: noLimit,
  blockLength: null,
};

/** MetalLB gives out all of its ranges; for avoidBuggyIPs see buggyIPs in keep.ts. */
export const metalLB: Allocator = {
  name: 'MetalLB',
  ends: { IPv4: nothing, IPv6: nothing },
  tinyWhole: true,
  reach: noLimit,
  blockLength: null,
};

/**
 * A CIDR of an Antrea ExternalIPPool: its first address and the IPv4 broadcast. Start-end ranges are used whole.
 * Antrea's bitmap begins behind the first address and has 65,536 places in either family (antrea pkg/ipam/ipallocator).
 */
export const antrea: Allocator = {
  name: 'Antrea',
  ends: { IPv4: bothEnds, IPv6: { start: 1n, end: 0n } },
  tinyWhole: false,
  reach: { IPv4: bitmap + 1n, IPv6: bitmap + 1n },
  blockLength: null,
};

/** A CIDR of an Antrea IPPool that is smaller than the subnet it lies in (spec.subnetInfo.prefixLength): its last address is no broadcast. */
export const antreaWithinSubnet: Allocator = {
  ...antrea,
  name: 'Antrea, part of a subnet',
  ends: { IPv4: { start: 1n, end: 0n }, IPv6: { start: 1n, end: 0n } },
};

/** What an allocator never gives out of a block of a length; where that is all of the block, all of it counts as start. */
export function keptEnds(family: Family, prefixLength: number, allocator: Allocator): Ends {
  const size = 1n << BigInt(addressBits(family) - prefixLength);
  if (allocator.tinyWhole && size <= 2n) return nothing;
  const reach = allocator.reach[family];
  const held = reach !== null && reach < size ? reach : size;
  const { start, end } = allocator.ends[family];
  return start + end < held ? { start, end: end + size - held } : { start: size, end: 0n };
}
