import { customReader } from '../customReader.ts';
import { elements, fields, isTrue, type Unchecked, word, words } from '../unchecked.ts';
import { ciliumResources } from './cilium.ts';

export const ciliumNodeReader = customReader({
  kind: 'CiliumNode.cilium.io',
  resources: ciliumResources('ciliumnodes'),
  toFields: ({ spec, status }) => {
    const ipam = fields(spec.ipam);
    const given = fields(status.ipam);
    return {
      addresses: elements(spec.addresses)
        .map(fields)
        .map((each) => ({ type: word(each.type), ip: word(each.ip) }))
        .filter(({ ip }) => ip !== ''),
      health: bothFamilies(spec.health),
      ingress: bothFamilies(spec.ingress),
      podCIDRs: words(ipam.podCIDRs),
      // pools.requested is a wish: allocated alone is the node's.
      pools: elements(fields(ipam.pools).allocated)
        .map(fields)
        .map((each) => ({
          pool: word(each.pool),
          cidrs: words(each.cidrs),
          first: isTrue(each.allowFirstIP),
          last: isTrue(each.allowLastIP),
        })),
      available: [...Object.keys(fields(ipam.pool)), ...Object.keys(fields(ipam['ipv6-pool']))],
      used: [given.used, given['ipv6-used']].flatMap((map) =>
        Object.entries(fields(map)).map(([ip, allocation]) => ({ ip, owner: word(fields(allocation).owner) })),
      ),
      subnets: subnets(status),
    };
  },
});

function bothFamilies(value: unknown): readonly string[] {
  const { ipv4, ipv6 } = fields(value);
  return words([ipv4, ipv6]);
}

/** Subnets of the cloud's that the node's interfaces are in, each once. */
function subnets(status: Unchecked): readonly string[] {
  const aws = Object.values(fields(fields(status.eni).enis)).map(fields);
  const azure = elements(fields(status.azure).interfaces).map(fields);
  const cidrs = [...aws, ...azure].map(({ subnet, cidr }) => word(fields(subnet).cidr) || word(cidr));
  return [...new Set(cidrs)].filter((cidr) => cidr !== '');
}
