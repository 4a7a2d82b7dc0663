import type { AnyRecord, Kind, RecordOf } from '../../records/records.ts';
import { antreaAllocations, antreaEgress, antreaExternalPool, antreaPool } from './antrea.ts';
import { awsPools } from './aws.ts';
import { calicoAffinity, calicoBlock, calicoPools } from './calico.ts';
import { ciliumClusterPools, ciliumEndpoint, ciliumLoadBalancerPools, ciliumNode, ciliumPodPools, ciliumSubnets } from './cilium.ts';
import { draClaim, draPools } from './dra.ts';
import { kubeOVNIP, kubeOVNPools, kubeOVNVip } from './kubeOVN.ts';
import { kubeVipPools, metalLBPools } from './loadBalancers.ts';
import { multusPools, podInterfaces } from './multus.ts';
import { ovnPools, ovnSlices } from './ovnKubernetes.ts';
import { type Said, type SaidPool, saysNothing } from './said.ts';
import { unreadableOfPool } from './unreadable.ts';
import { whereaboutsAllocations, whereaboutsPools, whereaboutsSlices } from './whereabouts.ts';

/** What the pools are made from: they are few, and made again only when one of these objects changes. */
export interface PoolView {
  all<K extends Kind>(kind: K): Iterable<RecordOf[K]>;
  /** The distinct subnets that pods' interfaces name. */
  podSubnets(): readonly string[];
}

/** Kinds whose change may change a pool. */
const poolKinds: ReadonlySet<Kind> = new Set<Kind>([
  'IPPool.crd.projectcalico.org',
  'IPReservation.crd.projectcalico.org',
  'CiliumPodIPPool.cilium.io',
  'CiliumLoadBalancerIPPool.cilium.io',
  'CiliumNode.cilium.io',
  'ConfigMap/cilium-config',
  'ConfigMap/ovn-config',
  'ConfigMap/kubevip',
  'Subnet.kubeovn.io',
  'IPPool.kubeovn.io',
  'IPPool.crd.antrea.io',
  'ExternalIPPool.crd.antrea.io',
  'IPPool.whereabouts.cni.cncf.io',
  'NodeSlicePool.whereabouts.cni.cncf.io',
  'NetworkAttachmentDefinition.k8s.cni.cncf.io',
  'IPAddressPool.metallb.io',
  'ResourceClaim',
]);

/** Whether an object that comes, changes or goes may change a pool: most claims of devices have nothing to do with networks. */
export function shapesPools(record: AnyRecord | undefined): boolean {
  if (!record || !poolKinds.has(record.kind)) return false;
  return record.kind !== 'ResourceClaim' || record.interfaces.length > 0;
}

/** Every pool that objects of CNIs, IPAM plugins and load balancers declare or show. */
export function saidPools({ all, podSubnets }: PoolView): SaidPool[] {
  return [
    ...calicoPools(all('IPPool.crd.projectcalico.org'), all('IPReservation.crd.projectcalico.org')),
    ...[...all('CiliumPodIPPool.cilium.io')].flatMap(ciliumPodPools),
    ...[...all('ConfigMap/cilium-config')].flatMap(ciliumClusterPools),
    ...[...all('CiliumLoadBalancerIPPool.cilium.io')].flatMap(ciliumLoadBalancerPools),
    ...ciliumSubnets(all('CiliumNode.cilium.io')),
    ...kubeOVNPools(all('Subnet.kubeovn.io'), all('IPPool.kubeovn.io')),
    ...[...all('IPPool.crd.antrea.io')].flatMap(antreaPool),
    ...[...all('ExternalIPPool.crd.antrea.io')].flatMap(antreaExternalPool),
    ...[...all('ConfigMap/ovn-config')].flatMap(ovnPools),
    ...whereaboutsPools(
      all('IPPool.whereabouts.cni.cncf.io'),
      all('NodeSlicePool.whereabouts.cni.cncf.io'),
      all('NetworkAttachmentDefinition.k8s.cni.cncf.io'),
    ),
    ...multusPools(all('NetworkAttachmentDefinition.k8s.cni.cncf.io')),
    ...[...all('IPAddressPool.metallb.io')].flatMap(metalLBPools),
    ...[...all('ConfigMap/kubevip')].flatMap(kubeVipPools),
    ...draPools(all('ResourceClaim')),
    ...awsPools(podSubnets()),
  ];
}

/** What one object says of blocks and of single addresses. */
export function says(record: AnyRecord): Said {
  const said = saidBy(record);
  const unreadable = poolKinds.has(record.kind) ? unreadableOfPool(record) : 0;
  return unreadable === 0 ? said : { ...said, unreadable: said.unreadable + unreadable };
}

function saidBy(record: AnyRecord): Said {
  switch (record.kind) {
    case 'Pod':
      return podInterfaces(record);
    case 'Node':
      return ovnSlices(record);
    case 'IPAMBlock.crd.projectcalico.org':
      return calicoBlock(record);
    case 'BlockAffinity.crd.projectcalico.org':
      return calicoAffinity(record);
    case 'CiliumNode.cilium.io':
      return ciliumNode(record);
    case 'CiliumEndpoint.cilium.io':
      return ciliumEndpoint(record);
    case 'IP.kubeovn.io':
      return kubeOVNIP(record);
    case 'Vip.kubeovn.io':
      return kubeOVNVip(record);
    case 'IPPool.crd.antrea.io':
      return antreaAllocations(record);
    case 'Egress.crd.antrea.io':
      return antreaEgress(record);
    case 'IPPool.whereabouts.cni.cncf.io':
      return whereaboutsAllocations(record);
    case 'NodeSlicePool.whereabouts.cni.cncf.io':
      return whereaboutsSlices(record);
    case 'ResourceClaim':
      return draClaim(record);
    default:
      return saysNothing;
  }
}
