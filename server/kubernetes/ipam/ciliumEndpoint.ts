import { customReader } from '../customReader.ts';
import { elements, fields, words } from '../unchecked.ts';
import { ciliumResources } from './cilium.ts';

export const ciliumEndpointReader = customReader({
  kind: 'CiliumEndpoint.cilium.io',
  resources: ciliumResources('ciliumendpoints'),
  big: true,
  toFields: ({ status }) => ({
    addresses: elements(fields(status.networking).addressing)
      .map(fields)
      .flatMap(({ ipv4, ipv6 }) => words([ipv4, ipv6])),
  }),
});
