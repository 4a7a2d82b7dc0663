import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { antreaRanges } from './antrea.ts';

export const antreaExternalPoolReader = customReader({
  kind: 'ExternalIPPool.crd.antrea.io',
  resources: [resource('crd.antrea.io', 'v1beta1', 'externalippools')],
  toFields: ({ spec }) => ({ ranges: antreaRanges(spec.ipRanges) }),
});
