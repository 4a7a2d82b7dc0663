import type { NetworkAttachmentRecord } from '../../records/ipam.ts';
import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { elements, fields, parsed, type Unchecked, word, words } from '../unchecked.ts';

type Range = NetworkAttachmentRecord['ranges'][number];

/** spec.config is JSON text: a CNI configuration, or a list of them (plugins), or nothing. */
export const networkAttachmentReader = customReader({
  kind: 'NetworkAttachmentDefinition.k8s.cni.cncf.io',
  resources: [resource('k8s.cni.cncf.io', 'v1', 'network-attachment-definitions')],
  toFields: ({ spec }) => {
    const config = fields(parsed(word(spec.config)));
    const ipam =
      [config, ...elements(config.plugins).map(fields)].map((plugin) => fields(plugin.ipam)).find(({ type }) => word(type) !== '') ?? {};
    return {
      ipam: word(ipam.type),
      networkName: word(ipam.network_name),
      ranges: (rangesOf.get(word(ipam.type))?.(ipam) ?? []).filter(({ range }) => range !== ''),
    };
  },
});

/** What each plugin is told to give addresses from; static and dhcp have no range. */
const rangesOf: ReadonlyMap<string, (ipam: Unchecked) => Range[]> = new Map([
  // "ranges" is a list of range sets; a configuration from before 0.3.1 has one range beside "type".
  ['host-local', (ipam: Unchecked) => [ipam, ...elements(ipam.ranges).flatMap(elements).map(fields)].map(hostLocal)],
  // The one range comes first, before those of ipRanges.
  ['whereabouts', (ipam: Unchecked) => [ipam, ...elements(ipam.ipRanges).map(fields)].map(whereabouts)],
]);

function hostLocal({ subnet, rangeStart, rangeEnd, gateway }: Unchecked): Range {
  return { range: word(subnet), start: word(rangeStart), end: word(rangeEnd), gateway: word(gateway), exclude: [] };
}

function whereabouts({ range, range_start, range_end, gateway, exclude }: Unchecked): Range {
  return { range: word(range), start: word(range_start), end: word(range_end), gateway: word(gateway), exclude: words(exclude) };
}
