import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { elements, fields, word, words } from '../unchecked.ts';

/** Built in, and yet read as JSON: three versions of it are about, and few clusters have many. */
export const resourceClaimReader = customReader({
  kind: 'ResourceClaim',
  resources: [
    resource('resource.k8s.io', 'v1', 'resourceclaims'),
    resource('resource.k8s.io', 'v1beta2', 'resourceclaims'),
    resource('resource.k8s.io', 'v1beta1', 'resourceclaims'),
  ],
  toFields: ({ status }) => ({
    interfaces: elements(status.devices)
      .map((device) => fields(fields(device).networkData))
      .map(({ interfaceName, ips }) => ({ interface: word(interfaceName), ips: words(ips) }))
      .filter((each) => each.interface !== '' || each.ips.length > 0),
    reservedFor: elements(status.reservedFor)
      .map(fields)
      .filter((consumer) => consumer.resource === 'pods')
      .map(({ name }) => word(name)),
  }),
});
