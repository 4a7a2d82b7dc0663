import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { fields, word } from '../unchecked.ts';

export const whereaboutsPoolReader = customReader({
  kind: 'IPPool.whereabouts.cni.cncf.io',
  resources: [resource('whereabouts.cni.cncf.io', 'v1alpha1', 'ippools')],
  toFields: ({ spec }) => ({
    range: word(spec.range),
    // The offset is a key, so that one of an IPv6 range past 2^53 keeps all its digits.
    allocations: Object.entries(fields(spec.allocations))
      .filter(([offset]) => /^\d+$/.test(offset))
      .map(([offset, holder]) => {
        const { podref, ifname } = fields(holder);
        return { offset, pod: word(podref), interface: word(ifname) };
      }),
  }),
});
