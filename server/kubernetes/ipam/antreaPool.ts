import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { count, elements, fields, word } from '../unchecked.ts';
import { antreaOwner, antreaRanges } from './antrea.ts';

export const antreaPoolReader = customReader({
  kind: 'IPPool.crd.antrea.io',
  resources: [resource('crd.antrea.io', 'v1beta1', 'ippools'), resource('crd.antrea.io', 'v1alpha2', 'ippools')],
  toFields: ({ spec, status }) => {
    // v1alpha2 has the gateway and the length inside each range.
    const subnet = [spec.subnetInfo, ...elements(spec.ipRanges)].map(fields).find(({ gateway }) => word(gateway) !== '') ?? {};
    return {
      ranges: antreaRanges(spec.ipRanges),
      gateway: word(subnet.gateway),
      prefixLength: count(subnet.prefixLength),
      allocations: elements(status.ipAddresses)
        .map(fields)
        .map(({ ipAddress, phase, owner }) => ({
          ip: word(ipAddress),
          phase: word(phase),
          pod: antreaOwner(fields(owner).pod),
          statefulSet: antreaOwner(fields(owner).statefulSet),
        }))
        .filter(({ ip }) => ip !== ''),
    };
  },
});
