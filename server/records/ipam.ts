import type { Named } from './named.ts';

/**
 * What is kept of the objects of CNIs, IPAM plugins and load balancers. A kind is named Kind.group, because several groups have an IPPool.
 * Fields stand as the objects write them (addresses and ranges as text, families mixed where they are); what they mean is the model's to say.
 * Absent lists are empty, absent text is ''.
 */

// Calico, crd.projectcalico.org/v1 (or projectcalico.org/v3 where that group serves ipamblocks).

export interface CalicoPoolRecord extends Named {
  readonly kind: 'IPPool.crd.projectcalico.org';
  readonly cidr: string;
  readonly blockSize: number; // 0: not set, 26 or 122 by family
  readonly disabled: boolean;
  readonly manual: boolean; // assignmentMode Manual: only for who asks for it
  readonly allowedUses: readonly string[]; // empty: Workload and Tunnel
}

/** Who a Calico allocation is for, as its attributes say. */
export interface CalicoAttribute {
  readonly handle: string;
  readonly namespace: string;
  readonly pod: string;
  readonly service: string;
  readonly node: string;
  readonly type: string; // vxlanTunnelAddress and the like; '' for pods
  readonly vmi: string; // KubeVirt's vmi-name
  readonly released: boolean; // releasedAt is set: cooling down
}

export interface CalicoBlockRecord extends Named {
  readonly kind: 'IPAMBlock.crd.projectcalico.org';
  readonly cidr: string;
  readonly affinity: string; // host:NODE, virtual:NAME, or ''
  readonly deleted: boolean;
  /** Pairs: ordinal of an address, index of its attribute. */
  readonly allocations: readonly number[];
  readonly attributes: readonly CalicoAttribute[];
}

export interface CalicoAffinityRecord extends Named {
  readonly kind: 'BlockAffinity.crd.projectcalico.org';
  readonly cidr: string;
  readonly node: string;
  readonly virtual: boolean; // spec.type virtual: node is no node
  readonly state: string; // confirmed, pending, pendingDeletion or ''
  readonly deleted: boolean;
}

export interface CalicoHandleRecord extends Named {
  readonly kind: 'IPAMHandle.crd.projectcalico.org';
  readonly handle: string;
  readonly deleted: boolean;
  readonly blocks: readonly { readonly cidr: string; readonly count: number }[];
}

export interface CalicoReservationRecord extends Named {
  readonly kind: 'IPReservation.crd.projectcalico.org';
  readonly reservedCIDRs: readonly string[];
}

// Cilium, cilium.io.

export interface CiliumNodeRecord extends Named {
  readonly kind: 'CiliumNode.cilium.io';
  readonly addresses: readonly { readonly type: string; readonly ip: string }[];
  readonly health: readonly string[]; // spec.health.ipv4 and ipv6
  readonly ingress: readonly string[];
  readonly podCIDRs: readonly string[]; // spec.ipam.podCIDRs
  readonly pools: readonly { readonly pool: string; readonly cidrs: readonly string[]; readonly first: boolean; readonly last: boolean }[];
  /** Single addresses (eni, azure, alibabacloud, crd): what the node may give out, and what it has given to whom. */
  readonly available: readonly string[];
  readonly used: readonly { readonly ip: string; readonly owner: string }[];
  readonly subnets: readonly string[]; // CIDRs of its interfaces' subnets
}

export interface CiliumEndpointRecord extends Named {
  readonly kind: 'CiliumEndpoint.cilium.io'; // its name is its pod's
  readonly addresses: readonly string[];
}

export interface CiliumPodPoolRecord extends Named {
  readonly kind: 'CiliumPodIPPool.cilium.io';
  readonly ranges: readonly { readonly cidrs: readonly string[]; readonly maskSize: number }[]; // ipv4, ipv6: those that are there
  readonly allowFirst: boolean;
  readonly allowLast: boolean;
}

