import type { Family } from '../../../shared/net/address.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { kubernetesVersion } from '../view/nodeView.ts';
import type { Site } from './site.ts';

const maskFlag: Readonly<Record<Family, string>> = { IPv4: 'node-cidr-mask-size-ipv4', IPv6: 'node-cidr-mask-size-ipv6' };

/** What kubeadm leaves behind in kube-system: the cluster's ranges as they were asked for, and kube-proxy's configuration. */
export function addKubeadm(site: Site): void {
  const { ranges } = site.cluster;
  const pods = ranges.pods.map(formatCidr).join();
  const isDual = ranges.families.length > 1;
  const masks = ranges.families.flatMap((family) => [
    `  - name: ${isDual ? maskFlag[family] : 'node-cidr-mask-size'}`,
    `    value: "${ranges.nodeMask[family]}"`,
  ]);
  site.configMap('kube-system', 'kubeadm-config', {
    ClusterConfiguration: [
      'apiVersion: kubeadm.k8s.io/v1beta4',
      'kind: ClusterConfiguration',
      'clusterName: demo',
      'controlPlaneEndpoint: api.demo.example:6443',
      'controllerManager:',
      '  extraArgs:',
      ...masks,
      `kubernetesVersion: ${kubernetesVersion}`,
      'networking:',
      '  dnsDomain: cluster.local',
      `  podSubnet: ${pods}`,
      `  serviceSubnet: ${ranges.services.map(formatCidr).join()}`,
      '',
    ].join('\n'),
  });
  site.configMap('kube-system', 'kube-proxy', {
    'config.conf': [
      'apiVersion: kubeproxy.config.k8s.io/v1alpha1',
      'kind: KubeProxyConfiguration',
      `bindAddress: ${ranges.families[0] === 'IPv6' ? '"::"' : '0.0.0.0'}`,
      `clusterCIDR: ${pods}`,
      'detectLocalMode: ""',
      'mode: nftables',
      'nodePortAddresses: null',
      '',
    ].join('\n'),
  });
}
