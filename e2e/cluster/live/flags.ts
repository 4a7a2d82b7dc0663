import { readFileSync } from 'node:fs';
import { agree } from '../agreement.ts';
import { type Node, paths } from '../snapshot.ts';
import type { Stage } from './stage.ts';

/** What a shape says of the flags that the control plane is started with (testcluster's shape.go). */
interface Shape {
  readonly serviceCIDRs: string;
  readonly podCIDRs?: string;
  readonly maskV4?: number;
  readonly maskV6?: number;
  readonly apiServer?: readonly string[];
}

/**
 * Pods that tell the control plane's flags, as kubeadm's mirror pods do: testcluster runs it as plain processes, which no object shows.
 * They say the very flags of the shape, and stay until the run is over: ranges are declared from here on.
 */
export async function playFlags(stage: Stage): Promise<void> {
  const { api, product, report, world, shapeFile } = stage;
  if (shapeFile === undefined) return report.skip('flags of the control plane', 'no --shape-file');
  const shape = JSON.parse(readFileSync(shapeFile, 'utf8')) as Shape;
  const [node] = (await api.list<Node>(paths.Node)) ?? [];
  if (!node) throw new Error('the cluster has no node');
  for (const [component, flags] of Object.entries(flagsOf(shape))) {
    await world.create('/api/v1/namespaces/kube-system/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${component}-${world.name}`, labels: { component, tier: 'control-plane' } },
      spec: {
        nodeName: node.metadata.name,
        hostNetwork: true,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 0,
        containers: [{ name: component, image: `registry.k8s.io/${component}:v1.37.2`, command: [component, ...flags] }],
      },
    } as { metadata: { name: string } });
  }
  await agree('the flags of the control plane', api, product, report);
}

function flagsOf({ serviceCIDRs, podCIDRs = '', maskV4 = 24, maskV6 = 64, apiServer = [] }: Shape): Record<string, string[]> {
  const services = `--service-cluster-ip-range=${serviceCIDRs}`;
  const masks = podCIDRs.includes(',')
    ? [`--node-cidr-mask-size-ipv4=${maskV4}`, `--node-cidr-mask-size-ipv6=${maskV6}`]
    : [`--node-cidr-mask-size=${podCIDRs.includes(':') ? maskV6 : maskV4}`];
  return {
    'kube-apiserver': [services, ...apiServer],
    'kube-controller-manager': [
      services,
      ...(podCIDRs === '' ? [] : ['--allocate-node-cidrs=true', `--cluster-cidr=${podCIDRs}`, ...masks]),
    ],
  };
}
