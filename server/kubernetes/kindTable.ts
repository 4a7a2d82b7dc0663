import type { Kind } from '../records/records.ts';
import { ciliumConfigReader } from './configMap/ciliumConfig.ts';
import { kubeadmConfigReader } from './configMap/kubeadmConfig.ts';
import { kubeProxyReader } from './configMap/kubeProxy.ts';
import { kubevipReader } from './configMap/kubevip.ts';
import { ovnConfigReader } from './configMap/ovnConfig.ts';
import { endpointSliceReader } from './endpointSlice.ts';
import { gatewayReader } from './gateway.ts';
import { ingressReader } from './ingress.ts';
import { ipAddressReader } from './ipAddress.ts';
import { antreaEgressReader } from './ipam/antreaEgress.ts';
import { antreaExternalPoolReader } from './ipam/antreaExternalPool.ts';
import { antreaPoolReader } from './ipam/antreaPool.ts';
import { calicoAffinityReader } from './ipam/calicoAffinity.ts';
import { calicoBlockReader } from './ipam/calicoBlock.ts';
import { calicoHandleReader } from './ipam/calicoHandle.ts';
import { calicoPoolReader } from './ipam/calicoPool.ts';
import { calicoReservationReader } from './ipam/calicoReservation.ts';
import { ciliumEndpointReader } from './ipam/ciliumEndpoint.ts';
import { ciliumLoadBalancerPoolReader } from './ipam/ciliumLoadBalancerPool.ts';
import { ciliumNodeReader } from './ipam/ciliumNode.ts';
import { ciliumPodPoolReader } from './ipam/ciliumPodPool.ts';
import { cniNodeReader } from './ipam/cniNode.ts';
import { eniConfigReader } from './ipam/eniConfig.ts';
import { kubeOVNIPReader } from './ipam/kubeOVNIP.ts';
import { kubeOVNPoolReader } from './ipam/kubeOVNPool.ts';
import { kubeOVNSubnetReader } from './ipam/kubeOVNSubnet.ts';
import { kubeOVNVipReader } from './ipam/kubeOVNVip.ts';
import { metalLBPoolReader } from './ipam/metalLBPool.ts';
import { networkAttachmentReader } from './ipam/networkAttachment.ts';
import { resourceClaimReader } from './ipam/resourceClaim.ts';
import { whereaboutsPoolReader } from './ipam/whereaboutsPool.ts';
import { whereaboutsSlicePoolReader } from './ipam/whereaboutsSlicePool.ts';
import type { KindReader } from './kindReader.ts';
import { namespaceReader } from './namespace.ts';
import { networkPolicyReader } from './networkPolicy.ts';
import { nodeReader } from './node.ts';
import { podReader } from './pod.ts';
import { serviceReader } from './service.ts';
import { serviceCIDRReader } from './serviceCIDR.ts';

/** Every kind that is read. One more kind is one more file and one more line here. */
export const kindTable: { readonly [K in Kind]: KindReader<K> } = {
  Namespace: namespaceReader,
  ServiceCIDR: serviceCIDRReader,
  Node: nodeReader,
  Service: serviceReader,
  IPAddress: ipAddressReader,
  EndpointSlice: endpointSliceReader,
  Pod: podReader,
  'ConfigMap/kubeadm-config': kubeadmConfigReader,
  'ConfigMap/kube-proxy': kubeProxyReader,
  'ConfigMap/kubevip': kubevipReader,
  'ConfigMap/cilium-config': ciliumConfigReader,
  'ConfigMap/ovn-config': ovnConfigReader,
  Ingress: ingressReader,
  'Gateway.gateway.networking.k8s.io': gatewayReader,
  NetworkPolicy: networkPolicyReader,
  'IPPool.crd.projectcalico.org': calicoPoolReader,
  'IPReservation.crd.projectcalico.org': calicoReservationReader,
  'IPAMBlock.crd.projectcalico.org': calicoBlockReader,
  'BlockAffinity.crd.projectcalico.org': calicoAffinityReader,
  'IPAMHandle.crd.projectcalico.org': calicoHandleReader,
  'CiliumPodIPPool.cilium.io': ciliumPodPoolReader,
  'CiliumLoadBalancerIPPool.cilium.io': ciliumLoadBalancerPoolReader,
  'CiliumNode.cilium.io': ciliumNodeReader,
  'CiliumEndpoint.cilium.io': ciliumEndpointReader,
  'Subnet.kubeovn.io': kubeOVNSubnetReader,
  'IPPool.kubeovn.io': kubeOVNPoolReader,
  'Vip.kubeovn.io': kubeOVNVipReader,
  'IP.kubeovn.io': kubeOVNIPReader,
  'IPPool.crd.antrea.io': antreaPoolReader,
  'ExternalIPPool.crd.antrea.io': antreaExternalPoolReader,
  'Egress.crd.antrea.io': antreaEgressReader,
  'NetworkAttachmentDefinition.k8s.cni.cncf.io': networkAttachmentReader,
  'NodeSlicePool.whereabouts.cni.cncf.io': whereaboutsSlicePoolReader,
  'IPPool.whereabouts.cni.cncf.io': whereaboutsPoolReader,
  'IPAddressPool.metallb.io': metalLBPoolReader,
  'CNINode.vpcresources.k8s.aws': cniNodeReader,
  'ENIConfig.crd.k8s.amazonaws.com': eniConfigReader,
  ResourceClaim: resourceClaimReader,
};
