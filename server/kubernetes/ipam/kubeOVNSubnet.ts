import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { word, words } from '../unchecked.ts';

/** Its counters are left: they pass 2^53 in IPv6 and are known to drift. */
export const kubeOVNSubnetReader = customReader({
  kind: 'Subnet.kubeovn.io',
  resources: [resource('kubeovn.io', 'v1', 'subnets')],
  toFields: ({ spec }) => ({
    protocol: word(spec.protocol),
    cidrBlock: word(spec.cidrBlock),
    gateway: word(spec.gateway),
    excludeIps: words(spec.excludeIps),
    vpc: word(spec.vpc),
    provider: word(spec.provider),
  }),
});