export interface CiliumLoadBalancerPoolRecord extends Named {
  readonly kind: 'CiliumLoadBalancerIPPool.cilium.io';
  readonly blocks: readonly { readonly cidr: string; readonly start: string; readonly stop: string }[];
  readonly disabled: boolean;
  readonly keepsEnds: boolean; // allowFirstLastIPs "No"
  readonly conflict: boolean; // condition cilium.io/PoolConflict
}

// Kube-OVN, kubeovn.io/v1.

export interface KubeOVNSubnetRecord extends Named {
  readonly kind: 'Subnet.kubeovn.io';
  readonly protocol: string;
  readonly cidrBlock: string; // comma-joined
  readonly gateway: string; // comma-joined
  readonly excludeIps: readonly string[];
  readonly vpc: string;
  readonly provider: string; // 'ovn' or '': pods' primary network
}

export interface KubeOVNIPRecord extends Named {
  readonly kind: 'IP.kubeovn.io';
  readonly podName: string;
  readonly podNamespace: string; // '' for nodes
  readonly podType: string;
  readonly subnet: string;
  readonly node: string;
  readonly addresses: readonly string[];
  readonly kept: boolean; // label ip_reserved "true"
}

export interface KubeOVNPoolRecord extends Named {
  readonly kind: 'IPPool.kubeovn.io';
  readonly subnet: string;
  readonly ips: readonly string[];
}

export interface KubeOVNVipRecord extends Named {
  readonly kind: 'Vip.kubeovn.io';
  readonly subnet: string;
  readonly addresses: readonly string[];
}

// Antrea, crd.antrea.io/v1beta1.

export interface AntreaRange {
  readonly cidr: string;
  readonly start: string;
  readonly end: string;
}

export interface AntreaPoolRecord extends Named {
  readonly kind: 'IPPool.crd.antrea.io';
  readonly ranges: readonly AntreaRange[];
  readonly gateway: string;
  readonly prefixLength: number; // of the subnet; 0 where absent
  readonly allocations: readonly {
    readonly ip: string;
    readonly phase: string;
    readonly pod: string; // namespace/name, '' where none
    readonly statefulSet: string; // namespace/name, '' where none
  }[];
}

export interface AntreaExternalPoolRecord extends Named {
  readonly kind: 'ExternalIPPool.crd.antrea.io';
  readonly ranges: readonly AntreaRange[];
}

export interface AntreaEgressRecord extends Named {
  readonly kind: 'Egress.crd.antrea.io';
  readonly addresses: readonly string[]; // status.egressIP, else spec.egressIP and egressIPs
  readonly pools: readonly string[]; // spec.externalIPPool(s)
}

// Secondary networks.

export interface WhereaboutsPoolRecord extends Named {
  readonly kind: 'IPPool.whereabouts.cni.cncf.io';
  readonly range: string;
  /** offset: decimal, may be past 2^53. */
  readonly allocations: readonly { readonly offset: string; readonly pod: string; readonly interface: string }[];
}

export interface WhereaboutsSlicePoolRecord extends Named {
  readonly kind: 'NodeSlicePool.whereabouts.cni.cncf.io';
  readonly range: string;
  readonly sliceSize: string; // "/26"
  readonly slices: readonly { readonly node: string; readonly range: string }[]; // node '': free
}

export interface NetworkAttachmentRecord extends Named {
  readonly kind: 'NetworkAttachmentDefinition.k8s.cni.cncf.io';
  readonly ipam: string; // host-local, whereabouts, static, dhcp, … or ''
  readonly networkName: string; // whereabouts' network_name
  readonly ranges: readonly {
    readonly range: string; // CIDR, or a-b/len as whereabouts has it
    readonly start: string;
    readonly end: string;
    readonly gateway: string;
    readonly exclude: readonly string[];
  }[];
}

export interface ResourceClaimRecord extends Named {
  readonly kind: 'ResourceClaim';
  readonly interfaces: readonly { readonly interface: string; readonly ips: readonly string[] }[]; // ips with their prefix length
  readonly reservedFor: readonly string[]; // names of pods in its namespace
}

