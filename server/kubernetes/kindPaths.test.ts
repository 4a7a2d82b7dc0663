import { expect, test } from 'vitest';
import { kinds } from '../records/records.ts';
import { kindTable } from './kindTable.ts';
import { pathOf } from './resource.ts';

/** Where each kind is asked for, the best place first, as the API of its group has it. */
const paths: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  Namespace: ['/api/v1/namespaces?'],
  ServiceCIDR: ['/apis/networking.k8s.io/v1/servicecidrs?'],
  Node: ['/api/v1/nodes?'],
  Service: ['/api/v1/services?'],
  IPAddress: ['/apis/networking.k8s.io/v1/ipaddresses?'],
  EndpointSlice: ['/apis/discovery.k8s.io/v1/endpointslices?'],
  Pod: ['/api/v1/pods?'],
  'ConfigMap/kubeadm-config': ['/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Dkubeadm-config'],
  'ConfigMap/kube-proxy': ['/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Dkube-proxy'],
  'ConfigMap/kubevip': ['/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Dkubevip'],
  'ConfigMap/cilium-config': ['/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Dcilium-config'],
  'ConfigMap/ovn-config': ['/api/v1/namespaces/ovn-kubernetes/configmaps?fieldSelector=metadata.name%3Dovn-config'],
  Ingress: ['/apis/networking.k8s.io/v1/ingresses?'],
  'Gateway.gateway.networking.k8s.io': ['v1', 'v1beta1'].map((version) => `/apis/gateway.networking.k8s.io/${version}/gateways?`),
  NetworkPolicy: ['/apis/networking.k8s.io/v1/networkpolicies?'],
  'IPPool.crd.projectcalico.org': calico('ippools'),
  'IPReservation.crd.projectcalico.org': calico('ipreservations'),
  'IPAMBlock.crd.projectcalico.org': calico('ipamblocks'),
  'BlockAffinity.crd.projectcalico.org': calico('blockaffinities'),
  'IPAMHandle.crd.projectcalico.org': calico('ipamhandles'),
  'CiliumPodIPPool.cilium.io': cilium('ciliumpodippools'),
  'CiliumLoadBalancerIPPool.cilium.io': cilium('ciliumloadbalancerippools'),
  'CiliumNode.cilium.io': cilium('ciliumnodes'),
  'CiliumEndpoint.cilium.io': cilium('ciliumendpoints'),
  'Subnet.kubeovn.io': ['/apis/kubeovn.io/v1/subnets?'],
  'IPPool.kubeovn.io': ['/apis/kubeovn.io/v1/ippools?'],
  'Vip.kubeovn.io': ['/apis/kubeovn.io/v1/vips?'],
  'IP.kubeovn.io': ['/apis/kubeovn.io/v1/ips?'],
  'IPPool.crd.antrea.io': ['/apis/crd.antrea.io/v1beta1/ippools?', '/apis/crd.antrea.io/v1alpha2/ippools?'],
  'ExternalIPPool.crd.antrea.io': ['/apis/crd.antrea.io/v1beta1/externalippools?'],
  'Egress.crd.antrea.io': ['/apis/crd.antrea.io/v1beta1/egresses?'],
  'NetworkAttachmentDefinition.k8s.cni.cncf.io': ['/apis/k8s.cni.cncf.io/v1/network-attachment-definitions?'],
  'NodeSlicePool.whereabouts.cni.cncf.io': ['/apis/whereabouts.cni.cncf.io/v1alpha1/nodeslicepools?'],
  'IPPool.whereabouts.cni.cncf.io': ['/apis/whereabouts.cni.cncf.io/v1alpha1/ippools?'],
  'IPAddressPool.metallb.io': ['/apis/metallb.io/v1beta1/ipaddresspools?'],
  'CNINode.vpcresources.k8s.aws': ['/apis/vpcresources.k8s.aws/v1alpha1/cninodes?'],
  'ENIConfig.crd.k8s.amazonaws.com': ['/apis/crd.k8s.amazonaws.com/v1alpha1/eniconfigs?'],
  ResourceClaim: ['v1', 'v1beta2', 'v1beta1'].map((version) => `/apis/resource.k8s.io/${version}/resourceclaims?`),
};

function calico(plural: string): readonly string[] {
  const classic = `/apis/crd.projectcalico.org/v1/${plural}?`;
  return [classic, `/apis/projectcalico.org/v3/${plural}?`, classic]; // the last time without blocks beside
}

function cilium(plural: string): readonly string[] {
  return ['v2', 'v2alpha1'].map((version) => `/apis/cilium.io/${version}/${plural}?`);
}

test.each(kinds)('%s is asked for where its API has it', (kind) => {
  expect(kindTable[kind].resources.map((resource) => pathOf(resource, {}))).toEqual(paths[kind]);
});

test('objects of a kind name it without its group', () => {
  const named = kinds.map((kind) => [kind, kindTable[kind].objectKind]);
  expect(named.filter(([kind, objectKind]) => kind !== objectKind && !kind?.startsWith(`${objectKind}.`))).toEqual([
    ['ConfigMap/kubeadm-config', 'ConfigMap'],
    ['ConfigMap/kube-proxy', 'ConfigMap'],
    ['ConfigMap/kubevip', 'ConfigMap'],
    ['ConfigMap/cilium-config', 'ConfigMap'],
    ['ConfigMap/ovn-config', 'ConfigMap'],
  ]);
});

test('kinds with an object for each pod, or for each address, are read one after the other', () => {
  expect(kinds.filter((kind) => kindTable[kind].big)).toEqual([
    'IPAddress',
    'EndpointSlice',
    'Pod',
    'NetworkPolicy',
    'IPAMBlock.crd.projectcalico.org',
    'IPAMHandle.crd.projectcalico.org',
    'CiliumEndpoint.cilium.io',
    'IP.kubeovn.io',
  ]);
});

test('custom kinds and claims are asked for in JSON, what is built in in protobuf; two ConfigMaps only where their CNI is', () => {
  const json = kinds.filter((kind) => kindTable[kind].format === 'json');
  expect(json).toEqual(kinds.filter((kind) => kind === 'ResourceClaim' || /\.(io|org|aws|com)$/.test(kind)));
  expect(kinds.filter((kind) => kindTable[kind].withGroup !== '').map((kind) => kindTable[kind].withGroup)).toEqual([
    'cilium.io',
    'k8s.ovn.org',
  ]);
});

test('protobuf of a custom kind is malformed, whatever it holds', () => {
  expect(() => kindTable['IPAddressPool.metallb.io'].fromProtobuf(Buffer.alloc(0))).toThrow(
    expect.objectContaining({ code: 'malformed', message: 'a IPAddressPool.metallb.io in protobuf, though JSON was asked for' }),
  );
});
