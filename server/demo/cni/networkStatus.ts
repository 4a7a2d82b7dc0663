import { formatAddress } from '../../../shared/net/address.ts';
import type { PodState } from '../cluster/objects.ts';
import { podAddresses } from '../cluster/podAddresses.ts';
import { customKind } from './customKind.ts';

/** Of Multus; other projects that add networks to pods need it, too. */
export const networkAttachmentDefinition = customKind(
  'k8s.cni.cncf.io/v1',
  'NetworkAttachmentDefinition',
  'network-attachment-definitions',
  'Namespaced',
);

/** A network besides the pod's own; without ips where nobody knows them (SR-IOV, DHCP). */
export interface Attachment {
  readonly name: string; // namespace/name of its definition
  readonly ips?: readonly string[];
}

/** The annotation network-status: the pod's own network first, which repeats its podIPs, then net1, net2, … */
export function networkStatus(pod: PodState, attachments: readonly Attachment[]): string {
  const mac = (interfaceNumber: number): string => {
    const hex = pod.serial.toString(16).padStart(8, '0').slice(-8);
    return ['02', String(interfaceNumber).padStart(2, '0'), ...(hex.match(/../g) ?? [])].join(':');
  };
  const own = { name: 'cbr0', interface: 'eth0', ips: podAddresses(pod).map(formatAddress), mac: mac(0), default: true, dns: {} };
  const others = attachments.map(({ name, ips }, index) => ({
    name,
    interface: `net${index + 1}`,
    ...(ips ? { ips } : undefined),
    mac: mac(index + 1),
    dns: {},
  }));
  return JSON.stringify([own, ...others]);
}
