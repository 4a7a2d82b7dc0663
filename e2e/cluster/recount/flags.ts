import type { Snapshot } from '../snapshot.ts';
import { isLive } from './held.ts';

/** Flags of a part of the control plane where it runs as pods (kubeadm, kind), pod by pod; managed control planes show none. */
export function flagsOf(snapshot: Snapshot, component: string): { pod: string; flags: Map<string, string> }[] {
  return snapshot.pods
    .filter((pod) => pod.metadata.namespace === 'kube-system' && pod.metadata.name.startsWith(`${component}-`) && isLive(pod))
    .map(({ metadata, spec }) => {
      const [container] = spec.containers;
      const words = [...(container?.command ?? []), ...(container?.args ?? [])];
      const flags = words.flatMap((word): [string, string][] => {
        const [, name, value] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value]];
      });
      return { pod: `Pod/kube-system/${metadata.name}`, flags: new Map(flags) };
    })
    .sort((a, b) => (a.pod < b.pod ? -1 : 1));
}
