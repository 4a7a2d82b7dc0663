import type { DemoCluster } from '../cluster/demoCluster.ts';
import type { StoredKindInfo } from '../kinds.ts';
import { addAntrea, antreaKinds } from './antrea.ts';
import { addAws, awsKinds } from './aws.ts';
import { addCalico, calicoKinds } from './calico.ts';
import { addCilium, ciliumKinds } from './cilium.ts';
import { addDra, draKinds } from './dra.ts';
import { addKubeadm } from './kubeadm.ts';
import { addKubeOvn, kubeOvnKinds } from './kubeOvn.ts';
import { addMetallb, metallbKinds } from './metallb.ts';
import { addMultus, multusKinds } from './multus.ts';
import { addOvnKubernetes, ovnKubernetesKinds } from './ovnKubernetes.ts';
import { Site } from './site.ts';
import { addWhereabouts, whereaboutsKinds } from './whereabouts.ts';

interface Cni {
  readonly kinds: readonly StoredKindInfo[];
  readonly add: (site: Site) => void;
  readonly services: number; // how many Services of its own it has
}

const cnis = {
  calico: { kinds: calicoKinds, add: addCalico, services: 0 },
  cilium: { kinds: ciliumKinds, add: addCilium, services: 1 },
  'kube-ovn': { kinds: kubeOvnKinds, add: addKubeOvn, services: 0 },
  antrea: { kinds: antreaKinds, add: addAntrea, services: 1 },
  'ovn-kubernetes': { kinds: ovnKubernetesKinds, add: addOvnKubernetes, services: 0 },
  whereabouts: { kinds: whereaboutsKinds, add: addWhereabouts, services: 0 },
  multus: { kinds: multusKinds, add: addMultus, services: 0 },
  metallb: { kinds: metallbKinds, add: addMetallb, services: 2 },
  aws: { kinds: awsKinds, add: addAws, services: 0 },
  dra: { kinds: draKinds, add: addDra, services: 0 },
  kubeadm: { kinds: [], add: addKubeadm, services: 0 },
} as const satisfies Record<string, Cni>;

export type CniName = keyof typeof cnis;
/** Whose objects the demo can have: CNIs, IPAM plugins, load balancers, and what a cluster is installed with. */
export const cniNames = Object.keys(cnis) as readonly CniName[];

export function isCniName(name: string): name is CniName {
  return Object.hasOwn(cnis, name);
}

/** How many Services of their own these projects have. */
export function servicesOf(names: readonly CniName[]): number {
  return names.reduce((sum, name) => sum + cnis[name].services, 0);
}

/** Installs the kinds of a project and its objects, with pods and Services of its own. Once a cluster; it needs a node. */
export function addCni(cluster: DemoCluster, name: CniName): void {
  const cni: Cni = cnis[name];
  for (const info of cni.kinds) cluster.installKind(info);
  const site = new Site(cluster, name);
  if (cni.kinds.length > 0) site.createNamespaces(site.namespace);
  cni.add(site);
}
