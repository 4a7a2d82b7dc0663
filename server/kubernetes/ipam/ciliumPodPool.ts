import { customReader } from '../customReader.ts';
import { count, fields, isTrue, words } from '../unchecked.ts';
import { ciliumResources } from './cilium.ts';

export const ciliumPodPoolReader = customReader({
  kind: 'CiliumPodIPPool.cilium.io',
  resources: ciliumResources('ciliumpodippools'),
  toFields: ({ spec }) => ({
    ranges: [spec.ipv4, spec.ipv6]
      .map(fields)
      .map(({ cidrs, maskSize }) => ({ cidrs: words(cidrs), maskSize: count(maskSize) }))
      .filter(({ cidrs }) => cidrs.length > 0),
    allowFirst: isTrue(spec.allowFirstIP),
    allowLast: isTrue(spec.allowLastIP),
  }),
});
