import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { fields, isTrue, word, words } from '../unchecked.ts';

export const kubeOVNIPReader = customReader({
  kind: 'IP.kubeovn.io',
  resources: [resource('kubeovn.io', 'v1', 'ips')],
  big: true,
  toFields: ({ metadata, spec }) => {
    const addresses = words([spec.v4IpAddress, spec.v6IpAddress]);
    return {
      podName: word(spec.podName),
      podNamespace: word(spec.namespace),
      podType: word(spec.podType),
      subnet: word(spec.subnet),
      node: word(spec.nodeName),
      addresses: addresses.length > 0 ? addresses : word(spec.ipAddress).split(',').filter(Boolean), // ipAddress is deprecated
      kept: isTrue(fields(metadata.labels)['ovn.kubernetes.io/ip_reserved']),
    };
  },
});
