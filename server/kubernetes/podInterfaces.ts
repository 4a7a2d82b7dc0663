import type { PodInterface } from '../records/records.ts';
import { elements, fields, isTrue, parsed, type Unchecked, word, words } from './unchecked.ts';

const networkStatus = 'k8s.v1.cni.cncf.io/network-status'; // Multus, as the Network Plumbing Working Group's standard has it
const podENI = 'vpc.amazonaws.com/pod-eni'; // Amazon VPC CNI: branch interfaces
const podNetworks = 'k8s.ovn.org/pod-networks'; // OVN-Kubernetes

/** The annotations that name interfaces beside the one of podIPs. */
export const interfaceAnnotations: readonly string[] = [networkStatus, podENI, podNetworks];

const none: readonly PodInterface[] = []; // one for all: most pods have no other

/**
 * What the annotations say was given beside podIPs. Each address is told once: a branch interface's may be the pod's own, and
 * OVN-Kubernetes names networks that Multus has named already. What cannot be read is left out.
 */
export function podInterfaces(
  annotations: Readonly<Record<string, string>> | null | undefined,
  podIPs: readonly string[],
): readonly PodInterface[] {
  const named = interfaceAnnotations.some((name) => annotations?.[name] !== undefined);
  if (!annotations || !named) return none;
  const value = (name: string): unknown => parsed(annotations[name] ?? '');
  const found = [
    ...elements(value(networkStatus)).map(fields).filter(isSecondary).map(fromMultus),
    ...elements(value(podENI)).map(fields).map(fromBranch),
    ...Object.entries(fields(value(podNetworks))).flatMap(([network, entry]) => fromOVN(network, fields(entry))),
  ];
  const told = new Set(podIPs);
  return found.flatMap((each) => {
    const ips = each.ips.filter((ip) => !told.has(ip));
    for (const ip of ips) told.add(ip);
    const repeats = each.ips.length > 0 && ips.length === 0 && each.subnets.length === 0;
    return repeats ? [] : [{ ...each, ips }];
  });
}

/** The entry with "default" repeats the podIPs. */
function isSecondary(entry: Unchecked): boolean {
  return !isTrue(entry.default) && (word(entry.name) !== '' || word(entry.interface) !== '');
}

function fromMultus(entry: Unchecked): PodInterface {
  return { network: word(entry.name), interface: word(entry.interface), ips: words(entry.ips), subnets: [] };
}

function fromBranch(entry: Unchecked): PodInterface {
  return {
    network: podENI,
    interface: word(entry.eniId),
    ips: words([entry.privateIp, entry.ipv6Addr]),
    subnets: words([entry.subnetCidr, entry.subnetV6Cidr]),
  };
}

/** The network "default" is podIPs' own; with a primary network of the user's it is left as infrastructure-locked. */
function fromOVN(network: string, entry: Unchecked): PodInterface[] {
  if (network === 'default' || !['primary', 'secondary'].includes(word(entry.role))) return [];
  const withLength = words(entry.ip_addresses);
  const ips = withLength.length > 0 ? withLength : words([entry.ip_address]);
  return [{ network, interface: '', ips: ips.map((ip) => ip.replace(/\/.*$/, '')), subnets: [] }];
}