// Load balancers.

export interface MetalLBPoolRecord extends Named {
  readonly kind: 'IPAddressPool.metallb.io';
  readonly addresses: readonly string[];
  readonly autoAssign: boolean;
  readonly avoidBuggyIPs: boolean;
}

// Amazon VPC CNI.

export interface CNINodeRecord extends Named {
  readonly kind: 'CNINode.vpcresources.k8s.aws';
  readonly features: readonly string[];
}

export interface ENIConfigRecord extends Named {
  readonly kind: 'ENIConfig.crd.k8s.amazonaws.com';
  readonly subnet: string; // an id of the cloud's, no range
}

export interface IPAMRecordOf {
  'IPPool.crd.projectcalico.org': CalicoPoolRecord;
  'IPAMBlock.crd.projectcalico.org': CalicoBlockRecord;
  'BlockAffinity.crd.projectcalico.org': CalicoAffinityRecord;
  'IPAMHandle.crd.projectcalico.org': CalicoHandleRecord;
  'IPReservation.crd.projectcalico.org': CalicoReservationRecord;
  'CiliumNode.cilium.io': CiliumNodeRecord;
  'CiliumEndpoint.cilium.io': CiliumEndpointRecord;
  'CiliumPodIPPool.cilium.io': CiliumPodPoolRecord;
  'CiliumLoadBalancerIPPool.cilium.io': CiliumLoadBalancerPoolRecord;
  'Subnet.kubeovn.io': KubeOVNSubnetRecord;
  'IP.kubeovn.io': KubeOVNIPRecord;
  'IPPool.kubeovn.io': KubeOVNPoolRecord;
  'Vip.kubeovn.io': KubeOVNVipRecord;
  'IPPool.crd.antrea.io': AntreaPoolRecord;
  'ExternalIPPool.crd.antrea.io': AntreaExternalPoolRecord;
  'Egress.crd.antrea.io': AntreaEgressRecord;
  'IPPool.whereabouts.cni.cncf.io': WhereaboutsPoolRecord;
  'NodeSlicePool.whereabouts.cni.cncf.io': WhereaboutsSlicePoolRecord;
  'NetworkAttachmentDefinition.k8s.cni.cncf.io': NetworkAttachmentRecord;
  'IPAddressPool.metallb.io': MetalLBPoolRecord;
  'CNINode.vpcresources.k8s.aws': CNINodeRecord;
  'ENIConfig.crd.k8s.amazonaws.com': ENIConfigRecord;
  ResourceClaim: ResourceClaimRecord;
}
export type IPAMKind = keyof IPAMRecordOf;

export const ipamKinds: readonly IPAMKind[] = [
  'IPPool.crd.projectcalico.org',
  'IPReservation.crd.projectcalico.org',
  'IPAMBlock.crd.projectcalico.org',
  'BlockAffinity.crd.projectcalico.org',
  'IPAMHandle.crd.projectcalico.org',
  'CiliumPodIPPool.cilium.io',
  'CiliumLoadBalancerIPPool.cilium.io',
  'CiliumNode.cilium.io',
  'CiliumEndpoint.cilium.io',
  'Subnet.kubeovn.io',
  'IPPool.kubeovn.io',
  'Vip.kubeovn.io',
  'IP.kubeovn.io',
  'IPPool.crd.antrea.io',
  'ExternalIPPool.crd.antrea.io',
  'Egress.crd.antrea.io',
  'NetworkAttachmentDefinition.k8s.cni.cncf.io',
  'NodeSlicePool.whereabouts.cni.cncf.io',
  'IPPool.whereabouts.cni.cncf.io',
  'IPAddressPool.metallb.io',
  'CNINode.vpcresources.k8s.aws',
  'ENIConfig.crd.k8s.amazonaws.com',
  'ResourceClaim',
];
