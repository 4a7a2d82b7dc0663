import type { NodeRecord } from '../records/records.ts';
import { fields, parsed, words } from './unchecked.ts';

/** OVN-Kubernetes: {"default": ["10.244.3.0/24", "fd00:244:0:3::/64"]}, or one string instead of the list (single-stack, older). */
export const ovnSubnetsAnnotation = 'k8s.ovn.org/node-subnets';

/** The node's slice of each network of OVN-Kubernetes; empty where the annotation is absent or cannot be read. */
export function ovnSubnets(annotations: Readonly<Record<string, string>> | null | undefined): NodeRecord['ovnSubnets'] {
  const text = annotations?.[ovnSubnetsAnnotation];
  if (text === undefined) return [];
  return Object.entries(fields(parsed(text))).flatMap(([network, value]) => {
    const cidrs = Array.isArray(value) ? words(value) : words([value]);
    return cidrs.length > 0 ? [{ network, cidrs }] : [];
  });
}
