import type { Address, Family } from '../../../shared/net/address.ts';
import type { PodState } from './objects.ts';

/** A pod's addresses, its node's primary family first: those of its node where it uses the host network, those of its CNI where that has its own. */
export function podAddresses(pod: PodState): Address[] {
  const { machine } = pod;
  if (!machine || pod.startedAt === 0) return [];
  if (pod.network?.addresses) return pod.network.addresses.slice();
  if (pod.template.workload.hostNetwork) return machine.addresses.slice();
  const out: Address[] = [];
  for (const block of machine.blocks) {
    const host = block.family === 'IPv4' ? pod.host4 : pod.host6;
    if (host > 0) out.push({ family: block.family, value: block.value + BigInt(host) });
  }
  return out;
}

export function podAddress(pod: PodState, family: Family): Address | undefined {
  return podAddresses(pod).find((address) => address.family === family);
}
