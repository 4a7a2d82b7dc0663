import type { TrafficAddress } from '../records/traffic.ts';
import { customReader } from './customReader.ts';
import { resource } from './resource.ts';
import { elements, fields, word } from './unchecked.ts';

const group = 'gateway.networking.k8s.io';

/** Gateway API. Its types of address are IPAddress (where none is written), Hostname, and names of implementations, which say no address. */
export const gatewayReader = customReader({
  kind: `Gateway.${group}`,
  resources: [resource(group, 'v1', 'gateways'), resource(group, 'v1beta1', 'gateways')],
  toFields: ({ spec, status }) => ({
    className: word(spec.gatewayClassName),
    wanted: addresses(spec.addresses),
    given: addresses(status.addresses),
  }),
});

function addresses(list: unknown): TrafficAddress[] {
  return elements(list)
    .map(fields)
    .map(({ type, value }) => ({
      ip: type === undefined || type === 'IPAddress' ? word(value) : '',
      hostname: type === 'Hostname' ? word(value) : '',
    }))
    .filter(({ ip, hostname }) => ip !== '' || hostname !== '');
}
