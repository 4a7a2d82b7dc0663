import type { Address, Family } from '../../../shared/net/address.ts';
import type { AddressRange } from '../../../shared/net/addressRange.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { Keep } from '../../../shared/plan/keep.ts';
import type { Provenance, Reference } from '../../../shared/wire/basics.ts';
import type { Pool as WirePool } from '../../../shared/wire/pools.ts';

/**
 * What an object of a CNI, an IPAM plugin or a load balancer says of the address space, in one form for all of them.
 * A text that is no address or range is left out and counted.
 */
export interface Said {
  /** Pieces of pools that belong to a node. */
  readonly blocks: readonly SaidBlock[];
  readonly allocations: readonly SaidAllocation[];
  readonly unreadable: number;
}

export const saysNothing: Said = { blocks: [], allocations: [], unreadable: 0 };

/** Whose blocks: each has allocators, and so reserved addresses, of its own. */
export type BlockOwner = 'host-local' | 'calico' | 'cilium' | 'cilium-whole' | 'ovn-kubernetes' | 'whereabouts';

/** Who declares a pool: names are unique within one of these, if at all. */
export type Project =
  | 'calico'
  | 'cilium'
  | 'kube-ovn'
  | 'antrea'
  | 'ovn-kubernetes'
  | 'whereabouts'
  | 'multus'
  | 'metallb'
  | 'kube-vip'
  | 'dra'
  | 'aws';

/** The ranges of one object and family. */
export interface SaidPool {
  readonly use: WirePool['kind'];
  readonly project: Project;
  readonly name: string; // the object's; with its namespace where it has one: "namespace/name"
  readonly family: Family;
  /** The object that declares it, kind without and group with; null where none does. */
  readonly object: Reference | null;
  /** Where it was learned, best first: "IPPool.crd.projectcalico.org/default-ipv4-ippool". */
  readonly sources: readonly Provenance[];
  readonly ranges: readonly AddressRange[];
  /** Length of the blocks it is cut into for nodes, and whose they are; null where it is one flat space. */
  readonly blocks: { readonly length: number; readonly of: BlockOwner } | null;
  readonly keeps: readonly Keep[];
  /** Whether objects of this project write down each address that is taken; holders: who holds one is the record; false: there is none. */
  readonly records: boolean | 'holders';
  /** False: disabled, it gives out nothing new. */
  readonly gives: boolean;
  /** True: an object says that these are its ranges; false: they are made out from what was given. */
  readonly declared: boolean;
  /** A network of its own, whose addresses may stand elsewhere for something else (a VPC, a tenant's network); '' for the cluster's. */
  readonly network: string;
}

export interface SaidBlock {
  readonly of: BlockOwner;
  readonly cidr: Cidr;
  readonly node: string;
  /** Whether the node gets one more when its own are full (Calico, Cilium's multi-pool): then it is no limit of the node's. */
  readonly grows: boolean;
}

/**
 * - record: written down as taken in a pool that counts records (SaidPool.records);
 * - note: repeated by an object that decides nothing (a CiliumEndpoint); it is judged, not counted;
 * - kept: taken, on purpose, without a live holder (phase Reserved, ip_reserved, cooling down): counted like a record, never leaked;
 * - node, virtual: held by the object itself, live while it is there: a node's tunnel or health address, a Vip, an Egress;
 * - secondary: an interface of a pod beside the one of podIPs;
 * - reserved: an ordinal that the allocator holds for itself (Calico on Windows).
 */
export type AllocationAs = 'record' | 'note' | 'kept' | 'node' | 'virtual' | 'secondary' | 'reserved';

export interface SaidAllocation {
  readonly address: Address;
  readonly as: AllocationAs;
  /** For whom: a pod, node, Service, StatefulSet; null where it does not say, or the object itself is the holder. */
  readonly for: Reference | null;
  /** What for, in a few words: "VXLAN tunnel", "interface net1"; '' where there is nothing to add. */
  readonly note: string;
  /** The block's owner where the address was taken out of the block of another node: it is borrowed by `for`'s node. */
  readonly borrowed: { readonly from: string; readonly by: string } | null;
}
