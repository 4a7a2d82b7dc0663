import type { Kind } from '../records/records.ts';
import { endpointSliceReader } from './endpointSlice.ts';
import { ipAddressReader } from './ipAddress.ts';
import type { KindReader } from './kindReader.ts';
import { namespaceReader } from './namespace.ts';
import { nodeReader } from './node.ts';
import { podReader } from './pod.ts';
import { serviceReader } from './service.ts';
import { serviceCIDRReader } from './serviceCIDR.ts';

/** Every kind that is read. One more kind is one more file and one more line here. */
export const kindTable: { readonly [K in Kind]: KindReader<K> } = {
  Namespace: namespaceReader,
  ServiceCIDR: serviceCIDRReader,
  Node: nodeReader,
  Service: serviceReader,
  IPAddress: ipAddressReader,
  EndpointSlice: endpointSliceReader,
  Pod: podReader,
};
