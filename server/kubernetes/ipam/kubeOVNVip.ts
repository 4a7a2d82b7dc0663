import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { word, words } from '../unchecked.ts';

export const kubeOVNVipReader = customReader({
  kind: 'Vip.kubeovn.io',
  resources: [resource('kubeovn.io', 'v1', 'vips')],
  // spec names what was asked for, status what was given.
  toFields: ({ spec, status }) => ({
    subnet: word(spec.subnet),
    addresses: words([status.v4ip, status.v6ip]),
  }),
});
